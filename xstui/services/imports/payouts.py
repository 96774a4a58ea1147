"""Rows that the insurer has paid: read, matched with employees, and written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import col

from xstui.domain.problems import Problem
from xstui.domain.search import fold
from xstui.services.context.context import Context
from xstui.services.imports.drafts import RowReader
from xstui.services.imports.employers import employer_of
from xstui.services.insurance.employers import employers_in
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Employment, Payout, Person
from xstui.store.tables.base import RowValues
from xstui.store.unit import UnitOfWork

PayoutDraft = RowValues
"""The columns of `payout`."""
_COLUMNS = tuple(name for name in Payout.model_fields if name not in {"id", "version", "person_id"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An employee whom a row may be about."""

    person_id: int
    dossier_no: int
    name: str
    first_sick_days: frozenset[date]


class Checker:
    """Reads rows, knowing the employees of each employer and what has been taken over already."""

    def __init__(self, context: Context) -> None:
        self.notes: list[Problem] = []
        self.candidates: dict[int, list[Candidate]] = defaultdict(list)
        with context.reading() as session:
            self.employers = [one for one in employers_in(session, context) if one.is_whole]
            days: dict[int, set[date]] = defaultdict(set)
            for person_id, day in session.execute(select(col(AbsenceCase.person_id), col(AbsenceCase.first_sick_day))):
                days[person_id].add(day)
            pairs = select(Person, col(Employment.employer_id)).where(col(Person.id) == col(Employment.person_id))
            for person, employer_id in session.execute(pairs.distinct()):
                name = listed_name(person)
                self.candidates[employer_id].append(
                    Candidate(person.key, person.dossier_no, name, frozenset(days[person.key]))
                )
            paid = select(*(getattr(Payout, name) for name in _COLUMNS))
            self.taken = {tuple(row) for row in session.execute(paid)}

    def read(self, row: RowReader) -> PayoutDraft | None:
        """Return a draft; what is wrong is noted in the row."""
        draft: PayoutDraft = {
            "employer_id": employer_of(row, self.employers),
            "payout_reference": row.text("payout_reference", required=True),
            "policy_no": row.text("policy_no", required=True),
            "insurance_type": row.choice("insurance_type").value,
            "employee_name": row.text("employee_name"),
            "first_sick_day": row.day("first_sick_day"),
            "period_start": row.day("period_start", required=True),
            "period_end": row.day("period_end", required=True),
            "benefit": _signed(row),
        }
        number = row.number("dossier_no", required=False)
        if row.problems:
            return None
        if draft["period_end"] < draft["period_start"]:
            row.problems.append(Problem("end-before-start", "period_end"))
        found = self._find(draft, number)
        if isinstance(found, Problem):
            row.problems.append(found)
            return None
        draft["employee_name"] = draft["employee_name"] or (found.name if found else "")
        if (line := tuple(draft[name] for name in _COLUMNS)) in self.taken:
            row.problems.append(Problem("payout-exists", "payout_reference"))
        self.taken.add(line)
        return None if row.problems else {**draft, "person_id": found.person_id if found else None}

    def _find(self, draft: PayoutDraft, number: int | None) -> Candidate | Problem | None:
        """Return whom a row is about: by number, else by name and first sick day; None for nobody who is known.

        What was paid for somebody who isn't in the store, or for no employee, is taken over by its name alone.
        """
        candidates = self.candidates[draft["employer_id"]]
        if number is not None:
            return next(
                (one for one in candidates if one.dossier_no == number), Problem("person-unknown", "dossier_no")
            )
        wanted = fold(draft["employee_name"])
        named = [one for one in candidates if wanted and fold(one.name) == wanted]
        if len(named) > 1:
            named = [one for one in named if draft["first_sick_day"] in one.first_sick_days]
            if len(named) != 1:
                return Problem("employee-ambiguous", "employee_name")
        return named[0] if named else None


def _signed(row: RowReader) -> Decimal | None:
    """Return what was paid; a correction is below zero."""
    text = row.cells.get("benefit", "").replace("€", "").strip().replace("\N{MINUS SIGN}", "-")
    below = text.startswith("-")
    plain = RowReader({"benefit": text.removeprefix("-").strip()}, row.today)
    plain.text("benefit", required=True)
    value = plain.amount("benefit")
    row.problems += plain.problems
    return -value if value is not None and below else value


def write(unit: UnitOfWork, _context: Context, drafts: Sequence[PayoutDraft]) -> None:
    """Write the lines."""
    unit.insert_many(Payout, list(drafts))
