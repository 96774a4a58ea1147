"""Reading a day as a clerk types it (quality: keyboard and dates)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from xstui.domain.dates import add_months
from xstui.domain.problems import refuse

LONGEST = 40


class Direction(StrEnum):
    """Where an incomplete date is looked for first."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"
    BIRTH = "birth"


_WORDS = {"v": 0, "t": 0, "vandaag": 0, "today": 0, "g": -1, "gisteren": -1, "yesterday": -1}
_WORDS |= {"eg": -2, "eergisteren": -2, "m": 1, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
_WEEKDAYS = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
_WEEKDAYS |= {"mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6}
_WEEKDAYS |= {"maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6}
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_LONG_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september")
_LONG_MONTHS += ("oktober", "november", "december")
_ENGLISH = {"mar": 3, "march": 3, "may": 5, "oct": 10, "january": 1, "february": 2, "june": 6, "july": 7}
_ENGLISH |= {"august": 8, "october": 10}


def parse_date(text: str, *, today: date, direction: Direction = Direction.PAST) -> tuple[date, ...]:
    """Return the days that a text may mean: one, or several that are equally likely.

    Raises:
        Refused: `date-unreadable`, or `date-impossible` for a day that no calendar has.
    """
    typed = text.strip().lower()
    if not typed or len(typed) > LONGEST or not typed.isascii():
        raise refuse("date-unreadable")
    try:
        days = _relative(typed, today, direction) or _absolute(typed, today, direction)
    except (ValueError, OverflowError):
        raise refuse("date-impossible") from None
    if not days:
        raise refuse("date-unreadable")
    return days


def _relative(typed: str, today: date, direction: Direction) -> tuple[date, ...]:
    if typed in _WORDS:
        return (today + timedelta(days=_WORDS[typed]),)
    if typed in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS[typed]) % 7
        forward = (_WEEKDAYS[typed] - today.weekday()) % 7
        return (today + timedelta(days=forward) if direction is Direction.FUTURE else today - timedelta(days=back),)
    if step := re.fullmatch(r"([+-]\d{1,6})([dwmj]?)", typed):
        number, unit = int(step[1]), step[2]
        if unit in {"m", "j"}:
            return (add_months(today, number * (12 if unit == "j" else 1)),)
        return (today + timedelta(days=number * (7 if unit == "w" else 1)),)
    if week := re.fullmatch(r"w\s?(\d{1,2})", typed):
        return (_nearest((date.fromisocalendar(y, int(week[1]), 1) for y in _years(today)), today, direction),)
    return ()


def _absolute(typed: str, today: date, direction: Direction) -> tuple[date, ...]:
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed):
        return (date(int(iso[1]), int(iso[2]), int(iso[3])),)
    if named := re.fullmatch(r"(\d{1,2})[\s.-]*([a-z]+)\.?[\s.-]*(\d{4}|\d{2})?", typed):
        month = _month(named[2])
        return () if month is None else _made(int(named[1]), month, named[3], today, direction)
    if split := re.fullmatch(r"(\d{1,2})[\s./-](\d{1,2})(?:[\s./-](\d{4}|\d{2}))?", typed):
        return _made(int(split[1]), int(split[2]), split[3], today, direction)
    if bare := re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})?", typed):
        return _made(int(bare[1]), int(bare[2]), bare[3], today, direction)
    if day := re.fullmatch(r"\d{1,2}", typed):
        months = (add_months(today.replace(day=1), step) for step in range(-2, 3))
        return (_nearest(_existing((m.year, m.month, int(day[0])) for m in months), today, direction),)
    return ()


def _month(word: str) -> int | None:
    for names in (_MONTHS, _LONG_MONTHS):
        if word in names:
            return names.index(word) + 1
    return _ENGLISH.get(word)


def _made(day: int, month: int, year: str | None, today: date, direction: Direction) -> tuple[date, ...]:
    if year is None:
        return (_nearest(_existing((y, month, day) for y in _years(today)), today, direction),)
    if len(year) == 4:  # noqa: PLR2004 - a whole year
        return (date(int(year), month, day),)
    found = date(today.year // 100 * 100 + int(year), month, day)
    if direction is Direction.BIRTH and found > today:
        found = date(found.year - 100, month, day)
    return (found,)


def _years(today: date) -> range:
    return range(today.year - 8, today.year + 9)


def _existing(parts: Iterable[tuple[int, int, int]]) -> list[date]:
    days = []
    for year, month, day in parts:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days


def _nearest(days: Iterable[date], today: date, direction: Direction) -> date:
    """Return the nearest day in the allowed direction; of today's kind counts as both."""
    listed = list(days)
    if direction is not Direction.NEAREST:
        listed = [d for d in listed if (d >= today if direction is Direction.FUTURE else d <= today)] or listed
    return min(listed, key=lambda d: abs(d - today))
