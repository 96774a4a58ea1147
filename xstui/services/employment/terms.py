"""Changing and correcting the terms of an employment, and their history (manual section 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms, check_change, check_correction
from xstui.domain.problems import Problem, refuse, refuse_if
from xstui.domain.roles import Right, allows
from xstui.domain.search import fold
from xstui.domain.wages import WageBasis
from xstui.services.cases import cases
from xstui.services.context import conflicts
from xstui.services.context.context import Context
from xstui.services.context.employments import check_person, employment_on, terms_rows
from xstui.services.context.organisation import Tree, tree_in
from xstui.services.employment.hires import full_time_hours, jobs_named
from xstui.services.people.people import listed_name
from xstui.store.tables import Employment, EmploymentTerms, Job, Person
from xstui.store.tables.base import RowValues
from xstui.store.unit import UnitOfWork


@dataclass(frozen=True)
class TermsLine:
    """The terms of an employment from a day on; without the right to change employments the wage is left out."""

    terms_id: int
    department: str
    terms: Terms


@dataclass(frozen=True)
class EmploymentHistory:
    """An employment with all its terms, oldest first (*Historie weergave*).

    Attributes:
        version: To be handed back with a change, which is refused if somebody else was first.
    """

    name: str
    start_date: date
    end_date: date | None
    lines: tuple[TermsLine, ...]
    version: int
    birth_date: date


@dataclass(frozen=True)
class TermsReceipt:
    """What was changed, for the line that says so."""

    use_case: str
    name: str
    day: date


def history(context: Context, person_id: int) -> EmploymentHistory:
    """Return the terms of the employment that counts today, those that are still to come among them.

    Raises:
        Refused: `not-allowed`, `other-unit` or `no-person`.
    """
    context.require(Right.EMPLOYEES)
    with context.reading() as session:
        person, employment = _found(session, context, person_id)
        units = tree_in(session, context)
        rows = terms_rows(session, employment.key)
        wages = allows(context.actor.role, Right.EMPLOYMENT_CHANGES)
        lines = [TermsLine(row.key, _department(units, row), _terms(session, row, wages=wages)) for row in rows]
        return EmploymentHistory(
            listed_name(person),
            employment.start_date,
            employment.end_date,
            tuple(lines),
            employment.version,
            person.birth_date,
        )


def change(
    context: Context, person_id: int, new: Terms, *, job_group: str = "", seen: int | None = None
) -> TermsReceipt:
    """Let other terms hold from a day on (*Het dienstverband gaat veranderen*).

    Args:
        job_group: Of a job that is new; it is added to the list.

    Raises:
        Refused: `not-allowed`, `other-unit`, `changed-since`, or all that is wrong, by field.
    """
    context.require(Right.EMPLOYMENT_CHANGES, write=True)
    with context.unit("terms.change") as unit:
        person, employment = _to_change(unit, context, person_id, seen)
        known = [_terms(unit.session, row) for row in terms_rows(unit.session, employment.key)]
        problems = check_change(known, new, employment_start=employment.start_date, employment_end=employment.end_date)
        refuse_if([*_check_choices(unit.session, context, employment, new), *problems])
        unit.add(EmploymentTerms(employment_id=employment.key, **_columns(unit, employment, new, job_group)))
        return _receipt(unit, person, new.valid_from)


def correct(  # noqa: PLR0913 - the form's own parts
    context: Context, person_id: int, terms_id: int, new: Terms, *, job_group: str = "", seen: int | None = None
) -> TermsReceipt:
    """Correct terms that were entered wrongly (*Dienstverbandgegevens corrigeren*).

    The first ones begin the employment.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-employment`, `changed-since`, or all that is wrong, by field.
    """
    context.require(Right.EMPLOYMENT_CHANGES, write=True)
    with context.unit("terms.correct") as unit:
        person, employment = _to_change(unit, context, person_id, seen)
        rows = terms_rows(unit.session, employment.key)
        number = next((place for place, row in enumerate(rows) if row.key == terms_id), None)
        if number is None:
            raise refuse("no-employment")
        problems = check_correction(
            [_terms(unit.session, row) for row in rows],
            number,
            new,
            employment_end=employment.end_date,
            birth_date=person.birth_date,
            first_sick_day=_first_sick_day(unit.session, employment),
        )
        refuse_if([*_check_choices(unit.session, context, employment, new), *problems])
        for name, value in _columns(unit, employment, new, job_group).items():
            setattr(rows[number], name, value)
        if number == 0:
            employment.start_date = new.valid_from
        return _receipt(unit, person, new.valid_from)


def _found(session: Session, context: Context, person_id: int) -> tuple[Person, Employment]:
    person = session.get(Person, person_id)
    if person is None:
        raise refuse("no-person")
    employment = employment_on(session, person_id, context.today)
    check_person(session, context, person_id)
    return person, employment


def _to_change(unit: UnitOfWork, context: Context, person_id: int, seen: int | None) -> tuple[Person, Employment]:
    person, employment = _found(unit.session, context, person_id)
    conflicts.check_seen(unit.session, employment, seen)
    # Terms are a part of the employment: who looked at it before is told of a change of theirs.
    employment.version = unit.seq
    return person, employment


def _check_choices(session: Session, context: Context, employment: Employment, new: Terms) -> list[Problem]:
    units = {unit.unit_id: unit.employer_id for unit in tree_in(session, context).units}
    fits = units.get(new.unit_id) == employment.employer_id
    problems = [] if fits else [Problem("unknown-unit", "unit_id")]
    return problems if new.job.strip() else [*problems, Problem("required", "job")]


def _terms(session: Session, row: EmploymentTerms, *, wages: bool = True) -> Terms:
    job = session.get(Job, row.job_id) if row.job_id else None
    return Terms(
        valid_from=row.valid_from,
        unit_id=row.unit_id,
        job=job.name if job else "",
        contract_type=ContractType(row.contract_type),
        hours=row.hours,
        wage=row.wage if wages else None,
        wage_basis=WageBasis(row.wage_basis),
    )


def _columns(unit: UnitOfWork, employment: Employment, new: Terms, job_group: str) -> RowValues:
    job = new.job.strip()
    return {
        "valid_from": new.valid_from,
        "unit_id": new.unit_id,
        "job_id": jobs_named(unit, {(job, job_group.strip())})[fold(job)],
        "contract_type": new.contract_type.value,
        "hours": new.hours,
        "full_time_hours": full_time_hours(unit.session)[employment.employer_id],
        "wage": new.wage,
        "wage_basis": new.wage_basis.value,
    }


def _department(units: Tree, row: EmploymentTerms) -> str:
    return next((unit.name for unit in units.units if unit.unit_id == row.unit_id), "")


def _first_sick_day(session: Session, employment: Employment) -> date | None:
    known = cases.cases_of(session, employment)
    return known[0].first_sick_day if known else None


def _receipt(unit: UnitOfWork, person: Person, day: date) -> TermsReceipt:
    receipt = TermsReceipt(unit.meta.use_case, listed_name(person), day)
    unit.person_id = person.key
    unit.summary = {"name": receipt.name, "day": day}
    return receipt
