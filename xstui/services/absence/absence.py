"""Reporting sick, changing the percentage, reporting recovered, ending a case (manual sections 5.1-5.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from xstui.domain import absence as rules
from xstui.domain.absence import CaseKind, CaseTimes, Classification, EndReason, Step
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.domain.roles import Right
from xstui.domain.wages import WageBasis
from xstui.services.cases import cases, details, joining
from xstui.services.cases.details import NOTHING_SAID, ReportDetails, write_details
from xstui.services.context.context import Context
from xstui.services.context.employments import employment_on, terms_among
from xstui.services.context.privacy import refuse_health
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, PercentageStep, Person
from xstui.store.unit import UnitOfWork

FIRST_CASE_NO = 100_001
FULL = Decimal(100)


@dataclass(frozen=True)
class SickReport:
    """What a sick report asks: the permitted items only.

    Attributes:
        percentage: Over 0 up to 100.
        confirmed: Why the case joins an earlier one, where that is open to doubt (`contested`).
        last_sick_day: Of an absence that is over already; None while it goes on.
        details: What was said beside that.
        declined: Why the case does not join an earlier one within four weeks; empty: it joins.
    """

    person_id: int
    first_sick_day: date
    percentage: Decimal = FULL
    classification: Classification = Classification.SICK
    declined: str = ""
    confirmed: str = ""
    last_sick_day: date | None = None
    details: ReportDetails = NOTHING_SAID

    @property
    def times(self) -> CaseTimes:
        """The report as the rules see a case."""
        return CaseTimes(self.first_sick_day, self.last_sick_day, (Step(self.first_sick_day, self.percentage),))


@dataclass(frozen=True)
class Receipt:
    """What was registered, for the line that says so.

    Attributes:
        use_case: Name of the service.
        seq: The journal entry, by which it can be taken back.
        reports: Sick reports in the twelve months up to this one, where they are called frequent; else 0.
        last_sick_day: Of a report of an absence that was over already.
    """

    use_case: str
    seq: int
    person_id: int
    case_id: int
    case_no: int
    name: str
    day: date
    percentage: Decimal
    reports: int = 0
    last_sick_day: date | None = None


def report_sick(context: Context, report: SickReport) -> Receipt:
    """Report somebody sick; the protocol's tasks come with the case.

    Raises:
        Refused: `not-allowed`, `other-unit`, or all that is wrong with the report, by field.
    """
    return report_all_sick(context, [report])[0]


def report_all_sick(context: Context, reports: list[SickReport]) -> list[Receipt]:
    """Report several people sick in one unit of work, which one undo takes back.

    Raises:
        Refused: The problems of everybody; each names the person in its details.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    problems: list[Problem] = []
    receipts: list[Receipt] = []
    with context.unit("absence.report_sick") as unit:
        for report in reports:
            try:
                receipts.append(_report(unit, context, report))
            except Refused as refused:
                problems.extend(of_person(unit.session, report.person_id, refused.problems))
        refuse_if(problems)
        if len(reports) == 1:
            unit.person_id, unit.case_id = receipts[0].person_id, receipts[0].case_id
        summarise_all(unit, receipts)
    return receipts


