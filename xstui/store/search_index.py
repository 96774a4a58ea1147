"""The index that people are found by, held against their names: who was taken out of it is found no more."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, person_search, instance)"
_TERMS = 'SELECT doc, term, "offset" FROM temp.search_terms'
_KEYS = "SELECT id, search_key FROM person"
Sum = tuple[int, int]
"""How many terms, and the sum of their hashes: as good as the terms, and a hundredth of the memory."""


def strays(connection: Connection) -> Iterator[int]:
    """Yield the row numbers whose names are not in the index as they stand, and those in it that are nobody's."""
    connection.exec_driver_sql(_VOCABULARY)
    indexed: dict[int, Sum] = {}
    for row_id, term, place in connection.exec_driver_sql(_TERMS):
        count, total = indexed.get(row_id, (0, 0))
        indexed[row_id] = count + 1, total + hash((term, place))
    for row_id, key in connection.exec_driver_sql(_KEYS):
        if indexed.pop(row_id, (0, 0)) != _sum(str(key)):
            yield row_id
    yield from indexed


def _sum(key: str) -> Sum:
    """Return the sum of the three letters from each place on, as SQLite's trigram index has them."""
    terms = [hash((key[place : place + 3], place)) for place in range(len(key) - 2)]
    return len(terms), sum(terms)
