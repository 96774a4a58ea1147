"""What lies behind a percentage of a report: the cases and days that add up to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.figures import ClassEdges, Explanation, explain, month_periods, whole_period
from xstui.domain.names import list_name
from xstui.domain.roles import Right
from xstui.services.desk import Desk
from xstui.services.employments import may_see_people
from xstui.services.organisation import tree_in
from xstui.services.people import name_of_person
from xstui.services.reporting import Parameters
from xstui.services.reporting.choosing import chosen_units
from xstui.store.queries import figures as queries
from xstui.store.tables import AbsenceCase, Person

IN_ONE_QUERY = 500


@dataclass(frozen=True)
class ExplainedLine:
    """One stretch of absence behind a percentage.

    Attributes:
        days: Days that the method counts.
        factor: What a day weighs: the part-time factor, or hours a day.
        contribution: days x percentage x factor.
    """

    case_no: int
    name: str
    first: date
    last: date
    days: int
    percentage: Decimal
    factor: Fraction
    contribution: Fraction


@dataclass(frozen=True)
class ExplainedPercentage:
    """A percentage with its working: the lines add up to `absent`, and `absent / available` is the percentage."""

    lines: tuple[ExplainedLine, ...]
    absent: Fraction
    available: Fraction
    percentage: Fraction | None


@dataclass(frozen=True)
class ZeroAbsence:
    """The people without a sick day, as name and dossier number, of all who were employed (domain rules, 3.5)."""

    people: tuple[tuple[str, int], ...]
    employees: int
    percentage: Fraction | None


@dataclass(frozen=True)
class ExplainedFigures:
    """The percentages of a unit with their working.

    Attributes:
        unit: Its name; empty for the total.
        classes: By class of duration, shortest first; together they have the lines of `whole`.
    """

    unit: str
    whole: ExplainedPercentage
    classes: tuple[ExplainedPercentage, ...]
    zero_absence: ZeroAbsence


def explain_figures(desk: Desk, parameters: Parameters, unit_id: int | None) -> ExplainedFigures:
    """Return the days, people and formula behind the percentages of a unit with all below it; None: the total.

    Raises:
        Refused: `not-allowed` or `unknown-unit`.
    """
    desk.require(Right.ABSENCE_FIGURES)
    period = whole_period(month_periods(parameters.last_month, parameters.months))
    with desk.reading() as session:
        units = tree_in(session, desk)
        chosen = chosen_units(session, units, parameters)
        if unit_id is not None:
            chosen &= units.below(units.by_id(unit_id).unit_id)
        found = explain(
            queries.employment_spans(session, period.first, period.last),
            queries.absence_spans(session, period.first, period.last, CaseKind.ABSENCE),
            period,
            as_of=desk.today,
            method=parameters.method,
            safety_net=parameters.safety_net,
            classifications=parameters.classifications,
            units=chosen,
        )
        seen = may_see_people(session, desk)
        known = _cases(session, seen, sorted({line.case_id for line in found.lines}))
        classes = len(ClassEdges().days) + 1
        absent_never = _people(session, filter(seen, found.without_absence))
        return ExplainedFigures(
            unit=units.by_id(unit_id).name if unit_id is not None else "",
            whole=_explained(found, known),
            classes=tuple(_explained(found.of_class(number), known) for number in range(classes)),
            zero_absence=ZeroAbsence(absent_never, len(found.people), found.zero_absence),
        )


def _explained(found: Explanation, known: dict[int, tuple[int, str]]) -> ExplainedPercentage:
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
        )
        for line in found.lines
    ]
    lines.sort(key=lambda line: (-line.contribution, line.name, line.first))
    return ExplainedPercentage(tuple(lines), found.absent, found.available, found.percentage)


def _people(session: Session, person_ids: Iterable[int]) -> tuple[tuple[str, int], ...]:
    found = [
        (person.sort_key, list_name(name_of_person(person)), person.dossier_no)
        for part in _parts(sorted(person_ids))
        for person in session.exec(select(Person).where(col(Person.id).in_(part))).all()
    ]
    return tuple((name, dossier_no) for _, name, dossier_no in sorted(found))


def _cases(session: Session, seen: Callable[[int], bool], case_ids: list[int]) -> dict[int, tuple[int, str]]:
    """Return number and name of cases; who has left the actor's units since is counted, and not named."""
    known: dict[int, tuple[int, str]] = {}
    for part in _parts(case_ids):
        query = select(AbsenceCase, Person).where(AbsenceCase.person_id == Person.id, col(AbsenceCase.id).in_(part))
        for case, person in session.exec(query).all():
            known[case.key] = (case.case_no, list_name(name_of_person(person)) if seen(person.key) else "")
    return known


def _parts(row_ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(row_ids), IN_ONE_QUERY):
        yield row_ids[start : start + IN_ONE_QUERY]
