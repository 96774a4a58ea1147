"""The days of some consecutive periods, with what is asked of a day ready to look up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import NamedTuple

from xstui.domain.dates import DAYS_IN_WEEK, add_months
from xstui.domain.figures.spans import ClassEdges, Method, Period

SATURDAY = 6
"""In the rest of an ordinal by 7: ordinal 1 was a Monday, so Saturday is 6 and Sunday 0."""
COUNTED_DAYS = 730
"""Days of a case that count as absence: two years (Vernet, R3.7)."""


Left = tuple[int, int, int]
"""The number of a period, and what is left of it from a day on: days, and days Monday to Friday."""


class Window(NamedTuple):
    """The days from the first period's start to the last one's end, or to the day the figures are of.

    Lists by day are indexed by the ordinal less `begin`, lists by period by the period's number.

    Attributes:
        begin: First day, as an ordinal.
        end: Last day, as an ordinal; before `begin` where no period has begun.
        period: Number of the period, by day.
        working: Days Monday to Friday in the window before a day; one more than there are days.
        ends: Last day of the period, by period.
        places: By the days that a case has lasted less one, where the counts of its class begin in a list of all
            classes; cases that lasted longer than there are places are in the last class.
        classes: The number of classes of duration.
    """

    begin: int
    end: int
    period: list[int]
    working: list[int]
    ends: list[int]
    places: list[int]
    classes: int

    def span(self, number: int) -> tuple[int, int]:
        """Return the first and the last day of a period; the last one lies before the first where it has not begun."""
        return (self.ends[number - 1] + 1 if number else self.begin), self.ends[number]

    def days(self, number: int) -> int:
        """Return the calendar days of a period."""
        first, last = self.span(number)
        return last - first + 1

    def working_days(self, number: int) -> int:
        """Return the days Monday to Friday of a period."""
        last = self.ends[number] - self.begin + 1
        return self.working[last] - self.working[last - self.days(number)]

    def counted(self, method: Method, first: int, last: int) -> int:
        """Return the days that a method counts of a stretch that touches the window, as far as it lies inside."""
        first, last = max(first, self.begin), min(last, self.end)
        if method is Method.CALENDAR_DAYS:
            return last - first + 1
        return self.working[last - self.begin + 1] - self.working[first - self.begin]

    def left(self, day: int) -> Left:
        """Return a day's period, and the days and working days left of it, that day included."""
        place = day - self.begin
        number = self.period[place]
        days = self.ends[number] - day + 1
        return number, days, self.working[place + days] - self.working[place]


def make_window(periods: Sequence[Period], edges: ClassEdges, as_of: date) -> Window:
    """Return the window over consecutive periods.

    Raises:
        ValueError: There are no periods, or one doesn't begin on the day after the one before it ends.
    """
    if not periods or any(b.first.toordinal() != a.last.toordinal() + 1 for a, b in pairwise(periods)):
        raise ValueError("periods must follow on each other")
    begin = periods[0].first.toordinal()
    end = max(begin - 1, min(periods[-1].last, as_of).toordinal())
    ends = [max(begin - 1, min(p.last.toordinal(), end)) for p in periods]
    lengths = [b - a for a, b in pairwise([begin - 1, *ends])]
    period = [number for number, length in enumerate(lengths) for _ in range(length)]
    is_working = (int(0 < day % DAYS_IN_WEEK < SATURDAY) for day in range(begin, end + 1))
    places = [edges.number_of(days + 1) * len(ends) for days in range(edges.days[-1])] if edges.days else []
    return Window(begin, end, period, list(accumulate(is_working, initial=0)), ends, places, len(edges.days) + 1)


def days_in_year(last: int) -> int:
    """Return the days of the year that ends on a day: the factor of a year's figures is exactly 1."""
    day = date.fromordinal(last + 1)
    return (day - add_months(day, -12)).days
