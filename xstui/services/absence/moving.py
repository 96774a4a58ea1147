"""Moving a case that was reported on the wrong person to the right one, with everything that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from xstui.domain import absence as rules
from xstui.domain.absence import CaseKind, CaseTimes, EndReason
from xstui.domain.problems import Problem, refuse, refuse_if
from xstui.domain.roles import Right
from xstui.services.absence.absence import FIRST_CASE_NO
from xstui.services.cases import cases, details, joining
from xstui.services.cases.leaves import NEVER_WAS
from xstui.services.context.context import Context
from xstui.services.context.employments import employment_on, terms_on
from xstui.services.people.people import listed_name
from xstui.services.people.progress import MOVED
from xstui.store.tables import AbsenceCase, Conversation, Document, Employment, PercentageStep, Person, Task
from xstui.store.unit import UnitOfWork


@dataclass(frozen=True)
class Moved:
    """What was moved, for the line that says so.

    Attributes:
        case_no: The number that the case has with the right person: one that was given names nobody else.
        was: The name of whom it was reported on.
        name: The name of whom it is about.
    """

    seq: int
    person_id: int
    case_no: int
    was: str
    name: str
    day: date


def move_case(context: Context, case_id: int, person_id: int, *, seen: int | None = None) -> Moved:
    """Move a case to the person whom it is about.

    It gets a number of its own there, as a number that was given never names somebody else; on the wrong person the
    case stays as one that was reported by mistake, which counts nowhere. Tasks, conversations and documents go along,
    days and percentages hold for the right person, and wage and terms are those of that employment.

    Raises:
        Refused: `no-case`, `no-person`, `not-allowed`, `other-unit`, `no-employment`; `case-of-this-person`,
            `case-never-was`, or what the rules have against the days, by field; `changed-since` where the case is not
            as `seen`.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    with context.unit(MOVED) as unit:
        wrong = cases.absence_to_change(unit, context, case_id, seen)
        right, employment = _whom(unit.session, context, wrong, person_id)
        times, reason = cases.times_of(unit.session, wrong), wrong.end_reason
        refuse_if(_problems(unit.session, context, wrong, employment, times))
        case = _copy(unit, wrong, right, employment)
        _carry_over(unit, wrong, case)
        _end(unit, context, wrong, times.last_sick_day or context.today, EndReason.MISTAKEN)
        _end(unit, context, case, times.last_sick_day, EndReason(reason) if reason else None)
        unit.person_id = unit.case_id = None  # it is about two people, and names neither in the dossier of the other
        unit.summary = {"case_no": wrong.case_no, "day": times.first_sick_day}
        was = listed_name(unit.session.get_one(Person, wrong.person_id))
        return Moved(unit.seq, right.key, case.case_no, was, listed_name(right), times.first_sick_day)


def _whom(session: Session, context: Context, wrong: AbsenceCase, person_id: int) -> tuple[Person, Employment]:
    """Return the right person, with the employment on the first sick day."""
    if wrong.end_reason in NEVER_WAS:
        raise refuse("case-never-was")
    if wrong.person_id == person_id:
        raise refuse("case-of-this-person")
    right = session.get(Person, person_id)
    if right is None:
        raise refuse("no-person")
    employment = employment_on(session, right.key, wrong.first_sick_day)
    cases.check_authorised(session, context, employment.key)
    return right, employment


def _problems(
    session: Session, context: Context, wrong: AbsenceCase, employment: Employment, times: CaseTimes
) -> list[Problem]:
    """Return what the rules have against the case at the right person."""
    others = cases.cases_of(session, employment, CaseKind(wrong.kind))
    problems = rules.check_correction(
        times,
        today=context.today,
        employment_start=employment.start_date,
        employment_end=employment.end_date,
        others=[cases.times_of(session, row) for row in others],
    )
    reason = EndReason(wrong.end_reason) if wrong.end_reason else EndReason.RECOVERED
    return problems + rules.check_left(reason, employment.end_date, today=context.today)


def _copy(unit: UnitOfWork, wrong: AbsenceCase, right: Person, employment: Employment) -> AbsenceCase:
    """Write the case of the right person, which runs, with its days and percentages and the wage of that employment."""
    session, first = unit.session, wrong.first_sick_day
    terms = terms_on(session, employment.key, first)
    joined = joining.link_in_store(session, employment, first)
    case = unit.add(
        AbsenceCase(
            case_no=unit.next_number(AbsenceCase, FIRST_CASE_NO),
            kind=wrong.kind,
            person_id=right.key,
            employment_id=employment.key,
            classification=wrong.classification,
            first_sick_day=first,
            counted_from=joined.counted_from,
            joined_case_id=joined.case_id,
            wage_basis=terms.wage_basis,
            wage_at_start=terms.wage,
        )
    )
    for step in cases.steps_of(session, wrong.key):
        session.add(PercentageStep(case_id=case.key, valid_from=step.valid_from, percentage=step.percentage))
    details.write_details(unit, case, details.details_of(session, wrong))
    details.write_details(unit, wrong, details.NOTHING_SAID)
    cases.touch(unit, wrong)
    return case


def _carry_over(unit: UnitOfWork, wrong: AbsenceCase, case: AbsenceCase) -> None:
    """Have what hangs on the wrong case hang on the right one."""
    for table in (Task, Conversation, Document):
        for row in unit.session.exec(select(table).where(col(table.case_id) == wrong.key)).all():
            row.case_id = case.key
            if not isinstance(row, Task):
                row.person_id = case.person_id
    unit.session.flush()


def _end(
    unit: UnitOfWork, context: Context, case: AbsenceCase, last_day: date | None, reason: EndReason | None
) -> None:
    """End a case as the other one did, or leave it running; its tasks, and the cases that join it, follow."""
    case.last_sick_day, case.end_reason = (last_day, reason.value if reason else "")
    unit.session.flush()
    cases.plan_tasks(unit, context, case)
    joining.rejoin(unit, context, case.employment_id)
