"""What the tests of importing share: a company with the people of the case files, and what an import says of a file."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
from sqlmodel import select

from xstui.cli.import_file import problem_lines
from xstui.i18n import problem_text
from xstui.services.imports import running
from xstui.services.imports.tables import Choices
from xstui.services.insurance.policies import policies_of
from xstui.store.tables import Employment, EmploymentTerms
from xstui.store.unit import EntryMeta

CASES = Path(__file__).parent / "cases"
EARLY = date(2015, 2, 1)
MORE = (563173, 563174, 563175, 563178)
"""Numbers in the case files that the company has nobody for."""
PERSON_HEAD = "Personeelsnummer;Achternaam;Geboortedatum;Datum in dienst;Afdeling;Uren"
CASE_HEAD = "Personeelsnummer;Eerste ziektedag;Laatste ziektedag"
CASE = "563168;04-03-2024;10-03-2024"
PERSON = "7001;Pluim;11-05-1980;01-02-2015;001;36"
PAYOUTS = (
    "Naam;Bedrag;Polisnummer;Uitkeringskenmerk;Naam werknemer;Eerste ziekte dag;Verzekeringstype;"
    "Begin periode;Einde periode;Uitkering\n"
)


def settle(context):
    """Let everybody of the company have begun in 2015, and hire those of the other numbers."""
    with context.store.unit(EntryMeta("test", "x", context.clock.now(), undoable=False)) as unit:
        for table, name in ((Employment, "start_date"), (EmploymentTerms, "valid_from")):
            for row in unit.session.exec(select(table)).all():
                setattr(row, name, EARLY)
    head = "Personeelsnummer;Achternaam;Geboortedatum;Datum in dienst;Afdeling;Uren\n"
    rows = "".join(f"{number};Bos{number};01-02-1980;01-02-2015;001;36\n" for number in MORE)
    path = context.store.path.parent / "more.csv"
    path.write_text(head + rows)
    running.carry_out(context, running.plan_import(context, "employees", path, {}))


def plan(context, kind, path, *, mapping=None, **choices):
    return running.plan_import(context, kind, Path(path), mapping or {}, None, Choices(**choices))


def case(context, name, kind="employees", **choices):
    return plan(context, kind, CASES / name, **choices)


def lines(found):
    """Return what is said of the rows, as on the command line."""
    return problem_lines(found)


def notes(found):
    return [problem_text(note) for note in found.notes]


def sentences(refused):
    return [problem_text(problem) for problem in refused.value.problems]


def workbook(*sheets, hidden=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for number in hidden:
            sheet.row_dimensions[number].hidden = True
    book.save(raw := io.BytesIO())
    return raw.getvalue()


def table(*rows, head=CASE_HEAD):
    return [head.split(";"), *rows]


def problems(found):
    return [(bad.row, bad.problem) for bad in found.problems]


def spans(found):
    return [(draft.first_sick_day, draft.last_sick_day) for _row, draft in found.drafts]


def plan_kind(context, tmp_path, kind, text, name="file.csv", mapping=None):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, kind, path, mapping or {})


def policies(context, employer=1):
    with context.reading() as session:
        return policies_of(session, employer)
