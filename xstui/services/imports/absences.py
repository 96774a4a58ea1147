"""Rows of absences: read, checked against employments and earlier cases, and written with their tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from xstui.domain import absence as rules
from xstui.domain.absence import CaseTimes, Classification, EndReason, Step
from xstui.domain.percentages import FULL
from xstui.domain.problems import Problem
from xstui.services.context.context import Context
from xstui.services.employment import bulk
from xstui.services.employment.bulk import NewCase
from xstui.services.imports import chains
from xstui.services.imports.drafts import RowReader
from xstui.services.imports.workforce import Hire, Workforce
from xstui.store.unit import UnitOfWork


@dataclass(slots=True)
class AbsenceDraft:
    """A case that is in order; the rows that change its percentage add their steps."""

    hire: Hire
    first_sick_day: date
    last_sick_day: date | None
    classification: Classification
    steps: list[Step]
    end_reason: EndReason = EndReason.RECOVERED

    def times(self, last: date | None = None) -> CaseTimes:
        """Return the case as the rules see it: running, unless `last` is given."""
        return CaseTimes(self.first_sick_day, last, tuple(self.steps))

    def new_case(self) -> NewCase:
        """Return what is to be written."""
        terms = self.hire.terms_on(self.first_sick_day)
        return NewCase(
            person_id=self.hire.person_id,
            employment_id=self.hire.employment_id,
            times=self.times(self.last_sick_day),
            wage=terms.wage,
            wage_basis=terms.wage_basis,
            classification=self.classification,
            end_reason=self.end_reason.value if self.last_sick_day else "",
            employment_end=self.hire.end_date,
        )


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A row that changed the percentage of the case of an earlier row."""

    case: AbsenceDraft


class Checker:
    """Reads rows, knowing the employments and cases in the store and in the rows before."""

    def __init__(self, context: Context) -> None:
        self.today = context.today
        self.notes: list[Problem] = []
        self.workforce = Workforce.load(context)
        self.drafts: dict[tuple[int, date], AbsenceDraft] = {}
        self.spans: dict[int, list[tuple[date, date]]] = defaultdict(list)
        for employment_id, first, last in self.workforce.cases:
            self.spans[employment_id].append((first, last or date.max))

    def read(self, row: RowReader) -> AbsenceDraft | StepDraft | None:
        """Return a draft; what is wrong is noted in the row."""
        number, born = row.number("dossier_no", required="surname" not in row.cells), row.day("birth_date")
        surname = row.text("surname", required=number is None and "surname" in row.cells)
        first = row.day("first_sick_day", required=True)
        last = self._last(row, first)
        changed_on, percentage = row.day("valid_from"), _percentage(row)
        kind: Classification = row.choice("absence_kind")
        classification: Classification = row.choice("classification") if "classification" in row.cells else kind
        end_reason = self._end_reason(row, last)
        if row.problems or first is None:
            return None
        hire = self.workforce.find(number, surname, born, first)
        if isinstance(hire, Problem):
            row.problems.append(hire)
            return None
        if changed_on is not None and changed_on != first:
            return self._step(row, self.drafts.get((hire.employment_id, first)), Step(changed_on, percentage))
        draft = AbsenceDraft(hire, first, last, classification, [Step(first, percentage)], end_reason)
        row.problems += self._check(draft, percentage)
        if row.problems:
            return None
        self.drafts[hire.employment_id, first] = draft
        self.spans[hire.employment_id].append((first, last or date.max))
        return draft

    def _last(self, row: RowReader, first: date | None) -> date | None:
        """Return the last sick day: as it stands, or the day before that of recovery."""
        last, recovered = row.day("last_sick_day"), row.day("recovered_on")
        if recovered is not None and recovered == first:
            row.problems.append(Problem("recovered-same-day", "recovered_on", {"first": first}))
        elif last and recovered and recovered != last + timedelta(days=1):
            details: dict[str, object] = {"last": last, "recovered": recovered}
            row.problems.append(Problem("last-day-contradicts", "recovered_on", details))
        return last or (recovered - timedelta(days=1) if recovered else None)

    def _end_reason(self, row: RowReader, last: date | None) -> EndReason:
        """Return why the case ended; a reason without an end is not taken for a case that still runs."""
        reason: EndReason = row.choice("end_reason")
        if row.cells.get("end_reason") and last is None:
            row.problems.append(Problem("end-reason-without-end", "end_reason"))
        return reason

    def _step(self, row: RowReader, case: AbsenceDraft | None, step: Step) -> StepDraft | None:
        """Add a step to the case of an earlier row."""
        if case is None:
            row.problems.append(
                Problem("change-without-report", "first_sick_day", {"value": row.cells["first_sick_day"]})
            )
            return None
        row.problems += rules.check_change(case.times(), step.valid_from, step.percentage, today=self.today)
        longer = rules.apply_change(case.times(), step)
        if case.last_sick_day is not None:
            row.problems += rules.check_recovery(longer, case.last_sick_day, today=self.today)
        if row.problems:
            return None
        case.steps = list(longer.steps)
        return StepDraft(case)

    def _check(self, draft: AbsenceDraft, percentage: Decimal) -> list[Problem]:
        first, last, hire = draft.first_sick_day, draft.last_sick_day, draft.hire
        problems = rules.check_report(
            first,
            percentage,
            today=self.today,
            employment_start=hire.start_date,
            employment_end=hire.end_date,
            open_case=None,
            earlier=[],
        )
        # The form takes cases in order of time; a file brings them in any, so that a gap may be filled.
        until = last or date.max
        over = [begin for begin, end in self.spans[hire.employment_id] if begin <= until and first <= end]
        if over:
            problems.append(Problem("case-overlap", "first_sick_day", {"since": min(over)}))
        if last is not None:
            problems += rules.check_recovery(draft.times(), last, today=self.today, reason=draft.end_reason)
            if hire.end_date is not None and last > hire.end_date >= first:
                problems.append(Problem("after-employment", "last_sick_day", {"end": hire.end_date}))
            if rules.check_left(draft.end_reason, hire.end_date, today=self.today):
                problems.append(Problem("left-while-employed", "end_reason", {"reason": draft.end_reason}))
        return problems


def _percentage(row: RowReader) -> Decimal:
    """Return the percentage of absence: as it stands, or what is left of how far somebody is back."""
    if not row.cells.get("part_recovered"):
        return row.percentage("percentage")
    part = row.part("part_recovered")
    absent = FULL - part
    if row.cells.get("percentage") and row.percentage("percentage") != absent:
        row.problems.append(Problem("percentages-contradict", "part_recovered", {"absent": absent}))
    elif not absent:
        row.problems.append(Problem("percentage-out-of-range", "part_recovered"))
    return absent


def write(unit: UnitOfWork, context: Context, drafts: Sequence[AbsenceDraft | StepDraft]) -> None:
    """Write cases and steps in order of time, joined by the four-week rule; open cases get their tasks."""
    found = [draft for draft in drafts if isinstance(draft, AbsenceDraft)]
    found.sort(key=lambda draft: (draft.hire.employment_id, draft.first_sick_day))
    new = [draft.new_case() for draft in found]
    bulk.write_cases(unit, context.reference, new, chains.stored(unit))
    chains.rejoin_later(unit, context, new)
