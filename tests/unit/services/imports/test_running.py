"""Taking over files: dry run, all or nothing, leaving bad rows out, one undo."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from sqlmodel import func, select

from tests import payroll
from tests.company import TODAY, context_of
from tests.reading_files import lines
from tests.refusals import problems_of
from xstui.domain.figures import month_periods, whole_period
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services.imports import running
from xstui.services.imports.tables import Choices
from xstui.services.people import people, search
from xstui.services.upkeep import audit, undo
from xstui.store.queries.figures import absence_spans
from xstui.store.tables import AbsenceCase, Person

HEADERS = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren\n"
GOOD = HEADERS + "7001;van den Akker;01-02-1980;01-01-2020;001;36\n"


def write(tmp_path, text, name="file.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def plan_of(context, path, kind="employees", mapping=None):
    return running.plan_import(context, kind, path, mapping or {})


def rows_in(context, table):
    with context.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def _file(tmp_path, raw):
    path = tmp_path / "payroll.csv"
    path.write_bytes(raw)
    return path


def _sick_days(context):
    """Count the days of absence the way the figures do: from the report's own numbers, month by month."""
    period = whole_period(month_periods(TODAY, 40))
    with context.reading() as session:
        spans = list(absence_spans(session, period.first, period.last, "absence"))
    last = TODAY.toordinal()
    return sum(min(end, last) - first + 1 for *_, first, end, _ in spans if first <= last)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_code_page_and_separator(context, tmp_path, encoding, separator):
    text = GOOD.replace("Akker", "Ákker").replace(";", separator).replace("\n", "\r\n")
    found = plan_of(context, write(tmp_path, text, encoding=encoding))
    assert (found.good, lines(found)) == (1, [])
    assert found.drafts[0][1].person["surname"] == "Ákker"
    assert found.drafts[0][1].person["prefix"] == "van den"


def test_excel_with_real_dates_and_numbers(context, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADERS.strip().split(";"))
    book.active.append([7001, "Akker", date(1980, 2, 1), date(2020, 1, 1), "001", 36.5])
    book.save(tmp_path / "x.xlsx")
    found = plan_of(context, tmp_path / "x.xlsx")
    assert (found.good, lines(found)) == (1, [])
    assert found.drafts[0][1].hours == Decimal("36.50")


def test_a_dry_run_changes_nothing_and_an_import_is_one_undo(context, tmp_path):
    before = audit.store_facts(context.store)
    found = plan_of(context, write(tmp_path, GOOD))
    assert audit.store_facts(context.store) == before
    result = running.carry_out(context, found)
    assert (result.count, result.skipped) == (1, 0)
    (akker,) = search.find(context, "akker")
    dossier = people.dossier_of(context, akker.person_id)
    assert (dossier.list_name, dossier.employment.hours) == ("Akker, van den", Decimal("36.00"))
    undo.undo(context)
    assert search.find(context, "akker") == []
    undo.redo(context)
    assert audit.verify_store(context.store).findings == ()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER])
def test_who_may_not_add_employees_may_not_import_them(context, tmp_path, role):
    found = problems_of(plan_of, context_of(context.store, role), write(tmp_path, GOOD))
    assert found == [Problem("not-allowed", "", {"role": role})]


def test_an_unwritable_place_for_the_rest_imports_nothing(context, tmp_path):
    found = plan_of(context, write(tmp_path, f"{GOOD}x;;;;;\n"))
    rest = tmp_path / "no" / "where.csv"
    assert problems_of(running.carry_out, context, found, rejects=rest) == [
        Problem("folder-missing", "out", {"folder": rest.parent})
    ]
    assert search.find(context, "akker") == []


def test_a_dirty_payroll_of_four_hundred_goes_in_and_its_figures_are_right(context, tmp_path):
    made = payroll.make(400)
    told = []
    found = running.plan_import(
        context, "employees", _file(tmp_path, made.employees), {}, lambda done, total: told.append((done, total))
    )
    assert (found.good, len(found.rejected)) == (made.good_people, made.bad_people)
    assert told == sorted(told)
    rest = tmp_path / "rest.csv"
    running.carry_out(context, found, rejects=rest)
    with rest.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == made.bad_people + 1
    absences = running.plan_import(context, "absences", _file(tmp_path, made.absences), {})
    assert (absences.good, len(absences.rejected)) == (made.good_cases, made.bad_cases)
    running.carry_out(context, absences, rejects=rest)
    assert rows_in(context, Person) == 7 + made.good_people
    assert rows_in(context, AbsenceCase) == 1 + made.good_cases
    polis = (TODAY - date(2026, 3, 2)).days + 1
    assert _sick_days(context) == made.sick_days + polis
    assert audit.verify_store(context.store).findings == ()
    undo.undo(context)
    assert (rows_in(context, AbsenceCase), rows_in(context, Person)) == (1, 7 + made.good_people)
    undo.undo(context)
    assert rows_in(context, Person) == 7


HEAD = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren"
TAIL = "01-02-1980;01-01-2020;001;36"


def plan_text(context, tmp_path, text, mapping=None):
    path = tmp_path / "employees.csv"
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, "employees", path, mapping or {})


