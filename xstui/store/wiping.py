"""Removing rows for good: from their tables, and from the history that the journal keeps of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, select, update

from xstui.store import journal
from xstui.store.journal import STAYED, WIPE, changes, entries
from xstui.store.tables import RECORDS, Blob, Document
from xstui.store.unit import UnitOfWork

IN_ONE = 500
"""Ids in one statement."""


@dataclass
class Erasure:
    """What a wipe erases of the journal; the summary of its entry states it, and is never erased itself.

    Attributes:
        changes: Entry and number of each change.
        summaries: The entries whose summaries go.
        stayed: The rows of others that the changes held, by entry and table: these entries are about them as well.
    """

    changes: set[tuple[int, int]] = field(default_factory=set)
    summaries: set[int] = field(default_factory=set)
    stayed: dict[int, dict[str, set[int]]] = field(default_factory=dict)

    def stated(self) -> dict[str, object]:
        """Return it as the entry's summary holds it."""
        stayed = {
            str(seq): {name: _stretches(ids) for name, ids in held.items() if ids} for seq, held in self.stayed.items()
        }
        return {"erased": sorted(self.changes), "emptied": sorted(self.summaries), STAYED: stayed}


def wipe_rows(unit: UnitOfWork, rows: Mapping[str, set[int]], ever: Mapping[str, set[int]]) -> Erasure:
    """Remove rows by table, and erase all changes in the journal that hold rows which are, or were, among them.

    Where a change also holds rows of others, this unit's entry states those again as they are now, so that the
    journal still accounts for them. The entry itself says only which ids went.

    Args:
        rows: Ids of the rows that go, by table.
        ever: Ids of those, and of rows that were undone, corrected away or have become somebody else's.
    """
    unit.session.flush()
    connection = unit.session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    erased = _erase_history(unit, connection, rows, ever)
    for record in reversed(RECORDS):
        name = str(record.__tablename__)
        for ids in _batches(rows.get(name, ())):
            connection.execute(delete(journal.table_of(name)).where(journal.table_of(name).c.id.in_(ids)))
        for row_id in rows.get(name, ()):
            unit.recorder.record(name, row_id, {"id": row_id}, None)
    _drop_loose_blobs(connection)
    return erased


def erase_summaries(
    connection: Connection, erasure: Erasure, person_ids: Iterable[int], case_ids: Iterable[int]
) -> None:
    """Erase the names and days that the journal's entries about people and cases, and about what went, hold."""
    erased = {seq for seq, _number in erasure.changes}
    for column, numbers in ((entries.c.person_id, person_ids), (entries.c.case_id, case_ids), (entries.c.seq, erased)):
        for some in _batches(numbers):
            about = (
                column.in_(some),
                entries.c.summary_digest != "",
                entries.c.summary != "",
                entries.c.use_case != WIPE,
            )
            erasure.summaries.update(connection.execute(select(entries.c.seq).where(*about)).scalars())
            connection.execute(update(entries).where(*about).values(summary=""))


def _erase_history(
    unit: UnitOfWork, connection: Connection, rows: Mapping[str, set[int]], ever: Mapping[str, set[int]]
) -> Erasure:
    erasure = Erasure()
    staying: dict[str, set[int]] = defaultdict(set)
    names = [name for name, ids in ever.items() if ids]
    query = select(changes).where(changes.c.table_name.in_(names), changes.c.payload != b"")
    for change in connection.execute(query):
        held = {row_id for row_id, _before, _after in journal.unpack(change.payload)}
        if held & ever[change.table_name]:
            erasure.changes.add((change.seq, change.number))
            staying[change.table_name] |= held
            others = held - ever[change.table_name]
            erasure.stayed.setdefault(change.seq, {}).setdefault(change.table_name, set()).update(others)
    for name, ids in staying.items():
        _state_again(unit, connection, name, ids - rows.get(name, set()), ever[name])
    for seq, number in erasure.changes:
        connection.execute(update(changes).where(changes.c.seq == seq, changes.c.number == number).values(payload=b""))
    return erasure


def _state_again(unit: UnitOfWork, connection: Connection, name: str, ids: set[int], ever: set[int]) -> None:
    """Record rows of others as they are, and as removed where they are not there any more.

    The change that is erased need not have been the last word on them: to say it again does no harm, and nothing but
    the whole journal would tell, since undo puts a row back with the version that it had.
    """
    table = journal.table_of(name)
    there: set[int] = set()
    for some in _batches(ids):
        for row in connection.execute(select(table).where(table.c.id.in_(some))).mappings():
            image = journal.image_of(dict(row), table)
            unit.recorder.record(name, row["id"], image, image)
            there.add(row["id"])
    for row_id in ids - there - ever:
        unit.recorder.record(name, row_id, {"id": row_id}, None)


def _drop_loose_blobs(connection: Connection) -> None:
    blobs, documents = Blob.__table__, Document.__table__  # type: ignore[attr-defined]
    connection.execute(delete(blobs).where(blobs.c.digest.not_in(select(documents.c.blob_digest))))


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + IN_ONE] for start in range(0, len(ordered), IN_ONE))


def _stretches(ids: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers as the first and the last of each stretch without a gap: an import has thousands in a row."""
    found: list[tuple[int, int]] = []
    for number in sorted(ids):
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found
