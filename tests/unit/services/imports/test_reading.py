"""Reading files as people make them, and what is done with rows and columns that do not fit."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from sqlmodel import select

from tests.reading_files import lines
from tests.refusals import problem_of, problems_of
from xstui.domain.problems import Problem
from xstui.domain.search import fold
from xstui.i18n import _, set_language
from xstui.services.imports import running
from xstui.services.imports.columns import OWN_HEADERS
from xstui.services.imports.reading import read_rows
from xstui.services.people import people, search
from xstui.store.tables import Job, OrgUnit, Person
from xstui.store.unit import EntryMeta

HEAD = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren"
TAIL = "01-02-1980;01-01-2020;001;36"


def rows_of(tmp_path, raw):
    path = tmp_path / "file.csv"
    path.write_bytes(raw)
    return list(read_rows(path))


def plan(context, tmp_path, text, mapping=None):
    path = tmp_path / "employees.csv"
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, "employees", path, mapping or {})


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    raw = b'\r\na;b\r\n"two\r\nlines";1\r\n\r\nlast;2\r\n;;\r\n'
    assert rows_of(tmp_path, raw) == [(2, ["a", "b"]), (3, ["two\r\nlines", "1"]), (5, ["last", "2"])]


def test_the_line_by_which_excel_names_the_separator_is_no_row(tmp_path):
    assert rows_of(tmp_path, b"sep=|\r\na|b;c\r\n") == [(1, ["a", "b;c"])]


def test_separators_between_quotes_do_not_count(tmp_path):
    assert rows_of(tmp_path, b'"a, b, c, d";e\n1;2\n') == [(1, ["a, b, c, d", "e"]), (2, ["1", "2"])]


def test_a_quote_that_is_never_closed_does_not_swallow_rows(tmp_path):
    found = problem_of(rows_of, tmp_path, b'a;b\n1;2\n"t Veld;3\n4;5\n')
    assert found == Problem("quote-unclosed", "file", {"path": found.details["path"], "row": 3})


def test_a_quote_within_a_text_is_a_quote(tmp_path):
    assert rows_of(tmp_path, b'a;b\n1;zei "ja"\n')[1] == (2, ["1", 'zei "ja"'])


def test_numbers_of_excel_come_as_they_are_shown(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([0.1 + 0.2, 563166.0, 0.5, datetime(2026, 3, 2), "=1+1", None, 36])  # noqa: DTZ001 - as Excel has it
    sheet["C1"].number_format = "0.00%"
    book.save(tmp_path / "x.xlsx")
    assert list(read_rows(tmp_path / "x.xlsx")) == [(1, ["0.3", "563166", "50", "2026-03-02", "=1+1", "", "36"])]


def test_a_row_with_more_cells_than_headers_is_not_trusted(context, tmp_path):
    found = plan(context, tmp_path, f"{HEAD}\n7001;Akker;van den;{TAIL}\n7002;Akker;{TAIL};\n")
    assert lines(found) == ["rij 2, -: Deze rij heeft meer cellen dan er koppen zijn."]
    assert found.good == 1


def test_titles_and_groups_of_columns_may_stand_above_the_headers(context, tmp_path):
    above = "Personeelsoverzicht per 8-6-2026\n\nPersoon;;;Dienstverband\n"
    found = plan(context, tmp_path, f"{above}{HEAD}\n7001;Akker;{TAIL}\n7002;x\n")
    assert found.headers == HEAD.split(";")
    assert found.good == 1
    assert {bad.row for bad in found.problems} == {6}


def test_headers_merged_over_two_rows_are_read_from_both(context, tmp_path):
    text = f"Dossiernummer;Achternaam;Geboortedatum;Dienstverband\n;;;In dienst;Afdeling;Uren\n7001;Akker;{TAIL}\n"
    found = plan(context, tmp_path, text)
    assert (found.headers, found.good) == (HEAD.split(";"), 1)


@pytest.mark.parametrize("department", ["001", "1", "inkomen"])
def test_a_spreadsheet_may_drop_the_noughts_of_a_department(context, tmp_path, department):
    text = f"{HEAD}\n7001;Akker;01-02-1980;01-01-2020;{department};36\n"
    assert plan(context, tmp_path, text).good == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_code_page_is_read(tmp_path, encoding):
    assert rows_of(tmp_path, "Naam;Plaats\r\nMüller;Ürk €\r\n".encode(encoding))[1] == (2, ["Müller", "Ürk €"])


def test_columns_that_mean_nothing_here_are_told(context, tmp_path):
    assert plan(context, tmp_path, f"{HEAD};Opmerking;\n7001;Akker;{TAIL};hallo;\n").ignored == ["Opmerking"]


def test_what_the_user_says_goes_before_what_a_header_looks_like(context, tmp_path):
    text = f"{HEAD};Wie\n7001;Fout;{TAIL};Goed\n"
    [(_row, draft)] = plan(context, tmp_path, text, {"Wie": "surname"}).drafts
    assert draft.person["surname"] == "Goed"


def test_a_problem_names_the_header_of_the_file(context, tmp_path):
    [bad] = plan(context, tmp_path, f"{HEAD}\n7001;Akker;31-02-1980;01-01-2020;001;36\n").problems
    assert (bad.row, bad.column, bad.header) == (2, "birth_date", "Geboortedatum")


@pytest.mark.parametrize(
    "header",
    [
        *("Verzuimoorzaak", "Diagnosecode", "Klachten", "Reden ziekmelding", "Aard van de ziekte", "Huisarts"),
        *("Medicatie", "Behandelaar", "Diagnosis", "Chief complaint", "Reason for absence", "Prognose", "Zwangerschap"),
    ],
)
def test_medical_columns_are_refused_also_among_employees(context, tmp_path, header):
    found = problems_of(plan, context, tmp_path, f"{HEAD};{header}\n7001;Akker;{TAIL};x\n")
    assert found == [Problem("medical-column", header, {"column": header})]


@pytest.mark.parametrize("header", ["Reden uit dienst", "Kaart", "Maarten", "Aard dienstverband", "Ziek vanaf"])
def test_columns_that_only_look_alike_are_not(context, tmp_path, header):
    assert plan(context, tmp_path, f"{HEAD};{header}\n7001;Akker;{TAIL};x\n").good == 1


def test_the_rows_left_out_can_be_mended_and_taken_over(context, tmp_path):
    text = f"{HEAD};Telefoon\n7001;=cmd|' /C calc'!A0;{TAIL};+31 6 12345678\n7002;-Streep;31-02-1980;01-01-2020;001;36;0612345678\n7003;+Plus\n"
    rest = tmp_path / "rest.csv"
    result = running.carry_out(context, plan(context, tmp_path, text), rejects=rest)
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


def test_a_recovery_before_the_first_sick_day_is_told_at_the_column_that_says_so(context, tmp_path):
    file = tmp_path / "cases.csv"
    file.write_text("Personeelsnummer;Eerste ziektedag;Hersteld per\n563168;01-05-2026;02-04-2026\n")
    assert lines(running.plan_import(context, "absences", file, {})) == [
        "rij 2, Hersteld per: Dit is voor de eerste ziektedag, 01-05-2026. Typ die dag of een latere."
    ]


def test_the_column_of_reasons_is_known_in_both_languages():
    for language in ("nl", "en"):
        set_language(language)
        assert fold(_("Left out because")) in OWN_HEADERS
    set_language("nl")


def test_the_rows_left_out_never_take_the_place_of_the_file_itself(context, tmp_path):
    found = plan(context, tmp_path, f"{HEAD}\n7001;Akker;{TAIL}\nx\n")
    rest = tmp_path / "." / "employees.csv"
    assert problems_of(running.carry_out, context, found, rejects=rest) == [
        Problem("rejects-are-input", "out", {"path": rest})
    ]
    assert search.find(context, "akker") == []


def test_hard_spaces_and_letters_in_two_pieces_become_plain(tmp_path):
    assert rows_of(tmp_path, "\xa0van\xa0den Be\u0301rg ;x\n".encode()) == [(1, ["van den Bérg", "x"])]


@pytest.mark.parametrize("day", ["3 maart", "31 - 12", "0806", "1-1-026", "v", "+3d", "12.05"])
def test_a_date_without_its_year_is_not_guessed(context, tmp_path, day):
    assert lines(plan(context, tmp_path, f"{HEAD}\n7001;Akker;{day};01-01-2020;001;36\n")) == [
        f"rij 2, Geboortedatum: '{day}' is geen volledige datum, zoals 08-06-2026."
    ]


@pytest.mark.parametrize(
    "day",
    [
        "3-2-1980",
        "29254",
        "03/02/1980",
        "03.02.80",
        "1980-02-03",
        "03021980",
        "19800203",
        "3 feb 1980",
        "1980-02-03 00:00:00",
    ],
)
def test_every_usual_way_to_write_a_whole_date(context, tmp_path, day):
    [(_row, draft)] = plan(context, tmp_path, f"{HEAD}\n7001;Akker;{day};01-01-2020;001;36\n").drafts
    assert draft.person["birth_date"] == date(1980, 2, 3)


def test_names_are_kept_as_they_were_typed(context, tmp_path):
    running.carry_out(context, plan(context, tmp_path, f"{HEAD}\n7001;=cmd|' /C calc'!A0;{TAIL}\n"))
    with context.reading() as session:
        assert session.exec(select(Person.surname).where(Person.dossier_no == 7001)).one() == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("surname", "parts"),
    [
        ("van den Berg", ("", "van den", "Berg")),
        ("Berg, J. van den", ("J.", "van den", "Berg")),
        ("Berg, van den", ("", "van den", "Berg")),
        ("Jansen, A.B.", ("A.B.", "", "Jansen")),
        ("O'Brien-De Wit", ("", "", "O'Brien-De Wit")),
    ],
)
def test_a_name_in_one_column_is_taken_apart(context, tmp_path, surname, parts):
    [(_row, draft)] = plan(context, tmp_path, f"{HEAD}\n7001;{surname};{TAIL}\n").drafts
    assert tuple(draft.person[name] for name in ("initials", "prefix", "surname")) == parts


def test_letters_are_tidied_as_on_the_form(context, tmp_path):
    [(_row, draft)] = plan(context, tmp_path, f"{HEAD};Voorletters\n7001;van den berg-de wit;{TAIL};jp\n").drafts
    assert [draft.person[name] for name in ("initials", "prefix", "surname")] == ["J.P.", "van den", "Berg-de Wit"]


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("Dorpsstraat 12a", ("Dorpsstraat", "12a")),
        ("Laan 1940-1945 3", ("Laan 1940-1945", "3")),
        ("Plein", ("Plein", "")),
    ],
)
def test_an_address_in_one_column_is_taken_apart(context, tmp_path, address, parts):
    [(_row, draft)] = plan(context, tmp_path, f"{HEAD};Adres\n7001;Akker;{TAIL};{address}\n").drafts
    assert (draft.person["street"], draft.person["house_number"]) == parts


def test_a_department_whose_name_is_used_twice_is_not_guessed(context, tmp_path):
    with context.store.unit(EntryMeta("test", "x", context.clock.now())) as unit:
        unit.add(OrgUnit(kind="department", name="Inkomen", code="003", parent_id=3))
    text = f"{HEAD}\n7001;Akker;{TAIL.replace('001', 'INKOMEN')}\n7002;Akker;{TAIL}\n"
    every = context.__class__(
        context.store, context.clock, context.actor.__class__(1, "x", "x", context.actor.role, None), context.reference
    )
    assert lines(plan(every, tmp_path, text)) == [
        "rij 2, Afdeling: Meer afdelingen hebben deze naam of code: gebruik een unieke."
    ]


def test_jobs_differing_in_case_alone_are_one(context, tmp_path):
    text = f"{HEAD};Functie\n7001;Akker;{TAIL};Monteur\n7002;Beek;{TAIL};MONTEUR\n7003;Dal;{TAIL};\n"
    running.carry_out(context, plan(context, tmp_path, text))
    with context.reading() as session:
        assert sorted(session.exec(select(Job.name)).all()) == ["42200", "MONTEUR"]
    jobs = [
        people.dossier_of(context, search.find(context, name)[0].person_id).employment.job for name in ("Beek", "Dal")
    ]
    assert jobs == ["MONTEUR", ""]


def test_the_full_week_is_the_employers(context, tmp_path):
    running.carry_out(context, plan(context, tmp_path, f"{HEAD}\n7001;Akker;{TAIL}\n"))
    [akker] = search.find(context, "akker")
    assert people.dossier_of(context, akker.person_id).employment.fte == Decimal("0.98")
