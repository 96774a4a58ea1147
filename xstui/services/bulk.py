"""Writing many people and cases at once, the way the screens write one: imports and the demo company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xstui.domain.absence import CaseKind, CaseTimes, Classification, joins, recovered_days
from xstui.domain.names import PersonName
from xstui.domain.protocol import TaskState, plan
from xstui.services.absence import FIRST_CASE_NO
from xstui.services.cases import HORIZON, NO_42_WEEK_REPORT
from xstui.services.people import search_keys
from xstui.services.reference import Reference
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, PercentageStep, Person, Task
from xstui.store.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be written, with one employment on one set of terms.

    Attributes:
        columns: Columns of `person`; those of the name are made by `name_columns`.
        terms: Columns of `employment_terms`, without the employment and its first day.
    """

    columns: Mapping[str, Any]
    employer_id: int
    start: date
    end: date | None
    terms: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Before:
    """A case in the store that a new one may join."""

    case_id: int
    first_sick_day: date
    last_sick_day: date | None
    counted_from: date


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be written.

    Attributes:
        case_no: None for the next free number.
        done: Tasks done, by code and sequence, and the day.
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


def name_columns(name: PersonName) -> dict[str, Any]:
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
    before: Mapping[int, Sequence[Before]] | None = None,
) -> None:
    """Write cases with their steps and, for those that run, the tasks of their protocol.

    Cases of one employment come in order of time; `before` has, by employment, those in the store already.
    """
    first_id = unit.next_number(AbsenceCase, "id", 1)
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
    tasks: list[dict[str, Any]] = []
    for place, case in enumerate(cases):
        if case.times.last_sick_day is None:
            tasks.extend(_tasks(reference, case, rows[place]["counted_from"], first_id + place))
    unit.insert_many(Task, tasks)


def _case_rows(
    unit: UnitOfWork, cases: Sequence[NewCase], first_id: int, before: Mapping[int, Sequence[Before]]
) -> list[dict[str, Any]]:
    next_no = unit.next_number(AbsenceCase, "case_no", FIRST_CASE_NO)
    chains = {employment: list(earlier) for employment, earlier in before.items()}
    rows = []
    for case_id, case in enumerate(cases, start=first_id):
        first = case.times.first_sick_day
        chain = chains.setdefault(case.employment_id, [])
        earlier = (known for known in chain if known.first_sick_day < first)
        joined, counted_from = join(max(earlier, key=lambda known: known.first_sick_day, default=None), first)
        chain.append(Before(case_id, first, case.times.last_sick_day, counted_from))
        rows.append(
            {
                "case_no": next_no if case.case_no is None else case.case_no,
                "kind": case.kind.value,
                "person_id": case.person_id,
                "employment_id": case.employment_id,
                "classification": case.classification.value,
                "first_sick_day": case.times.first_sick_day,
                "last_sick_day": case.times.last_sick_day,
                "end_reason": case.end_reason,
                "counted_from": counted_from,
                "joined_case_id": joined,
                "wage_basis": case.wage_basis,
                "wage_at_start": case.wage,
            }
        )
        next_no += case.case_no is None
    return rows


def join(before: Before | None, first_sick_day: date) -> tuple[int | None, date]:
    """Return which case a new one joins, and from where it counts (BW 7:629 paragraph 10)."""
    if before is None or before.last_sick_day is None or not joins(before.last_sick_day, first_sick_day):
        return None, first_sick_day
    lost = recovered_days(before.last_sick_day, first_sick_day)
    return before.case_id, before.counted_from + timedelta(days=lost)


def _tasks(reference: Reference, case: NewCase, counted_from: date, case_id: int) -> Iterator[dict[str, Any]]:
    suppressed = frozenset({"T05"}) if case.classification in NO_42_WEEK_REPORT else frozenset()
    horizon = counted_from + HORIZON
    protocol = reference.protocols[case.kind]
    for task in plan(protocol, counted_from, horizon=horizon, done=case.done, suppressed=suppressed):
        on_time = task.due if task.due < case.done_before else None
        closed_on = case.done.get((task.code, task.sequence), on_time)
        yield {
            "case_id": case_id,
            "code": task.code,
            "sequence": task.sequence,
            "actor": task.actor,
            "opens": task.opens,
            "due": task.due,
            "closed_as": TaskState.DONE.value if closed_on else "",
            "closed_on": closed_on,
        }
