"""What absence figures are worked out from: plain values, days as ordinals (`date.toordinal()`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from xstui.domain.absence import Classification
from xstui.domain.dates import add_months

FAR = date.max.toordinal()
"""The last day of what has no end."""


class EmploymentSpan(NamedTuple):
    """A stretch of an employment on the same terms; a change of terms begins the next.

    Attributes:
        first: First day, as an ordinal.
        last: Last day, as an ordinal; `FAR` where there is no end.
        hours: Contract hours a week, in hundredths.
        full_time: Hours of a full-time week, in hundredths.
    """

    employment_id: int
    person_id: int
    unit_id: int
    first: int
    last: int
    hours: int
    full_time: int


class AbsenceSpan(NamedTuple):
    """A stretch of a case on the same percentage, with what is to be known of the case.

    Attributes:
        classification: The value of a `Classification`.
        counts_in_frequency: Whether the report of the case counts (3.2).
        case_first: First sick day of the case, as an ordinal; that of its first stretch.
        case_last: Last sick day of the case, as an ordinal; `FAR` while it runs.
        percentage: In hundredths of a percent: 10000 is fully sick.
    """

    case_id: int
    employment_id: int
    classification: str
    counts_in_frequency: bool
    case_first: int
    case_last: int
    first: int
    last: int
    percentage: int


EmploymentRow = tuple[int, int, int, int, int, int, int]
"""An `EmploymentSpan`, or a bare tuple of the same parts: what comes from a store in great numbers."""
AbsenceRow = tuple[int, int, str, bool, int, int, int, int, int]
"""An `AbsenceSpan`, or a bare tuple of the same parts."""


class Method(StrEnum):
    """What is counted (R3.3): days Monday to Sunday, days Monday to Friday, or contract hours."""

    CALENDAR_DAYS = "calendar-days"
    WORKING_DAYS = "working-days"
    HOURS = "hours"

    @property
    def days_in_week(self) -> int:
        """Return over how many days a week's hours are spread: hours count on working days."""
        return 7 if self is Method.CALENDAR_DAYS else 5


class SafetyNet(StrEnum):
    """Whether cases that the safety net pays for count as absence (R3.5)."""

    INCLUDED = "included"
    EXCLUDED = "excluded"

    def counted(self, chosen: Collection[Classification] = ()) -> frozenset[Classification]:
        """Return which of the chosen classifications count as absence; nothing chosen is all of them."""
        return frozenset(c for c in chosen or Classification if self is SafetyNet.INCLUDED or not c.is_safety_net)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ClassEdges:
    """The longest case of each class of duration but the last, in days (standard of CBS and others, 1996)."""

    days: tuple[int, ...] = (7, 42, 365)

    def number_of(self, days: int) -> int:
        """Return the number of the class of a case that has lasted so many days (3.4)."""
        return bisect_left(self.days, days)


def month_periods(last_month: date, months: int) -> tuple[Period, ...]:
    """Return whole months up to and including that of `last_month`, oldest first (M§8)."""
    start = last_month.replace(day=1)
    begins = [add_months(start, number) for number in range(1 - months, 2)]
    return tuple(Period(first, after - timedelta(days=1)) for first, after in pairwise(begins))


def months_before(period: Period, first: date) -> tuple[Period, ...]:
    """Return the whole months from that of a day up to a period that begins a month; none where it is later."""
    months = 12 * (period.first.year - first.year) + period.first.month - first.month
    return month_periods(add_months(period.first, -1), months) if months > 0 else ()


def whole_period(periods: Sequence[Period]) -> Period:
    """Return the stretch that consecutive periods cover together."""
    return Period(periods[0].first, periods[-1].last)
