"""What a pregnancy leave means for a sick report: who is on leave, and what lies around it (WAZO 3:1; ZW 29a)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from xstui.domain import leave as rules
from xstui.domain.absence import CaseTimes, LeaveDays
from xstui.domain.leave import Around
from xstui.domain.roles import Right
from xstui.services.cases import cases, joining, leaves
from xstui.services.context.context import Context
from xstui.services.context.employments import employment_on
from xstui.store.tables import Employment


@dataclass(frozen=True)
class SickAround:
    """What a sick report around a leave comes to (ZW article 29a); where the sickness comes from stays unsaid.

    Attributes:
        since: The first sick day that lies around the leave: later than the first of all where that is before it.
        report_by: Last day for the report to UWV.
        leave_ends: Last day of the leave, with the days that are sick until today.
    """

    around: Around
    since: date
    report_by: date
    leave_ends: date


def sick_around(context: Context, person_id: int, first_sick_day: date) -> SickAround | None:
    """Return what it comes to that somebody is sick from a day on, where that lies around a leave of theirs.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-employment`.
    """
    context.require(Right.ABSENCE_REPORTS)
    with context.reading() as session:
        employment = employment_on(session, person_id, first_sick_day)
        cases.check_authorised(session, context, employment.key)
        sick = [*sick_until_today(session, context, employment), CaseTimes(first_sick_day, context.today, ())]
        for leave in leaves.known_leaves(session, employment.key, until=context.today)[employment.key]:
            found = rules.sick_around(leave.plan, first_sick_day)
            if found is not None:
                around, since = found
                end = leaves.plan_of(leave.row, sick).end
                return SickAround(around, since, since + rules.REPORT_SICK_WITHIN, end)
    return None


def leaves_on(context: Context, person_ids: Iterable[int], day: date) -> dict[int, LeaveDays]:
    """Return the leaves that people are on on a day, by person: who is on leave is not absent (WAZO article 3:1)."""
    context.require(Right.ABSENCE_REPORTS)
    found: dict[int, LeaveDays] = {}
    with context.reading() as session:
        for person_id in person_ids:
            employment = employment_on(session, person_id, day)
            cases.check_authorised(session, context, employment.key)
            for leave in joining.leaves_of(session, employment.key):
                if leave.first <= day <= leave.last:
                    found[person_id] = leave
    return found


def sick_until_today(session: Session, context: Context, employment: Employment) -> Sequence[CaseTimes]:
    """Return the absences as they are known: how long a running one goes on is not."""
    return [
        CaseTimes(case.first_sick_day, case.last_sick_day or context.today, ())
        for case in cases.cases_of(session, employment)
    ]
