"""Taking back and doing again: putting back the rows of an entry as the journal holds them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from xstui.domain.problems import refuse
from xstui.store import engine, journal
from xstui.store.journal import Image, RowChange, changes, entries
from xstui.store.unit import UnitOfWork


def undo_candidate(connection: Connection, account_id: int | None) -> int | None:
    """Return the newest registration of this account that still stands and can be taken back."""
    query = (
        select(entries.c.seq)
        .where(entries.c.account_id == account_id, entries.c.kind == "do", entries.c.undoable)
        .order_by(entries.c.seq.desc())
    )
    return next((seq for (seq,) in connection.execute(query) if state_of(connection, seq) != "undo"), None)


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

    Raises:
        Refused: `undo-blocked` where a row has changed since, or retention has erased part of the entry.
    """
    connection = unit.session.connection()
    if journal.is_erased(connection, seq):
        raise refuse("undo-blocked", table="journal")
    engine.defer_foreign_keys(connection)
    steps = list(journal.changes_of(connection, seq))
    for table, group in itertools.groupby(steps, key=lambda step: step[0]):
        rows = [change for _, change in group]
        turned = rows if forward else [(row_id, after, before) for row_id, before, after in rows]
        _apply(connection, table, turned)
        for row_id, old, new in turned:
            unit.recorder.record(table, row_id, old, new)


def _apply(connection: Connection, name: str, rows: list[RowChange]) -> None:
    table = journal.table_of(name)
    for start in range(0, len(rows), journal.BATCH):
        batch = rows[start : start + journal.BATCH]
        _check_unchanged(connection, name, batch)
        gone = [row_id for row_id, _, new in batch if new is None]
        fresh = [journal.values_of(new, table) for _, old, new in batch if old is None and new is not None]
        if gone:
            connection.execute(delete(table).where(table.c.id.in_(gone)))
        if fresh:
            connection.execute(insert(table), fresh)
        for row_id, old, new in batch:
            if old is not None and new is not None:
                connection.execute(update(table).where(table.c.id == row_id), journal.values_of(new, table))


def _check_unchanged(connection: Connection, name: str, batch: list[RowChange]) -> None:
    table = journal.table_of(name)
    query = select(table.c.id, table.c.version).where(table.c.id.in_([row_id for row_id, _, _ in batch]))
    versions = {row.id: row.version for row in connection.execute(query)}
    for row_id, old, _ in batch:
        if versions.get(row_id) != _version(old):
            raise refuse("undo-blocked", table=name)


def _version(image: Image | None) -> int | None:
    return None if image is None else int(image["version"])
