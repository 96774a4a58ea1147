"""Days on which little work is done: a term on one is shown with the reason, and never moved (R1.4).

The holidays are those of article 3 of the *Algemene termijnenwet*, Good Friday and 5 May among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from xstui.domain.dates import is_weekend
from xstui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day is no working day.

    Attributes:
        label_nl: Name of the holiday in Dutch; empty where it is only a Saturday or Sunday.
    """

    day: date
    label_nl: str = ""
    label_en: str = ""


def day_off(day: date) -> DayOff | None:
    """Return why a day is no working day: the holiday, else the weekend; None for a working day."""
    named = _holidays(day.year).get(day)
    if named is not None:
        return DayOff(day, *named)
    return DayOff(day) if is_weekend(day) else None


def days_off(_desk: Desk, days: Iterable[date]) -> dict[date, DayOff]:
    """Return those of some days that are no working days.

    The first call loads the calendar, for half a second: not for the first screen.
    """
    found = {day: day_off(day) for day in days}
    return {day: off for day, off in found.items() if off is not None}


@cache
def _holidays(year: int) -> dict[date, tuple[str, str]]:
    """Return the holidays of a year with their names in Dutch and English."""
    from holidays import country_holidays

    kinds = ("public", "optional")
    dutch = country_holidays("NL", years=year, language="nl", categories=kinds)
    english = country_holidays("NL", years=year, language="en_US", categories=kinds)
    return {day: (dutch[day], english[day]) for day in dutch}
