"""The index that people are found by, compared with their names: who was taken out of it is found no more.

Its inner tables are SQLite's own (FTS5's `_data`, `_idx`, `_docsize` and `_config`). Their terms are compared with the
names; each term must also be found by a search, which goes by another of them than reading them all does.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from xstui.domain.findings import Finding
from xstui.store import engine

INDEX = engine.SEARCH
DAMAGED = ("malformed", "fts5", "vtable", "corrupt")
"""What the words of an error have in common where the index itself can't be read."""
ROW, DAMAGE = "index-changed", "index-damaged"
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, person_search, instance)"
_TERMS = 'SELECT term, doc, "offset" FROM temp.search_terms'
_FOUND = "SELECT rowid FROM person_search WHERE person_search MATCH ?"
_KEYS = "SELECT id, search_key FROM person"
_SIZES = "SELECT id, sz FROM person_search_docsize"
_TOTALS = "SELECT block FROM person_search_data WHERE id = 1"
_SEGMENTS = (
    "SELECT DISTINCT id >> 37 FROM person_search_data WHERE id NOT IN (1, 10)",
    "SELECT DISTINCT segid FROM person_search_idx",
)
_SETTINGS = "SELECT k FROM person_search_config"
Sum = tuple[int, int]
"""How many terms, and the sum of their hashes: as good as the terms, and a hundredth of the memory."""


def findings(connection: Connection) -> Iterator[Finding]:
    """Yield each row whose name is not in the index as it stands, each in it that is nobody's, and damage of it."""
    try:
        strays = sorted(_strays(connection))
        unsound = not strays and not _is_whole(connection)
    except DBAPIError as error:
        if not any(word in str(error.orig).lower() for word in DAMAGED):
            raise
        strays, unsound = [], True
    yield from (Finding(ROW, INDEX, row_id) for row_id in strays)
    if unsound:
        yield Finding(DAMAGE, INDEX)


def _strays(connection: Connection) -> set[int]:
    connection.exec_driver_sql(_VOCABULARY)
    indexed: dict[int, Sum] = {}
    strays: set[int] = set()
    sizes: dict[int, bytes] = dict(connection.exec_driver_sql(_SIZES).all())
    for term, instances in itertools.groupby(connection.exec_driver_sql(_TERMS), key=lambda row: row[0]):
        there = set()
        for _term, row_id, place in instances:
            there.add(row_id)
            count, total = indexed.get(row_id, (0, 0))
            indexed[row_id] = count + 1, total + hash((term, place))
        strays |= there ^ _found(connection, term)
    for row_id, key in connection.exec_driver_sql(_KEYS):
        terms = _sum(str(key))
        if indexed.pop(row_id, (0, 0)) != terms or sizes.pop(row_id, None) != _varint(terms[0]):
            strays.add(row_id)
    return strays | indexed.keys() | sizes.keys()


def _found(connection: Connection, term: str) -> set[int]:
    """Return the rows that a search for three letters finds."""
    quoted = '"' + term.replace('"', '""') + '"'
    return {row_id for (row_id,) in connection.exec_driver_sql(_FOUND, (quoted,))}


def _is_whole(connection: Connection) -> bool:
    """Tell whether the totals, the parts and the settings of the index are those of the names it holds."""
    lengths = [max(len(str(key)) - 2, 0) for _row_id, key in connection.exec_driver_sql(_KEYS)]
    totals = _varint(len(lengths)) + _varint(sum(lengths)) if lengths else None
    held, named = (set(connection.exec_driver_sql(query).scalars()) for query in _SEGMENTS)
    settings = set(connection.exec_driver_sql(_SETTINGS).scalars())
    sums_fit = totals is None or connection.exec_driver_sql(_TOTALS).scalar() == totals
    return sums_fit and held == named and settings == {"version"}


def _varint(number: int) -> bytes:
    """Return a number as SQLite writes it: seven bits a byte, the highest first, each but the last with a mark."""
    rest, last = divmod(number, 0x80)
    parts = [last]
    while rest:
        rest, part = divmod(rest, 0x80)
        parts.insert(0, part | 0x80)
    return bytes(parts)


def _sum(key: str) -> Sum:
    """Return the sum of the three letters from each place on, as SQLite's trigram index has them."""
    terms = [hash((key[place : place + 3], place)) for place in range(len(key) - 2)]
    return len(terms), sum(terms)
