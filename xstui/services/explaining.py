"""What lies behind a percentage of a report: the cases and days that add up to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.figures import Explanation, explain, half_up, month_periods, whole_period
from xstui.domain.names import list_name
from xstui.domain.roles import Right
from xstui.services.desk import Desk
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
    factor: Decimal
    contribution: Decimal


@dataclass(frozen=True)
class ExplainedPercentage:
    """A percentage with its working: the lines add up to `absent`, and `absent / available` is the percentage."""

    unit: str
    lines: tuple[ExplainedLine, ...]
    absent: Decimal
    available: Decimal
    percentage: Decimal | None


def explain_percentage(desk: Desk, parameters: Parameters, unit_id: int | None) -> ExplainedPercentage:
    """Return the days, people and formula behind the percentage of a unit with all below it; None: the total.

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
        name = units.by_id(unit_id).name if unit_id is not None else ""
        return ExplainedPercentage(
            unit=name,
            lines=_lines(session, found),
            absent=rounded(found.absent),
            available=rounded(found.available),
            percentage=found.percentage,
        )


def _lines(session: Session, found: Explanation) -> tuple[ExplainedLine, ...]:
    known = _cases(session, sorted({line.case_id for line in found.lines}))
    lines = [
        ExplainedLine(
            case_no=known[line.case_id][0],
            name=known[line.case_id][1],
            first=line.first,
            last=line.last,
            days=line.days,
            percentage=line.percentage,
            factor=rounded(line.factor, 4),
            contribution=rounded(line.contribution),
        )
        for line in found.lines
    ]
    return tuple(sorted(lines, key=lambda line: (-line.contribution, line.name, line.first)))


def _cases(session: Session, case_ids: list[int]) -> dict[int, tuple[int, str]]:
    known: dict[int, tuple[int, str]] = {}
    for start in range(0, len(case_ids), IN_ONE_QUERY):
        part = case_ids[start : start + IN_ONE_QUERY]
        query = select(AbsenceCase, Person).where(AbsenceCase.person_id == Person.id, col(AbsenceCase.id).in_(part))
        for case, person in session.exec(query).all():
            known[case.key] = (case.case_no, list_name(name_of_person(person)))
    return known


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Return a fraction in decimals, half-up."""
    return half_up(value.numerator, value.denominator, places)