def test_a_row_with_more_cells_than_headers_is_not_trusted(context, tmp_path):
    found = plan_text(context, tmp_path, f"{HEAD}\n7001;Akker;van den;{TAIL}\n7002;Akker;{TAIL};\n")
    assert lines(found) == ["rij 2, -: Deze rij heeft meer cellen dan er koppen zijn."]
    assert found.good == 1


def test_a_problem_names_the_header_of_the_file(context, tmp_path):
    [bad] = plan_text(context, tmp_path, f"{HEAD}\n7001;Akker;31-02-1980;01-01-2020;001;36\n").problems
    assert (bad.row, bad.column, bad.header) == (2, "birth_date", "Geboortedatum")


def test_the_rows_left_out_can_be_mended_and_taken_over(context, tmp_path):
    text = f"{HEAD};Telefoon\n7001;=cmd|' /C calc'!A0;{TAIL};+31 6 12345678\n7002;-Streep;31-02-1980;01-01-2020;001;36;0612345678\n7003;+Plus\n"
    rest = tmp_path / "rest.csv"
    result = running.carry_out(context, plan_text(context, tmp_path, text), rejects=rest)
    assert (result.count, result.skipped) == (1, 2)
    with rest.open(encoding="utf-8-sig", newline="") as file:
        head, dash, plus = csv.reader(file, delimiter=";")
    assert head == [*HEAD.split(";"), "Telefoon", head[-1]]
    assert (dash[1], plus[1]) == ("'-Streep", "'+Plus")
    assert dash[-1].startswith("Geboortedatum: Deze dag staat niet op de kalender")
    rest.write_bytes(rest.read_bytes().replace(b"31-02-1980", b"28-02-1980"))
    again = running.plan_import(context, "employees", rest, {})
    assert [draft.person["surname"] for _row, draft in again.drafts] == ["-Streep"]
    assert again.ignored == []
    assert [*again.headers] == head[:-1]


def test_the_rows_left_out_hold_nothing_that_steers_a_terminal_and_are_refused_again(context, tmp_path):
    rest = tmp_path / "rest.csv"
    running.carry_out(context, plan_text(context, tmp_path, f"{HEAD}\n7001;Ak\x1b[2Jker\x9b;{TAIL}\n"), rejects=rest)
    text = rest.read_text("utf-8-sig")
    assert "7001;Ak␛[2Jker�;" in text
    assert text.replace("\n", "").isprintable()
    again = running.plan_import(context, "employees", rest, {})
    assert [(bad.column, bad.problem) for bad in again.problems] == [
        ("surname", Problem("text-control-characters", "surname"))
    ]


def test_a_recovery_before_the_first_sick_day_is_told_at_the_column_that_says_so(context, tmp_path):
    file = tmp_path / "cases.csv"
    file.write_text("Personeelsnummer;Eerste ziektedag;Hersteld per\n563168;01-05-2026;02-04-2026\n")
    assert lines(running.plan_import(context, "absences", file, {})) == [
        "rij 2, Hersteld per: Dit is voor de eerste ziektedag, 01-05-2026. Typ die dag of een latere."
    ]


def test_the_rows_left_out_never_take_the_place_of_the_file_itself(context, tmp_path):
    found = plan_text(context, tmp_path, f"{HEAD}\n7001;Akker;{TAIL}\nx\n")
    rest = tmp_path / "." / "employees.csv"
    assert problems_of(running.carry_out, context, found, rejects=rest) == [
        Problem("rejects-are-input", "out", {"path": rest})
    ]
    assert search.find(context, "akker") == []


def test_the_progress_is_told_every_thousand_rows_and_at_the_end(context, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "EVERY", 2)
    told = []
    path = write(tmp_path, HEADERS + "".join(f"70{n:02};Akker{n};01-02-1980;01-01-2020;001;36\n" for n in range(5)))
    plan = running.plan_import(context, "employees", path, {}, lambda *at: told.append(at))
    assert told == [(2, 5), (4, 5), (5, 5)]
    running.carry_out(context, plan, progress=lambda *at: told.append(at))
    assert told[3:] == [(1, 1)]


def test_a_row_of_too_many_cells_says_how_many_there_are_headers_for(context, tmp_path):
    found = plan_text(context, tmp_path, f"{HEAD}\n7001;Akker;van den;{TAIL}\n")
    assert [bad.problem for bad in found.problems] == [Problem("too-many-cells", "", {"most": 6})]
    assert found.rejected == [(2, ["7001", "Akker", "van den", *TAIL.split(";")])]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"shoes": "take"}, Problem("unknown-question", "answer", {"name": "shoes", "known": ("hidden_rows",)})),
        (
            {"hidden_rows": "perhaps"},
            Problem("unknown-answer", "answer", {"name": "hidden_rows", "known": ("take", "leave")}),
        ),
    ],
)
def test_an_answer_that_nobody_asked_for_is_refused(context, tmp_path, answers, problem):
    path = write(tmp_path, "Dossiernummer;Eerste ziektedag\n1;01-01-2026\n")
    choices = Choices(answers=answers)
    assert problems_of(running.plan_import, context, "absences", path, {}, None, choices) == [problem]
