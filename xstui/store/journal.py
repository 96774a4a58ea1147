"""What one unit of work changed, and its place in the chain of hashes."""

from __future__ import annotations

import hashlib
import json
import zlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from sqlalchemy import Connection, Row, Table, bindparam, insert, select
from sqlalchemy import inspect as orm_inspect
from sqlalchemy.orm import Session, UOWTransaction

from xstui.store.columns import Hundredths, Moment
from xstui.store.reading_raw import Value
from xstui.store.tables import RECORDS, JournalChange, JournalEntry, Record
from xstui.store.tables.base import RowValues

BATCH = 1_000
"""Rows in one change: a bulk import stays a handful of journal rows, and one row can still be found."""
WIPE = "retention.wipe"
"""The use case whose entries state what was erased; nothing else may erase, and verifying holds it to that.

They also state rows of others again that stood in what was erased, and change nothing about those.
"""
STAYED = "stayed"
"""In the summary of a wipe: by the number of each entry whose changes were erased, the rows of others that it held."""
SEVERAL = 100
"""Rows up to which a change is that of some people at once, and not of an import."""
COMPRESS_FROM = 400
"""Bytes from which compression pays."""

type_of_table: dict[str, type[Record]] = {str(record.__tablename__): record for record in RECORDS}
entries: Table = JournalEntry.__table__  # type: ignore[attr-defined]
changes: Table = JournalChange.__table__  # type: ignore[attr-defined]
_LAST = select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
_CHANGED = (
    select(changes.c.seq)
    .where(changes.c.seq > bindparam("after"), changes.c.table_name.in_(bindparam("tables", expanding=True)))
    .limit(1)
)

Image = RowValues
EntryRow: TypeAlias = "Row[tuple[object, ...]]"
"""A row as JSON values: dates ISO, decimals and bytes as text, secret columns as a digest."""
RowChange = tuple[int, Image | None, Image | None]
"""Row number, image before (None: created), image after (None: removed)."""


def table_of(name: str) -> Table:
    """Return the table of a guarded record by its name."""
    return type_of_table[name].__table__  # type: ignore[attr-defined, no-any-return]


def image_of(values: Mapping[str, object], table: Table) -> Image:
    """Turn a row's values into what the journal holds."""
    keys, typed = _columns(table)
    image = {key: values[key] for key in keys}
    for key, to_json, _ in typed:
        if image[key] is not None:
            image[key] = to_json(image[key])
    return image


def values_of(image: Image, table: Table) -> RowValues:
    """Turn an image back into values that can be written; the opposite of `image_of`."""
    values = dict(image)
    for key, _, from_json in _columns(table)[1]:
        if values.get(key) is not None:
            values[key] = from_json(values[key])
    return values


Converter = Callable[[Value], object]


@cache
def _columns(table: Table) -> tuple[tuple[str, ...], tuple[tuple[str, Converter, Converter], ...]]:
    """Return all column names, and the ways to and from JSON of those that are not plain."""
    typed: list[tuple[str, Converter, Converter]] = []
    for column in table.columns:
        python = column.type.python_type
        if column.info.get("secret"):
            typed.append((column.key, _digest, str))
        elif isinstance(column.type, Moment):
            typed.append((column.key, _moment_text, datetime.fromisoformat))
        elif isinstance(column.type, Hundredths):
            typed.append((column.key, "{:.2f}".format, Decimal))
        elif python is date:
            typed.append((column.key, date.isoformat, date.fromisoformat))
    return tuple(column.key for column in table.columns), tuple(typed)


