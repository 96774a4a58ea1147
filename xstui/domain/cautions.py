"""What is allowed and seldom meant: a form asks about it once (quality of input, section 1)."""

from __future__ import annotations

from datetime import date, timedelta

from xstui.domain.dates import age
from xstui.domain.problems import Problem

LONG_AGO = timedelta(weeks=6)
"""By then the problem analysis was due (Regeling procesgang eerste en tweede ziektejaar, article 2)."""
YOUNGEST, OLDEST = 15, 75
"""Ages of employees as a rule; children may do light work alone (Arbeidstijdenwet, article 3:2)."""
OVERDUE = timedelta(weeks=3)
"""How long after the due date a birth that nobody reported is unlikely."""


def of_first_sick_day(day: date, today: date) -> list[Problem]:
    """Return what is unlikely of a first sick day that is reported now."""
    days = (today - day).days
    return [Problem("long-ago", "first_sick_day", {"days": days})] if day < today - LONG_AGO else []


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
