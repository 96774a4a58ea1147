"""Reporting that somebody leaves (*Uit dienst melden*, manual section 5.4), also while sick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from xstui.domain.absence import EndReason
from xstui.domain.leaving import (
    LeavingReason,
    LeavingSick,
    check_leaving,
    ended_case,
    last_working_day,
    sickness_act_report,
)
from xstui.domain.problems import refuse, refuse_if
from xstui.domain.roles import Right, allows
from xstui.domain.sane_years import check_has_come
from xstui.services.absence import pregnancy
from xstui.services.cases import cases, joining
from xstui.services.context import conflicts
from xstui.services.context.context import Context
from xstui.services.context.employments import employment_on, terms_rows
from xstui.services.employment.settling import end_for_leaving
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, Person
from xstui.store.unit import UnitOfWork


@dataclass(frozen=True)
class RunningCase:
    """What leaving means for the absence that goes on.

    Attributes:
        insured: Whether the insurer's Sickness Benefits Act team takes over: then nothing is ended (M§5.4).
        ends_now: Whether the case ends with the employment, which is over by now.
        days: Calendar days that the case has lasted by the last day, both included.
        sick: What is asked of the employer, and by when.
        ends: Why the case ends, where nobody takes it over, insured or not; then nothing is asked.
    """

    case_no: int
    first_sick_day: date
    days: int
    insured: bool
    ends_now: bool
    sick: LeavingSick
    ends: EndReason | None


@dataclass(frozen=True)
class Outlook:
    """What leaving after a day means.

    Attributes:
        version: Of the employment, to be handed back with the report.
        known_end: The last day that was registered already.
        case: The absence that goes on; None where there is none, or the role may not see it.
        leave_ends: Whether a pregnancy case ends with the employment.
        lapsing: First days of the terms that were registered for after the last day: they never come to hold.
    """

    version: int
    known_end: date | None
    last_working_day: date
    case: RunningCase | None
    leave_ends: bool
    lapsing: tuple[date, ...] = ()


@dataclass(frozen=True)
class LeavingReceipt:
    """What was registered, for the line that says so."""

    use_case: str
    seq: int
    person_id: int
    name: str
    day: date
    outlook: Outlook


def report_leaving(  # noqa: PLR0913 - what the form asks, and what it has asked about
    context: Context,
    person_id: int,
    last_day: date,
    reason: LeavingReason,
    *,
    seen: int | None = None,
    drops_terms: bool = False,
) -> LeavingReceipt:
    """End an employment after a day, in one unit of work with what runs in it (M§5.4).

    An absence goes on where the employer's insurer takes over, and until the employment is over; then it ends for
    the reason that the employee left. Its tasks say what has to be done by the last working day.

    Args:
        seen: Version of the employment that the screen showed.
        drops_terms: Remove the terms that begin after the last day, which are refused otherwise.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-person`, `no-employment`, `changed-since`, or what is wrong, by field.
    """
    context.require(Right.EMPLOYMENT_CHANGES, write=True)
    with context.unit("leaving.report") as unit:
        person, employment = _employment(unit.session, context, person_id)
        conflicts.check_seen(unit.session, employment, seen)
        _check(unit.session, context, employment, last_day, reason, drops_terms=drops_terms)
        unit.person_id = person_id
        found = _outlook(unit.session, context, employment, last_day, reason)
        for row in _later_terms(unit.session, employment, last_day):
            unit.session.delete(row)
        employment.end_date, employment.end_reason = last_day, reason
        unit.session.flush()
        _end_what_runs(unit, context, employment, last_day, reason)
        name = listed_name(person)
        unit.summary = {"name": name, "day": last_day}
        return LeavingReceipt(unit.meta.use_case, unit.seq, person_id, name, last_day, found)


def outlook(context: Context, person_id: int, last_day: date, reason: LeavingReason | None = None) -> Outlook:
    """Return what leaving after a day means, without saving.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-person`, `no-employment`, or what is wrong with the day, at
            `last_day`.
    """
    context.require(Right.EMPLOYMENT_CHANGES)
    with context.reading() as session:
        _person, employment = _employment(session, context, person_id)
        _check(session, context, employment, last_day, reason, drops_terms=True)
        return _outlook(session, context, employment, last_day, reason)


def _employment(session: Session, context: Context, person_id: int) -> tuple[Person, Employment]:
    person = session.get(Person, person_id)
    if person is None:
        raise refuse("no-person")
    employment = employment_on(session, person_id, context.today)
    cases.check_authorised(session, context, employment.key)
    return person, employment


def _later_terms(session: Session, employment: Employment, last_day: date) -> list[EmploymentTerms]:
    return [row for row in terms_rows(session, employment.key) if row.valid_from > max(last_day, employment.start_date)]


def _check(  # noqa: PLR0913 - the rule's own parts
    session: Session,
    context: Context,
    employment: Employment,
    last_day: date,
    reason: LeavingReason | None,
    *,
    drops_terms: bool,
) -> None:
    problems = check_leaving(
        last_day,
        employment_start=employment.start_date,
        employment_end=employment.end_date,
        cases=[cases.times_of(session, case) for case in cases.cases_of(session, employment)],
        terms=[] if drops_terms else [row.valid_from for row in _later_terms(session, employment, last_day)],
    )
    if reason is LeavingReason.DECEASED:
        problems = [*problems, *check_has_come(last_day, "last_day", today=context.today)]
    refuse_if(problems)


def _outlook(
    session: Session, context: Context, employment: Employment, last_day: date, reason: LeavingReason | None
) -> Outlook:
    case = _running(session, employment)
    sees = allows(context.actor.role, Right.ABSENCE_REPORTS)
    over = last_day <= context.today
    return Outlook(
        version=employment.version,
        known_end=employment.end_date,
        last_working_day=last_working_day(last_day),
        case=_running_case(session, employment, case, last_day, reason, over=over) if case and sees else None,
        leave_ends=sees and over and pregnancy.current_case(session, context, employment.person_id) is not None,
        lapsing=tuple(row.valid_from for row in _later_terms(session, employment, last_day)),
    )


def _running(session: Session, employment: Employment) -> AbsenceCase | None:
    return next((case for case in cases.cases_of(session, employment) if case.last_sick_day is None), None)


def _running_case(  # noqa: PLR0913 - what runs, and how it ends
    session: Session,
    employment: Employment,
    case: AbsenceCase,
    last_day: date,
    reason: LeavingReason | None,
    *,
    over: bool,
) -> RunningCase:
    insured = cases.bears_risk(session, case, employment)
    asked = sickness_act_report(case.counted_from, last_day, insured=insured)
    ends = ended_case(reason)
    return RunningCase(
        case.case_no,
        case.first_sick_day,
        (last_day - case.first_sick_day).days + 1,
        insured,
        over and (ends is not None or not insured),
        asked,
        ends,
    )


def _end_what_runs(
    unit: UnitOfWork, context: Context, employment: Employment, last_day: date, reason: LeavingReason
) -> None:
    session, over = unit.session, last_day <= context.today
    case = _running(session, employment)
    if case is not None:
        unit.case_id = case.key
        ends = ended_case(reason)
        if over and (ends or not cases.bears_risk(session, case, employment)):
            end_for_leaving(unit, context, case, last_day, ends)
    leave = pregnancy.current_case(session, context, employment.person_id)
    if leave is not None and over:
        end_for_leaving(unit, context, leave, last_day, None)
    joining.rejoin(unit, context, employment.key)
