"""The organisation tree: who belongs under whom, and the master data."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session, select

from xstui.domain.benchmark_line import sector_of
from xstui.domain.problems import refuse
from xstui.domain.roles import Right
from xstui.domain.search import fold
from xstui.services.context.context import Context
from xstui.services.context.cover import DECIDED, cover_of
from xstui.store.tables import EmployerDetails, OrgUnit

NOTE = "organisation.units_named"


@dataclass(frozen=True)
class Unit:
    """A node of the tree, in the order the tree is shown.

    Attributes:
        level: 0 for an employer.
        kind: `employer`, `branch` or `department`.
        path: Names from the top down to this one, as far as the actor may see them.
        employer_id: The employer that it is a part of, seen or not.
    """

    unit_id: int
    parent_id: int | None
    kind: str
    code: str
    name: str
    level: int
    path: tuple[str, ...]
    employer_id: int


@dataclass(frozen=True)
class Tree:
    """All units the actor is authorised for."""

    units: tuple[Unit, ...]

    @cached_property
    def names(self) -> Mapping[int, str]:
        """By unit, a name that no other has: its own, and behind it all above it where several are called the same."""
        count = Counter(unit.name.casefold() for unit in self.units)
        return {
            unit.unit_id: unit.name
            if count[unit.name.casefold()] == 1
            else f"{unit.name} ({' / '.join(unit.path[:-1])})"
            for unit in self.units
        }

    def by_id(self, unit_id: int) -> Unit:
        """Return one unit.

        Raises:
            Refused: `unknown-unit`.
        """
        for unit in self.units:
            if unit.unit_id == unit_id:
                return unit
        raise refuse("unknown-unit")

    def below(self, unit_id: int) -> frozenset[int]:
        """Return a unit and everything under it."""
        inside = {unit_id}
        for unit in self.units:
            if unit.parent_id in inside:
                inside.add(unit.unit_id)
        return frozenset(inside)


def units_below(session: Session, roots: Iterable[int]) -> frozenset[int]:
    """Return the units under `roots`, those included."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for unit_id, parent_id in session.exec(select(OrgUnit.id, OrgUnit.parent_id)).all():
        children[parent_id].append(unit_id or 0)
    found, waiting = set(), list(roots)
    while waiting:
        unit = waiting.pop()
        found.add(unit)
        waiting.extend(children[unit])
    return frozenset(found)


def tree(context: Context) -> Tree:
    """Return the organisation tree as far as the actor is authorised, top down, siblings by name."""
    with context.reading() as session:
        return tree_in(session, context)


def tree_in(session: Session, context: Context) -> Tree:
    """Return the tree within a transaction that is already open."""
    # Columns, not objects: the tree of a large employer is asked for at many a key.
    found = session.execute(text("SELECT id, parent_id, kind, code, name FROM org_unit ORDER BY name"))
    rows = [_Node(*row) for row in found]
    above = {row.key: row.parent_id for row in rows}
    seen = [row for row in rows if context.may_see_unit(row.key)]
    visible = {row.key for row in seen}
    children: dict[int | None, list[_Node]] = defaultdict(list)
    for row in seen:
        children[row.parent_id if row.parent_id in visible else None].append(row)
    units: list[Unit] = []

    def walk(parent: int | None, level: int, path: tuple[str, ...]) -> None:
        for row in children[parent]:
            here = (*path, row.name)
            parent_id = row.parent_id if row.parent_id in visible else None
            units.append(Unit(row.key, parent_id, row.kind, row.code, row.name, level, here, _top(above, row.key)))
            walk(row.key, level + 1, here)

    walk(None, 0, ())
    return Tree(tuple(units))


class _Node(NamedTuple):
    key: int
    parent_id: int | None
    kind: str
    code: str
    name: str


def _top(above: Mapping[int, int | None], unit_id: int) -> int:
    while (parent := above[unit_id]) is not None:
        unit_id = parent
    return unit_id


def units_named(context: Context, words: Sequence[str]) -> list[Unit]:
    """Return the units whose name or code holds every one of some folded words, in the order of the tree.

    The tree is made only where one fits: while a name is typed, hardly ever.
    """
    _none, folded = context.kept.setdefault(NOTE, (None, {}))

    def says(name: str, code: str) -> str:
        if (name, code) not in folded:
            folded[name, code] = fold(f"{name} {code}")
        return str(folded[name, code])

    with context.reading() as session:
        named = session.execute(text("SELECT id, name, code FROM org_unit"))
        fits = {key for key, name, code in named if all(word in says(name, code) for word in words)}
        return [unit for unit in tree_in(session, context).units if unit.unit_id in fits] if fits else []


def master_data(context: Context, unit_id: int) -> tuple[Unit, dict[str, object]]:
    """Return a unit and all that is known of its employer (*Stamgegevens*, manual section 3.1).

    The sector comes as the statistics office's, with its titles; as it is stored where that has none such.
    """
    context.require(Right.MASTER_DATA)
    with context.reading() as session:
        units = tree_in(session, context)
        unit = units.by_id(unit_id)
        query = select(EmployerDetails).where(EmployerDetails.unit_id == unit.employer_id)
        details = session.exec(query).first()
        cover = cover_of(session, unit.employer_id)
    known = details.model_dump(exclude={"id", "version", "unit_id"}) if details else {}
    if details:
        known |= {column: cover.holds(kind, context.today) for kind, column in DECIDED.items()}
        known["sector"] = sector_of(context.reference.benchmark, details.sector) or details.sector
    return unit, known
