"""Reading rows that may hold anything: what a column's type can't read must not end the reading of all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, cast
from zlib import error as zlib_error

from sqlalchemy import Connection, Table, select, tuple_
from sqlalchemy.exc import DBAPIError

UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError, zlib_error)
"""What values of another kind than was written lead to."""
Value: TypeAlias = Any
"""Whatever lies in a column, also what its type would not write."""
RawRow: TypeAlias = Mapping[str, Value]
Key: TypeAlias = tuple[Value, ...]
Pair: TypeAlias = tuple[Key, RawRow | None]


def each(connection: Connection, table: Table) -> Iterator[Pair]:
    """Yield key and row in order of the key; None for a row with a value that can't be read."""
    keys = tuple(table.primary_key)
    last: Key | None = None
    try:
        for row in connection.execute(select(table).order_by(*keys)).mappings():
            last = tuple(row[key.key] for key in keys)
            yield last, cast("RawRow", row)
    except (*UNREADABLE, DBAPIError) as error:
        _raise_unless_a_value(error)
        yield from _one_by_one(connection, table, last)


def _one_by_one(connection: Connection, table: Table, last: Key | None) -> Iterator[Pair]:
    keys = tuple(table.primary_key)
    left = select(*keys).order_by(*keys)
    if last is not None:
        left = left.where(tuple_(*keys) > tuple_(*last))
    for key in connection.execute(left).all():
        found = select(table).where(*(column == part for column, part in zip(keys, key, strict=True)))
        row: RawRow | None = None
        try:
            row = cast("RawRow", connection.execute(found).mappings().one())
        except (*UNREADABLE, DBAPIError) as error:
            _raise_unless_a_value(error)
        yield tuple(key), row


def _raise_unless_a_value(error: Exception) -> None:
    """Let a damaged file, a table that is gone and the like be told as what they are."""
    if isinstance(error, DBAPIError) and "could not decode" not in str(error.orig).lower():
        raise error
