"""Counting days, weeks, months and years."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_IN_WEEK = 7
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Duration:
    """Whole weeks and the days left over."""

    weeks: int
    days: int


def duration(first: date, last: date) -> Duration:
    """Return the length of a stretch of days, first and last included (R1.3, M§4.4: `14 Weken 1 Dag`)."""
    return in_weeks((last - first).days + 1)


def in_weeks(days: int) -> Duration:
    """Return a number of days, none or more, as whole weeks and the days left over."""
    return Duration(*divmod(days, DAYS_IN_WEEK))


def add_months(day: date, months: int) -> date:
    """Return the day some months on, or the last of that month where it is shorter.

    What lies beyond the calendar is its last or first day, so that one row with an end in the year 9999 stops no list.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """Return the day some days on; what lies beyond the calendar is its last or first day."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def whole_years(since: date, on: date) -> int:
    """Return the whole years between two days; a 29 February comes round on 1 March in other years."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def age(birth: date, on: date) -> int:
    """Return somebody's age in years on a day (M§4.4: `44 jaar`)."""
    return whole_years(birth, on)


def workdays(first: date, last: date) -> int:
    """Return the Mondays to Fridays in a stretch of days, both ends included; holidays count as workdays."""
    return max(0, _workdays_before(last.toordinal() + 1) - _workdays_before(first.toordinal()))


def _workdays_before(ordinal: int) -> int:
    # Day 1 of the calendar, 1 January of the year 1, is a Monday.
    weeks, rest = divmod(ordinal - 1, DAYS_IN_WEEK)
    return weeks * SATURDAY + min(rest, SATURDAY)


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or Sunday."""
    return day.weekday() >= SATURDAY
