"""The highest case and dossier number ever given, those of registrations that were undone included."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBERED = (("absence_case", "case_no"), ("person", "dossier_no"))
UNDONE = (
    "SELECT c.payload FROM journal_change c JOIN journal_entry e ON e.seq = c.seq "
    "WHERE e.kind = 'undo' AND c.table_name = :name AND c.payload <> x''"
)


def upgrade() -> None:
    table = op.create_table(
        "last_number",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    for name, column in NUMBERED:
        highest = op.get_bind().execute(sa.text(f"SELECT max({column}) FROM {name}")).scalar()  # noqa: S608 - both named above
        known = [highest or 0, *_undone(name, column)]
        op.bulk_insert(table, [{"name": f"{name}.{column}", "number": max(known)}])


def _undone(name: str, column: str) -> list[int]:
    """Return the numbers of rows that an undo removed, as the journal holds them."""
    payloads = op.get_bind().execute(sa.text(UNDONE), {"name": name}).scalars()
    texts = (zlib.decompress(payload[1:]) if payload[:1] == b"z" else payload[1:] for payload in payloads)
    return [before[column] for text in texts for _row_id, before, _after in json.loads(text) if before]
