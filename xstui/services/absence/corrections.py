"""Correcting the days and percentages of a case that were registered wrongly (domain rules, 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from xstui.domain import absence as rules
from xstui.domain.absence import CaseKind, CaseTimes, EndReason
from xstui.domain.problems import Problem, refuse, refuse_if
from xstui.domain.roles import Right
from xstui.services.absence.absence import Receipt, done
from xstui.services.cases import cases, details, joining
from xstui.services.cases.details import NOTHING_SAID, ReportDetails
from xstui.services.context.context import Context
from xstui.services.context.employments import terms_on
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Employment, PercentageStep, Person
from xstui.store.unit import UnitOfWork


@dataclass(frozen=True)
class Registered:
    """A case as it is registered, to be corrected.

    Attributes:
        hours: Contract hours a week on its first day, by which sums for a percentage go.
    """

    case_id: int
    version: int
    case_no: int
    person_id: int
    name: str
    hours: Decimal
    times: CaseTimes
    said: ReportDetails = NOTHING_SAID


def registered(context: Context, case_id: int) -> Registered:
    """Return a case as it is registered.

    Raises:
        Refused: `no-case`, `not-allowed`, `other-unit`, or `case-is-leave` for a pregnancy, whose days follow from the
            due date.
    """
    context.require(Right.ABSENCE_REPORTS)
    with context.reading() as session:
        case = session.get(AbsenceCase, case_id)
        if case is None:
            raise refuse("no-case")
        cases.check_absence(case)
        cases.check_authorised(session, context, case.employment_id)
        return Registered(
            case_id=case.key,
            version=case.version,
            case_no=case.case_no,
            person_id=case.person_id,
            name=listed_name(session.get_one(Person, case.person_id)),
            hours=terms_on(session, case.employment_id, case.first_sick_day).hours,
            times=cases.times_of(session, case),
            said=details.details_of(session, case),
        )


def correct_case(
    context: Context, case_id: int, times: CaseTimes, seen: int, said: ReportDetails | None = None
) -> Receipt:
    """Put a case as it should have been registered in the place of how it was.

    Tasks, and the cases that join it, shift with it. A case that had ended runs again where no last day is left.

    Args:
        times: All of the case, its steps oldest first.
        seen: Version of the case that `times` was made from: what somebody else changed since is not undone.
        said: What was said with the report, as it should have been; None leaves that.

    Raises:
        Refused: By field; `nothing-changed`; `changed-since` where the case is not as `seen` any more.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    with context.unit("absence.correct") as unit:
        case = cases.absence_to_change(unit, context, case_id, seen)
        known = details.details_of(unit.session, case)
        said = known if said is None else said
        if times == cases.times_of(unit.session, case) and said == known:
            raise refuse("nothing-changed")
        reason = _reason(case, times)
        problems = _problems(unit.session, context, case, times, reason)
        refuse_if([*problems, *details.problems_of(context, said, times.first_sick_day)])
        details.write_details(unit, case, said)
        _write_steps(unit, case, times)
        case.first_sick_day, case.last_sick_day, case.end_reason = times.first_sick_day, times.last_sick_day, reason
        case.counted_from = times.first_sick_day
        unit.session.flush()
        joining.rejoin(unit, context, case.employment_id)
        cases.plan_tasks(unit, context, case)
        percentage = rules.percentage_on(times, times.last_sick_day or context.today)
        return done(unit, case, times.first_sick_day, percentage)


def _reason(case: AbsenceCase, times: CaseTimes) -> str:
    """Return why the case ends: as it did, or by recovery where it ran."""
    return (case.end_reason or EndReason.RECOVERED.value) if times.last_sick_day else ""


def _problems(session: Session, context: Context, case: AbsenceCase, times: CaseTimes, reason: str) -> list[Problem]:
    employment = session.get_one(Employment, case.employment_id)
    others = [row for row in cases.cases_of(session, employment, CaseKind(case.kind)) if row.key != case.key]
    return rules.check_correction(
        times,
        today=context.today,
        employment_start=employment.start_date,
        employment_end=employment.end_date if case.kind == CaseKind.ABSENCE else None,
        outlives=reason == EndReason.LEFT or cases.outlives(session, case, employment),
        others=[] if reason == EndReason.MISTAKEN else [cases.times_of(session, row) for row in others],
    )


def _write_steps(unit: UnitOfWork, case: AbsenceCase, times: CaseTimes) -> None:
    cases.touch(unit, case)
    wanted = {step.valid_from: step.percentage for step in times.steps}
    for row in cases.steps_of(unit.session, case.key):
        if row.valid_from in wanted:
            row.percentage = wanted.pop(row.valid_from)
        else:
            unit.session.delete(row)
    unit.session.flush()
    for day, percentage in wanted.items():
        unit.add(PercentageStep(case_id=case.key, valid_from=day, percentage=percentage))
