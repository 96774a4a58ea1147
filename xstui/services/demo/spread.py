"""Absence as it is spread in the Netherlands: many short cases, few of up to two years, more in winter."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from xstui.domain.absence import Step
from xstui.domain.unchecked import Unchecked
from xstui.services.demo.people import CaseDraft

YEARS = 3
"""Years of absence behind today."""
REPORTS = 1.38
"""Reports planned by employee and year; about 1.2 come about, beside long cases (CBS 2022: 1.45)."""
SIX_WEEKS = 42
SATURDAY = 5
FULL, HALF = Decimal(100), Decimal(50)


@dataclass(frozen=True)
class Spread:
    """How absence is spread.

    Attributes:
        season: Chance that a report planned in a month takes place, January first.
        ranges: Shortest and longest days of a case.
        weights: How many in a thousand last so long.
    """

    season: tuple[float, ...]
    ranges: tuple[tuple[int, int], ...]
    weights: tuple[int, ...]

    @classmethod
    def read(cls, names: Unchecked) -> Spread:
        """Read the spread from the data."""
        ranges = tuple((shortest, longest) for shortest, longest, _ in names["durations"])
        return cls(tuple(names["season"]), ranges, tuple(weight for *_, weight in names["durations"]))

    def cases(self, rng: random.Random, start: date, end: date | None, today: date) -> tuple[CaseDraft, ...]:
        """Draw somebody's cases of the last years, none longer than the employment."""
        day = max(start, today - timedelta(days=365 * YEARS))
        last = min(end or today, today)
        per_day = REPORTS * len(self.season) / sum(self.season) / 365
        cases: list[CaseDraft] = []
        while (day := _workday(day + timedelta(days=int(rng.expovariate(per_day))))) <= last:
            if rng.random() < self.season[day.month - 1]:
                draft = self._case(rng, day, end)
                cases.append(draft)
                day = (draft.last or last) + timedelta(days=2)
            else:
                day += timedelta(days=1)
        return tuple(cases)

    def _case(self, rng: random.Random, first: date, end: date | None) -> CaseDraft:
        shortest, longest = rng.choices(self.ranges, self.weights)[0]
        length = rng.randint(shortest, longest)
        # Cut off where the employment ends: the employer's case ends with it.
        last = min(first + timedelta(days=length - 1), end or date.max)
        return CaseDraft(first, last, _steps(first, last))


def _workday(day: date) -> date:
    """Return the day, or the Monday or Tuesday on which a weekend's illness keeps somebody from work."""
    return day + timedelta(days=2) if day.weekday() >= SATURDAY else day


def _steps(first: date, last: date) -> tuple[Step, ...]:
    """Return full absence; who is away over six weeks works half from two thirds of the way on."""
    length = (last - first).days
    if length < SIX_WEEKS:
        return (Step(first, FULL),)
    return (Step(first, FULL), Step(first + timedelta(days=length * 2 // 3), HALF))
