"""The Dutch calendar day of a moment, by rule: not every machine has a table of time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)
FIRST_SUMMER = 1977
"""The first year of summer time; before it, from 1946 on, it was winter time all year."""
_STARTS = MappingProxyType({1977: 3, 1978: 2, 1979: 1, 1980: 6})
"""The days of April on which summer time began before it was the last Sunday of March."""
_ENDS = MappingProxyType({1978: date(1978, 10, 1)})
"""The one year in which it didn't end on the last Sunday of its month."""
OCTOBER_SINCE = 1996
"""The year from which summer time ends in October (directive 94/21/EC); in September before it."""


def dutch_day(moment: datetime) -> date:
    """Return the day on a calendar in Amsterdam at a moment with a time zone, from 1946 on."""
    moment = moment.astimezone(UTC)
    return (moment + (SUMMER if _is_summer(moment) else WINTER)).date()


def _is_summer(moment: datetime) -> bool:
    """Tell whether summer time holds: from and to one o'clock in Greenwich."""
    year = moment.year
    if year < FIRST_SUMMER:
        return False
    first = date(year, 4, _STARTS[year]) if year in _STARTS else _last_sunday(year, 3)
    last = _ENDS.get(year) or _last_sunday(year, 10 if year >= OCTOBER_SINCE else 9)
    return _at_one(first) <= moment < _at_one(last)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=last.isoweekday() % 7)


def _at_one(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
