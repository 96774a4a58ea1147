"""How long an absence is expected to last, as a clerk types it: so many days or weeks, or a day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.dates import DAYS_IN_WEEK, add_months
from xstui.domain.problems import refuse

UNKNOWN = frozenset({"onbekend", "unknown", "?", "-"})
_LASTING = re.compile(r"(\d{1,3}) ?(d|dag|dagen|day|days|w|week|weken|weeks|m|maand|maanden|month|months)")


def is_unknown(text: str) -> bool:
    """Tell whether a text says that nobody knows."""
    return text.strip().lower() in UNKNOWN


def parse_expected(text: str, *, first_sick_day: date, today: date) -> tuple[date, ...]:
    """Return the last days of absence that a text may mean.

    A duration counts from the first sick day, which is its first day: `3d` from Monday is until Wednesday.

    Args:
        text: `3d`, `2w`, `1 maand`, or a day as in any field.

    Raises:
        Refused: `date-unreadable` or `date-impossible`.
    """
    found = _LASTING.fullmatch(" ".join(text.lower().split()))
    if found is None:
        return parse_date(text, today=today, direction=Direction.FUTURE)
    number, unit = int(found[1]), found[2][0]
    if number == 0:
        raise refuse("date-impossible")
    after = add_months(first_sick_day, number) if unit == "m" else first_sick_day + timedelta(_days(number, unit))
    return (after - timedelta(days=1),)


def _days(number: int, unit: str) -> int:
    return number * DAYS_IN_WEEK if unit == "w" else number
