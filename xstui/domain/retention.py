"""How long an employer may keep what (domain rules, 7; GDPR article 5 paragraph 1 under e)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from xstui.domain.dates import add_months

DAY = timedelta(days=1)
MONTHS = 12


class Keeping(StrEnum):
    """Why somebody's data are kept for as long as they are."""

    ORDINARY = "ordinary"
    SICKNESS_ACT = "sickness-act"
    WGA = "wga"


YEARS = {Keeping.ORDINARY: 2, Keeping.SICKNESS_ACT: 5, Keeping.WGA: 10}
"""Years after the end: ordinary (AP: two years), own-risk bearer for the ZW (five) and the WGA (ten)."""


def wipe_person_from(
    ends: Iterable[date | None], last_sick_days: Iterable[date | None], keeping: Keeping
) -> date | None:
    """Return the first day on which a person must not be kept any more; None while there is no such day.

    The term counts from the later of the end of the last employment and, for an own-risk bearer, the last
    recovery: sources differ, and the later one is kept to.

    Args:
        ends: Last day of each employment; None while it goes on.
        last_sick_days: Of each case; None while it runs.
    """
    counted = [*ends, *(last_sick_days if keeping is not Keeping.ORDINARY else ())]
    known = [day for day in counted if day is not None]
    return _after(max(known), YEARS[keeping]) if known and len(known) == len(counted) else None


def wipe_case_from(last_sick_day: date | None, keeping: Keeping) -> date | None:
    """Return from which day the content of a case must go, of somebody still employed; None while it runs."""
    return None if last_sick_day is None else _after(last_sick_day, YEARS[keeping])


def _after(day: date, years: int) -> date:
    return add_months(day, MONTHS * years) + DAY
