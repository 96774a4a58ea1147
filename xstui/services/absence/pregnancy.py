"""Reporting a pregnancy, and what becomes of the leave (*Zwanger melden*; WAZO article 3:1; domain rules, 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session, col, select

from xstui.domain import leave as rules
from xstui.domain.absence import CaseKind, EndReason, check_left
from xstui.domain.leave import LeavePlan
from xstui.domain.problems import Problem, refuse, refuse_if
from xstui.domain.roles import Right
from xstui.domain.sane_years import check_has_come
from xstui.services.absence.absence import FIRST_CASE_NO
from xstui.services.absence.on_leave import sick_until_today
from xstui.services.cases import cases, joining, leaves
from xstui.services.cases.ending import end_in
from xstui.services.cases.leaves import KnownLeave
from xstui.services.context.context import Context
from xstui.services.context.employments import employment_on
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Employment, Person, PregnancyLeave
from xstui.store.unit import UnitOfWork

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pregnancy:
    """What the employer knows of a pregnancy, and nothing else.

    Attributes:
        weeks_before: Weeks of leave before the day after the due date: 4 to 6, or 8 to 10 where `multiple`.
        born_on: The day of birth, once it is known; it settles the end of the leave.
        hospital_days: Days that the child was in hospital after the birth, all stays together.
        spread_until: Last day until which what is left six weeks after the birth is spread; None: without a break.
    """

    due_date: date
    weeks_before: int
    multiple: bool = False
    born_on: date | None = None
    hospital_days: int = 0
    spread_until: date | None = None


@dataclass(frozen=True)
class CurrentLeave:
    """A leave that is to come or goes on.

    Attributes:
        version: To be handed back with a change, which is refused if somebody else was first.
    """

    case_id: int
    version: int
    case_no: int
    pregnancy: Pregnancy
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class SickCase:
    """An absence that goes on where a leave begins."""

    case_no: int
    first_sick_day: date


@dataclass(frozen=True)
class Outlook:
    """What a pregnancy would come to.

    Attributes:
        sick_case: The absence that could be ended the day before the leave; None where there is none, or while the
            leave has not begun.
        sick_now: Another absence that goes on: who is on leave is not absent, so it is to be ended by then.
        was_sick: An absence that has ended and lies on days of the leave.
    """

    plan: LeavePlan
    sick_case: SickCase | None
    sick_now: SickCase | None = None
    was_sick: SickCase | None = None


@dataclass(frozen=True)
class LeaveReceipt:
    """What was registered, for the line that says so.

    Attributes:
        sick_until: Last day of the absence that was ended for the leave; None where none was.
    """

    use_case: str
    seq: int
    person_id: int
    case_id: int
    case_no: int
    name: str
    start: date
    end: date
    sick_until: date | None = None


def report_pregnancy(context: Context, person_id: int, pregnancy: Pregnancy, *, end_sick: bool = False) -> LeaveReceipt:
    """Report a pregnancy: a case of its own, beside any absence, with its leave and tasks.

    Args:
        end_sick: End the absence that goes on where the leave begins, the day before it.

    Raises:
        Refused: `not-allowed`, `other-unit`, `leave-open`, or what is wrong with the days, by field.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    with context.unit("pregnancy.report") as unit:
        session = unit.session
        employment = employment_on(session, person_id, context.today)
        cases.check_authorised(session, context, employment.key)
        current = _current(session, context, person_id)
        if current is not None:
            raise refuse("leave-open", "", due=current[1].due_date)
        plan = _plan(session, context, employment, pregnancy)
        _check_days(session, context, employment, pregnancy, plan)
        case = AbsenceCase(
            case_no=unit.next_number(AbsenceCase, FIRST_CASE_NO),
            kind=CaseKind.PREGNANCY,
            protocol=CaseKind.PREGNANCY,
            person_id=person_id,
            employment_id=employment.key,
            first_sick_day=plan.start,
            counted_from=plan.start,
        )
        leave = PregnancyLeave(
            case_id=unit.add(case).key,
            due_date=pregnancy.due_date,
            weeks_before=pregnancy.weeks_before,
            starts_on=plan.start,
            ends_on=plan.end,
        )
        unit.person_id, unit.case_id = person_id, case.key
        return _settle(unit, context, case, unit.add(leave), pregnancy, plan, end_sick=end_sick)


