"""Values that read as what the program wrote, and are written otherwise: a yes that is 2, half a cent, a day as digits.

SQLite keeps whatever it is given, and the columns' types would turn these into what the journal holds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Executable,
    Table,
    false,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.types import NullType

from xstui.store.columns import Hundredths, Moment

DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
MOMENT = f"{DAY}T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]+00:00"
PATTERNS = ((Date, DAY), (Moment, MOMENT))
"""By type of column, how its values are written, as SQLite's GLOB reads it."""


def columns_by_row(connection: Connection, table: Table) -> dict[int, tuple[str, ...]]:
    """Return the rows with such values by their number, with the columns that hold them."""
    odd, query = _query(table)
    if not odd:
        return {}
    return {row_id: tuple(itertools.compress(odd, is_odd)) for row_id, *is_odd in connection.execute(query)}


@cache
def _query(table: Table) -> tuple[tuple[str, ...], Executable]:
    """Return the columns of a table that may hold such values, and the query for the rows that do."""
    odd = dict(_conditions(table))
    (key,) = table.primary_key
    return tuple(odd), select(key, *odd.values()).where(or_(false(), *odd.values()))


def _conditions(table: Table) -> Iterator[tuple[str, ColumnElement[bool]]]:
    for column in table.columns:
        raw = type_coerce(column, NullType())
        if isinstance(column.type, Boolean):
            yield column.key, raw.is_not(None) & raw.not_in([0, 1])
        elif isinstance(column.type, Hundredths):
            yield column.key, raw.is_not(None) & (func.typeof(raw) != "integer")
        else:
            for kind, pattern in PATTERNS:
                if isinstance(column.type, kind):
                    yield column.key, raw.is_not(None) & ~raw.op("GLOB")(pattern)
