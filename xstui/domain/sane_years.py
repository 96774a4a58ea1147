"""The years that a day can lie in, and the days by which programs say that something has no end."""

from __future__ import annotations

from datetime import date

from xstui.domain.date_entry import Direction
from xstui.domain.problems import Problem

EARLIEST = date(1940, 1, 1)
"""Nothing that is registered is older: who began to work then has retired long ago."""
YEARS_AHEAD = 60
"""A working life: a later day is a typing error, or says something that nobody can know."""
LONGEST_LIFE = 120
LAST_TODAY = date(2199, 12, 31)
"""The last day that a clock may stand at: a later one is wrong."""
NO_END_YEARS = frozenset({2999, 9999})
"""The years by which payroll programs say that there is no end."""


def check_clock(today: date) -> list[Problem]:
    """Return whether the day that everything goes by can't be today's: what is counted from it must have a calendar."""
    return [Problem("clock-ahead", "", {"today": today})] if today > LAST_TODAY else []


def means_no_end(day: date) -> bool:
    """Tell whether a day says that there is no end, as 31-12-9999 does."""
    return day.year in NO_END_YEARS


def latest(today: date) -> date:
    """Return the last day that makes sense anywhere."""
    return date(today.year + YEARS_AHEAD, 12, 31)


def check_has_come(day: date, field: str, *, today: date) -> list[Problem]:
    """Return whether a day of something that has happened still lies ahead."""
    return [Problem("date-in-future", field, {"latest": today})] if day > today else []


def check_year(day: date, field: str, *, today: date, direction: Direction) -> list[Problem]:
    """Return whether a day lies in years that make no sense; of a birth date, those of a life."""
    if direction is Direction.BIRTH and day > today:
        return [Problem("birth-date-in-future", field)]
    first, last = EARLIEST, latest(today)
    if direction is Direction.BIRTH:
        first, last = date(today.year - LONGEST_LIFE, 1, 1), today
    if first <= day <= last:
        return []
    if means_no_end(day) and direction in {Direction.NEAREST, Direction.PLANNED, Direction.FUTURE}:
        return [Problem("no-end-here", field, {"day": day})]
    return [Problem("date-outside", field, {"earliest": first, "latest": last})]
