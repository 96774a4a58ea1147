"""A journal entry's summary may be erased by retention: the chain runs over its digest."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEPT = ("seq", "at", "account_id", "who", "use_case", "kind", "reverses", "undoable", "person_id", "case_id", "hash")
SAME = " AND ".join(f"new.{column} IS old.{column}" for column in (*KEPT, "summary_digest"))
ONLY_ERASING = (
    "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry "
    f"WHEN NOT (new.summary = '' AND old.summary_digest <> '' AND {SAME}) "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
)


def upgrade() -> None:
    op.add_column("journal_entry", sa.Column("summary_digest", sa.String(), nullable=False, server_default=""))
    op.execute("DROP TRIGGER journal_entry_no_update")
    op.execute(ONLY_ERASING)
