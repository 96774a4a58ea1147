"""The year calendar of somebody, or of a part of the organisation (*Jaarkalender*)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.problems import refuse, refuse_if
from xstui.domain.roles import Right
from xstui.domain.timeline import Spell, spells_of
from xstui.domain.year_calendar import (
    PersonYear,
    Stretch,
    UnitYear,
    check_year,
    days_of_year,
    people_absent,
    person_year,
)
from xstui.services.cases import cases, joining, leaves
from xstui.services.context import calendar
from xstui.services.context.context import Context
from xstui.services.context.employments import check_person
from xstui.services.context.organisation import tree_in
from xstui.services.people.people import listed_name
from xstui.store.queries import figures as queries
from xstui.store.queries.employees import unit_on
from xstui.store.tables import AbsenceCase, Employment, Person


@dataclass(frozen=True)
class PersonCalendar:
    """The year of somebody.

    Attributes:
        path: The units that they belong to today, from the top down, as far as the actor may see them.
    """

    name: str
    dossier_no: int
    path: tuple[str, ...]
    year: PersonYear


@dataclass(frozen=True)
class UnitCalendar:
    """The year of a part of the organisation.

    Attributes:
        path: Its name, below those of the units above it; empty for all that the actor may see.
    """

    path: tuple[str, ...]
    year: UnitYear


def of_person(context: Context, person_id: int, year: int) -> PersonCalendar:
    """Return the days of somebody in a year.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-person`, `no-employment`, or `year-out-of-range` at `year`.
    """
    context.require(Right.EMPLOYEES)
    refuse_if(check_year(year, context.today))
    with context.reading() as session:
        person = session.get(Person, person_id)
        if person is None:
            raise refuse("no-person")
        check_person(session, context, person_id)
        employments = session.exec(select(Employment).where(Employment.person_id == person_id)).all()
        return PersonCalendar(
            listed_name(person),
            person.dossier_no,
            _path(session, context, person_id),
            person_year(
                year,
                _spells(session, person_id, employments),
                [Stretch(one.start_date, one.end_date) for one in employments],
                today=context.today,
                days_off=_days_off(year),
            ),
        )


def of_unit(context: Context, unit_id: int | None, year: int) -> UnitCalendar:
    """Return how many people of a unit and all under it were absent on each day of a year.

    Args:
        unit_id: None: all units that the actor may see.

    Raises:
        Refused: `not-allowed`, `unknown-unit`, or `year-out-of-range` at `year`.
    """
    context.require(Right.ABSENCE_FIGURES)
    refuse_if(check_year(year, context.today))
    days = days_of_year(year)
    first, last = days[0], min(days[-1], context.today)
    with context.reading() as session:
        units = tree_in(session, context)
        unit = units.by_id(unit_id) if unit_id is not None else None
        chosen = units.below(unit.unit_id) if unit else frozenset(one.unit_id for one in units.units)
        counts = _people_absent(session, first, last, chosen) if first <= last else {}
    counted = UnitYear(year, context.today, {day: counts.get(day) for day in days}, _days_off(year))
    return UnitCalendar(unit.path if unit else (), counted)


def _people_absent(session: Session, first: date, last: date, units: frozenset[int]) -> dict[date, int]:
    return people_absent(
        queries.employment_spans(session, first, last),
        queries.absence_spans(session, first, last, CaseKind.ABSENCE),
        first,
        last,
        units=units,
    )


def _spells(session: Session, person_id: int, employments: Sequence[Employment]) -> tuple[Spell, ...]:
    """Return the absences and leaves of all employments of somebody."""
    query = select(AbsenceCase).where(
        AbsenceCase.person_id == person_id,
        AbsenceCase.kind == CaseKind.ABSENCE.value,
        col(AbsenceCase.end_reason).not_in(leaves.NEVER_WAS),
    )
    times = cases.times_of_all(session, session.exec(query).all())
    known = [leave for one in employments for leave in joining.leaves_of(session, one.key)]
    return spells_of(times.values(), known)


def _path(session: Session, context: Context, person_id: int) -> tuple[str, ...]:
    here = unit_on(session, person_id, context.today)
    return next((unit.path for unit in tree_in(session, context).units if unit.unit_id == here), ())


def _days_off(year: int) -> frozenset[date]:
    """Return the days of a year on which hardly anybody works; on optional holidays many do."""
    found = ((day, calendar.day_off(day)) for day in days_of_year(year))
    return frozenset(day for day, off in found if off is not None and not off.optional)
