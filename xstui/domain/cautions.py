"""What is allowed and seldom meant: a form asks about it once (quality of input, section 1)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from xstui.domain.date_entry import REPORTED_LATE
from xstui.domain.dates import age, whole_years
from xstui.domain.names import Gender
from xstui.domain.problems import Problem
from xstui.domain.wages import rounded

LONG_AGO = timedelta(weeks=4)
"""A gap after which absences no longer count as one (BW 7:629 paragraph 10): an older report may change which do."""
YOUNGEST, OLDEST = 15, 75
"""Ages of employees as a rule; children may do light work alone (Arbeidstijdenwet, article 3:2)."""
OVERDUE = timedelta(weeks=3)
"""How long after the due date a birth that nobody reported is unlikely."""
YEAR = timedelta(days=365)
HALF_A_YEAR = timedelta(weeks=26)
LONGEST_TERM = 5 * YEAR
"""Contracts for a fixed term last three years at most in a row (BW 7:668a); some agreements allow more."""
WORKING_LIFE = 50 * YEAR
NEARLY = Decimal("0.99")
"""Part of the minimum wage from which a wage is not asked about: a month counted as 4.33 weeks is a little less."""
HIGH_WAGE = 2
"""How many times the maximum daily wage few employees earn (own bound); ten times the wage that was meant does."""
FULL_TIME = Decimal(40)
"""Hours of the longest usual week: nobody earns more a month by working longer, as far as is judged here."""


def of_first_sick_day(day: date, today: date) -> list[Problem]:
    """Return what is unlikely of a first sick day that is reported now."""
    return _far("first_sick_day", day, today, back=LONG_AGO)


def of_birth_date(day: date, today: date) -> list[Problem]:
    """Return what is unlikely of an employee's date of birth."""
    if day >= today:
        return []
    years = age(day, today)
    return [] if YOUNGEST <= years <= OLDEST else [Problem("unlikely-age", "birth_date", {"years": years})]


def of_leave_start(start: date, today: date) -> list[Problem]:
    """Return what is unlikely of the first day of a leave that is reported now."""
    return [Problem("leave-begun", "due_date", {"start": start, "days": (today - start).days})] if start < today else []


def of_due_date(day: date, today: date) -> list[Problem]:
    """Return what is unlikely of the due date of a child that is not born yet."""
    return [Problem("long-due", "due_date", {"days": (today - day).days})] if day < today - OVERDUE else []


def of_hospital_days(days: int, born: date | None, today: date) -> list[Problem]:
    """Return that a child can't have been in hospital for so long yet: some of the days are still to come."""
    past = (today - born).days + 1 if born is not None else days
    return [Problem("hospital-to-come", "hospital_days", {"past": past})] if 0 < past < days else []


def of_pregnant(name: str, gender: Gender) -> list[Problem]:
    """Return that somebody who is recorded as a man is reported pregnant."""
    return [Problem("pregnant-man", "due_date", {"name": name})] if gender is Gender.MALE else []


def of_last_day(day: date, today: date) -> list[Problem]:
    """Return what is unlikely of the last day of an employment that is reported now."""
    return _far("last_day", day, today, back=REPORTED_LATE, ahead=2 * YEAR)


def of_start(day: date, today: date, field: str) -> list[Problem]:
    """Return what is unlikely of the first day of an employment."""
    return _far(field, day, today, back=WORKING_LIFE, ahead=YEAR)


def of_end(day: date, today: date) -> list[Problem]:
    """Return what is unlikely of the last day of an employment that begins."""
    return _far("end_date", day, today, back=WORKING_LIFE, ahead=LONGEST_TERM)


def of_change(day: date, today: date) -> list[Problem]:
    """Return what is unlikely of the day from which other terms hold."""
    return _far("valid_from", day, today, back=YEAR, ahead=YEAR)


def of_closing(day: date, today: date) -> list[Problem]:
    """Return what is unlikely of the day on which a task was done."""
    return _far("closed_on", day, today, back=HALF_A_YEAR)


def of_contract_hours(typed: Decimal | None, hours: Decimal | None, field: str) -> list[Problem]:
    """Return that a part such as 10/40 was taken of other hours than those of the contract."""
    if typed is None or hours is None or typed == hours:
        return []
    return [Problem("other-contract-hours", field, {"typed": typed, "hours": hours})]


def of_wage(  # noqa: PLR0913 - a wage, and what it is compared with
    month: Decimal, hours: Decimal, field: str, *, minimum: Decimal, maximum: Decimal, is_known: bool
) -> list[Problem]:
    """Return that a wage is far too small or too large for a month.

    Args:
        month: What a month comes to, whatever the basis.
        hours: Of the contract, a week.
        field: Which field holds the wage.
        minimum: The minimum wage of a month at these hours, or what it is not below.
        maximum: The maximum daily wage, of a whole month.
        is_known: Whether the minimum wage of the day and age is known.
    """
    if month < minimum * NEARLY:
        details: dict[str, object] = {"month": month, "hours": hours}
        if not is_known:
            return [Problem("wage-small", field, details)]
        return [Problem("wage-below-minimum", field, {**details, "minimum": minimum})]
    most = rounded(maximum * HIGH_WAGE * min(hours, FULL_TIME) / FULL_TIME)
    if hours > 0 and month > most:
        return [Problem("wage-large", field, {"month": month, "hours": hours, "most": most})]
    return []


def _far(
    field: str, day: date, today: date, *, back: timedelta | None = None, ahead: timedelta | None = None
) -> list[Problem]:
    """Return that a day lies further back or ahead than is likely, in days, or in years where there are several."""
    past = day < today
    most = back if past else ahead
    if most is None or abs(day - today) <= most:
        return []
    years = whole_years(min(day, today), max(day, today))
    if years > 1:
        return [Problem("years-ago" if past else "years-ahead", field, {"years": years})]
    return [Problem("long-ago" if past else "far-ahead", field, {"days": abs((day - today).days)})]
