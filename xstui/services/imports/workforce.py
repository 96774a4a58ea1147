"""Who is employed, from when to when and for what wage: all at once, for a file of many rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import col, select

from xstui.domain.absence import CaseKind
from xstui.domain.names import split_surname
from xstui.domain.problems import Problem
from xstui.domain.search import fold
from xstui.services.desk import Desk
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

    def terms_on(self, day: date) -> Terms:
        """Return the terms that hold on a day; before the first ones, the first."""
        return next((terms for terms in reversed(self.terms) if terms.valid_from <= day), self.terms[0])


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
    def load(cls, desk: Desk) -> Workforce:
        """Read all of it from the store."""
        found = cls()
        with desk.reading() as session:
            terms: dict[int, list[Terms]] = defaultdict(list)
            rows = select(EmploymentTerms).order_by(col(EmploymentTerms.valid_from))
            for row in session.exec(rows):
                terms[row.employment_id].append(Terms(row.valid_from, row.unit_id, row.wage, row.wage_basis))
            hires = select(Employment, Person).where(Employment.person_id == Person.id)
            for employment, person in session.exec(hires.order_by(col(Employment.start_date))):
                if any(desk.may_see_unit(row.unit_id) for row in terms[employment.key]):
                    found.add(employment, person, terms[employment.key])
            days = (col(AbsenceCase.first_sick_day), col(AbsenceCase.last_sick_day))
            cases = select(AbsenceCase.employment_id, *days)
            found.cases = list(session.exec(cases.where(AbsenceCase.kind == CaseKind.ABSENCE.value)))
        return found

    def add(self, employment: Employment, person: Person, terms: list[Terms]) -> None:
        """Add an employment."""
        hire = Hire(
            employment_id=employment.key,
            person_id=person.key,
            dossier_no=person.dossier_no,
            birth_date=person.birth_date,
            start_date=employment.start_date,
            end_date=employment.end_date,
            terms=terms,
        )
        self.by_number[hire.dossier_no].append(hire)
        for surname in filter(None, (person.surname, person.partner_surname)):
            self.by_name[fold(surname), person.birth_date].add(hire.dossier_no)

    def find(self, number: int | None, surname: str, born: date | None, day: date) -> Hire | Problem:
        """Return the employment that counts on a day of who is meant, or why nobody is.

        The number counts where there is one; a birth date beside it must fit.
        """
        if number is None:
            if born is None:
                return Problem("required", "birth_date")
            plain = split_surname(surname.partition(",")[0])[1]
            numbers = self.by_name.get((fold(plain), born), set())
            if len(numbers) > 1:
                return Problem("person-ambiguous", "surname")
            number = next(iter(numbers), 0)
        known = self.by_number.get(number, [])
        if not known:
            return Problem("person-unknown", "dossier_no")
        if born is not None and born != known[0].birth_date:
            return Problem("person-differs", "birth_date")
        holding = [e for e in known if e.start_date <= day and (e.end_date is None or e.end_date >= day)]
        return (holding or known)[-1]