def _digest(value: bytes | str) -> str:
    raw = value if isinstance(value, bytes) else value.encode()
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def _moment_text(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def has_secrets(table_name: str) -> bool:
    """Tell whether the journal lacks part of this table's rows, so that they can't be put back from it."""
    return any(column.info.get("secret") for column in table_of(table_name).columns)


@dataclass
class Recorder:
    """Gathers what a session writes: the first image before and the last image after, for each row."""

    seq: int
    rows: dict[str, dict[int, tuple[Image | None, Image | None]]] = field(default_factory=lambda: defaultdict(dict))
    pending: list[tuple[Record, Image | None]] = field(default_factory=list)

    def before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        """Stamp the rows about to be written, and keep what they were."""
        for row in session.new:
            if isinstance(row, Record):
                row.version = self.seq
                self.pending.append((row, None))
        for row in session.dirty:
            if isinstance(row, Record) and session.is_modified(row):
                before = self._committed(row)
                row.version = self.seq
                self.pending.append((row, before))
        for row in session.deleted:
            if isinstance(row, Record):
                self.record(str(row.__tablename__), row.key, self._committed(row), None)

    def after_flush(self, _session: Session, _context: UOWTransaction) -> None:
        """Keep what the rows have become, their numbers now known."""
        for row, before in self.pending:
            name = str(row.__tablename__)
            self.record(name, row.key, before, image_of(row.__dict__, table_of(name)))
        self.pending.clear()

    def record(self, table: str, row_id: int, before: Image | None, after: Image | None) -> None:
        """Note one row; what it was before the unit of work began stays."""
        rows = self.rows[table]
        if row_id in rows:
            before = rows[row_id][0]
        if before is None and after is None:
            del rows[row_id]
        else:
            rows[row_id] = (before, after)

    def _committed(self, row: Record) -> Image:
        state = orm_inspect(row)
        values = {}
        for attribute in state.mapper.column_attrs:
            history = state.attrs[attribute.key].history
            values[attribute.key] = history.deleted[0] if history.deleted else getattr(row, attribute.key)
        return image_of(values, table_of(str(row.__tablename__)))

    def batches(self) -> Iterator[tuple[str, list[RowChange]]]:
        """Yield the changes of each table in batches, rows in order of their number."""
        for table, rows in self.rows.items():
            ordered = sorted(rows)
            for start in range(0, len(ordered), BATCH):
                yield table, [(row_id, *rows[row_id]) for row_id in ordered[start : start + BATCH]]


def pack(rows: Sequence[RowChange]) -> bytes:
    """Write changes as bytes; the first byte says whether they are compressed."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return b"z" + zlib.compress(text, 1) if len(text) >= COMPRESS_FROM else b"j" + text


def unpack(payload: bytes) -> list[RowChange]:
    """Read changes back; an erased payload has none."""
    if not payload:
        return []
    text = zlib.decompress(payload[1:]) if payload[:1] == b"z" else payload[1:]
    return [(row_id, before, after) for row_id, before, after in json.loads(text)]


def last_entry(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the newest entry; 0 and "" for an empty journal."""
    row = connection.execute(_LAST).first()
    return (0, "") if row is None else (row.seq, row.hash)


def has_changed(connection: Connection, *tables: str, after: int) -> bool:
    """Tell whether any row of some tables was written by an entry after one."""
    return connection.execute(_CHANGED, {"after": after, "tables": tables}).first() is not None


def entry_hash(previous: str, entry: Mapping[str, Value], digests: Iterable[Sequence[object]]) -> str:
    """Return the hash that chains an entry to the one before it.

    `digests` are `(number, table_name, first_id, last_id, digest)` of its changes in order.
    """
    fields = [entry[c.key] for c in entries.columns if c.key not in {"hash", "at", "summary", "summary_digest"}]
    fields.append(entry["summary_digest"] or entry["summary"])
    moment = entry["at"].astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps([previous, moment, fields, [list(d) for d in digests]], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def summary_digest(summary: str) -> str:
    """Return what stands in the chain for an entry's summary."""
    return hashlib.sha256(summary.encode()).hexdigest()


def append(connection: Connection, entry: dict[str, object], recorder: Recorder, previous: str) -> None:
    """Write an entry and its changes at the end of the journal."""
    rows = []
    for number, (table, batch) in enumerate(recorder.batches(), start=1):
        payload = pack(batch)
        rows.append(
            {
                "seq": recorder.seq,
                "number": number,
                "table_name": table,
                "first_id": batch[0][0],
                "last_id": batch[-1][0],
                "digest": hashlib.sha256(payload).hexdigest(),
                "payload": payload,
            }
        )
    digests = [[row[k] for k in ("number", "table_name", "first_id", "last_id", "digest")] for row in rows]
    connection.execute(insert(entries), {**entry, "hash": entry_hash(previous, entry, digests)})
    if rows:
        connection.execute(insert(changes), rows)


def is_erased(connection: Connection, seq: int) -> bool:
    """Tell whether retention has erased part of what an entry wrote."""
    query = select(changes.c.seq).where(changes.c.seq == seq, changes.c.payload == b"").limit(1)
    return connection.execute(query).first() is not None


def changes_of(connection: Connection, seq: int) -> Iterator[tuple[str, RowChange]]:
    """Yield table and row change of every row that an entry wrote, in the order written."""
    query = select(changes.c.table_name, changes.c.payload).where(changes.c.seq == seq)
    for name, payload in connection.execute(query.order_by(changes.c.number)):
        for change in unpack(payload):
            yield name, change


def ids_ever(connection: Connection, table: str, column: str, values: Collection[int]) -> set[int]:
    """Return the ids of rows of which any image in the journal has one of some values in a column."""
    query = select(changes.c.payload).where(changes.c.table_name == table, changes.c.payload != b"")
    return {
        row_id
        for (payload,) in connection.execute(query)
        for row_id, *images in unpack(payload)
        if any(image and image.get(column) in values for image in images)
    }


def change_of(connection: Connection, seq: int, table: str, row_id: int) -> RowChange | None:
    """Return what entry `seq` did to one row: a step back along the row's history."""
    query = select(changes.c.payload).where(
        changes.c.seq == seq,
        changes.c.table_name == table,
        changes.c.first_id <= row_id,
        changes.c.last_id >= row_id,
    )
    for (payload,) in connection.execute(query):
        for change in unpack(payload):
            if change[0] == row_id:
                return change
    return None


def made(connection: Connection, seqs: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """Return who made entries and when, by their number."""
    query = select(entries.c.seq, entries.c.who, entries.c.at).where(entries.c.seq.in_(sorted(seqs)))
    return {seq: (who, at) for seq, who, at in connection.execute(query).all()} if seqs else {}


def entries_about(connection: Connection, person_id: int, rows: Mapping[str, Iterable[int]]) -> list[EntryRow]:
    """Return the entries about a person, oldest first.

    Those about several people are among them where they changed one of the rows.

    Args:
        rows: The numbers of their rows, by table; of a report of some people that was undone, none is left.
    """
    several = {
        seq for table, numbers in rows.items() for seq in _seqs_of_several(connection, table, numbers, person_id)
    } | set(_seqs_of_erased(connection, rows))
    query = select(entries).where((entries.c.person_id == person_id) | entries.c.seq.in_(sorted(several)))
    return list(connection.execute(query.order_by(entries.c.seq)).all())


def entries_of_case(connection: Connection, case_id: int, before: int) -> list[EntryRow]:
    """Return the entries about a case alone, before an entry, oldest first."""
    query = select(entries).where(entries.c.case_id == case_id, entries.c.seq < before)
    return list(connection.execute(query.order_by(entries.c.seq)).all())


def _seqs_of_several(connection: Connection, table: str, numbers: Iterable[int], person_id: int) -> Iterator[int]:
    """Yield the entries about nobody in particular that changed one of some rows, or one that was theirs."""
    wanted = sorted(numbers)
    query = select(changes.c.seq, changes.c.number, changes.c.first_id, changes.c.last_id).where(
        changes.c.seq == entries.c.seq,
        entries.c.person_id.is_(None),
        entries.c.use_case != WIPE,
        changes.c.table_name == table,
    )
    for seq, number, first, last in connection.execute(query).all():
        # Her rows may be gone from a report of some people; an import of thousands is not read through for that.
        if bisect_left(wanted, first) < bisect_right(wanted, last) or last - first < SEVERAL:
            one = select(changes.c.payload).where(changes.c.seq == seq, changes.c.number == number)
            if any(_is_hers(change, wanted, person_id) for change in unpack(connection.execute(one).scalar_one())):
                yield seq


def _seqs_of_erased(connection: Connection, rows: Mapping[str, Iterable[int]]) -> Iterator[int]:
    """Yield the entries whose changes were erased with somebody else's rows, and which held one of these."""
    wanted = {table: sorted(numbers) for table, numbers in rows.items()}
    query = select(entries.c.summary).where(entries.c.use_case == WIPE, entries.c.summary != "")
    for summary in connection.execute(query).scalars():
        for seq, held in json.loads(summary).get(STAYED, {}).items():
            if any(_meet(wanted.get(table, ()), stretches) for table, stretches in held.items()):
                yield int(seq)


def _meet(numbers: Sequence[int], stretches: Iterable[tuple[int, int]]) -> bool:
    """Tell whether any of some numbers, in order, lies in one of the stretches."""
    return any(bisect_left(numbers, first) < bisect_right(numbers, last) for first, last in stretches)


def _is_hers(change: RowChange, numbers: Sequence[int], person_id: int) -> bool:
    image = change[2] or change[1] or {}
    return change[0] in numbers or image.get("person_id") == person_id
