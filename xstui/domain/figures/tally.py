"""The running counts of the engine, by unit, full-time week, class and period: whole numbers only."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from math import lcm

from xstui.domain.figures.heads import Heads
from xstui.domain.figures.spans import Method
from xstui.domain.figures.unit_figures import UnitFigures
from xstui.domain.figures.window import Window, days_in_year


class Level:
    """A number that changes on some days, to be summed over the days of each period."""

    __slots__ = ("later", "rest")

    def __init__(self, periods: int) -> None:
        self.rest = [0] * periods
        self.later = [0] * (periods + 1)

    def change(self, period: int, days_left: int, amount: int) -> None:
        """Change the number on a day in a period that has so many days left, that day included."""
        self.rest[period] += amount * days_left
        self.later[period + 1] += amount

    def sums(self, days: Iterable[int]) -> list[int]:
        """Return the sum by period, given the days of each."""
        levels = accumulate(self.later)
        return [rest + level * n for rest, level, n in zip(self.rest, levels, days, strict=False)]


class UnitTally:
    """What is counted of a unit by heads and by cases, whatever the hours."""

    __slots__ = ("ended", "ended_days", "heads", "reports", "sick")

    def __init__(self, periods: int) -> None:
        self.heads = Level(periods)
        self.reports = [0] * periods
        self.ended = [0] * periods
        self.ended_days = [0] * periods
        self.sick: list[set[int]] = [set() for _ in range(periods)]


class Cell:
    """What is counted in hours, of the people in a unit with the same full-time week."""

    __slots__ = ("absent", "hours", "unit")

    def __init__(self, unit: UnitTally, window: Window) -> None:
        periods = len(window.ends)
        self.unit = unit
        self.hours = Level(periods)
        self.absent = [[0] * periods for _ in range(len(window.edges) + 1)]

    def change(self, period: int, counted_left: int, days_left: int, hours: int, heads: int) -> None:
        """Change the hours and the heads from a day on that has so many days left in its period."""
        self.hours.change(period, counted_left, hours)
        self.unit.heads.change(period, days_left, heads)


Terms = tuple[int, int, int, int, list[list[int]], UnitTally]
"""The part of an employment's terms inside the window, and where its absence is counted.

First day, last day, hours, person, the absence of the cell by class and period, and the unit: a bare
tuple, since there are many.
"""


class Tally:
    """All counts of one run."""

    def __init__(self, window: Window, method: Method) -> None:
        self.window = window
        self.method = method
        self.units: dict[int, UnitTally] = {}
        self.cells: dict[int, dict[int, Cell]] = {}
        self.terms: dict[int, list[Terms]] = {}

    def cell(self, unit: int, full_time: int) -> Cell:
        """Return the counts of a unit and a full-time week."""
        cells = self.cells.get(unit)
        if cells is None:
            cells = self.cells[unit] = {}
            self.units[unit] = UnitTally(len(self.window.ends))
        found = cells.get(full_time)
        if found is None:
            found = cells[full_time] = Cell(self.units[unit], self.window)
        return found

    def figures(self, heads: Heads) -> list[dict[int, UnitFigures]]:
        """Return what the counts come to, by period and unit."""
        numbers = range(len(self.window.ends))
        days = [self.window.days(number) for number in numbers]
        counted = [self.window.counted(number) for number in numbers]
        years = [days_in_year(end) for end in self.window.ends]
        scale = self._scale()
        result: list[dict[int, UnitFigures]] = [{} for _ in numbers]
        for unit, tally in self.units.items():
            hours = self._hours(unit, scale, counted)
            people = zip(heads.people(unit), heads.movers_of(unit), tally.heads.sums(days), strict=True)
            for number, (alone, movers, employment_days) in enumerate(people):
                available, absent, lost = hours[number]
                sick_movers = movers & tally.sick[number]
                result[number][unit] = UnitFigures(
                    days=days[number],
                    days_in_year=years[number],
                    days_in_week=self.method.days_in_week,
                    scale=scale,
                    employment_days=employment_days,
                    available=available,
                    absent=absent,
                    lost=lost,
                    people=alone,
                    movers=movers,
                    absent_people=len(tally.sick[number]) - len(sick_movers),
                    absent_movers=sick_movers,
                    reports=tally.reports[number],
                    ended=tally.ended[number],
                    ended_days=tally.ended_days[number],
                )
        return result

    def _scale(self) -> int:
        """Return what all weights are a part of, so that they add up as whole numbers.

        Days weigh hours over the full-time week; hours are hundredths over the days of the week.
        """
        if self.method is Method.HOURS:
            return 100 * self.method.days_in_week
        return lcm(*(full_time for cells in self.cells.values() for full_time in cells if full_time > 0))

    def _hours(self, unit: int, scale: int, counted: list[int]) -> list[tuple[int, tuple[int, ...], int]]:
        """Return by period what was available, what was missed by class, and the hours lost."""
        available = [0] * len(counted)
        lost = [0] * len(counted)
        absent = [[0] * len(counted) for _ in range(len(self.window.edges) + 1)]
        for full_time, cell in self.cells[unit].items():
            weight = self._weight(full_time, scale)
            available = _added(available, cell.hours.sums(counted), weight)
            absent = [_added(a, missed, weight) for a, missed in zip(absent, cell.absent, strict=True)]
            lost = [sum(missed, before) for before, *missed in zip(lost, *cell.absent, strict=True)]
        return list(zip(available, zip(*absent, strict=True), lost, strict=True))

    def _weight(self, full_time: int, scale: int) -> int:
        """Return the weight of an hour; none without a full-time week (R3.2: no percentage without FTE)."""
        if self.method is Method.HOURS:
            return 1
        return scale // full_time if full_time > 0 else 0


def _added(sums: list[int], numbers: list[int], weight: int) -> list[int]:
    return [a + b * weight for a, b in zip(sums, numbers, strict=True)]
