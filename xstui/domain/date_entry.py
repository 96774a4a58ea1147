"""Reading a day as a clerk types it.

What is incomplete is looked for in the direction of the field: a first sick day lies in the past, the day a
task is put off to in the future. Two days that fit equally are both returned, for the clerk to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xstui.domain.dates import DAYS_IN_WEEK, add_months
from xstui.domain.problems import refuse

LONGEST = 40
FIRST = date(1900, 1, 1)
"""An earlier day is a typing error."""
YEARS_AROUND = 8
"""Years looked through for a day without one: 29 February can be eight years off (1896, 1904)."""


class Direction(StrEnum):
    """Where an incomplete date is looked for.

    `PLANNED` is for what is announced, and now and then reported late: the coming day, or one of the last weeks.
    """

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"
    PLANNED = "planned"
    BIRTH = "birth"


REPORTED_LATE = timedelta(weeks=13)
"""How long ago something planned can be that is typed without its year: 31 December is not last year's in June."""


_YEARS_AHEAD = {
    Direction.PAST: 20,
    Direction.NEAREST: 49,
    Direction.PLANNED: 49,
    Direction.FUTURE: 79,
    Direction.BIRTH: 0,
}
"""The last year, from today's, that two digits can mean; the other 99 lie before it."""


def _numbered(first: int, *words: str) -> dict[str, int]:
    return {word: number for number, line in enumerate(words, first) for word in line.split()}


_RELATIVE = _numbered(
    -2, "eg eergisteren dby", "g gisteren y yesterday", "v vandaag t today", "m morgen tomorrow", "overmorgen"
)
_WEEKDAYS = _numbered(
    0,
    "ma mo maandag mon monday",
    "di tu dinsdag tue tuesday",
    "wo we woensdag wed wednesday",
    "do th donderdag thu thursday",
    "vr fr vrijdag fri friday",
    "za sa zaterdag sat saturday",
    "zo su zondag sun sunday",
)
_MONTHS = _numbered(1, "januari january", "februari february", "maart march mrt", "april", "mei may", "juni june")
_MONTHS |= _numbered(7, "juli july", "augustus august", "september", "oktober october", "november", "december")
_DAYS_PER_UNIT = {"": 1, "d": 1, "w": DAYS_IN_WEEK}
_MONTHS_PER_UNIT = {"m": 1, "j": 12, "y": 12}
_BARE = {3: ((1, 2), (2, 1)), 4: ((2, 2),), 6: ((2, 2),), 8: ((2, 2),)}
"""Digits without separators: by their number, the lengths of day and month; the rest is the year."""


def parse_date(text: str, *, today: date, direction: Direction = Direction.PAST) -> tuple[date, ...]:
    """Return the days that a text may mean: one, or several that are equally likely, the nearest first.

    Args:
        text: `v g eg m`, in English `t y dby`, `ma`..`zo`, `mon`..`sun`, `-1`, `+2w`, `+6m`, `8`, `0806`, `8/6`,
            `8-6-26`, `08062026`, `8 jun`, `1 mei 1982`, `w24`, `2026-06-08`, or the whole Dutch or English word.
        today: The day that they count from.
        direction: Where to look for what was left out. Two digits of a birth year lie in the past.

    Raises:
        Refused: `date-unreadable`, or `date-impossible` for a day that no calendar has.
    """
    typed = " ".join(text.lower().split())
    if not typed or len(typed) > LONGEST or not typed.isascii():
        raise refuse("date-unreadable")
    try:
        days = _Entry(typed, today, direction).days()
    except (ValueError, OverflowError):
        raise refuse("date-impossible") from None
    if days is None:
        raise refuse("date-unreadable")
    if not days or min(days) < FIRST:
        raise refuse("date-impossible")
    return days


