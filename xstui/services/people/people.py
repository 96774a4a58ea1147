"""Dossiers of people: who somebody is, where they work, and their cases (manual section 4.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from sqlmodel import Session, col, select

from xstui.domain import absence as rules
from xstui.domain.absence import CaseKind, CaseTimes, Classification, EndReason
from xstui.domain.contract_type import ContractType
from xstui.domain.dates import Duration, add_days, age, duration, whole_years
from xstui.domain.employment import fte
from xstui.domain.leaving import kind_on
from xstui.domain.names import Gender, NameOrder, PersonName, list_name, sort_key
from xstui.domain.pension import PensionDate, pension_date
from xstui.domain.problems import refuse
from xstui.domain.roles import Right, allows
from xstui.domain.search import fold
from xstui.services.cases import cases
from xstui.services.cases.details import NOTHING_SAID, ReportDetails, as_details, contacts_of
from xstui.services.context.context import Context
from xstui.services.context.employments import check_person, employment_on, terms_on
from xstui.services.context.organisation import tree_in
from xstui.store.tables import AbsenceCase, Employment, Job, Person, PersonTag


class NameColumns(Protocol):
    """The columns of a name, in a person's row or in a line of a list."""

    @property
    def initials(self) -> str: ...  # noqa: D102
    @property
    def first_name(self) -> str: ...  # noqa: D102
    @property
    def prefix(self) -> str: ...  # noqa: D102
    @property
    def surname(self) -> str: ...  # noqa: D102
    @property
    def partner_prefix(self) -> str: ...  # noqa: D102
    @property
    def partner_surname(self) -> str: ...  # noqa: D102
    @property
    def name_order(self) -> str: ...  # noqa: D102
    @property
    def gender(self) -> str: ...  # noqa: D102


def name_of_person(person: NameColumns) -> PersonName:
    """Return somebody's name as the rules see it: the one way from a row to a name."""
    return PersonName(
        initials=person.initials,
        prefix=person.prefix,
        surname=person.surname,
        partner_prefix=person.partner_prefix,
        partner_surname=person.partner_surname,
        name_order=NameOrder(person.name_order),
        gender=Gender(person.gender),
        first_name=person.first_name,
    )


def listed_name(person: NameColumns) -> str:
    """Return somebody's name as lists and receipts show it: `Berg, J. van den`."""
    return list_name(name_of_person(person))


def search_keys(name: PersonName) -> dict[str, str]:
    """Return the columns of `person` that sorting and searching look at."""
    shown = list_name(name)
    everything = f"{shown} {name.first_name} {name.surname} {name.partner_surname}"
    return {
        "sort_key": sort_key(name),
        "surname_key": fold(shown.partition(",")[0]),
        "search_key": " ".join(dict.fromkeys(fold(everything).split())),
    }


@dataclass(frozen=True)
class CaseLine:
    """A case in the list of a dossier (*Recente trajecten*).

    Attributes:
        percentage: Today's, or that of the last day of a closed case.
        version: To be handed back with a change, which is refused if somebody else was first.
        kind: What it counts as today: an absence that outlives its employment is one of the Sickness Benefits Act.
        counted_from: From where terms count, later than the first day in a joined case.
        starts_in: Days until it begins; 0 once it has.
        left_on: Last day of the employment, where the case outlives it.
        classification: None for a role that registers no absence: it may tell which benefit there is a right to.
        wage_at_start: None as well for a role that sees no wages.
        said: What was said with the report; nothing for a role that registers no absence.
    """

    case_id: int
    version: int
    case_no: int
    kind: CaseKind
    classification: Classification | None
    first_sick_day: date
    last_sick_day: date | None
    end_reason: EndReason | None
    duration: Duration
    percentage: Decimal
    counted_from: date
    starts_in: int = 0
    left_on: date | None = None
    wage_at_start: Decimal | None = None
    wage_basis: str = ""
    wage_verified: bool = False
    said: ReportDetails = NOTHING_SAID


@dataclass(frozen=True)
class EmploymentCard:
    """The employment as the dossier shows it.

    Attributes:
        hours: Contract hours a week.
        fte: Hours as a part of the employer's full-time week.
        years: Whole years in service: up to today, or up to the last day of somebody who has left.
        starts_in: Days until it begins; 0 once it has.
    """

    employment_id: int
    employer: str
    department: str
    unit_id: int
    job: str
    start_date: date
    end_date: date | None
    years: int
    hours: Decimal
    fte: Decimal
    contract_type: ContractType
    wage: Decimal | None
    wage_basis: str
    starts_in: int = 0


@dataclass(frozen=True)
class Dossier:
    """All that the overview tab of a dossier shows; unknown values are empty.

    Attributes:
        frequent_reports: Sick reports in the last twelve months, where they are called frequent; else 0.
    """

    person_id: int
    dossier_no: int
    name: PersonName
    birth_date: date
    age: int
    pension: PensionDate
    phone: str
    email: str
    address: tuple[str, ...]
    tags: tuple[str, ...]
    employment: EmploymentCard
    cases: tuple[CaseLine, ...]
    frequent_reports: int = 0

    @property
    def list_name(self) -> str:
        """The name as lists show it."""
        return list_name(self.name)

    @property
    def open_case(self) -> CaseLine | None:
        """The running absence case, if there is one."""
        running = (c for c in self.cases if c.last_sick_day is None and c.kind is not CaseKind.PREGNANCY)
        return next(running, None)


