"""What lies behind each of the absence figures: the cases, people and days that add up to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.figures import FAR, ClassEdges, CountedCase, Explanation, explain, month_periods, whole_period
from xstui.domain.roles import Right
from xstui.services.context.context import Context
from xstui.services.context.employments import may_see_people
from xstui.services.context.organisation import tree_in
from xstui.services.people.people import listed_name
from xstui.services.reporting.choosing import chosen_units
from xstui.services.reporting.declarations.figures import FiguresParameters
from xstui.store.queries import figures as queries
from xstui.store.tables import AbsenceCase, Person

IN_ONE_QUERY = 500


@dataclass(frozen=True)
class ExplainedLine:
    """One stretch of absence behind a percentage.

    Attributes:
        name: Empty where the actor may not see the person.
        days: Days that the method counts.
        factor: What a day weighs: the part-time factor, or hours a day.
        contribution: days x percentage x factor.
        hours_a_day: Contract hours on a counted day.
        hours: days x percentage x hours_a_day.
    """

    case_no: int
    name: str
    first: date
    last: date
    days: int
    percentage: Decimal
    factor: Fraction
    contribution: Fraction
    hours_a_day: Fraction
    hours: Fraction


@dataclass(frozen=True)
class ExplainedPercentage:
    """A percentage with its working: the lines add up to `absent`, and `absent / available` is the percentage."""

    lines: tuple[ExplainedLine, ...]
    absent: Fraction
    available: Fraction
    percentage: Fraction | None


@dataclass(frozen=True)
class ExplainedPerson:
    """Somebody who was employed in the period, and on how many calendar days of it.

    Attributes:
        name: Empty where the actor may not see the person; then there is no dossier number either.
    """

    name: str
    dossier_no: int | None
    days: int


@dataclass(frozen=True)
class ExplainedEmployees:
    """The average number of employees: the days of the people by the days of the period."""

    people: tuple[ExplainedPerson, ...]
    employment_days: int
    period_days: int
    average: Fraction


@dataclass(frozen=True)
class ExplainedCase:
    """A case that began or ended in the period; no last day while it runs."""

    case_no: int
    name: str
    first: date
    last: date | None
    days: int | None


@dataclass(frozen=True)
class ExplainedReports:
    """The sick reports, and their frequency: reports x days in the year / days of employment."""

    cases: tuple[ExplainedCase, ...]
    days_in_year: int
    employment_days: int
    frequency: Fraction | None


@dataclass(frozen=True)
class ExplainedDuration:
    """The mean duration of the cases that ended: their days together by how many they are."""

    cases: tuple[ExplainedCase, ...]
    days: int
    mean: Fraction | None


@dataclass(frozen=True)
class ExplainedHours:
    """The absence hours of the lines, by the average number of employees."""

    hours: Fraction
    average_employees: Fraction
    value: Fraction | None


@dataclass(frozen=True)
class ZeroAbsence:
    """The people without a sick day, of all who were employed (domain rules, 3.5)."""

    people: tuple[ExplainedPerson, ...]
    employees: int
    percentage: Fraction | None


@dataclass(frozen=True)
class ExplainedFigures:
    """The figures of a unit with their working.

    Attributes:
        unit: Its name; empty for the total.
        classes: By class of duration, shortest first; together they have the lines of `whole`.
    """

    unit: str
    employees: ExplainedEmployees
    whole: ExplainedPercentage
    classes: tuple[ExplainedPercentage, ...]
    reports: ExplainedReports
    duration: ExplainedDuration
    zero_absence: ZeroAbsence
    hours: ExplainedHours


def explain_figures(context: Context, parameters: FiguresParameters, unit_id: int | None) -> ExplainedFigures:
    """Return the days, cases, people and formulas behind the figures of a unit with all below it; None: the total.

    Raises:
        Refused: `not-allowed` or `unknown-unit`.
    """
    context.require(Right.ABSENCE_FIGURES)
    period = whole_period(month_periods(parameters.last_month, parameters.months))
    with context.reading() as session:
        units = tree_in(session, context)
        chosen = chosen_units(session, units, parameters, parameters.variation)
        if unit_id is not None:
            chosen &= units.below(units.by_id(unit_id).unit_id)
        found = explain(
            queries.employment_spans(session, period.first, period.last),
            queries.absence_spans(session, period.first, period.last, CaseKind.ABSENCE),
            period,
            as_of=context.today,
            method=parameters.method,
            safety_net=parameters.safety_net,
            classifications=parameters.classifications,
            units=chosen,
        )
        seen = may_see_people(session, context)
        return _figures(
            units.by_id(unit_id).name if unit_id is not None else "",
            found,
            _cases(session, seen, _case_ids(found)),
            _people(session, seen, found.employed),
        )


Known = dict[int, tuple[int, str]]
"""Number and name by case."""


def _figures(unit: str, found: Explanation, known: Known, people: dict[int, ExplainedPerson]) -> ExplainedFigures:
    absent = found.people - found.without_absence
    return ExplainedFigures(
        unit=unit,
        employees=ExplainedEmployees(
            tuple(people.values()), found.employment_days, found.days, found.average_employees
        ),
        whole=_explained(found, known),
        classes=tuple(_explained(found.of_class(number), known) for number in range(len(ClassEdges().days) + 1)),
        reports=ExplainedReports(
            _counted(found.reports, known), found.days_in_year, found.employment_days, found.report_frequency
        ),
        duration=ExplainedDuration(_counted(found.ended, known), found.ended_days, found.mean_duration),
        zero_absence=ZeroAbsence(
            tuple(person for person_id, person in people.items() if person_id not in absent),
            len(people),
            found.zero_absence,
        ),
        hours=ExplainedHours(found.absence_hours, found.average_employees, found.hours_per_average_employee),
    )


def _case_ids(found: Explanation) -> list[int]:
    cases = (case.case_id for case in (*found.reports, *found.ended))
    return sorted({*cases, *(line.case_id for line in found.lines)})


def _explained(found: Explanation, known: Known) -> ExplainedPercentage:
    lines = [
        ExplainedLine(
            case_no=known[line.case_id][0],
            name=known[line.case_id][1],
            first=line.first,
            last=line.last,
            days=line.days,
            percentage=line.percentage,
            factor=line.factor,
            contribution=line.contribution,
            hours_a_day=line.hours_a_day,
            hours=line.hours,
        )
        for line in found.lines
    ]
    lines.sort(key=lambda line: (-line.contribution, line.name, line.first))
    return ExplainedPercentage(tuple(lines), found.absent, found.available, found.percentage)


def _counted(cases: Iterable[CountedCase], known: Known) -> tuple[ExplainedCase, ...]:
    found = [
        ExplainedCase(
            case_no=known[case.case_id][0],
            name=known[case.case_id][1],
            first=date.fromordinal(case.first),
            last=None if case.last >= FAR else date.fromordinal(case.last),
            days=None if case.last >= FAR else case.days,
        )
        for case in cases
    ]
    return tuple(sorted(found, key=lambda case: (case.first, case.name, case.case_no)))


def _people(session: Session, seen: Callable[[int], bool], employed: Mapping[int, int]) -> dict[int, ExplainedPerson]:
    """Return people in the order of names; those outside the actor's units are counted, not named, and stand last."""
    found = [
        person
        for part in _parts(sorted(filter(seen, employed)))
        for person in session.exec(select(Person).where(col(Person.id).in_(part))).all()
    ]
    found.sort(key=lambda person: (person.sort_key, person.dossier_no))
    named = {
        person.key: ExplainedPerson(listed_name(person), person.dossier_no, employed[person.key]) for person in found
    }
    return named | {who: ExplainedPerson("", None, employed[who]) for who in sorted(employed) if who not in named}


def _cases(session: Session, seen: Callable[[int], bool], case_ids: list[int]) -> Known:
    """Return number and name of cases; who has left the actor's units since is counted, and not named."""
    known: Known = {}
    for part in _parts(case_ids):
        query = select(AbsenceCase, Person).where(AbsenceCase.person_id == Person.id, col(AbsenceCase.id).in_(part))
        for case, person in session.exec(query).all():
            known[case.key] = (case.case_no, listed_name(person) if seen(person.key) else "")
    return known


def _parts(row_ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(row_ids), IN_ONE_QUERY):
        yield row_ids[start : start + IN_ONE_QUERY]