@dataclass(frozen=True, slots=True)
class _Entry:
    """A text with what is needed to understand it. Each reader returns None for what is not its kind."""

    typed: str
    today: date
    direction: Direction

    def days(self) -> tuple[date, ...] | None:
        readers = (self._word, self._weekday, self._step, self._week, self._iso, self._named, self._split, self._bare)
        return next((days for read in readers if (days := read()) is not None), None)

    def _word(self) -> tuple[date, ...] | None:
        steps = _RELATIVE.get(self.typed)
        return None if steps is None else (self.today + timedelta(days=steps),)

    def _weekday(self) -> tuple[date, ...] | None:
        weekday = _WEEKDAYS.get(self.typed)
        if weekday is None:
            return None
        around = [self.today + timedelta(days=step) for step in range(-DAYS_IN_WEEK, DAYS_IN_WEEK + 1)]
        same = [day for day in around if day.weekday() == weekday]
        if weekday == self.today.weekday() and self.direction not in {Direction.NEAREST, Direction.PLANNED}:
            # On a Monday, `ma` may be today or a week ago: nobody but the clerk knows.
            return self._by_distance(day for day in same if self._allowed(day))
        return self._nearest(same)

    def _step(self) -> tuple[date, ...] | None:
        found = re.fullmatch(r"([+-]) ?(\d{1,6}) ?([dwmjy]?)", self.typed)
        if not found:
            return None
        number, unit = int(found[1] + found[2]), found[3]
        if unit in _MONTHS_PER_UNIT:
            day = add_months(self.today, number * _MONTHS_PER_UNIT[unit])
            return () if day == date.max else (day,)  # beyond the calendar
        return (self.today + timedelta(days=number * _DAYS_PER_UNIT[unit]),)

    def _week(self) -> tuple[date, ...] | None:
        found = re.fullmatch(r"w(?:eek)? ?(\d{1,2})", self.typed)
        if not found:
            return None
        mondays = (date.fromisocalendar(year, 1, 1) for year in self._years())
        weeks = ((monday, monday + timedelta(weeks=int(found[1]) - 1)) for monday in mondays)
        return self._nearest(day for monday, day in weeks if day.isocalendar().year == monday.isocalendar().year)

    def _iso(self) -> tuple[date, ...] | None:
        # Eight digits with a month in the middle: as 08062026 they would be a year before 1300.
        found = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{4})(0\d|1[0-2])(\d\d)", self.typed)
        if not found:
            return None
        year, month, day = (int(part) for part in found.groups() if part)
        return (date(year, month, day),)

    def _named(self) -> tuple[date, ...] | None:
        found = re.fullmatch(r"(\d{1,2})[ .-]{0,2}([a-z]{3,9})\.?[ .-]{0,2}(\d{4}|\d{2})?", self.typed)
        month = _month(found[2]) if found else None
        return self._dated(int(found[1]), month, found[3]) if found and month else None

    def _split(self) -> tuple[date, ...] | None:
        found = re.fullmatch(r"(\d{1,2}) ?[ ./-] ?(\d{1,2})(?: ?[ ./-] ?(\d{4}|\d{2}))?", self.typed)
        return self._dated(int(found[1]), int(found[2]), found[3]) if found else None

    def _bare(self) -> tuple[date, ...] | None:
        if not self.typed.isdigit():
            return None
        if len(self.typed) <= 2:  # noqa: PLR2004 - a day of a month
            first = self.today.replace(day=1)
            months = (add_months(first, step) for step in range(-2, 3))
            return self._nearest(_existing((month.year, month.month, int(self.typed)) for month in months))
        return self._undivided(_BARE[len(self.typed)]) if len(self.typed) in _BARE else None

    def _undivided(self, lengths: Iterable[tuple[int, int]]) -> tuple[date, ...]:
        days: list[date] = []
        for day, month in lengths:
            year = self.typed[day + month :] or None
            days.extend(self._dated(int(self.typed[:day]), int(self.typed[day : day + month]), year))
        return self._by_distance(days)

    def _dated(self, day: int, month: int, year: str | None) -> tuple[date, ...]:
        if year is None:
            return self._nearest(_existing((each, month, day) for each in self._years()))
        if len(year) == 4:  # noqa: PLR2004 - a whole year
            return (date(int(year), month, day),)
        last = self.today.year + _YEARS_AHEAD[self.direction]
        found = date(last - (last - int(year)) % 100, month, day)
        if self.direction is Direction.BIRTH and found > self.today:
            found = found.replace(year=found.year - 100)
        return (found,)

    def _years(self) -> range:
        return range(self.today.year - YEARS_AROUND, self.today.year + YEARS_AROUND + 1)

    def _allowed(self, day: date) -> bool:
        if self.direction is Direction.NEAREST:
            return True
        if self.direction is Direction.PLANNED:
            return day >= self.today - REPORTED_LATE
        return day >= self.today if self.direction is Direction.FUTURE else day <= self.today

    def _nearest(self, days: Iterable[date]) -> tuple[date, ...]:
        """Return the nearest day in the allowed direction: two if both are as near, none if there is none."""
        allowed = self._by_distance(day for day in days if self._allowed(day))
        return tuple(day for day in allowed if abs(day - self.today) == abs(allowed[0] - self.today))

    def _by_distance(self, days: Iterable[date]) -> tuple[date, ...]:
        return tuple(sorted(days, key=lambda day: abs(day - self.today)))


def _month(word: str) -> int | None:
    return next((number for name, number in _MONTHS.items() if name.startswith(word)), None)


def _existing(parts: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in parts:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