def open_dossier(context: Context, person_id: int) -> Dossier:
    """Return a dossier, and note in the journal that it was seen.

    Raises:
        Refused: `no-person`, or `not-allowed` or `other-unit`.
    """
    dossier = dossier_of(context, person_id)
    with context.unit("people.open_dossier", kind="note", undoable=False) as unit:
        unit.person_id = person_id
    return dossier


def dossier_of(context: Context, person_id: int) -> Dossier:
    """Return a dossier without noting it: for showing one again that is open already.

    Raises:
        Refused: `no-person`, or `not-allowed` or `other-unit`.
    """
    context.require(Right.EMPLOYEES)
    with context.reading() as session:
        person = session.get(Person, person_id)
        if person is None:
            raise refuse("no-person")
        employment = employment_on(session, person_id, context.today)
        card = _employment_card(session, context, employment)
        check_person(session, context, person_id)
        tags = session.exec(select(PersonTag.label).where(PersonTag.person_id == person_id)).all()
        return Dossier(
            person_id=person_id,
            dossier_no=person.dossier_no,
            name=name_of_person(person),
            birth_date=person.birth_date,
            age=age(person.birth_date, context.today),
            pension=pension_date(person.birth_date, context.reference.pension),
            phone=person.phone,
            email=person.email,
            address=_address(person),
            tags=tuple(tags),
            employment=card,
            cases=_case_lines(session, context, person_id),
            frequent_reports=cases.frequent_reports(session, person_id, context.today),
        )


def _address(person: Person) -> tuple[str, ...]:
    lines = (f"{person.street} {person.house_number}".strip(), f"{person.postcode} {person.city}".strip())
    known = tuple(filter(None, lines))
    return (*known, person.country) if known else ()


def _employment_card(session: Session, context: Context, employment: Employment) -> EmploymentCard:
    terms = terms_on(session, employment.key, context.today)
    units = tree_in(session, context)
    unit = units.by_id(terms.unit_id) if context.may_see_unit(terms.unit_id) else None
    job = session.get(Job, terms.job_id) if terms.job_id else None
    sees_wages = allows(context.actor.role, Right.EMPLOYMENT_CHANGES)
    return EmploymentCard(
        employment_id=employment.key,
        employer=unit.path[0] if unit else "",
        department=unit.name if unit else "",
        unit_id=terms.unit_id,
        job=job.name if job else "",
        start_date=employment.start_date,
        end_date=employment.end_date,
        years=_years_in_service(employment, context.today),
        hours=terms.hours,
        fte=fte(terms.hours, terms.full_time_hours),
        contract_type=ContractType(terms.contract_type),
        wage=terms.wage if sees_wages else None,
        wage_basis=terms.wage_basis if sees_wages else "",
        starts_in=max(0, (employment.start_date - context.today).days),
    )


def _years_in_service(employment: Employment, today: date) -> int:
    """Return the whole years up to a day, or up to and including the last day of who left before it."""
    end = employment.end_date
    until = add_days(end, 1) if end is not None and end < today else today
    return max(0, whole_years(employment.start_date, until))


def _case_lines(session: Session, context: Context, person_id: int) -> tuple[CaseLine, ...]:
    query = select(AbsenceCase).where(AbsenceCase.person_id == person_id)
    newest_first = query.order_by(col(AbsenceCase.first_sick_day).desc())
    rows = session.exec(newest_first).all()
    times = cases.times_of_all(session, rows)
    ends = {row.key: row.end_date for row in session.exec(select(Employment).where(Employment.person_id == person_id))}
    lines = {case.key: case_line(case, times[case.key], context, ends[case.employment_id]) for case in rows}
    if not allows(context.actor.role, Right.ABSENCE_REPORTS):
        return tuple(lines.values())
    contacts = contacts_of(session, lines)
    return tuple(replace(lines[case.key], said=as_details(case, contacts.get(case.key))) for case in rows)


def case_line(case: AbsenceCase, times: CaseTimes, context: Context, employment_end: date | None) -> CaseLine:
    """Return a case as a line of a list, as of today, with what the actor's role may see of it."""
    last = case.last_sick_day or max(context.today, case.first_sick_day)
    kind = kind_on(CaseKind(case.kind), case.last_sick_day, employment_end, context.today)
    classified = allows(context.actor.role, Right.ABSENCE_REPORTS)
    sees_wages = allows(context.actor.role, Right.EMPLOYMENT_CHANGES)
    return CaseLine(
        case_id=case.key,
        version=case.version,
        case_no=case.case_no,
        kind=kind,
        left_on=employment_end if kind != case.kind else None,
        classification=Classification(case.classification) if classified else None,
        first_sick_day=case.first_sick_day,
        last_sick_day=case.last_sick_day,
        end_reason=EndReason(case.end_reason) if case.end_reason else None,
        duration=duration(case.counted_from, last),
        percentage=rules.percentage_on(times, last),
        counted_from=case.counted_from,
        starts_in=max(0, (case.first_sick_day - context.today).days),
        wage_at_start=case.wage_at_start if sees_wages else None,
        wage_basis=case.wage_basis if sees_wages else "",
        wage_verified=case.wage_verified and sees_wages,
    )