def of_person(session: Session, person_id: int, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with the name of whom they are about in their details."""
    person = session.get(Person, person_id)
    name = {"name": listed_name(person)} if person else {}
    return [Problem(problem.code, problem.field, {**problem.details, **name}) for problem in problems]


@dataclass(frozen=True)
class Checked:
    """Whom and what a sick report is about, once it is found right."""

    person: Person
    employment: Employment
    terms: EmploymentTerms
    known: list[AbsenceCase]


def check_report(session: Session, context: Context, report: SickReport) -> Checked:
    """Return what a report is about.

    Raises:
        Refused: `no-person`, `other-unit`, or all that is wrong with the report, by field.
    """
    person = session.get(Person, report.person_id)
    if person is None:
        raise refuse("no-person")
    employment = employment_on(session, person.key, report.first_sick_day)
    all_terms = cases.check_authorised(session, context, employment.key)
    refuse_health(context, "declined", report.declined or report.confirmed)
    known = cases.cases_of(session, employment)
    said = details.problems_of(context, report.details, report.first_sick_day)
    refuse_if([*_problems(session, context, employment, report, known), *said])
    return Checked(person, employment, terms_among(all_terms, report.first_sick_day), known)


def _report(unit: UnitOfWork, context: Context, report: SickReport) -> Receipt:
    session = unit.session
    found = check_report(session, context, report)
    person, employment, terms, known = found.person, found.employment, found.terms, found.known
    joined = joining.link_among(session, employment, known, report.first_sick_day, declined=bool(report.declined))
    case = AbsenceCase(
        case_no=unit.next_number(AbsenceCase, FIRST_CASE_NO),
        kind=CaseKind.ABSENCE,
        person_id=person.key,
        employment_id=employment.key,
        classification=report.classification,
        first_sick_day=report.first_sick_day,
        counted_from=joined.counted_from,
        joined_case_id=joined.case_id,
        join_declined=report.declined,
        join_confirmed=report.confirmed,
        wage_basis=terms.wage_basis,
        wage_at_start=terms.wage,
    )
    unit.add(case)
    session.add(PercentageStep(case_id=case.key, valid_from=report.first_sick_day, percentage=report.percentage))
    write_details(unit, case, report.details, is_new=True)
    cases.plan_tasks(unit, context, case, is_new=True)
    if report.last_sick_day is not None:
        finish_in(unit, context, case, report.last_sick_day, EndReason.RECOVERED)
    joining.replan_around_leave(unit, context, employment.key)
    receipt = receipt_of(unit, case, person, report.first_sick_day, report.percentage)
    reports = cases.frequent_reports(session, person.key, report.first_sick_day)
    return replace(receipt, reports=reports, last_sick_day=report.last_sick_day)


def _problems(
    session: Session, context: Context, employment: Employment, report: SickReport, earlier: list[AbsenceCase]
) -> list[Problem]:
    """Return what is wrong with the days and the percentage; one that is over is judged as a whole, as a correction."""
    if report.last_sick_day is not None:
        return rules.check_correction(
            report.times,
            today=context.today,
            employment_start=employment.start_date,
            employment_end=employment.end_date,
            others=[cases.times_of(session, case) for case in earlier],
        )
    open_case = next((case for case in earlier if case.last_sick_day is None), None)
    closed = [cases.times_of(session, case) for case in earlier if case.last_sick_day is not None]
    return rules.check_report(
        report.first_sick_day,
        report.percentage,
        today=context.today,
        employment_start=employment.start_date,
        employment_end=employment.end_date,
        open_case=cases.times_of(session, open_case) if open_case else None,
        earlier=closed,
    )


@dataclass(frozen=True)
class Joinable:
    """An earlier case that a report would join, and from where its terms would count then.

    Attributes:
        contested: Whether it is open to doubt that it joins, so that the clerk decides with a reason.
    """

    case_no: int
    last_sick_day: date
    counted_from: date
    contested: bool = False


def joinable(context: Context, person_id: int, first_sick_day: date) -> Joinable | None:
    """Return the case that a report from a day on joins, unless that is declined with a reason (R2.5)."""
    context.require(Right.ABSENCE_REPORTS)
    with context.reading() as session:
        employment = employment_on(session, person_id, first_sick_day)
        cases.check_authorised(session, context, employment.key)
        found = joining.link_in_store(session, employment, first_sick_day)
        case = session.get(AbsenceCase, found.case_id) if found.case_id else None
        if case is None or case.last_sick_day is None:
            return None
        doubtful = rules.contested(case.last_sick_day, first_sick_day, joining.leaves_of(session, employment.key))
        return Joinable(case.case_no, case.last_sick_day, found.counted_from, doubtful)


@dataclass(frozen=True)
class WageAtStart:
    """The wage that a claim is based on (*Loon bij ingang ziekte*), and whether somebody has looked it up.

    Attributes:
        amount: Gross, by `basis`, in euros.
    """

    basis: WageBasis
    amount: Decimal
    verified: bool


def change_percentage(  # noqa: PLR0913 - the manual's form: case, step, wage, and how
    context: Context,
    case_id: int,
    step: Step,
    *,
    seen: int | None = None,
    wage: WageAtStart | None = None,
    classification: Classification | None = None,
) -> Receipt:
    """Register that somebody is absent for a higher or lower percentage from a day on (manual section 5.3).

    Args:
        wage: Corrects the wage at the start of the case, in the same registration.
        classification: Corrects the classification of the case, and the tasks with it; None leaves it.

    Raises:
        Refused: By field; `changed-since` where the case is not as `seen` any more.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    with context.unit("absence.change_percentage") as unit:
        case = cases.absence_to_change(unit, context, case_id, seen)
        change_in(unit, context, case, step)
        if wage is not None:
            case.wage_basis, case.wage_at_start, case.wage_verified = wage.basis, wage.amount, wage.verified
        if classification not in {None, case.classification}:
            case.classification = classification or case.classification
            cases.plan_tasks(unit, context, case)
        return done(unit, case, step.valid_from, step.percentage)


def change_in(unit: UnitOfWork, context: Context, case: AbsenceCase, step: Step) -> None:
    """Write another percentage of a case.

    Raises:
        Refused: What is wrong with the day or the percentage.
    """
    times = cases.times_of(unit.session, case)
    refuse_if(rules.check_change(times, step.valid_from, step.percentage, today=context.today))
    _write_step(unit, case, step)


def _write_step(unit: UnitOfWork, case: AbsenceCase, step: Step) -> None:
    cases.touch(unit, case)
    same = [row for row in cases.steps_of(unit.session, case.key) if row.valid_from == step.valid_from]
    if same:
        same[0].percentage = step.percentage
    else:
        unit.add(PercentageStep(case_id=case.key, valid_from=step.valid_from, percentage=step.percentage))


def report_recovery(context: Context, case_id: int, last_sick_day: date, *, seen: int | None = None) -> Receipt:
    """Report somebody fully recovered: the case ends after its last sick day, as `end_case` ends one.

    Raises:
        Refused: By field; `changed-since` where the case is not as `seen` any more.
    """
    return end_case(context, case_id, last_sick_day, EndReason.RECOVERED, seen=seen)


def end_case(
    context: Context, case_id: int, last_sick_day: date, reason: EndReason, *, seen: int | None = None
) -> Receipt:
    """End a case, by recovery or for another reason (manual section 5.2); its open tasks lapse.

    What the law asks for after such an end as well stays to be done (`TaskRule.after_end`).
    That somebody left or died is a reason once the employment is over; `leaving.report_leaving` ends both.

    Raises:
        Refused: By field; `changed-since` where the case is not as `seen` any more.
    """
    context.require(Right.ABSENCE_REPORTS, write=True)
    use_case = "absence.report_recovery" if reason is EndReason.RECOVERED else "absence.end_case"
    with context.unit(use_case) as unit:
        case = cases.absence_to_change(unit, context, case_id, seen)
        return _end(unit, context, case, last_sick_day, reason)


def _end(unit: UnitOfWork, context: Context, case: AbsenceCase, last_sick_day: date, reason: EndReason) -> Receipt:
    times = cases.times_of(unit.session, case)
    refuse_if(end_problems(unit.session, context, case, last_sick_day, reason))
    finish_in(unit, context, case, last_sick_day, reason)
    return done(unit, case, last_sick_day, rules.percentage_on(times, last_sick_day))


def end_problems(
    session: Session, context: Context, case: AbsenceCase, last_sick_day: date, reason: EndReason
) -> list[Problem]:
    """Return what is wrong with the end of a case."""
    employment = session.get_one(Employment, case.employment_id)
    return [
        *rules.check_recovery(
            cases.times_of(session, case),
            last_sick_day,
            today=context.today,
            employment_end=None if cases.outlives(session, case, employment) else employment.end_date,
            reason=reason,
        ),
        *_check_later(session, employment, case, last_sick_day, reason),
        *rules.check_left(reason, employment.end_date, today=context.today),
    ]


def finish_in(unit: UnitOfWork, context: Context, case: AbsenceCase, last_sick_day: date, reason: EndReason) -> None:
    """Write the end of a case; its open tasks lapse, and later cases join it where they are near enough."""
    case.last_sick_day, case.end_reason = last_sick_day, reason
    unit.session.flush()
    cases.plan_tasks(unit, context, case)
    joining.rejoin(unit, context, case.employment_id)


def done(unit: UnitOfWork, case: AbsenceCase, day: date, percentage: Decimal) -> Receipt:
    """Return the receipt of what a unit of work did about a case, and note it in the journal."""
    receipt = receipt_of(unit, case, unit.session.get_one(Person, case.person_id), day, percentage)
    summarise_all(unit, [receipt])
    return receipt


def _check_later(
    session: Session, employment: Employment, case: AbsenceCase, last_sick_day: date, reason: EndReason
) -> list[Problem]:
    later = [row for row in cases.cases_of(session, employment) if row.first_sick_day > case.first_sick_day]
    over = [row.first_sick_day for row in later if row.first_sick_day <= last_sick_day]
    if case.kind != CaseKind.ABSENCE or reason is EndReason.MISTAKEN or not over:
        return []
    return [Problem("case-overlap", "last_sick_day", {"since": min(over)})]


def receipt_of(unit: UnitOfWork, case: AbsenceCase, person: Person, day: date, percentage: Decimal) -> Receipt:
    """Return the receipt of what was done about a case."""
    name = listed_name(person)
    return Receipt(unit.meta.use_case, unit.seq, person.key, case.key, case.case_no, name, day, percentage)


def summarise_all(unit: UnitOfWork, receipts: Sequence[Receipt]) -> None:
    """Note in the journal what a unit of work did about several cases: the days of the first and of the last."""
    first, days = receipts[0], [receipt.day for receipt in receipts]
    unit.summary = {
        "case_no": first.case_no,
        "name": first.name,
        "day": min(days),
        "count": len(receipts),
    }
    if min(days) != max(days):
        unit.summary["latest"] = max(days)
    if len({receipt.percentage for receipt in receipts}) == 1:
        unit.summary["percentage"] = first.percentage
    if len(receipts) == 1 and first.last_sick_day is not None:
        unit.summary["end"] = first.last_sick_day
