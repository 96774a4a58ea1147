"""Writing drafts of people and their cases, many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xstui.domain.absence import CaseKind
from xstui.domain.names import Gender, PersonName
from xstui.domain.protocol import TaskState, plan
from xstui.services.cases import HORIZON
from xstui.services.people import search_keys
from xstui.services.reference import Reference
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, PercentageStep, Person, Task
from xstui.store.unit import UnitOfWork

FULL_TIME = Decimal("36.86")
FIRST_CASE = 841_000
LEFT_OPEN = timedelta(days=10)
"""Tasks of the crowd that are longer overdue have been done."""
BLOCK = 5_000


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A case to be written; without a number it gets the next one."""

    first: date
    last: date | None
    steps: tuple[tuple[date, Decimal], ...]
    case_no: int | None = None


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person to be written, with one employment and its cases."""

    dossier_no: int
    initials: str
    prefix: str
    surname: str
    gender: str
    birth_date: date
    unit_id: int
    job_id: int
    hours: Decimal
    start: date
    end: date | None
    wage: Decimal
    cases: tuple[CaseDraft, ...] = ()


@dataclass
class Writer:
    """Turns drafts into rows."""

    unit: UnitOfWork
    reference: Reference
    today: date
    employer_id: int
    person_ids: dict[int, int] = field(default_factory=dict)
    next_case: int = FIRST_CASE

    def write(self, people: Sequence[PersonDraft], progress: Callable[[int, int], None] | None) -> None:
        """Write people in blocks, telling how far the work is."""
        for start in range(0, len(people), BLOCK):
            self._write_block(people[start : start + BLOCK])
            if progress is not None:
                progress(min(start + BLOCK, len(people)), len(people))

    def _write_block(self, people: Sequence[PersonDraft]) -> None:
        first_person = self.unit.insert_many(Person, [_person(draft) for draft in people])
        for number, draft in enumerate(people):
            self.person_ids[draft.dossier_no] = first_person + number
        employments = [
            {
                "person_id": first_person + number,
                "employer_id": self.employer_id,
                "number": 1,
                "start_date": draft.start,
                "end_date": draft.end,
            }
            for number, draft in enumerate(people)
        ]
        first_employment = self.unit.insert_many(Employment, employments)
        terms = [_terms(draft, first_employment + number) for number, draft in enumerate(people)]
        self.unit.insert_many(EmploymentTerms, terms)
        self._write_cases(people, first_person, first_employment)

    def _write_cases(self, people: Sequence[PersonDraft], first_person: int, first_employment: int) -> None:
        drafts = [
            (number, person, case)
            for number, person in enumerate(people)
            for case in person.cases
            if case.first <= self.today
        ]
        rows = [
            self._case(case, person, first_person + number, first_employment + number)
            for number, person, case in drafts
        ]
        first_case = self.unit.insert_many(AbsenceCase, rows)
        steps = [
            {"case_id": first_case + place, "valid_from": day, "percentage": percentage}
            for place, (_number, _person_draft, case) in enumerate(drafts)
            for day, percentage in case.steps
            if day <= self.today
        ]
        self.unit.insert_many(PercentageStep, steps)
        tasks: list[dict[str, Any]] = []
        for place, (_number, _person_draft, case) in enumerate(drafts):
            if rows[place]["last_sick_day"] is None:
                tasks.extend(self._tasks(case, first_case + place))
        self.unit.insert_many(Task, tasks)

    def _case(self, case: CaseDraft, person: PersonDraft, person_id: int, employment_id: int) -> dict[str, Any]:
        number = case.case_no
        if number is None:
            number, self.next_case = self.next_case, self.next_case + 1
        ended = case.last is not None and case.last < self.today
        return {
            "case_no": number,
            "person_id": person_id,
            "employment_id": employment_id,
            "first_sick_day": case.first,
            "last_sick_day": case.last if ended else None,
            "end_reason": "recovered" if ended else "",
            "counted_from": case.first,
            "wage_basis": "gross-month",
            "wage_at_start": person.wage,
        }

    def _tasks(self, case: CaseDraft, case_id: int) -> list[dict[str, Any]]:
        protocol = self.reference.protocols[CaseKind.ABSENCE]
        tasks = []
        for task in plan(protocol, case.first, horizon=case.first + HORIZON):
            done = case.case_no is None and task.due < self.today - LEFT_OPEN
            tasks.append(
                {
                    "case_id": case_id,
                    "code": task.code,
                    "sequence": task.sequence,
                    "actor": task.actor,
                    "opens": task.opens,
                    "due": task.due,
                    "closed_as": TaskState.DONE.value if done else "",
                    "closed_on": task.due if done else None,
                }
            )
        return tasks


def _person(draft: PersonDraft) -> dict[str, Any]:
    name = PersonName(draft.initials, draft.prefix, draft.surname, gender=Gender(draft.gender))
    return {
        "dossier_no": draft.dossier_no,
        "initials": draft.initials,
        "prefix": draft.prefix,
        "surname": draft.surname,
        "gender": draft.gender,
        "birth_date": draft.birth_date,
        **search_keys(name),
    }


def _terms(draft: PersonDraft, employment_id: int) -> dict[str, Any]:
    return {
        "employment_id": employment_id,
        "valid_from": draft.start,
        "unit_id": draft.unit_id,
        "job_id": draft.job_id,
        "hours": draft.hours,
        "full_time_hours": FULL_TIME,
        "wage": draft.wage,
    }
