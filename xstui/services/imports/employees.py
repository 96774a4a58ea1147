"""Rows of employees: read, checked against the store, and written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from xstui.domain.contract_type import ContractType
from xstui.domain.dates import age
from xstui.domain.names import (
    PersonName,
    is_initials,
    split_behind,
    split_surname,
    tidy_initials,
    tidy_surname,
)
from xstui.domain.problems import Problem
from xstui.domain.search import fold
from xstui.domain.wages import WageBasis
from xstui.services.context.context import Context
from xstui.services.context.likely_wages import unlikely_wage
from xstui.services.context.organisation import tree_in
from xstui.services.employment import bulk
from xstui.services.employment.hires import EmployeeDraft, write_employees
from xstui.services.imports.days import OLDEST, YOUNGEST
from xstui.services.imports.drafts import RowReader
from xstui.store.tables import Person
from xstui.store.tables.base import RowValues
from xstui.store.unit import UnitOfWork

_PEOPLE = select(col(Person.dossier_no), col(Person.surname), col(Person.initials), col(Person.birth_date))
CHECKED = ("email", "phone", "postcode", "bsn", "iban")


class Checker:
    """Reads rows, knowing who and what is in the store already.

    Attributes:
        units: Row numbers by name and by code; several where a name is used twice.
        units_as_spelt: The same, by how they are written exactly.
        added: Dossier numbers of the rows before.
    """

    def __init__(self, context: Context) -> None:
        self.today = context.today
        self.reference = context.reference
        self._notes: list[Problem] = []
        self._wages: list[tuple[int, Problem]] = []
        self.added: set[int] = set()
        self.units: dict[str, set[int]] = defaultdict(set)
        self.units_as_spelt: dict[str, set[int]] = defaultdict(set)
        with context.reading() as session:
            self.taken = set(session.exec(select(Person.dossier_no)).all())
            self.namesakes = {
                (fold(surname), initials, born): number for number, surname, initials, born in session.exec(_PEOPLE)
            }
            self.known = set(session.exec(select(Person.bsn).where(Person.bsn != "")).all())
            for unit in tree_in(session, context).units:
                for word in filter(None, (unit.name, unit.code)):
                    self.units[_unit_key(word)].add(unit.unit_id)
                    self.units_as_spelt[word].add(unit.unit_id)

    def read(self, row: RowReader) -> EmployeeDraft | None:
        """Return a draft; what is wrong is noted in the row."""
        number = row.number("dossier_no")
        if number in self.taken:
            row.problems.append(Problem("person-exists", "dossier_no"))
        person = bulk.name_columns(_name(row)) | _address(row)
        person |= {name: row.checked(name) for name in CHECKED}
        if person["bsn"] in self.known:
            row.problems.append(Problem("bsn-taken", "bsn"))
        born, start, end = self._days(row)
        unit_id, hours = self._unit(row), row.hours("hours")
        job, wage = row.text("job"), row.amount("wage")
        contract_type = self._contract_type(row, end)
        if row.problems or start is None or unit_id is None or hours is None:
            return None
        self.taken.add(number or 0)
        self.known.update(filter(None, [person["bsn"]]))
        if born is not None:
            self._note_namesake(row, person, number or 0, born)
        if row.problems:
            return None
        person |= {"dossier_no": number, "birth_date": born}
        self._note_wage(number or 0, wage, hours, born, contract_type)
        return EmployeeDraft(person, start, end, unit_id, job, contract_type, hours, wage)

    @property
    def notes(self) -> list[Problem]:
        """What is to be said of the rows together: namesakes, and wages that are unlikely."""
        if not self._wages:
            return self._notes
        number, example = self._wages[0]
        details = {"count": len(self._wages), "dossier_no": number, "example": example}
        return [*self._notes, Problem("wages-unlikely", "wage", details)]

    def _note_wage(
        self, number: int, wage: Decimal | None, hours: Decimal, born: date | None, contract_type: str
    ) -> None:
        if wage is None:
            return
        kind = ContractType(contract_type)
        found = unlikely_wage(
            self.reference, wage, WageBasis.GROSS_MONTH, hours=hours, day=self.today, born=born, contract_type=kind
        )
        self._wages += [(number, problem) for problem in found]

    def _days(self, row: RowReader) -> tuple[date | None, date | None, date | None]:
        born = row.day("birth_date", required=True, birth=True)
        start, end = row.day("start_date", required=True), row.day("end_date")
        if born is not None and born >= self.today:
            row.problems.append(Problem("birth-date-in-future", "birth_date"))
        if born is not None and born < self.today and not YOUNGEST <= (years := age(born, self.today)) <= OLDEST:
            row.problems.append(Problem("age-unlikely", "birth_date", {"years": years}))
        if start and born and start <= born:
            row.problems.append(Problem("start-before-birth", "start_date"))
        elif start and born and age(born, start) < YOUNGEST:
            row.problems.append(Problem("start-age-unlikely", "start_date", {"years": age(born, start)}))
        if start and end and end < start:
            row.problems.append(Problem("end-before-start", "end_date"))
        return born, start, end

    def _contract_type(self, row: RowReader, end: date | None) -> str:
        """Return the kind of contract; one that ends some day is not taken for permanent because nobody said so."""
        chosen: ContractType = row.choice("contract_type")
        if end is not None and end > self.today and not row.cells.get("contract_type"):
            row.problems.append(Problem("contract-type-unknown", "contract_type"))
        return chosen.value

    def _note_namesake(self, row: RowReader, person: RowValues, number: int, born: date) -> None:
        """Note it where somebody of the same name and birth date goes by another number; ask it within one file."""
        who = (fold(person["surname"]), person["initials"], born)
        other = self.namesakes.setdefault(who, number)
        if other != number:
            name = ", ".join(filter(None, (person["surname"], person["initials"])))
            details: RowValues = {"name": name, "numbers": (str(other), str(number))}
            if other in self.added and "namesakes" not in row.answers:
                row.problems.append(Problem("same-person-in-file", "dossier_no", details))
            else:
                self._notes.append(Problem("same-person", "", details))
        self.added.add(number)

    def _unit(self, row: RowReader) -> int | None:
        department = row.text("department", required=True)
        exact = self.units_as_spelt.get(department, set())
        found = exact if len(exact) == 1 else self.units.get(_unit_key(department), set())
        if len(found) == 1:
            return next(iter(found))
        if department:
            code = "department-ambiguous" if found else "unknown-unit"
            row.problems.append(Problem(code, "department", {"name": department}))
        return None


def _unit_key(word: str) -> str:
    """Return by what a department is found: a spreadsheet makes 1 of the code 001."""
    return fold(word).lstrip("0")


def _name(row: RowReader) -> PersonName:
    """Return the name: from its own columns, or from one that holds `Berg, J. van den`.

    A column for the prefix says by an empty cell that there is none. Before a comma only small letters are one:
    `El Amrani, F.` is a surname of two words.
    """
    prefix, surname = row.text("prefix"), row.text("surname", required=True)
    initials, first_name = tidy_initials(row.text("initials")), row.text("first_name")
    if "," in surname:
        surname, _, behind = (part.strip() for part in surname.partition(","))
        given, infix = split_behind(behind)
        prefix = prefix or infix
        if given and not is_initials(given):
            first_name = first_name or given
        else:
            initials = initials or tidy_initials(given)
        is_whole = surname[:1].isupper()
    else:
        is_whole = False
    if not prefix and not is_whole and "prefix" not in row.cells:
        prefix, surname = split_surname(surname)
    return PersonName(
        initials=initials,
        prefix=prefix,
        surname=tidy_surname(surname),
        gender=row.choice("gender"),
        first_name=first_name,
    )


def _address(row: RowReader) -> dict[str, str]:
    """Return street, house number and city; `Dorpsstraat 12a` in one column is split."""
    street, number = row.text("street"), row.text("house_number")
    whole = re.fullmatch(r"(.*?[^\W\d]\S*.*?)\s+(\d+(?:\s?\S{1,6})?)", street)
    if whole and not number:
        street, number = whole[1], whole[2]
    return {"street": street, "house_number": number, "city": row.text("city")}


def write(unit: UnitOfWork, context: Context, drafts: Sequence[EmployeeDraft]) -> None:
    """Write the employees, each with an employment and its terms."""
    write_employees(unit, context, drafts)
