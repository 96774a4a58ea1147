"""Holding every row against the journal: what was changed, removed or added behind the program's back."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from xstui.store import journal, reading_raw, search_index
from xstui.store.journal import Image, changes, entries
from xstui.store.tables import RECORDS, Blob, Document
from xstui.store.wiping import WIPE

INDEX = "person_search"
CHAINED = ("number", "table_name", "first_id", "last_id", "digest")


@dataclass(frozen=True)
class Finding:
    """Something that the journal can't account for.

    Attributes:
        code: `file-damaged`, `table-changed`, `row-changed`, `row-unreadable`, `row-removed`, `row-added`,
            `entry-missing`, `entries-missing`, `entry-changed`,
            `payload-changed`, `payload-erased`, `summary-erased`, `change-added`, `blob-changed`, `blob-missing`,
            `blob-added`, or `index-changed` where somebody would not be found by her name.
        place: The table, or `journal`.
        number: Row number or entry number.
        detail: The columns of a row that differ, or the last entry of those missing; never a value.
    """

    code: str
    place: str
    number: int
    detail: str = ""


@dataclass
class Trail:
    """What the journal has told so far.

    Attributes:
        rows: The last image of each row, by table.
        erased: Changes of which nothing is left, as `(entry, number)`.
        emptied: Entries of which the summary is gone.
        stated: The two as the entries about a wipe state them.
    """

    rows: dict[str, dict[int, Image]] = field(default_factory=lambda: defaultdict(dict))
    erased: set[tuple[int, int]] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    stated: tuple[set[tuple[int, int]], set[int]] = field(default_factory=lambda: (set(), set()))


def verify(connection: Connection) -> Iterator[Finding]:
    """Yield all findings: first along the chain, then row by row. An untouched store has none."""
    trail = Trail()
    yield from _chain(connection, trail)
    yield from _unstated(trail)
    for record in RECORDS:
        yield from _whole(str(record.__tablename__), _rows(connection, str(record.__tablename__), trail.rows))
    yield from _whole("blob", _blobs(connection))
    yield from _whole(INDEX, (Finding("index-changed", INDEX, row_id) for row_id in search_index.strays(connection)))


def _whole(name: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings, and one more where a table or one of its columns is gone."""
    try:
        yield from findings
    except DBAPIError as error:
        if "no such" not in str(error.orig):
            raise
        yield Finding("table-changed", name, 0)


def _chain(connection: Connection, trail: Trail) -> Iterator[Finding]:
    by_entry = itertools.groupby(reading_raw.each(connection, changes), key=lambda pair: pair[0][0])
    upcoming = next(by_entry, None)
    previous, before = "", 0
    for (seq,), entry in reading_raw.each(connection, entries):
        if seq == before + 2:
            yield Finding("entry-missing", "journal", before + 1)
        elif seq > before + 2:
            yield Finding("entries-missing", "journal", before + 1, str(seq - 1))
        digests: list[list[Any]] = []
        while upcoming and upcoming[0] <= seq:
            if upcoming[0] < seq:
                yield Finding("change-added", "journal", upcoming[0])
            else:
                yield from _changes(upcoming[1], digests, trail)
            upcoming = next(by_entry, None)
        if entry is None or not _fits(previous, entry, digests):
            yield Finding("entry-changed", "journal", seq)
        else:
            _note(entry, trail)
        previous, before = str(entry["hash"]) if entry else "", seq
    for left in itertools.chain([upcoming] if upcoming else [], by_entry):
        yield Finding("change-added", "journal", left[0])


def _changes(pairs: Iterable[reading_raw.Pair], digests: list[list[Any]], trail: Trail) -> Iterator[Finding]:
    """Follow what one entry did; its changes' digests are added for the chain."""
    for (seq, number), change in pairs:
        if change is None:
            yield Finding("payload-changed", "journal", seq)
            continue
        digests.append([change[key] for key in CHAINED])
        if change["payload"] == b"":
            trail.erased.add((seq, number))
        elif not _follow(trail.rows[change["table_name"]], change):
            yield Finding("payload-changed", "journal", seq)


def _fits(previous: str, entry: Mapping[str, Any], digests: list[list[Any]]) -> bool:
    """Tell whether an entry is the one that was written: its hash, and its summary unless that was erased."""
    try:
        hashed = journal.entry_hash(previous, entry, digests)
    except reading_raw.UNREADABLE:
        return False
    digest, summary = entry["summary_digest"], entry["summary"]
    return bool(hashed == entry["hash"]) and (not digest or not summary or journal.summary_digest(summary) == digest)


def _note(entry: Mapping[str, Any], trail: Trail) -> None:
    """Note whether an entry's summary is gone, and what it states about others if it is about a wipe."""
    if not entry["summary"]:
        trail.emptied.add(entry["seq"])
    elif entry["use_case"] == WIPE:
        stated = json.loads(entry["summary"])
        trail.stated[0].update((seq, number) for seq, number in stated.get("erased", ()))
        trail.stated[1].update(stated.get("emptied", ()))


def _unstated(trail: Trail) -> Iterator[Finding]:
    """Yield what was erased without an entry that says so: the digests stay, so the chain can't tell."""
    for seq in sorted({seq for seq, _number in trail.erased - trail.stated[0]}):
        yield Finding("payload-erased", "journal", seq)
    for seq in sorted(trail.emptied - trail.stated[1]):
        yield Finding("summary-erased", "journal", seq)


def _follow(rows: dict[int, Image], change: Mapping[str, Any]) -> bool:
    """Follow a change; tell whether it is the one that was written, and could be read."""
    try:
        if hashlib.sha256(change["payload"]).hexdigest() != change["digest"]:
            return False
        for row_id, _, after in journal.unpack(change["payload"]):
            if after is None:
                rows.pop(row_id, None)
            else:
                rows[row_id] = after
    except reading_raw.UNREADABLE:
        return False
    return True


def _rows(connection: Connection, name: str, expected: dict[str, dict[int, Image]]) -> Iterator[Finding]:
    table = journal.table_of(name)
    left = expected.pop(name, {})
    for (row_id,), row in reading_raw.each(connection, table):
        image = left.pop(row_id, None)
        if image is None:
            yield Finding("row-added", name, row_id)
            continue
        try:
            now = None if row is None else journal.image_of(row, table)
        except reading_raw.UNREADABLE:
            now = None
        if now is None:
            yield Finding("row-unreadable", name, row_id)
        elif not image.items() <= now.items():
            yield Finding("row-changed", name, row_id, ", ".join(k for k, v in image.items() if now.get(k) != v))
    for row_id in left:
        yield Finding("row-removed", name, row_id)


def _blobs(connection: Connection) -> Iterator[Finding]:
    """Hold each document's bytes against the digest that the document names, and look for bytes of none."""
    documents, blobs = Document.__table__, Blob.__table__  # type: ignore[attr-defined]
    named: dict[str, list[int]] = defaultdict(list)
    for row_id, digest in connection.execute(select(documents.c.id, documents.c.blob_digest)):
        named[digest].append(row_id)
    for (digest,), row in reading_raw.each(connection, blobs):
        sound = row is not None and isinstance(row["content"], bytes)
        sound = sound and hashlib.sha256(row["content"]).hexdigest() == digest  # type: ignore[index]
        holders = named.pop(digest, None)
        if holders is None:
            yield Finding("blob-added", "blob", 0, str(digest)[:12])
        elif not sound:
            yield from (Finding("blob-changed", "document", row_id) for row_id in holders)
    for row_id in itertools.chain(*named.values()):
        yield Finding("blob-missing", "document", row_id)
