"""Two clerks, one row: who changed it since it was read, when, and what; read from the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from sqlalchemy import Connection, select
from sqlmodel import Session

from xstui.domain.problems import refuse
from xstui.store import journal
from xstui.store.journal import Image, RowChange, changes, entries
from xstui.store.tables import Record

OWN = {
    "absence_case": ("case_id", frozenset({"percentage_step", "pregnancy_leave", "sickness_contact"})),
    "person": ("person_id", frozenset({"person_tag"})),
    "employment": ("employment_id", frozenset({"employment_terms"})),
}
"""By table, the rows that are shown as parts of a row: by which column they point to it, and their tables."""
HIDDEN = frozenset(
    {"id", "version", "sort_key", "surname_key", "search_key", "case_no", "dossier_no", "number", "protocol"}
    | {"code", "sequence", "actor", "opens"}
)
"""Columns that say nothing to people or never change, besides those that point to other rows."""


@dataclass(frozen=True)
class FieldChange:
    """A value that somebody changed.

    Attributes:
        before: The value as it was read: text, day, number; None where there was none.
        after: The value as it is now.
        row_id: Of the row; one form may show one row of several.
    """

    table: str
    field: str
    before: object
    after: object
    row_id: int = dataclass_field(default=0, compare=False)


def check_seen(session: Session, row: Record, seen: int | None) -> None:
    """Refuse to change a row that somebody else changed since it was read.

    Args:
        seen: Version of the row that was read; None where nothing was read.

    Raises:
        Refused: `changed-since`, with `who` and `when` of the last change, its `use_case`, the `version` to be
            handed back by who decides to go on, and `changes`: each `FieldChange` since the row was read.
    """
    if seen is None or row.version == seen:
        return
    connection, table = session.connection(), str(row.__tablename__)
    since = list(_entries_since(connection, table, row.key, seen))
    last = connection.execute(select(entries).where(entries.c.seq == (since[-1] if since else row.version))).one()
    fields = tuple(_fields_changed(connection, table, row.key, since))
    details = {"who": last.who, "when": last.at, "use_case": last.use_case, "version": row.version, "changes": fields}
    raise refuse("changed-since", **details)


def _entries_since(connection: Connection, table: str, row_id: int, seen: int) -> Iterator[int]:
    """Yield the entries after `seen` that changed a row, undo among them, in order."""
    query = select(changes.c.seq).distinct().where(
        changes.c.seq > seen,
        changes.c.table_name == table,
        changes.c.first_id <= row_id,
        changes.c.last_id >= row_id,
    )  # fmt: skip
    for (seq,) in connection.execute(query.order_by(changes.c.seq)).all():
        if journal.change_of(connection, seq, table, row_id) is not None:
            yield seq


def _fields_changed(connection: Connection, table: str, row_id: int, since: list[int]) -> Iterator[FieldChange]:
    """Yield what differs between the first image before and the last after, of the row and of its parts."""
    net: dict[tuple[str, int], tuple[Image | None, Image | None]] = {}
    for seq in since:
        for name, change in journal.changes_of(connection, seq):
            if _belongs(name, change, table, row_id):
                first = net.get((name, change[0]), (change[1], None))[0]
                net[name, change[0]] = (first, change[2])
    for (name, number), (before, after) in net.items():
        yield from _differences(name, number, before or {}, after or {})


def _belongs(name: str, change: RowChange, table: str, row_id: int) -> bool:
    column, parts = OWN.get(table, ("", frozenset()))
    image = change[2] or change[1] or {}
    return (name == table and change[0] == row_id) or (name in parts and image.get(column) == row_id)


def _differences(name: str, row_id: int, before: Image, after: Image) -> Iterator[FieldChange]:
    table = journal.table_of(name)
    for column in table.columns:
        key = column.key
        if key in HIDDEN or key.endswith("_id") or column.info.get("secret") or before.get(key) == after.get(key):
            continue
        old, new = (journal.values_of(image, table).get(key) if image else None for image in (before, after))
        yield FieldChange(name, key, old, new, row_id)
