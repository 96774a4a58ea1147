"""Rows of absences: read, held against employments and earlier cases, and written with their tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import select

from xstui.domain import absence as rules
from xstui.domain.absence import CaseKind, CaseTimes, Step
from xstui.domain.problems import Problem
from xstui.services import cases
from xstui.services.absence import FIRST_CASE_NO
from xstui.services.desk import Desk
from xstui.services.imports.drafts import RowReader
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, PercentageStep, Person, Task
from xstui.store.unit import UnitOfWork

TASK_FIELDS = ("case_id", "code", "sequence", "actor", "opens", "due")


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """A row that is in order."""

    person_id: int
    employment_id: int
    first_sick_day: date
    last_sick_day: date | None
    percentage: Decimal
    classification: str

    @property
    def times(self) -> CaseTimes:
        """The case as the rules see it."""
        return CaseTimes(self.first_sick_day, self.last_sick_day, (Step(self.first_sick_day, self.percentage),))


class Checker:
    """Reads rows, knowing the employments and cases in the store and in the rows before."""

    def __init__(self, desk: Desk) -> None:
        self.today = desk.today
        self.employments: dict[int, list[Employment]] = defaultdict(list)
        self.cases: dict[int, list[CaseTimes]] = defaultdict(list)
        with desk.reading() as session:
            units: dict[int, set[int]] = defaultdict(set)
            for terms in session.exec(select(EmploymentTerms)).all():
                units[terms.employment_id].add(terms.unit_id)
            query = select(Employment, Person.dossier_no).where(Employment.person_id == Person.id)
            for employment, number in session.exec(query).all():
                if any(desk.may_see_unit(unit) for unit in units[employment.key]):
                    self.employments[number].append(employment)
            for case in session.exec(select(AbsenceCase).where(AbsenceCase.kind == CaseKind.ABSENCE.value)).all():
                self.cases[case.employment_id].append(CaseTimes(case.first_sick_day, case.last_sick_day, ()))

    def read(self, row: RowReader) -> AbsenceDraft | None:
        """Return a draft; what is wrong is noted in the row."""
        number = row.number("dossier_no")
        first, last = row.day("first_sick_day", required=True), self._last(row)
        percentage = row.percentage("percentage")
        classification = row.choice("classification").value
        employment = self._employment(number, first) if number and first else None
        if number and first and employment is None:
            row.problems.append(Problem("person-unknown", "dossier_no"))
        if first is None or employment is None or row.problems:
            return None
        draft = AbsenceDraft(employment.person_id, employment.key, first, last, percentage, classification)
        row.problems += self._check(draft, employment)
        if row.problems:
            return None
        self.cases[employment.key].append(draft.times)
        return draft

    def _last(self, row: RowReader) -> date | None:
        """Return the last sick day: as it stands, or the day before that of recovery."""
        last, recovered = row.day("last_sick_day"), row.day("recovered_on")
        return last or (recovered - timedelta(days=1) if recovered else None)

    def _employment(self, number: int, day: date) -> Employment | None:
        known = self.employments.get(number, [])
        holding = [e for e in known if e.start_date <= day and (e.end_date is None or e.end_date >= day)]
        return next(reversed(holding or known), None)

    def _check(self, draft: AbsenceDraft, employment: Employment) -> list[Problem]:
        known = self.cases[employment.key]
        last = draft.last_sick_day or date.max
        overlap = any(c.first_sick_day <= last and draft.first_sick_day <= (c.last_sick_day or date.max) for c in known)
        problems = rules.check_report(
            draft.first_sick_day,
            draft.percentage,
            today=self.today,
            employment_start=employment.start_date,
            employment_end=employment.end_date,
            open_case=None,
            earlier=[],
        )
        if overlap:
            problems.append(Problem("case-overlap", "first_sick_day"))
        if draft.last_sick_day is not None:
            problems += rules.check_recovery(
                CaseTimes(draft.first_sick_day, None, ()), draft.last_sick_day, today=self.today
            )
        return problems


def write(unit: UnitOfWork, desk: Desk, drafts: Sequence[AbsenceDraft]) -> None:
    """Write cases and steps in order of time, joined by the four-week rule; open cases get their tasks."""
    ordered = sorted(drafts, key=lambda draft: (draft.employment_id, draft.first_sick_day))
    number = unit.next_number(AbsenceCase, "case_no", FIRST_CASE_NO)
    counted = _counted_from(unit, ordered)
    rows: list[dict[str, Any]] = [
        {
            "case_no": number + place,
            "person_id": draft.person_id,
            "employment_id": draft.employment_id,
            "classification": draft.classification,
            "first_sick_day": draft.first_sick_day,
            "last_sick_day": draft.last_sick_day,
            "end_reason": rules.EndReason.RECOVERED.value if draft.last_sick_day else "",
            "counted_from": counted[place],
        }
        for place, draft in enumerate(ordered)
    ]
    first = unit.insert_many(AbsenceCase, rows)
    steps = [
        {"case_id": first + place, "valid_from": draft.first_sick_day, "percentage": draft.percentage}
        for place, draft in enumerate(ordered)
    ]
    unit.insert_many(PercentageStep, steps)
    tasks = [
        {name: getattr(task, name) for name in TASK_FIELDS}
        for place, row in enumerate(rows)
        if row["last_sick_day"] is None
        for task in _tasks(desk, row, first + place)
    ]
    unit.insert_many(Task, tasks)


def _tasks(desk: Desk, row: dict[str, Any], case_id: int) -> list[Task]:
    case = AbsenceCase(id=case_id, **row)
    return [cases.task_row(case_id, planned) for planned in cases.planned(desk, case)]


def _counted_from(unit: UnitOfWork, ordered: Sequence[AbsenceDraft]) -> list[date]:
    """Return from where each case counts: its first day, or later in a chain of joined cases."""
    last_of: dict[int, tuple[date | None, date]] = {}
    stored = select(AbsenceCase).where(AbsenceCase.kind == CaseKind.ABSENCE.value)
    for case in sorted(unit.session.exec(stored).all(), key=lambda c: c.first_sick_day):
        last_of[case.employment_id] = (case.last_sick_day, case.counted_from)
    counted = []
    for draft in ordered:
        start = draft.first_sick_day
        before = last_of.get(draft.employment_id)
        if before and before[0] and before[0] < start and rules.joins(before[0], start):
            start = before[1] + timedelta(days=rules.recovered_days(before[0], start))
        counted.append(start)
        last_of[draft.employment_id] = (draft.last_sick_day, start)
    return counted
