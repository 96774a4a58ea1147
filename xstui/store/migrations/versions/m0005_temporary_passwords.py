"""A temporary password expires, and a login that has ended can be opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("account", sa.Column("password_until", sa.Date(), nullable=True))
    op.add_column("account", sa.Column("key_slot", sa.LargeBinary(), nullable=True))
