"""Days on which little work is done: a term on one is shown with the reason, and never moved (R1.4).

The holidays are those of article 3 of the *Algemene termijnenwet*. That names Good Friday and 5 May as well, but many
employers work on them: they are marked as days that are not off everywhere. In lustrum years (2025, 2030) 5 May
commonly is off (domain rules, 8).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from xstui.domain.dates import is_weekend

if TYPE_CHECKING:
    from xstui.services.context.context import Context

GOOD_FRIDAY = "Goede vrijdag"
LIBERATION_DAY = (5, 5)
LUSTRUM = 5


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day is not a working day.

    Attributes:
        label_nl: Name of the holiday in Dutch; empty where it is only a Saturday or Sunday.
        optional: Whether many employers work on it all the same.
    """

    day: date
    label_nl: str = ""
    label_en: str = ""
    optional: bool = False


def day_off(day: date) -> DayOff | None:
    """Return why a day is not a working day: the holiday, else the weekend; None for a working day."""
    found = _holidays(day.year).get(day)
    if found is not None and not (found.optional and is_weekend(day)):
        return found
    return DayOff(day) if is_weekend(day) else None


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday, also one on which many employers work."""
    found = day_off(day)
    return found is not None and bool(found.label_nl)


def days_off(_context: Context, days: Iterable[date]) -> dict[date, DayOff]:
    """Return those of some days that are not working days.

    The first call loads the calendar, for half a second: not for the first screen.
    """
    found = {day: day_off(day) for day in days}
    return {day: off for day, off in found.items() if off is not None}


@cache
def _holidays(year: int) -> dict[date, DayOff]:
    """Return the holidays of a year with their names in Dutch and English."""
    from holidays import country_holidays

    kinds = ("public", "optional")
    dutch = country_holidays("NL", years=year, language="nl", categories=kinds)
    english = country_holidays("NL", years=year, language="en_US", categories=kinds)
    return {day: DayOff(day, dutch[day], english[day], _is_optional(day, dutch[day])) for day in dutch}


def _is_optional(day: date, name: str) -> bool:
    return name == GOOD_FRIDAY or ((day.month, day.day) == LIBERATION_DAY and day.year % LUSTRUM != 0)
