"""Writing the demo company's people, as far as they lie before today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from xstui.domain.absence import CaseTimes, EndReason
from xstui.services.context.reference import Reference
from xstui.services.demo.people import CaseDraft, Crew, PersonDraft
from xstui.services.demo.spread import Spread
from xstui.services.employment import bulk
from xstui.services.employment.bulk import NewCase, NewPerson
from xstui.store.unit import UnitOfWork

LEFT_OPEN = timedelta(days=10)
"""The crowd's tasks that are longer overdue have been done on their due day."""
BLOCK = 5_000
GONE = 12
"""One ex-employee for so many employees."""


@dataclass
class Writer:
    """Turns drafts into rows.

    Attributes:
        person_ids: Row numbers by dossier number.
    """

    unit: UnitOfWork
    reference: Reference
    today: date
    employer_id: int
    full_time: Decimal
    person_ids: dict[int, int] = field(default_factory=dict)

    def write_crowd(self, crew: Crew, spread: Spread, wanted: int, progress: Callable[[int, int], None] | None) -> None:
        """Draw and write so many employees, and some who are gone, in blocks."""
        total = wanted + wanted // GONE
        for start in range(0, total, BLOCK):
            numbers = range(start, min(start + BLOCK, total))
            people = [crew.person(number, gone=number % (GONE + 1) == GONE) for number in numbers]
            cases = [spread.cases(crew.rng, person.start, person.end, self.today) for person in people]
            self.write(people, cases)
            if progress is not None:
                progress(numbers[-1] + 1, total)

    def write(self, people: Sequence[PersonDraft], cases: Sequence[Sequence[CaseDraft]] | None = None) -> None:
        """Write people with their cases: their own, or those given in the same order."""
        first_person, first_employment = bulk.write_people(self.unit, [self._person(person) for person in people])
        new_cases: list[NewCase] = []
        for number, person in enumerate(people):
            self.person_ids[person.dossier_no] = first_person + number
            new_cases += [
                self._case(draft, person, first_person + number, first_employment + number)
                for draft in (cases[number] if cases else person.cases)
                if draft.first <= self.today
            ]
        bulk.write_cases(self.unit, self.reference, new_cases)

    def _person(self, person: PersonDraft) -> NewPerson:
        columns = {
            "dossier_no": person.dossier_no,
            "birth_date": person.birth_date,
            **bulk.name_columns(person.name),
        }
        terms = {
            "unit_id": person.unit_id,
            "job_id": person.job_id,
            "contract_type": person.contract_type,
            "hours": person.hours,
            "full_time_hours": self.full_time,
            "wage": person.wage,
        }
        return NewPerson(columns, self.employer_id, person.start, person.end, terms)

    def _case(self, draft: CaseDraft, person: PersonDraft, person_id: int, employment_id: int) -> NewCase:
        last = draft.last if draft.last and draft.last <= self.today else None
        left = last is not None and last == person.end
        reason = EndReason.LEFT if left else EndReason.RECOVERED
        return NewCase(
            person_id=person_id,
            employment_id=employment_id,
            times=CaseTimes(draft.first, last, tuple(s for s in draft.steps if s.valid_from <= self.today)),
            wage=person.wage,
            wage_basis="gross-month",
            case_no=draft.case_no,
            kind=draft.kind,
            end_reason=reason.value if last else "",
            done={task: day for task, day in draft.done.items() if day <= self.today},
            done_before=date.min if draft.case_no else self.today - LEFT_OPEN,
        )
