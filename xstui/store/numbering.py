"""Numbers that people read and write down: one that was shown once never names another case or dossier.

The tables alone can't tell which were given: an undo or a wipe takes rows away. So the highest is kept beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from sqlalchemy import Connection, Select, Table, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from xstui.store import journal
from xstui.store.journal import Image
from xstui.store.tables import LastNumber

NUMBERED = MappingProxyType({"absence_case": "case_no", "person": "dossier_no"})
"""By table, the column that holds such a number."""
numbers: Table = LastNumber.__table__  # type: ignore[attr-defined]

_GIVEN = select(numbers.c.number).where(numbers.c.name == bindparam("of"))
_NEW = insert(numbers)
_KEEP = _NEW.on_conflict_do_update(
    ["name"], set_={"number": _NEW.excluded.number}, where=numbers.c.number < _NEW.excluded.number
)


@cache
def _highest_held(table: Table, column: str) -> Select[int]:
    return select(func.max(table.c[column]))


def next_number(connection: Connection, name: str, start: int) -> int:
    """Return the number after the highest that a table ever held, at least `start`."""
    table, column = journal.table_of(name), NUMBERED[name]
    held = connection.execute(_highest_held(table, column)).scalar() or 0
    given = connection.execute(_GIVEN, {"of": f"{name}.{column}"}).scalar() or 0
    return max(start, 1 + max(held, given))


def keep(connection: Connection, rows: Mapping[str, Mapping[int, tuple[Image | None, Image | None]]]) -> None:
    """Note the highest numbers among rows that are being written."""
    for name, column in NUMBERED.items():
        highest = _highest(column, rows.get(name, {}).values())
        if highest:
            connection.execute(_KEEP, {"name": f"{name}.{column}", "number": highest})


def _highest(column: str, rows: Iterable[tuple[Image | None, Image | None]]) -> int:
    return max((int(after[column]) for _before, after in rows if after), default=0)
