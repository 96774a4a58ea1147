"""Taking back and doing again: putting back the rows of an entry as the journal holds them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from xstui.domain.problems import refuse
from xstui.store import engine, journal
from xstui.store.journal import Image, RowChange, changes, entries
from xstui.store.unit import UnitOfWork

MARKS = frozenset({"message_read"})
"""Tables whose rows say only that somebody looked at another row: they never hold an undo up, and go with that row."""


def undo_candidate(connection: Connection, account_id: int | None) -> int | None:
    """Return the newest registration of this account that still stands and can be taken back."""
    query = (
        select(entries.c.seq)
        .where(entries.c.account_id == account_id, entries.c.kind == "do", entries.c.undoable)
        .order_by(entries.c.seq.desc())
    )
    return next((seq for (seq,) in connection.execute(query) if state_of(connection, seq) != "undo"), None)


def can_be_undone(connection: Connection, seq: int) -> bool:
    """Tell whether an entry is a registration that still stands and can be taken back."""
    row = connection.execute(select(entries.c.kind, entries.c.undoable).where(entries.c.seq == seq)).first()
    return row is not None and row.kind == "do" and row.undoable and state_of(connection, seq) != "undo"


def redo_candidate(connection: Connection, account_id: int | None) -> int | None:
    """Return the registration this account took back last, if it has registered nothing since."""
    newest = connection.execute(
        select(func.max(entries.c.seq)).where(
            entries.c.account_id == account_id, entries.c.kind == "do", entries.c.undoable
        )
    ).scalar()
    query = (
        select(entries.c.reverses, entries.c.seq)
        .where(entries.c.account_id == account_id, entries.c.kind == "undo", entries.c.seq > (newest or 0))
        .order_by(entries.c.seq.desc())
    )
    for reverses, seq in connection.execute(query):
        if last_reversal(connection, reverses) == (seq, "undo"):
            return int(reverses)
    return None


def last_reversal(connection: Connection, seq: int) -> tuple[int, str] | None:
    """Return number and kind of the last undo or redo of an entry."""
    query = select(entries.c.seq, entries.c.kind).where(entries.c.reverses == seq)
    row = connection.execute(query.order_by(entries.c.seq.desc()).limit(1)).first()
    return None if row is None else (row.seq, row.kind)


def state_of(connection: Connection, seq: int) -> str:
    """Return `do` where an entry stands, `undo` where it was taken back, `redo` where it stands again."""
    reversal = last_reversal(connection, seq)
    return "do" if reversal is None else reversal[1]


def steps_of(connection: Connection, seq: int, *, forward: bool) -> list[tuple[str, RowChange]]:
    """Return the row changes that take entry `seq` back, or with `forward` do it again."""
    steps = journal.changes_of(connection, seq)
    return [
        (table, (row_id, before, after) if forward else (row_id, after, before))
        for table, (row_id, before, after) in steps
    ]


def removed(connection: Connection, table: str) -> Iterator[tuple[datetime, int, Image]]:
    """Yield the rows of a table that undo removed: when, the id, and the image as it was; oldest first."""
    query = select(entries.c.at, changes.c.payload).where(
        changes.c.seq == entries.c.seq,
        changes.c.table_name == table,
        changes.c.payload != b"",
        entries.c.kind == "undo",
    )
    for at, payload in connection.execute(query.order_by(entries.c.seq)):
        for row_id, before, after in journal.unpack(payload):
            if before is not None and after is None:
                yield at, row_id, before


def put_back(unit: UnitOfWork, seq: int, *, forward: bool) -> None:
    """Restore each row of entry `seq` to what it was before it, or with `forward` to what it was after.

    A row that the last undo or redo of this entry brought in line with others, such as a task, has not changed since.

    Raises:
        Refused: `undo-blocked` where a row has changed since, or is referred to since, with the `entry` that did so;
            `undo-name-taken` where something else has a name or number of its own by now; `undo-erased` where
            retention has erased part of the entry.
    """
    connection = unit.session.connection()
    if journal.is_erased(connection, seq):
        raise refuse("undo-erased")
    engine.defer_foreign_keys(connection)
    reversal = last_reversal(connection, seq)
    gone: dict[str, list[int]] = {}
    for table, group in itertools.groupby(steps_of(connection, seq, forward=forward), key=lambda step: step[0]):
        rows = _since(connection, table, [change for _, change in group], reversal[0] if reversal else None)
        gone.setdefault(table, []).extend(row_id for row_id, _, new in rows if new is None)
        _apply(connection, table, rows)
        for row_id, old, new in rows:
            unit.recorder.record(table, row_id, old, new)
    for table, row_ids in gone.items():
        _release(unit, table, row_ids)


def _since(connection: Connection, name: str, rows: list[RowChange], reversal: int | None) -> list[RowChange]:
    """Return row changes with the rows as they are now for what they were; refuse where that is otherwise."""
    table = journal.table_of(name)
    found: list[RowChange] = []
    for start in range(0, len(rows), journal.BATCH):
        batch = rows[start : start + journal.BATCH]
        query = select(table).where(table.c.id.in_([row_id for row_id, _, _ in batch]))
        now = {row["id"]: row for row in connection.execute(query).mappings()}
        for row_id, old, new in batch:
            row = now.get(row_id)
            version = None if row is None else row["version"]
            if row is not None and old is not None and version == reversal:
                found.append((row_id, journal.image_of(dict(row), table), new))
            elif version != _version(old):
                raise refuse("undo-blocked", table=name, entry=_last_writer(connection, name, row_id))
            else:
                found.append((row_id, old, new))
    return found


def _apply(connection: Connection, name: str, rows: list[RowChange]) -> None:
    table = journal.table_of(name)
    for start in range(0, len(rows), journal.BATCH):
        batch = rows[start : start + journal.BATCH]
        gone = [row_id for row_id, _, new in batch if new is None]
        fresh = [journal.values_of(new, table) for _, old, new in batch if old is None and new is not None]
        try:
            if gone:
                connection.execute(delete(table).where(table.c.id.in_(gone)))
            if fresh:
                connection.execute(insert(table), fresh)
            for row_id, old, new in batch:
                if old is not None and new is not None:
                    connection.execute(update(table).where(table.c.id == row_id), journal.values_of(new, table))
        except IntegrityError as error:  # a name or number that has to be unique was given again
            raise refuse("undo-name-taken", table=name) from error


def _version(image: Image | None) -> int | None:
    return None if image is None else int(image["version"])


def _last_writer(connection: Connection, name: str, row_id: int) -> int | None:
    """Return the entry that changed a row last, also where it removed the row."""
    query = select(changes.c.seq).where(
        changes.c.table_name == name, changes.c.first_id <= row_id, changes.c.last_id >= row_id
    )
    written = connection.execute(query.order_by(changes.c.seq.desc())).scalars().all()
    return next((seq for seq in written if journal.change_of(connection, seq, name, row_id) is not None), None)


def _release(unit: UnitOfWork, name: str, row_ids: list[int]) -> None:
    """Take along the marks on rows that have gone, and refuse where anything else still refers to them."""
    connection, target = unit.session.connection(), journal.table_of(name)
    for other, column in _references(target):
        table = journal.table_of(other)
        for start in range(0, len(row_ids), journal.BATCH):
            some = row_ids[start : start + journal.BATCH]
            left = connection.execute(select(table).where(table.c[column].in_(some))).mappings().all()
            if left and other not in MARKS:
                raise refuse("undo-blocked", table=other, entry=left[0]["version"])
            for row in left:
                unit.recorder.record(other, row["id"], journal.image_of(dict(row), table), None)
            if left:
                connection.execute(delete(table).where(table.c[column].in_(some)))


def _references(target: Table) -> Iterator[tuple[str, str]]:
    """Yield the guarded tables and columns that refer to the rows of a table."""
    for name in journal.type_of_table:
        for column in journal.table_of(name).columns:
            if any(key.column.table is target for key in column.foreign_keys):
                yield name, column.key
