"""Days as files hold them: with a time, a time zone, counted by Excel, or saying that there is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from xstui.domain.amsterdam import dutch_day
from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.problems import refuse

WITH_YEAR = re.compile(
    r"\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\W+\d{1,2}\W+(\d{2}|\d{4})|\d{6}|\d{8}"
    r"|\d{1,2}\W*[^\W\d]+\W*(\d{2}|\d{4})",
    re.ASCII,
)
"""Dates that name their year: in a file nobody is there to see which one was taken for it."""
SERIAL = re.compile(r"([1-6]\d{4})(?:[.,]\d+)?", re.ASCII)
"""Days since `SERIAL_START`, from 1927 to 2091: how Excel counts, and what is left of a date that lost its format."""
SERIAL_START = date(1899, 12, 30)
TIMED = re.compile(
    r"(?P<day>.*?\d)(?:T|\s+)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[AP]M)?\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}:?\d{0,2})?",
    re.ASCII | re.IGNORECASE,
)
"""A day with a time, and perhaps how far that is from Greenwich."""
END_FIELDS = frozenset({"end_date", "last_sick_day", "recovered_on", "ends_on"})
"""Fields whose day may be still to come, so that a file may say that there is none."""
NO_END = re.compile(r"0+([-/. ]0+)*(T0+[:0Z.]*)?|.*(?<!\d)(9999|2999)(?!\d).*|\d{4}9999|9999\d{4}", re.ASCII)
"""How programs write that there is no end: noughts alone, or a day in the year 2999 or 9999."""
YOUNGEST, OLDEST = 12, 100
"""Ages of people in a file, who may have left long ago: beyond them a birth date stands for one that isn't known."""
NOON = 12


def says_no_end(name: str, text: str) -> bool:
    """Tell whether a cell says that something has no end."""
    return name in END_FIELDS and NO_END.fullmatch(text) is not None


@lru_cache(maxsize=100_000)
def read_day(text: str, today: date, *, birth: bool) -> date:
    """Return the whole day that a cell holds; one with a time zone, as it was on a Dutch calendar.

    Raises:
        Refused: `date-unreadable`, `date-ambiguous` or `date-impossible`.
    """
    timed = TIMED.fullmatch(text)
    if not timed:
        return _whole_day(text, today, birth=birth)
    day = _whole_day(timed["day"], today, birth=birth)
    hour = int(timed["hour"])
    if timed["half"]:
        hour = hour % NOON + (NOON if timed["half"].upper() == "PM" else 0)
    try:
        at = time(hour, int(timed["minute"]), int(timed["second"] or 0), tzinfo=_zone(timed["zone"]))
        return dutch_day(datetime.combine(day, at)) if timed["zone"] else day
    except (ValueError, OverflowError):
        raise refuse("date-impossible") from None


def _zone(text: str | None) -> timezone:
    """Return a time zone by its distance from Greenwich."""
    found = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", text or "")
    if not found:
        return UTC
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-ahead if found[1] == "-" else ahead)


def _whole_day(text: str, today: date, *, birth: bool) -> date:
    if counted := SERIAL.fullmatch(text):
        return SERIAL_START + timedelta(days=int(counted[1]))
    if not WITH_YEAR.fullmatch(text):
        raise refuse("date-unreadable")
    days = parse_date(text, today=today, direction=Direction.BIRTH if birth else Direction.PAST)
    if len(days) > 1:
        raise refuse("date-ambiguous", days=days)
    return days[0]
