"""Counting people by unit and period, each once, however often their terms changed or however many employments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

Stay = tuple[int, int, int]
"""Somebody's stretch in a unit: unit, number of the first period, number of the last."""
Stays = dict[int, list[Stay]]
"""The stretches of each person."""


Stretch = tuple[int, int, int]
"""A person's days in employment: person, first day, last day."""

NOBODY: frozenset[int] = frozenset()
NO_STRETCHES: frozenset[Stretch] = frozenset()


@dataclass(slots=True)
class Headcount:
    """Who was employed.

    Attributes:
        changes: By unit, by how much the number of people who are in that unit only differs from the
            period before; one more than there are periods.
        movers: By period and unit, the people who were in several units in that period.
    """

    changes: dict[int, list[int]] = field(default_factory=dict)
    movers: list[dict[int, set[int]]] = field(default_factory=list)

    def people(self, unit: int) -> list[int]:
        """Return by period how many people were in this unit only."""
        return list(accumulate(self.changes.get(unit, [0] * (len(self.movers) + 1))))[:-1]

    def movers_of(self, unit: int) -> list[frozenset[int]]:
        """Return by period who was in this unit and in another."""
        return [frozenset(units[unit]) if unit in units else NOBODY for units in self.movers]

    def add(self, stay: Stay) -> None:
        """Count somebody in for a stretch of periods."""
        unit, first, last = stay
        changes = self.changes.get(unit)
        if changes is None:
            changes = self.changes[unit] = [0] * (len(self.movers) + 1)
        changes[first] += 1
        changes[last + 1] -= 1


def count_heads(stays: Stays, periods: int) -> Headcount:
    """Return who was employed in each of a number of periods."""
    headcount = Headcount(movers=[{} for _ in range(periods)])
    for person, several in stays.items():
        if len(several) == 1:
            headcount.add(several[0])
        else:
            _add_several(headcount, person, several)
    return headcount


def _add_several(headcount: Headcount, person: int, stays: list[Stay]) -> None:
    """Count somebody with several stretches: between two changes it is the same units in each period."""
    changes = {first for _, first, _ in stays} | {last + 1 for _, _, last in stays}
    for begin, after in pairwise(sorted(changes)):
        units = {unit for unit, first, last in stays if first <= begin <= last}
        if len(units) == 1:
            headcount.add((units.pop(), begin, after - 1))
        for unit in units:
            for number in range(begin, after):
                headcount.movers[number].setdefault(unit, set()).add(person)


def days_covered(stretches: Iterable[Stretch]) -> int:
    """Return the days that stretches cover, each of a person's days once."""
    days = 0
    person, until = 0, 0
    for who, first, last in sorted(stretches):
        if who != person:
            person, until = who, first - 1
        days += max(0, last - max(first - 1, until))
        until = max(until, last)
    return days


def clip(stretches: Iterable[Stretch], begin: int, end: int) -> frozenset[Stretch]:
    """Return the parts of stretches that lie between two days, both included."""
    return frozenset(
        (who, max(first, begin), min(last, end)) for who, first, last in stretches if first <= end and last >= begin
    )


def overlap(stretches: Iterable[Stretch]) -> bool:
    """Return whether any two stretches of one person share a day."""
    return any(after[1] <= before[2] for before, after in pairwise(sorted(stretches)))
