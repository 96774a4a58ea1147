"""Counting people by unit and period, each once, however often their terms changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

Stay = tuple[int, int, int]
"""Somebody's stretch in a unit: unit, number of the first period, number of the last."""
Stays = dict[int, list[Stay]]
"""The stretches of each person."""


@dataclass(slots=True)
class Heads:
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

    def add(self, stay: Stay) -> None:
        """Count somebody in for a stretch of periods."""
        unit, first, last = stay
        changes = self.changes.get(unit)
        if changes is None:
            changes = self.changes[unit] = [0] * (len(self.movers) + 1)
        changes[first] += 1
        changes[last + 1] -= 1


def count_heads(stays: Stays, periods: int) -> Heads:
    """Return who was employed in each of a number of periods."""
    heads = Heads(movers=[{} for _ in range(periods)])
    for person, several in stays.items():
        if len(several) == 1:
            heads.add(several[0])
        elif all(stay[0] == several[0][0] for stay in several):
            for stay in _without_overlap(several):
                heads.add(stay)
        else:
            _add_mover(heads, person, several)
    return heads


def _without_overlap(stays: Iterable[Stay]) -> Iterator[Stay]:
    reached = -1
    for unit, first, last in sorted(stays):
        if last > reached:
            yield unit, max(first, reached + 1), last
            reached = last


def _add_mover(heads: Heads, person: int, stays: Iterable[Stay]) -> None:
    units: dict[int, set[int]] = {}
    for unit, first, last in stays:
        for number in range(first, last + 1):
            units.setdefault(number, set()).add(unit)
    for number, there in units.items():
        for unit in there:
            if len(there) == 1:
                heads.add((unit, number, number))
            else:
                heads.movers[number].setdefault(unit, set()).add(person)
