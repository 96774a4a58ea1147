"""Holding every row against the journal: what was changed, removed or added behind the program's back."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DBAPIError

from xstui.domain.findings import Finding
from xstui.store import journal, numbering, odd_forms, reading_raw, search_index, subjects
from xstui.store.journal import WIPE, Image, changes, entries
from xstui.store.tables import RECORDS, Blob, Document

CHAINED = ("number", "table_name", "first_id", "last_id", "digest")


@dataclass
class Trail:
    """What the journal has told so far.

    Attributes:
        rows: The last image of each row, by table.
        numbers: The highest case and dossier number that any image had, by table.
        erased: Changes of which nothing is left, as `(entry, number)`.
        emptied: Entries of which the summary is gone.
        stated: The two as the entries about a wipe state them.
    """

    rows: dict[str, dict[int, Image]] = field(default_factory=lambda: defaultdict(dict))
    numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(numbering.NUMBERED, 0))
    erased: set[tuple[int, int]] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    stated: tuple[set[tuple[int, int]], set[int]] = field(default_factory=lambda: (set(), set()))


def verify(connection: Connection) -> Iterator[Finding]:
    """Yield all findings: first along the chain, then row by row. An untouched store has none."""
    trail = Trail()
    yield from _chain(connection, trail)
    yield from _unstated(trail)
    checks = [(str(record.__tablename__), _rows(connection, str(record.__tablename__), trail)) for record in RECORDS]
    checks.append(("blob", _blobs(connection)))
    checks.append((search_index.INDEX, search_index.findings(connection)))
    for name, found in checks:
        for finding in _whole(name, found):
            yield replace(finding, whom=_whom(connection, trail, finding))
    yield from _whole("last_number", _numbers(connection, trail))


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
    previous, before, odd = "", 0, odd_forms.columns_by_row(connection, entries)
    for (seq,), entry in reading_raw.each(connection, entries):
        if seq == before + 2:
            yield Finding("entry-missing", "journal", before + 1)
        elif seq > before + 2:
            yield Finding("entries-missing", "journal", before + 1, str(seq - 1))
        digests: list[reading_raw.Value] = []
        while upcoming and upcoming[0] <= seq:
            if upcoming[0] < seq:
                yield Finding("change-added", "journal", upcoming[0])
            else:
                yield from _changes(upcoming[1], digests, trail)
            upcoming = next(by_entry, None)
        if entry is None or seq in odd or not _fits(previous, entry, digests):
            yield Finding("entry-changed", "journal", seq)
        else:
            _note(entry, trail)
        previous, before = str(entry["hash"]) if entry else "", seq
    for left in itertools.chain([upcoming] if upcoming else [], by_entry):
        yield Finding("change-added", "journal", left[0])


def _changes(pairs: Iterable[reading_raw.Pair], digests: list[reading_raw.Value], trail: Trail) -> Iterator[Finding]:
    """Follow what one entry did; its changes' digests are added for the chain."""
    for (seq, number), change in pairs:
        if change is None:
            yield Finding("payload-changed", "journal", seq)
            continue
        digests.append([change[key] for key in CHAINED])
        if change["payload"] == b"":
            trail.erased.add((seq, number))
        elif not _follow(trail, change["table_name"], change):
            yield Finding("payload-changed", "journal", seq)


def _fits(previous: str, entry: reading_raw.RawRow, digests: list[reading_raw.Value]) -> bool:
    """Tell whether an entry is the one that was written: its hash, and its summary unless that was erased."""
    try:
        hashed = journal.entry_hash(previous, entry, digests)
    except reading_raw.UNREADABLE:
        return False
    digest, summary = entry["summary_digest"], entry["summary"]
    return bool(hashed == entry["hash"]) and (not digest or not summary or journal.summary_digest(summary) == digest)


def _note(entry: reading_raw.RawRow, trail: Trail) -> None:
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


def _follow(trail: Trail, name: str, change: reading_raw.RawRow) -> bool:
    """Follow a change; tell whether it is the one that was written, and could be read."""
    try:
        if hashlib.sha256(change["payload"]).hexdigest() != change["digest"]:
            return False
        rows, column = trail.rows[name], numbering.NUMBERED.get(name, "")
        for row_id, before, after in journal.unpack(change["payload"]):
            if after is None:
                rows.pop(row_id, None)
            else:
                rows[row_id] = after
            if column:
                numbers = (int(image.get(column, 0)) for image in (before, after) if image)
                trail.numbers[name] = max(trail.numbers[name], *numbers, 0)
    except reading_raw.UNREADABLE:
        return False
    return True


def _rows(connection: Connection, name: str, trail: Trail) -> Iterator[Finding]:
    table, expected = journal.table_of(name), trail.rows[name]
    odd, seen = odd_forms.columns_by_row(connection, table), set()
    for (row_id,), row in reading_raw.each(connection, table):
        seen.add(row_id)
        image = expected.get(row_id)
        if image is None:
            yield Finding("row-added", name, row_id)
            continue
        now = _image(row, table)
        if now is None:
            yield Finding("row-unreadable", name, row_id)
        elif changed := [key for key, value in image.items() if now.get(key) != value or key in odd.get(row_id, ())]:
            yield Finding("row-changed", name, row_id, ", ".join(changed))
    for row_id in expected.keys() - seen:
        yield Finding("row-removed", name, row_id)


def _image(row: reading_raw.RawRow | None, table: Table) -> Image | None:
    """Return a row as the journal would hold it; None where it has a value that no program wrote."""
    try:
        return None if row is None else journal.image_of(row, table)
    except reading_raw.UNREADABLE:
        return None


def _whom(connection: Connection, trail: Trail, finding: Finding) -> subjects.Whom:
    """Return what people know the row of a finding by: as the journal has it, or as it stands where that has none."""
    place = "person" if finding.place == search_index.INDEX else finding.place
    if place not in journal.type_of_table or not finding.number:
        return ()
    image = trail.rows[place].get(finding.number)
    if image is None:
        columns = [journal.table_of(place).c[key] for key in subjects.columns_of(place)]
        query = select(*columns).where(journal.table_of(place).c.id == finding.number)
        try:
            row = connection.execute(query).mappings().first() if columns else None
        except (*reading_raw.UNREADABLE, DBAPIError):
            row = None
        image = dict(row) if row else {}
    return subjects.whom(trail.rows, place, image)


def _numbers(connection: Connection, trail: Trail) -> Iterator[Finding]:
    """Hold the highest numbers that are kept against those that the journal tells of, in rows that are gone as well.

    Where part of the journal was erased, a higher one may have been given to what is gone.
    """
    kept: dict[str, int] = dict(connection.execute(select(numbering.numbers)).all())
    for name, column in numbering.NUMBERED.items():
        number, highest = kept.pop(f"{name}.{column}", None), trail.numbers[name]
        if not isinstance(number, int) or number < highest:
            yield Finding("numbers-lowered", name)
        elif number > highest and not trail.erased:
            yield Finding("numbers-raised", name)
    for _name in kept:
        yield Finding("row-added", "last_number")


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
