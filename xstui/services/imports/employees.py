"""Rows of employees: read, checked against the store, and written."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from sqlmodel import select

from xstui.domain.names import PersonName, split_surname, tidy_initials, tidy_surname
from xstui.domain.problems import Problem
from xstui.domain.search import fold
from xstui.services import bulk
from xstui.services.desk import Desk
from xstui.services.hires import EmployeeDraft
from xstui.services.imports.drafts import RowReader
from xstui.services.organisation import tree_in
from xstui.store.tables import Person

CHECKED = ("email", "phone", "postcode", "bsn", "iban")


class Checker:
    """Reads rows, knowing who and what is in the store already.

    Attributes:
        units: Row numbers by name and by code; several where a name is used twice.
    """

    def __init__(self, desk: Desk) -> None:
        self.today = desk.today
        self.units: dict[str, set[int]] = defaultdict(set)
        with desk.reading() as session:
            self.taken = set(session.exec(select(Person.dossier_no)).all())
            self.known = set(session.exec(select(Person.bsn).where(Person.bsn != "")).all())
            for unit in tree_in(session, desk).units:
                for word in filter(None, (unit.name, unit.code)):
                    self.units[_unit_key(word)].add(unit.unit_id)

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
        job, contract_type, wage = row.text("job"), row.choice("contract_type").value, row.amount("wage")
        if row.problems or start is None or unit_id is None or hours is None:
            return None
        self.taken.add(number or 0)
        self.known.update(filter(None, [person["bsn"]]))
        person |= {"dossier_no": number, "birth_date": born}
        return EmployeeDraft(person, start, end, unit_id, job, contract_type, hours, wage)

    def _days(self, row: RowReader) -> tuple[date | None, date | None, date | None]:
        born = row.day("birth_date", required=True, birth=True)
        start, end = row.day("start_date", required=True), row.day("end_date")
        if born is not None and born >= self.today:
            row.problems.append(Problem("birth-date-in-future", "birth_date"))
        if start and born and start <= born:
            row.problems.append(Problem("start-before-birth", "start_date"))
        if start and end and end < start:
            row.problems.append(Problem("end-before-start", "end_date"))
        return born, start, end

    def _unit(self, row: RowReader) -> int | None:
        department = row.text("department", required=True)
        found = self.units.get(_unit_key(department), set())
        if len(found) == 1:
            return next(iter(found))
        if department:
            code = "unit-ambiguous" if found else "unknown-unit"
            row.problems.append(Problem(code, "department", {"name": department}))
        return None


def _unit_key(word: str) -> str:
    """Return by what a department is found: a spreadsheet makes 1 of the code 001."""
    return fold(word).lstrip("0")


def _name(row: RowReader) -> PersonName:
    """Return the name: from its own columns, or from one that holds `Berg, J. van den`."""
    prefix, surname = row.text("prefix"), row.text("surname", required=True)
    initials = tidy_initials(row.text("initials"))
    if "," in surname:
        surname, _, behind = (part.strip() for part in surname.partition(","))
        first, _, rest = behind.partition(" ")
        is_prefix = fold(first) == fold(split_surname(f"{first} X")[0])
        initials = initials or ("" if is_prefix else first)
        prefix = prefix or (behind if is_prefix else rest).strip()
    elif not prefix:
        prefix, surname = split_surname(surname)
    return PersonName(
        initials=initials,
        prefix=prefix,
        surname=tidy_surname(surname),
        gender=row.choice("gender"),
        first_name=row.text("first_name"),
    )


def _address(row: RowReader) -> dict[str, str]:
    """Return street, house number and city; `Dorpsstraat 12a` in one column is split."""
    street, number = row.text("street"), row.text("house_number")
    whole = re.fullmatch(r"(\D.*?)\s+(\d+\s?\S*)", street)
    if whole and not number:
        street, number = whole[1], whole[2]
    return {"street": street, "house_number": number, "city": row.text("city")}
