"""Numbers that people read and write down: one that was shown once never names another case or dossier.

The tables alone can't tell which were given: an undo or a wipe takes rows away. So the highest is kept beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from xstui.store import journal
from xstui.store.journal import Image
from xstui.store.tables import LastNumber

NUMBERED = MappingProxyType({"absence_case": "case_no", "person": "dossier_no"})
"""By table, the column that holds such a number."""
numbers: Table = LastNumber.__table__  # type: ignore[attr-defined]


def next_number(connection: Connection, name: str, start: int) -> int:
    """Return the number after the highest that a table ever held, at least `start`."""
    table, column = journal.table_of(name), NUMBERED[name]
    held = connection.execute(select(func.max(table.c[column]))).scalar() or 0
    given = select(numbers.c.number).where(numbers.c.name == f"{name}.{column}")
    return max(start, 1 + max(held, connection.execute(given).scalar() or 0))


def keep(connection: Connection, rows: Mapping[str, Mapping[int, tuple[Image | None, Image | None]]]) -> None:
    """Note the highest numbers among rows that are being written."""
    for name, column in NUMBERED.items():
        highest = _highest(column, rows.get(name, {}).values())
        if highest:
            risen = insert(numbers).values(name=f"{name}.{column}", number=highest)
            condition = numbers.c.number < highest
            connection.execute(risen.on_conflict_do_update(["name"], set_={"number": highest}, where=condition))


def _highest(column: str, rows: Iterable[tuple[Image | None, Image | None]]) -> int:
    return max((int(after[column]) for _before, after in rows if after), default=0)
