"""Why a case joins an earlier one where that is open to doubt (BW 7:629 paragraph 10)."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("absence_case", sa.Column("join_confirmed", sa.String(), nullable=False, server_default=""))