def change_leave(
    context: Context, case_id: int, pregnancy: Pregnancy, *, seen: int | None = None, end_sick: bool = False
) -> LeaveReceipt:
    """Correct the days of a pregnancy, or add the birth: the leave is worked out again.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-case`, `leave-closed`, `changed-since`, or what is wrong, by field.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    with context.unit("pregnancy.change") as unit:
        case, leave = _to_change(unit, context, case_id, seen)
        employment = unit.session.get_one(Employment, case.employment_id)
        plan = _plan(unit.session, context, employment, pregnancy)
        _check_days(unit.session, context, employment, pregnancy, plan, besides=case)
        return _settle(unit, context, case, leave, pregnancy, plan, end_sick=end_sick)


def end_leave(
    context: Context, case_id: int, last_day: date, reason: EndReason, *, seen: int | None = None
) -> LeaveReceipt:
    """End a pregnancy case for another reason than a birth; which one is medical stays unsaid (domain rules, 6).

    That the employee left is a reason once the employment is over; `leaving.report_leaving` ends both.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-case`, `leave-closed`, `changed-since`, or what is wrong, by field.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    if reason not in rules.ENDS or reason is EndReason.BORN:
        raise refuse("choice-unknown", "reason", value=reason.value)
    refuse_if(check_has_come(last_day, "last_day", today=context.today))
    with context.unit("pregnancy.end") as unit:
        case, leave = _to_change(unit, context, case_id, seen)
        end = unit.session.get_one(Employment, case.employment_id).end_date
        refuse_if(check_left(reason, end, today=context.today))
        break_off(unit, context, case, last_day, reason)
        return _receipt(unit, case, leave.starts_on, last_day)


def break_off(unit: UnitOfWork, context: Context, case: AbsenceCase, last_day: date, reason: EndReason) -> None:
    """End a pregnancy case after a day; where its leave has not begun by then, it is withdrawn and never was leave."""
    begun = case.first_sick_day <= last_day
    case.first_sick_day = case.counted_from = min(case.first_sick_day, last_day)
    case.last_sick_day, case.end_reason = last_day, reason if begun else EndReason.WITHDRAWN
    unit.session.flush()
    cases.plan_tasks(unit, context, case)
    joining.rejoin(unit, context, case.employment_id)


def current_leave(context: Context, person_id: int) -> CurrentLeave | None:
    """Return the leave of somebody that is to come or goes on.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-employment`.
    """
    context.require(Right.ABSENCE_REPORTS)
    with context.reading() as session:
        cases.check_authorised(session, context, employment_on(session, person_id, context.today).key)
        found = _current(session, context, person_id)
        if found is None:
            return None
        case, leave = found
        known = Pregnancy(
            leave.due_date,
            leave.weeks_before,
            leave.multiple,
            leave.born_on,
            leave.hospital_days,
            leave.spread_until,
        )
        now = _leave_as_registered(session, context, case, leave)
        return CurrentLeave(case.key, case.version, case.case_no, known, now.plan.start, now.last)


def outlook(context: Context, person_id: int, pregnancy: Pregnancy) -> Outlook:
    """Return what a pregnancy would come to, without saving: the form shows it while days are typed.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-employment`, `leave-weeks-out-of-range`.
    """
    context.require(Right.ABSENCE_REPORTS)
    with context.reading() as session:
        employment = employment_on(session, person_id, context.today)
        cases.check_authorised(session, context, employment.key)
        plan = _plan(session, context, employment, pregnancy)
        case = _sick_at(session, context, employment, plan.start)
        running = next((row for row in cases.cases_of(session, employment) if row.last_sick_day is None), None)
        return Outlook(
            plan, _sick(case), _sick(running) if case is None else None, _was_sick(session, employment, plan)
        )


def _was_sick(session: Session, employment: Employment, plan: LeavePlan) -> SickCase | None:
    """Return the first absence that has ended and lies on days of a leave."""
    ended = (case for case in cases.cases_of(session, employment) if case.last_sick_day is not None)
    over = (c for c in ended if c.first_sick_day <= plan.end and (c.last_sick_day or plan.start) >= plan.start)
    return _sick(next(over, None))


def _sick(case: AbsenceCase | None) -> SickCase | None:
    return SickCase(case.case_no, case.first_sick_day) if case else None


def current_case(session: Session, context: Context, person_id: int) -> AbsenceCase | None:
    """Return the case of the leave that is to come or goes on."""
    found = _current(session, context, person_id)
    return found[0] if found else None


def _current(session: Session, context: Context, person_id: int) -> tuple[AbsenceCase, PregnancyLeave] | None:
    query = (
        select(AbsenceCase, PregnancyLeave)
        .where(PregnancyLeave.case_id == AbsenceCase.id, AbsenceCase.person_id == person_id)
        .where(col(AbsenceCase.end_reason).in_(["", EndReason.BORN.value]))
        .order_by(col(AbsenceCase.first_sick_day).desc())
    )
    found = session.exec(query).first()
    return found if found and (found[0].last_sick_day or context.today) >= context.today else None


def _leave_as_registered(session: Session, context: Context, case: AbsenceCase, leave: PregnancyLeave) -> KnownLeave:
    """Return a leave as it stands by what is known today."""
    employment = session.get_one(Employment, case.employment_id)
    return KnownLeave(case, leave, leaves.plan_of(leave, sick_until_today(session, context, employment)))


def _to_change(
    unit: UnitOfWork, context: Context, case_id: int, seen: int | None
) -> tuple[AbsenceCase, PregnancyLeave]:
    case = cases.case_to_change(unit, context, case_id, seen)
    leave = unit.session.exec(select(PregnancyLeave).where(PregnancyLeave.case_id == case_id)).first()
    if leave is None:
        raise refuse("no-case")
    if case.end_reason not in {"", EndReason.BORN}:
        raise refuse("leave-closed")
    return case, leave


def _plan(session: Session, context: Context, employment: Employment, pregnancy: Pregnancy) -> LeavePlan:
    return rules.leave_plan(
        pregnancy.due_date,
        weeks_before=pregnancy.weeks_before,
        multiple=pregnancy.multiple,
        born=pregnancy.born_on,
        hospital_days=pregnancy.hospital_days,
        sick=sick_until_today(session, context, employment),
    )


def _sick_at(session: Session, context: Context, employment: Employment, start: date) -> AbsenceCase | None:
    """Return the absence that goes on where a leave begins, once that day has come."""
    running = (
        case
        for case in cases.cases_of(session, employment)
        if case.last_sick_day is None and case.first_sick_day < start
    )
    return next(running, None) if start - DAY <= context.today else None


def _check_days(  # noqa: PLR0913 - the days are judged against all that is known
    session: Session,
    context: Context,
    employment: Employment,
    pregnancy: Pregnancy,
    plan: LeavePlan,
    *,
    besides: AbsenceCase | None = None,
) -> None:
    problems = rules.check_days(
        pregnancy.due_date,
        today=context.today,
        employment_start=employment.start_date,
        born=pregnancy.born_on,
        hospital_days=pregnancy.hospital_days,
    )
    if pregnancy.spread_until is not None:
        problems += rules.check_spread(plan, pregnancy.spread_until)
    if employment.end_date is not None and plan.start > employment.end_date:
        problems.append(Problem("after-employment", "due_date", {"end": employment.end_date}))
    others = [case for case in cases.cases_of(session, employment, CaseKind.PREGNANCY) if case is not besides]
    over = [case.first_sick_day for case in others if case.last_sick_day and case.last_sick_day >= plan.start]
    if over:
        problems.append(Problem("case-overlap", "due_date", {"since": max(over)}))
    refuse_if(problems)


def _settle(  # noqa: PLR0913 - what is written, and by what
    unit: UnitOfWork,
    context: Context,
    case: AbsenceCase,
    leave: PregnancyLeave,
    pregnancy: Pregnancy,
    plan: LeavePlan,
    *,
    end_sick: bool,
) -> LeaveReceipt:
    """Write what a pregnancy comes to, and bring tasks and joined cases in line with it."""
    cases.touch(unit, case)
    leave.due_date, leave.weeks_before, leave.multiple = pregnancy.due_date, pregnancy.weeks_before, pregnancy.multiple
    leave.born_on, leave.hospital_days = pregnancy.born_on, pregnancy.hospital_days
    leave.starts_on, leave.ends_on = plan.start, plan.end
    leave.spread_until = pregnancy.spread_until
    case.first_sick_day = case.counted_from = plan.start
    last = KnownLeave(case, leave, plan).last
    case.last_sick_day, case.end_reason = (last, EndReason.BORN) if pregnancy.born_on else (None, "")
    unit.session.flush()
    cases.plan_tasks(unit, context, case)
    employment = unit.session.get_one(Employment, case.employment_id)
    sick = _sick_at(unit.session, context, employment, plan.start) if end_sick else None
    if sick is not None:
        end_in(unit, context, sick, plan.start - DAY, EndReason.LEAVE)
    joining.rejoin(unit, context, case.employment_id)
    receipt = _receipt(unit, case, plan.start, _leave_as_registered(unit.session, context, case, leave).last)
    return receipt if sick is None else replace(receipt, sick_until=plan.start - DAY)


def _receipt(unit: UnitOfWork, case: AbsenceCase, start: date, end: date) -> LeaveReceipt:
    name = listed_name(unit.session.get_one(Person, case.person_id))
    unit.summary = {"case_no": case.case_no, "name": name, "start": start, "end": end, "day": end}
    return LeaveReceipt(unit.meta.use_case, unit.seq, case.person_id, case.key, case.case_no, name, start, end)
