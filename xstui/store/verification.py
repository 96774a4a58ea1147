"""Holding every row against the journal: what was changed, removed or added behind the program's back."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from xstui.store import journal
from xstui.store.journal import Image, changes, entries
from xstui.store.tables import RECORDS, Blob


@dataclass(frozen=True)
class Finding:
    """Something that the journal can't account for.

    Attributes:
        code: `row-changed`, `row-removed`, `row-added`, `entry-missing`, `entry-changed`,
            `payload-changed`, `change-added` or `blob-changed`.
        place: The table, or `journal`.
        number: Row number or entry number.
    """

    code: str
    place: str
    number: int


def verify(connection: Connection) -> Iterator[Finding]:
    """Yield all findings: first along the chain, then row by row. An untouched store has none."""
    expected: dict[str, dict[int, Image]] = defaultdict(dict)
    yield from _chain(connection, expected)
    for record in RECORDS:
        yield from _rows(connection, str(record.__tablename__), expected)
    yield from _blobs(connection)


def _chain(connection: Connection, expected: dict[str, dict[int, Image]]) -> Iterator[Finding]:
    previous = ""
    wanted = itertools.count(1)
    ordered = connection.execute(select(changes).order_by(changes.c.seq, changes.c.number))
    by_entry = itertools.groupby(ordered.mappings(), key=lambda row: row["seq"])
    upcoming = next(by_entry, None)
    for row in connection.execute(select(entries).order_by(entries.c.seq)).mappings():
        entry = dict(row)
        for missing in iter(lambda: next(wanted), entry["seq"]):
            yield Finding("entry-missing", "journal", missing)
        digests = []
        while upcoming and upcoming[0] <= entry["seq"]:
            for change in upcoming[1]:
                if upcoming[0] < entry["seq"]:
                    yield Finding("change-added", "journal", change["seq"])
                    continue
                digests.append([change[k] for k in ("number", "table_name", "first_id", "last_id", "digest")])
                if change["payload"] and hashlib.sha256(change["payload"]).hexdigest() != change["digest"]:
                    yield Finding("payload-changed", "journal", change["seq"])
                else:
                    _follow(expected[change["table_name"]], change["payload"])
            upcoming = next(by_entry, None)
        if journal.entry_hash(previous, entry, digests) != entry["hash"] or not _summary_fits(entry):
            yield Finding("entry-changed", "journal", entry["seq"])
        previous = entry["hash"]
    if upcoming:
        yield Finding("change-added", "journal", upcoming[0])


def _summary_fits(entry: dict[str, Any]) -> bool:
    """Tell whether a summary is the one that was written; an erased one is none."""
    digest, summary = entry["summary_digest"], entry["summary"]
    return not digest or not summary or journal.summary_digest(summary) == digest


def _follow(rows: dict[int, Image], payload: bytes) -> None:
    for row_id, _, after in journal.unpack(payload):
        if after is None:
            rows.pop(row_id, None)
        else:
            rows[row_id] = after


def _rows(connection: Connection, name: str, expected: dict[str, dict[int, Image]]) -> Iterator[Finding]:
    table = journal.table_of(name)
    left = expected.pop(name, {})
    for row in connection.execute(select(table)).mappings():
        image = left.pop(row["id"], None)
        if image is None:
            yield Finding("row-added", name, row["id"])
        elif not image.items() <= journal.image_of(dict(row), table).items():
            yield Finding("row-changed", name, row["id"])
    for row_id in left:
        yield Finding("row-removed", name, row_id)


def _blobs(connection: Connection) -> Iterator[Finding]:
    table = Blob.__table__  # type: ignore[attr-defined]
    for number, row in enumerate(connection.execute(select(table.c.digest, table.c.content)), start=1):
        if hashlib.sha256(row.content).hexdigest() != row.digest:
            yield Finding("blob-changed", "blob", number)
