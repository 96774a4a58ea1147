"""What the tests of importing share: a company with the people of the case files, and what an import says of a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlmodel import select

from xstui.cli.import_cli import problem_lines
from xstui.i18n import problem_text
from xstui.services.imports import running
from xstui.services.imports.tables import Choices
from xstui.store.tables import Employment, EmploymentTerms
from xstui.store.unit import Deed

CASES = Path(__file__).parent / "cases"
EARLY = date(2015, 2, 1)
MORE = (563173, 563174, 563175, 563178)
"""Numbers in the case files that the company has nobody for."""


def settle(desk):
    """Let everybody of the company have begun in 2015, and hire those of the other numbers."""
    with desk.store.unit(Deed("test", "x", desk.clock.now(), undoable=False)) as unit:
        for table, name in ((Employment, "start_date"), (EmploymentTerms, "valid_from")):
            for row in unit.session.exec(select(table)).all():
                setattr(row, name, EARLY)
    head = "Personeelsnummer;Achternaam;Geboortedatum;Datum in dienst;Afdeling;Uren\n"
    rows = "".join(f"{number};Bos{number};01-02-1980;01-02-2015;001;36\n" for number in MORE)
    path = desk.store.path.parent / "more.csv"
    path.write_text(head + rows)
    running.carry_out(desk, running.plan_import(desk, "employees", path, {}))


def plan(desk, kind, path, *, mapping=None, **choices):
    return running.plan_import(desk, kind, Path(path), mapping or {}, None, Choices(**choices))


def case(desk, name, kind="employees", **choices):
    return plan(desk, kind, CASES / name, **choices)


def lines(found):
    """Return what is said of the rows, as on the command line."""
    return problem_lines(found)


def notes(found):
    return [problem_text(note) for note in found.notes]


def sentences(refused):
    return [problem_text(problem) for problem in refused.value.problems]
