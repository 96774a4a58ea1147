"""The last part of a leave after a birth may be spread (WAZO 3:1 paragraph 6)."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("pregnancy_leave", sa.Column("spread_until", sa.Date(), nullable=True))
