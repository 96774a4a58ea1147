"""Several reports at once, each with days of its own: judged one by one, registered together with one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sqlmodel import Session, col, select

from xstui.domain import absence as rules
from xstui.domain import cautions
from xstui.domain.absence import CaseKind, EndReason, Step
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.domain.roles import Right
from xstui.services.absence import absence
from xstui.services.absence.absence import Receipt, SickReport, of_person
from xstui.services.cases import cases, joining
from xstui.services.context.context import Context
from xstui.services.context.employments import check_person
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Person
from xstui.store.unit import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one report.

    Attributes:
        problems: Why it can't be registered.
        cautions: What is unlikely of it, and is asked about once.
    """

    problems: tuple[Problem, ...] = ()
    cautions: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Change:
    """What is reported of somebody who is ill: full recovery, or another percentage.

    Attributes:
        day: The last sick day; with a percentage the first day of that.
        percentage: None for full recovery.
    """

    person_id: int
    day: date
    percentage: Decimal | None = None


def judge_reports(context: Context, reports: Sequence[SickReport]) -> list[Judgement]:
    """Return what the rules say of each report, by itself."""
    context.require(Right.ABSENCE_REPORTS, write=True)
    with context.reading() as session:
        return list(_judged(session, context, reports, _judge_report))


def judge_changes(context: Context, changes: Sequence[Change]) -> list[Judgement]:
    """Return what the rules say of each change of a running case, by itself."""
    context.require(Right.ABSENCE_REPORTS, write=True)
    with context.reading() as session:
        return list(_judged(session, context, changes, _judge_change))


def _judged(
    session: Session, context: Context, wanted: Iterable[T], judge: Callable[[Session, Context, T], list[Problem]]
) -> Iterator[Judgement]:
    for one in wanted:
        try:
            yield Judgement(cautions=tuple(judge(session, context, one)))
        except Refused as refused:
            yield Judgement(refused.problems)


def _judge_report(session: Session, context: Context, report: SickReport) -> list[Problem]:
    """Return what is unlikely of a report that is found right."""
    found = absence.check_report(session, context, report)
    unlikely = cautions.of_first_sick_day(report.first_sick_day, context.today)
    for leave in joining.leaves_of(session, found.employment.key):
        if leave.first <= report.first_sick_day <= leave.last:
            told = {"name": listed_name(found.person), "until": leave.last}
            unlikely.append(Problem("on-leave", "first_sick_day", told))
    return unlikely


def _judge_change(session: Session, context: Context, change: Change) -> list[Problem]:
    case = _running_case(session, context, change.person_id)
    refuse_if(_change_problems(session, context, case, change))
    return []


def _change_problems(session: Session, context: Context, case: AbsenceCase, change: Change) -> list[Problem]:
    if change.percentage is None:
        return absence.end_problems(session, context, case, change.day, EndReason.RECOVERED)
    return rules.check_change(cases.times_of(session, case), change.day, change.percentage, today=context.today)


def _running_case(session: Session, context: Context, person_id: int) -> AbsenceCase:
    """Return the running absence of somebody.

    Raises:
        Refused: `not-sick`, `no-person` or `other-unit`.
    """
    person = session.get(Person, person_id)
    if person is None:
        raise refuse("no-person")
    check_person(session, context, person_id)
    query = select(AbsenceCase).where(
        AbsenceCase.person_id == person_id,
        AbsenceCase.kind != CaseKind.PREGNANCY.value,
        col(AbsenceCase.last_sick_day).is_(None),
    )
    case = session.exec(query.order_by(col(AbsenceCase.first_sick_day).desc())).first()
    if case is None:
        raise refuse("not-sick", "name", name=listed_name(person))
    return case


def change_all(context: Context, changes: Sequence[Change]) -> list[Receipt]:
    """Register several recoveries, or several changes of percentage, in one unit of work, which one undo takes back.

    Args:
        changes: At least one; all of the same kind, each about somebody else.

    Raises:
        Refused: The problems of everybody; each names the person in its details.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    problems: list[Problem] = []
    receipts: list[Receipt] = []
    use_case = "absence.report_recovery" if changes[0].percentage is None else "absence.change_percentage"
    with context.unit(use_case) as unit:
        for change in changes:
            try:
                receipts.append(_change(unit, context, change))
            except Refused as refused:
                problems.extend(of_person(unit.session, change.person_id, refused.problems))
        refuse_if(problems)
        if len(receipts) == 1:
            unit.person_id, unit.case_id = receipts[0].person_id, receipts[0].case_id
        absence.summarise_all(unit, receipts)
    return receipts


def _change(unit: UnitOfWork, context: Context, change: Change) -> Receipt:
    session = unit.session
    case = _running_case(session, context, change.person_id)
    refuse_if(_change_problems(session, context, case, change))
    person = session.get_one(Person, case.person_id)
    if change.percentage is not None:
        absence.change_in(unit, context, case, Step(change.day, change.percentage))
        return absence.receipt_of(unit, case, person, change.day, change.percentage)
    percentage = rules.percentage_on(cases.times_of(session, case), change.day)
    absence.finish_in(unit, context, case, change.day, EndReason.RECOVERED)
    return absence.receipt_of(unit, case, person, change.day, percentage)
