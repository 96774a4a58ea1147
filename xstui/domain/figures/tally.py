"""The running counts of the engine, by unit, full-time week, classification, class and period: whole numbers only."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from xstui.domain.figures.headcount import Stretch
from xstui.domain.figures.window import Left, Window


class Cases:
    """What is counted, by period, of the cases of one classification in a unit.

    Attributes:
        reports: Cases that began and count in the frequency.
        ended: Cases that ended.
        ended_days: Calendar days that those lasted.
        sick: The people with a sick day.
    """

    __slots__ = ("ended", "ended_days", "reports", "sick")

    def __init__(self, periods: int) -> None:
        self.reports = [0] * periods
        self.ended = [0] * periods
        self.ended_days = [0] * periods
        self.sick: list[set[int]] = [set() for _ in range(periods)]


class UnitTally:
    """What is counted of a unit by heads and by cases, whatever the hours.

    Attributes:
        heads: Days that people are employed in the period in which they begin, less those after they end, by period.
        heads_later: By how much the number of people differs from then on, from each period on.
        doubled: The stretches of people with two employments at once, who are not in `heads`.
    """

    __slots__ = ("cases", "doubled", "heads", "heads_later")

    def __init__(self, periods: int) -> None:
        self.heads = [0] * periods
        self.heads_later = [0] * (periods + 1)
        self.cases: dict[str, Cases] = {}
        self.doubled: set[Stretch] = set()

    def change(self, left: Left, heads: int) -> None:
        """Change the heads from a day on."""
        period, days, _ = left
        self.heads[period] += heads * days
        self.heads_later[period + 1] += heads


class Missed(NamedTuple):
    """The hours of one classification, and the counts of the cases that they are of.

    The hours stand by class of duration and, within it, by period, in one flat list.
    """

    by_day: list[int]
    by_working_day: list[int]
    reports: list[int]
    ended: list[int]
    ended_days: list[int]
    sick: list[set[int]]


class MissedBySort(dict[str, Missed]):
    """What people in a unit with the same full-time week missed, by classification."""

    def __init__(self, unit: UnitTally, window: Window) -> None:
        super().__init__()
        self.unit = unit
        self._window = window

    def __missing__(self, sort: str) -> Missed:
        """Begin the counts of a classification that was not met before."""
        periods = len(self._window.ends)
        places = periods * self._window.classes
        cases = self.unit.cases.setdefault(sort, Cases(periods))
        counts = cases.reports, cases.ended, cases.ended_days, cases.sick
        found = self[sort] = Missed([0] * places, [0] * places, *counts)
        return found


class Cell:
    """What is counted in hours, of the people in a unit with the same full-time week.

    Attributes:
        by_day: Hours on each day of the period in which they begin, less those after they end, by period.
        by_working_day: The same on days Monday to Friday.
        later: By how much the hours differ from then on, from each period on.
    """

    __slots__ = ("by_day", "by_working_day", "later", "missed", "unit")

    def __init__(self, unit: UnitTally, window: Window) -> None:
        self.unit = unit
        self.by_day = [0] * len(window.ends)
        self.by_working_day = [0] * len(window.ends)
        self.later = [0] * (len(window.ends) + 1)
        self.missed = MissedBySort(unit, window)

    def change(self, left: Left, hours: int, heads: int) -> None:
        """Change the hours and the heads from a day on."""
        period, days, working_days = left
        self.by_day[period] += hours * days
        self.by_working_day[period] += hours * working_days
        self.later[period + 1] += hours
        self.unit.change(left, heads)


def sums(rest: list[int], later: list[int], days: Iterable[int]) -> list[int]:
    """Return by period the sum over its days of a number that changes on some days."""
    return [part + level * n for part, level, n in zip(rest, accumulate(later), days, strict=False)]


Terms = tuple[int, int, int, int, MissedBySort]
"""The part of an employment's terms inside the window, and where its absence is counted.

First day, last day, hours, person, and the absence of the cell: a bare tuple, since there are many.
"""


class Tally:
    """All counts of one run."""

    def __init__(self, window: Window) -> None:
        self.window = window
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
