"""What somebody may say with a sick report: the day of the report, how long it may take, and how to be reached."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for name in ("reported_on", "expected_until"):
        op.add_column("absence_case", sa.Column(name, sa.Date(), nullable=True))
    op.create_table(
        "sickness_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["absence_case.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id"),
        sqlite_autoincrement=True,
    )
