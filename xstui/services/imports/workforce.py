"""Who is employed, from when to when and for what wage: all at once, for a file of many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, cast

from sqlalchemy import Select, select
from sqlmodel import col

from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.employment import employment_that_counts
from xstui.domain.names import split_surname
from xstui.domain.problems import Problem
from xstui.domain.search import fold
from xstui.services.context.context import Context
from xstui.services.context.employments import may_see_people
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, Person


class Terms(NamedTuple):
    """What holds in an employment from a day on."""

    valid_from: date
    unit_id: int
    wage: Decimal | None
    wage_basis: str


@dataclass(frozen=True, slots=True)
class Hire:
    """An employment with its person."""

    employment_id: int
    person_id: int
    dossier_no: int
    birth_date: date
    start_date: date
    end_date: date | None
    terms: list[Terms]

    @property
    def key(self) -> int:
        """The employment's row number."""
        return self.employment_id

    def terms_on(self, day: date) -> Terms:
        """Return the terms that hold on a day; before the first ones, the first."""
        return next((terms for terms in reversed(self.terms) if terms.valid_from <= day), self.terms[0])


_TERMS = select(
    col(EmploymentTerms.employment_id),
    col(EmploymentTerms.valid_from),
    col(EmploymentTerms.unit_id),
    col(EmploymentTerms.wage),
    col(EmploymentTerms.wage_basis),
).order_by(col(EmploymentTerms.valid_from))
_HIRES = cast(
    "Select[int, str, str, int, int, date, date, date | None]",
    select(
        col(Employment.id),
        col(Person.surname),
        col(Person.partner_surname),
        col(Person.id),
        col(Person.dossier_no),
        col(Person.birth_date),
        col(Employment.start_date),
        col(Employment.end_date),
    )
    .where(col(Employment.person_id) == col(Person.id))
    .order_by(col(Employment.start_date)),
)
_CASES = select(col(AbsenceCase.employment_id), col(AbsenceCase.first_sick_day), col(AbsenceCase.last_sick_day)).where(
    col(AbsenceCase.kind) == CaseKind.ABSENCE.value, col(AbsenceCase.end_reason) != EndReason.MISTAKEN.value
)


@dataclass
class Workforce:
    """The employments that the actor may see, to be found by number or by name.

    Attributes:
        by_number: By dossier number, oldest first.
        by_name: Dossier numbers by folded surname, own or partner's, and birth date.
        cases: Employment, first and last sick day of each case in the store.
    """

    by_number: dict[int, list[Hire]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[str, date], set[int]] = field(default_factory=lambda: defaultdict(set))
    cases: list[tuple[int, date, date | None]] = field(default_factory=list)

    @classmethod
    def load(cls, context: Context) -> Workforce:
        """Read all of it from the store; columns alone, as rows made into objects would take most of the time."""
        found = cls()
        with context.reading() as session:
            connection, seen = session.connection(), may_see_people(session, context)
            terms: dict[int, list[Terms]] = defaultdict(list)
            for employment_id, valid_from, unit_id, wage, basis in connection.execute(_TERMS):
                terms[employment_id].append(Terms(valid_from, unit_id, wage, basis))
            for employment_id, surname, partner, person_id, number, born, start, end in connection.execute(_HIRES):
                own = terms[employment_id]
                if seen(person_id):
                    found.add((surname, partner), Hire(employment_id, person_id, number, born, start, end, own))
            found.cases = [(employment, first, last) for employment, first, last in connection.execute(_CASES)]
        return found

    def add(self, surnames: Iterable[str], hire: Hire) -> None:
        """Add an employment of somebody who goes by one surname or several."""
        self.by_number[hire.dossier_no].append(hire)
        for surname in filter(None, surnames):
            self.by_name[fold(surname), hire.birth_date].add(hire.dossier_no)

    def find(self, number: int | None, surname: str, born: date | None, day: date) -> Hire | Problem:
        """Return the employment of the person who is meant that counts on a day, or why nobody is.

        The number counts where there is one; a birth date beside it must fit.
        """
        if number is None:
            if born is None:
                return Problem("required", "birth_date")
            plain = split_surname(surname.partition(",")[0])[1]
            numbers = self.by_name.get((fold(plain), born), set())
            if len(numbers) > 1:
                return Problem("person-ambiguous", "surname")
            if not numbers:
                return Problem("name-unknown", "surname")
            (number,) = numbers
        known = self.by_number.get(number, [])
        counts = employment_that_counts(known, day)
        if counts is None:
            return Problem("person-unknown", "dossier_no")
        if born is not None and born != counts.birth_date:
            return Problem("person-differs", "birth_date")
        return counts
