"""Adding employees and correcting their data (manual sections 4.1, 4.2 and 4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from xstui.domain.contract_type import ContractType
from xstui.domain.employment import check_hours
from xstui.domain.names import PersonName, list_name
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.domain.roles import Right
from xstui.domain.search import fold
from xstui.domain.wages import WageBasis
from xstui.services.context import conflicts
from xstui.services.context.context import Context
from xstui.services.context.employments import check_person
from xstui.services.context.identifiers import CHECKS
from xstui.services.context.organisation import tree_in
from xstui.services.employment import bulk
from xstui.services.employment.hires import EmployeeDraft, write_employees
from xstui.services.people.people import listed_name, name_of_person
from xstui.store.tables import Job, JobGroup, Person
from xstui.store.tables.base import RowValues

FIRST_DOSSIER_NO = 500_001
LONGEST = 200


@dataclass(frozen=True)
class PersonData:
    """Who somebody is and how to reach them.

    Attributes:
        contact: Values of the columns `bsn`, `iban`, `phone`, `email`, `street`, `house_number`, `postcode` and
            `city`, as typed.
    """

    name: PersonName
    birth_date: date
    contact: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class NewEmployee:
    """An employee to be added, with a first employment.

    Attributes:
        job: Name of the job; a new one is added to its group.
        wage: Gross wage by `wage_basis`, in euros.
        confirmed: That this really is another person than the one with the same name and birth date.
    """

    person: PersonData
    unit_id: int
    start_date: date
    job: str
    hours: Decimal
    job_group: str = ""
    end_date: date | None = None
    contract_type: ContractType = ContractType.PERMANENT
    wage: Decimal | None = None
    wage_basis: WageBasis = WageBasis.GROSS_MONTH
    confirmed: bool = False


@dataclass(frozen=True)
class Hired:
    """Who was added or corrected, for the line that says so."""

    person_id: int
    dossier_no: int
    name: str


@dataclass(frozen=True)
class Choices:
    """What the form offers: units with their path, jobs with their group, and groups, by name."""

    units: tuple[tuple[int, str], ...]
    jobs: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]


def choices(context: Context) -> Choices:
    """Return what a new employment can be given."""
    context.require(Right.EMPLOYEE_CHANGES, write=True)
    with context.reading() as session:
        units = tuple((u.unit_id, f"{u.name}  {u.code}".strip()) for u in tree_in(session, context).units)
        named = select(Job.name, JobGroup.name).join(JobGroup, col(Job.group_id) == JobGroup.id)
        jobs = tuple((job, group) for job, group in session.exec(named.order_by(col(Job.name))).all())
        groups = tuple(session.exec(select(JobGroup.name).order_by(col(JobGroup.name))).all())
    return Choices(units, jobs, groups)


def add_employee(context: Context, wanted: NewEmployee) -> Hired:
    """Add an employee with an employment; one undo takes back all of it, a new job as well.

    Raises:
        Refused: `not-allowed`, or all that is wrong, by field; `person-known` where they may be in the store already.
    """
    context.require(Right.EMPLOYEE_CHANGES, write=True)
    with context.unit("employees.add") as unit:
        columns = _checked(context, unit.session, wanted)
        dossier_no = unit.next_number(Person, FIRST_DOSSIER_NO)
        draft = EmployeeDraft(
            {**columns, "dossier_no": dossier_no},
            wanted.start_date,
            wanted.end_date,
            wanted.unit_id,
            wanted.job.strip(),
            wanted.contract_type,
            wanted.hours,
            wanted.wage,
            wanted.job_group.strip(),
            wanted.wage_basis,
        )
        person_id = write_employees(unit, context, [draft])
        hired = Hired(person_id, dossier_no, list_name(wanted.person.name))
        unit.person_id = person_id
        unit.summary = {"name": hired.name, "dossier_no": dossier_no}
    return hired


def person_data(context: Context, person_id: int) -> tuple[PersonData, int]:
    """Return what is known of a person, and the version to hand back when it is corrected.

    Raises:
        Refused: `not-allowed`, `other-unit` or `no-person`.
    """
    context.require(Right.EMPLOYEE_CHANGES)
    with context.reading() as session:
        person = _person(context, session, person_id)
        contact = {name: getattr(person, name) for name in CONTACT}
        return PersonData(name_of_person(person), person.birth_date, contact), person.version


def update_person(context: Context, person_id: int, data: PersonData, *, seen: int | None = None) -> Hired:
    """Correct a person's data (*Bewerken*).

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-person`, `changed-since`, or all that is wrong, by field.
    """
    context.require(Right.EMPLOYEE_CHANGES, write=True)
    with context.unit("employees.mend") as unit:
        person = _person(context, unit.session, person_id)
        conflicts.check_seen(unit.session, person, seen)
        columns, problems = _columns(data, context.today)
        refuse_if([*problems, *_taken_bsn(unit.session, columns["bsn"], person_id)])
        for name, value in columns.items():
            setattr(person, name, value)
        unit.person_id = person_id
        unit.summary = {"name": list_name(data.name), "dossier_no": person.dossier_no}
    return Hired(person_id, person.dossier_no, list_name(data.name))


CONTACT = ("bsn", "iban", "phone", "email", "street", "house_number", "postcode", "city")


def _person(context: Context, session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise refuse("no-person")
    check_person(session, context, person_id)
    return person


def _checked(context: Context, session: Session, wanted: NewEmployee) -> RowValues:
    """Return the columns of the person; refuse with all that is wrong."""
    columns, problems = _columns(wanted.person, context.today)
    if not context.may_see_unit(wanted.unit_id):
        problems.append(Problem("unknown-unit", "unit_id"))
    if not wanted.job.strip():
        problems.append(Problem("required", "job"))
    problems += check_hours(wanted.hours)
    if wanted.start_date <= wanted.person.birth_date:
        problems.append(Problem("start-before-birth", "start_date"))
    if wanted.end_date is not None and wanted.end_date < wanted.start_date:
        problems.append(Problem("end-before-start", "end_date"))
    problems += _taken_bsn(session, columns["bsn"])
    known = None if wanted.confirmed else _known(session, wanted.person)
    if known is not None and not problems:
        problems.append(Problem("person-known", "surname", {"name": known[0], "dossier_no": known[1]}))
    refuse_if(problems)
    return columns


def _columns(data: PersonData, today: date) -> tuple[RowValues, list[Problem]]:
    columns: RowValues = {**bulk.name_columns(data.name), "birth_date": data.birth_date}
    problems = [Problem("required", "surname")] if not data.name.surname.strip() else []
    if data.birth_date >= today:
        problems.append(Problem("birth-date-in-future", "birth_date"))
    for name in CONTACT:
        text = data.contact.get(name, "").strip()
        try:
            columns[name] = CHECKS[name](text) if text and name in CHECKS else text
        except Refused as refused:
            columns[name] = ""
            problems += [Problem(problem.code, name, problem.details) for problem in refused.problems]
    texts = {name: value for name, value in columns.items() if isinstance(value, str) and not name.endswith("_key")}
    problems += [Problem("too-long", name, {"limit": LONGEST}) for name, text in texts.items() if len(text) > LONGEST]
    return columns, problems


def _taken_bsn(session: Session, bsn: str, person_id: int | None = None) -> list[Problem]:
    owner = session.exec(select(Person.id).where(Person.bsn == bsn)).first() if bsn else None
    return [Problem("bsn-taken", "bsn")] if owner not in {None, person_id} else []


def _known(session: Session, data: PersonData) -> tuple[str, int] | None:
    """Return name and dossier number of somebody with the same surname and birth date."""
    same_day = session.exec(select(Person).where(Person.birth_date == data.birth_date)).all()
    for person in same_day:
        if fold(person.surname) == fold(data.name.surname):
            return listed_name(person), person.dossier_no
    return None
