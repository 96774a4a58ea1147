"""Writing many people and cases at once, the way the screens write one: imports and the demo company."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from xstui.domain.absence import CaseKind, CaseTimes, Classification
from xstui.domain.dates import add_days
from xstui.domain.names import PersonName
from xstui.domain.protocol import Protocol, TaskState, TermInputs, plan
from xstui.services.absence.absence import FIRST_CASE_NO
from xstui.services.cases import protocols
from xstui.services.cases.cases import HORIZON, bears_risk, task_columns
from xstui.services.cases.joining import Earlier, Link, leaves_by_employment, link
from xstui.services.context.reference import Reference
from xstui.services.people.people import search_keys
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, PercentageStep, Person, Task
from xstui.store.tables.base import RowValues
from xstui.store.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be written, with one employment on one set of terms.

    Attributes:
        columns: Columns of `person`; those of the name are made by `name_columns`.
        terms: Columns of `employment_terms`, without the employment and its first day.
    """

    columns: RowValues
    employer_id: int
    start: date
    end: date | None
    terms: RowValues


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be written.

    Attributes:
        case_no: None for the next free number.
        done: Tasks done, by code and sequence, and the day.
        employment_end: Last day of the employment, by which some tasks are due.
        done_before: Tasks due before this day were done on their due day, which shifts no other.
    """

    person_id: int
    employment_id: int
    times: CaseTimes
    wage: Decimal | None
    wage_basis: str
    case_no: int | None = None
    kind: CaseKind = CaseKind.ABSENCE
    classification: Classification = Classification.SICK
    end_reason: str = ""
    done: Mapping[tuple[str, int], date] = field(default_factory=dict)
    done_before: date = date.min
    employment_end: date | None = None


def write_people(unit: UnitOfWork, people: Sequence[NewPerson]) -> tuple[int, int]:
    """Write people with their employments; return the row numbers of the first person and employment.

    The others follow in order.
    """
    first_person = unit.insert_many(Person, [dict(person.columns) for person in people])
    first_employment = unit.insert_many(
        Employment,
        [
            {
                "person_id": person_id,
                "employer_id": person.employer_id,
                "start_date": person.start,
                "end_date": person.end,
            }
            for person_id, person in enumerate(people, start=first_person)
        ],
    )
    unit.insert_many(
        EmploymentTerms,
        [
            {"employment_id": employment_id, "valid_from": person.start, **person.terms}
            for employment_id, person in enumerate(people, start=first_employment)
        ],
    )
    return first_person, first_employment


def name_columns(name: PersonName) -> RowValues:
    """Return the columns of `person` that hold a name, and those by which it is found and sorted."""
    return {
        "initials": name.initials,
        "first_name": name.first_name,
        "prefix": name.prefix,
        "surname": name.surname,
        "partner_prefix": name.partner_prefix,
        "partner_surname": name.partner_surname,
        "name_order": name.name_order.value,
        "gender": name.gender.value,
        **search_keys(name),
    }


def write_cases(
    unit: UnitOfWork,
    reference: Reference,
    cases: Sequence[NewCase],
    before: Mapping[int, Sequence[Earlier]] | None = None,
) -> None:
    """Write cases with their steps and, for those that run, the tasks of their protocol.

    Cases of one employment come in order of time; `before` has, by employment, those in the store already.
    """
    first_id = unit.next_id(AbsenceCase)
    rows = _case_rows(unit, cases, first_id, before or {})
    unit.insert_many(AbsenceCase, rows)
    unit.insert_many(
        PercentageStep,
        [
            {"case_id": case_id, "valid_from": step.valid_from, "percentage": step.percentage}
            for case_id, case in enumerate(cases, start=first_id)
            for step in case.times.steps
        ],
    )
    unit.insert_many(Task, list(_all_tasks(unit, reference, cases, rows)))


def _all_tasks(
    unit: UnitOfWork, reference: Reference, cases: Sequence[NewCase], rows: Sequence[RowValues]
) -> Iterator[RowValues]:
    running = [(case, row) for case, row in zip(cases, rows, strict=True) if case.times.last_sick_day is None]
    in_use = protocols.in_use(unit.session, reference, {case.employment_id for case, _ in running})
    for case, row in running:
        inputs = TermInputs(
            row["counted_from"],
            case.done,
            case.classification,
            case.employment_end,
            insured=case.employment_end is not None and _bears_risk(unit, case, row["id"]),
            reported_from=case.times.first_sick_day,
        )
        yield from _tasks(in_use.of(case.employment_id, case.kind), case, inputs, row["id"])


def _bears_risk(unit: UnitOfWork, case: NewCase, case_id: int) -> bool:
    employment = unit.session.get_one(Employment, case.employment_id)
    return bears_risk(unit.session, unit.session.get_one(AbsenceCase, case_id), employment)


def _case_rows(
    unit: UnitOfWork, cases: Sequence[NewCase], first_id: int, before: Mapping[int, Sequence[Earlier]]
) -> list[RowValues]:
    next_no = unit.next_number(AbsenceCase, FIRST_CASE_NO)
    chains = {employment: list(earlier) for employment, earlier in before.items()}
    leaves = leaves_by_employment(unit.session)
    rows = []
    for case_id, case in enumerate(cases, start=first_id):
        first = case.times.first_sick_day
        known = chains.setdefault(case.employment_id, [])
        earlier = [one for one in known if one.times.first_sick_day < first]
        joined = link(earlier, first, leaves=leaves[case.employment_id])
        if case.kind is CaseKind.ABSENCE:
            insort(known, Earlier(case_id, case.times), key=lambda one: one.times.first_sick_day)
        else:
            joined = Link(None, first)
        rows.append(
            {
                "id": case_id,
                "case_no": next_no if case.case_no is None else case.case_no,
                "kind": case.kind.value,
                "person_id": case.person_id,
                "employment_id": case.employment_id,
                "classification": case.classification.value,
                "first_sick_day": case.times.first_sick_day,
                "last_sick_day": case.times.last_sick_day,
                "end_reason": case.end_reason,
                "counted_from": joined.counted_from,
                "joined_case_id": joined.case_id,
                "wage_basis": case.wage_basis,
                "wage_at_start": case.wage,
            }
        )
        next_no += case.case_no is None
    return rows


def _tasks(protocol: Protocol, case: NewCase, inputs: TermInputs, case_id: int) -> Iterator[RowValues]:
    for task in plan(protocol, inputs, horizon=add_days(inputs.counted_from, HORIZON)):
        on_time = task.due if task.due < case.done_before else None
        closed_on = case.done.get((task.code, task.sequence), on_time)
        yield {
            "case_id": case_id,
            **task_columns(task),
            "closed_as": TaskState.DONE.value if closed_on else "",
            "closed_on": closed_on,
        }
