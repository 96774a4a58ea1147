"""Rows of employees: read, checked against the store, and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import select

from xstui.domain.names import PersonName, split_surname
from xstui.domain.problems import Problem
from xstui.services.desk import Desk
from xstui.services.imports.drafts import RowReader
from xstui.services.organisation import tree_in
from xstui.services.people import search_keys
from xstui.store.tables import EmployerDetails, Employment, EmploymentTerms, Job, JobGroup, Person
from xstui.store.unit import UnitOfWork

TEXTS = ("street", "house_number", "city")
CHECKED = ("email", "phone", "postcode", "bsn", "iban")


@dataclass(frozen=True, slots=True)
class EmployeeDraft:
    """A row that is in order."""

    person: dict[str, Any]
    start_date: date
    end_date: date | None
    unit_id: int
    job: str
    contract_type: str
    hours: Decimal
    wage: Decimal | None


class Checker:
    """Reads rows, knowing who and what is in the store already."""

    def __init__(self, desk: Desk) -> None:
        self.today = desk.today
        with desk.reading() as session:
            self.taken = set(session.exec(select(Person.dossier_no)).all())
            units = tree_in(session, desk).units
        self.units = {unit.name.casefold(): unit.unit_id for unit in units}
        self.units |= {unit.code.casefold(): unit.unit_id for unit in units if unit.code}

    def read(self, row: RowReader) -> EmployeeDraft | None:
        """Return a draft; what is wrong is noted in the row."""
        number = row.number("dossier_no")
        if number in self.taken:
            row.problems.append(Problem("person-exists", "dossier_no"))
        name = self._name(row)
        born = row.day("birth_date", required=True, birth=True)
        if born is not None and born >= self.today:
            row.problems.append(Problem("birth-date-in-future", "birth_date"))
        start = row.day("start_date", required=True)
        end = row.day("end_date")
        if start and born and start <= born:
            row.problems.append(Problem("start-before-birth", "start_date"))
        if start and end and end < start:
            row.problems.append(Problem("end-before-start", "end_date"))
        department = row.text("department", required=True)
        unit_id = self.units.get(department.casefold())
        if department and unit_id is None:
            row.problems.append(Problem("unknown-unit", "department"))
        hours = row.hours("hours")
        draft = {
            "dossier_no": number,
            "birth_date": born,
            **_name_columns(name),
            **{field: row.text(field) for field in TEXTS},
            **{field: row.checked(field) for field in CHECKED},
        }
        rest = (row.text("job"), row.choice("contract_type").value, row.amount("wage"))
        if row.problems or start is None or unit_id is None or hours is None:
            return None
        self.taken.add(number or 0)
        return EmployeeDraft(draft, start, end, unit_id, rest[0], rest[1], hours, rest[2])

    def _name(self, row: RowReader) -> PersonName:
        prefix, surname = row.text("prefix"), row.text("surname", required=True)
        if not prefix and surname:
            prefix, surname = split_surname(surname)
        return PersonName(
            initials=row.text("initials"),
            prefix=prefix,
            surname=surname,
            gender=row.choice("gender"),
            first_name=row.text("first_name"),
        )


def _name_columns(name: PersonName) -> dict[str, Any]:
    return {
        "initials": name.initials,
        "first_name": name.first_name,
        "prefix": name.prefix,
        "surname": name.surname,
        "gender": name.gender.value,
        **search_keys(name),
    }


def write(unit: UnitOfWork, desk: Desk, drafts: Sequence[EmployeeDraft]) -> None:
    """Write persons, employments and terms; jobs that are new are made."""
    session = unit.session
    units = tree_in(session, desk)
    full_time = {d.unit_id: d.full_time_hours for d in session.exec(select(EmployerDetails)).all()}
    employer = {draft.unit_id: units.employer_of(draft.unit_id).unit_id for draft in drafts}
    jobs = _jobs(unit, {draft.job for draft in drafts if draft.job})
    first_person = unit.insert_many(Person, [draft.person for draft in drafts])
    first_employment = unit.insert_many(
        Employment,
        [
            {
                "person_id": first_person + place,
                "employer_id": employer[draft.unit_id],
                "start_date": draft.start_date,
                "end_date": draft.end_date,
            }
            for place, draft in enumerate(drafts)
        ],
    )
    unit.insert_many(
        EmploymentTerms,
        [
            {
                "employment_id": first_employment + place,
                "valid_from": draft.start_date,
                "unit_id": draft.unit_id,
                "job_id": jobs.get(draft.job),
                "contract_type": draft.contract_type,
                "hours": draft.hours,
                "full_time_hours": full_time.get(employer[draft.unit_id], Decimal(40)),
                "wage": draft.wage,
            }
            for place, draft in enumerate(drafts)
        ],
    )


def _jobs(unit: UnitOfWork, names: set[str]) -> dict[str, int]:
    known = {job.name: job.key for job in unit.session.exec(select(Job)).all()}
    new = sorted(names - set(known))
    if new:
        group = unit.session.exec(select(JobGroup)).first() or unit.add(JobGroup(name="Algemeen"))
        known |= {name: unit.add(Job(name=name, group_id=group.key)).key for name in new}
    return known
