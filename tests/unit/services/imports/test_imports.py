"""Taking over files: dry run, all or nothing, leaving bad rows out, one undo."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from sqlmodel import func, select

from tests import payroll
from tests.company import TODAY, desk_of
from xstui.domain.figures import month_periods, whole_period
from xstui.domain.problems import Problem, Refused
from xstui.domain.roles import Role
from xstui.services.imports import columns, reading, running
from xstui.services.people import people, search
from xstui.services.upkeep import audit, undo
from xstui.store.queries.figures import absence_spans
from xstui.store.tables import AbsenceCase, Person, Task

HEAD = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren\n"
GOOD = HEAD + "7001;van den Akker;01-02-1980;01-01-2020;001;36\n"


def write(tmp_path, text, name="file.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def plan(desk, path, kind="employees", mapping=None):
    return running.plan_import(desk, kind, path, mapping or {})


def problems(found):
    return {(p.row, p.column, p.problem.code) for p in found.problems}


def codes(refused):
    return {(p.field, p.code) for p in refused.value.problems}


def count(desk, table):
    with desk.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_code_page_and_separator(desk, tmp_path, encoding, separator):
    text = GOOD.replace("Akker", "Ákker").replace(";", separator).replace("\n", "\r\n")
    found = plan(desk, write(tmp_path, text, encoding=encoding))
    assert (found.good, problems(found)) == (1, set())
    assert found.drafts[0][1].person["surname"] == "Ákker"
    assert found.drafts[0][1].person["prefix"] == "van den"


def test_excel_with_real_dates_and_numbers(desk, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEAD.strip().split(";"))
    book.active.append([7001, "Akker", date(1980, 2, 1), date(2020, 1, 1), "001", 36.5])
    book.save(tmp_path / "x.xlsx")
    found = plan(desk, tmp_path / "x.xlsx")
    assert (found.good, problems(found)) == (1, set())
    assert found.drafts[0][1].hours == Decimal("36.50")


def test_a_dry_run_changes_nothing_and_an_import_is_one_undo(desk, tmp_path):
    before = audit.store_facts(desk.store)
    found = plan(desk, write(tmp_path, GOOD))
    assert audit.store_facts(desk.store) == before
    result = running.carry_out(desk, found)
    assert (result.count, result.skipped) == (1, 0)
    (akker,) = search.find(desk, "akker")
    dossier = people.dossier_of(desk, akker.person_id)
    assert (dossier.list_name, dossier.employment.hours) == ("Akker, van den", Decimal("36.00"))
    undo.undo(desk)
    assert search.find(desk, "akker") == []
    undo.redo(desk)
    assert audit.verify_store(desk.store).findings == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("7001;Akker;31-02-1980;01-01-2020;001;36", ("birth_date", "date-impossible")),
        ("7001;Akker;ooit;01-01-2020;001;36", ("birth_date", "date-unreadable")),
        ("7001;Akker;01-01-2030;01-01-2020;001;36", ("birth_date", "birth-date-in-future")),
        ("7001;Akker;01-01-1980;v;001;36", ("start_date", "date-unreadable")),
        ("7001;Akker;01-01-1980;01-01-1979;001;36", ("start_date", "start-before-birth")),
        ("7001;;01-01-1980;01-01-2020;001;36", ("surname", "required")),
        ("7001;Akker;01-01-1980;01-01-2020;009;36", ("department", "unknown-unit")),
        ("7001;Akker;01-01-1980;01-01-2020;;36", ("department", "required")),
        ("7001;Akker;01-01-1980;01-01-2020;001;99", ("hours", "hours-out-of-range")),
        ("7001;Akker;01-01-1980;01-01-2020;001;x", ("hours", "hours-unreadable")),
        ("x;Akker;01-01-1980;01-01-2020;001;36", ("dossier_no", "number-not-whole")),
        ("563166;Akker;01-01-1980;01-01-2020;001;36", ("dossier_no", "person-exists")),
        (f"7001;{'x' * 201};01-01-1980;01-01-2020;001;36", ("surname", "too-long")),
        ("7001;A\x1b[31mkker;01-01-1980;01-01-2020;001;36", ("surname", "text-control-characters")),
    ],
)
def test_every_problem_is_named_by_row_and_column(desk, tmp_path, row, expected):
    found = plan(desk, write(tmp_path, f"{HEAD}{row}\n"))
    assert (2, *expected) in problems(found)
    with pytest.raises(Refused) as refused:
        running.carry_out(desk, found)
    assert codes(refused) == {("", "import-has-problems")}


def test_all_problems_of_a_row_come_at_once(desk, tmp_path):
    found = plan(desk, write(tmp_path, f"{HEAD}x;;31-02-1980;;;\n"))
    assert {column for _row, column, _code in problems(found)} >= {
        "dossier_no",
        "surname",
        "birth_date",
        "start_date",
        "department",
        "hours",
    }


def test_two_people_with_one_bsn_are_named(desk, tmp_path):
    head = HEAD.strip() + ";BSN\n"
    rows = [f"{no};Akker{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7001, "111222333"), (7002, ""))]
    running.carry_out(desk, plan(desk, write(tmp_path, head + "\n".join(rows))))
    rows = [f"{no};Bos{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7003, "123456782"), (7004, ""))]
    again = [
        f"{no};Bos{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7005, "123456782"), (7006, "111222333"))
    ]
    found = plan(desk, write(tmp_path, head + "\n".join([*rows, *again])))
    assert problems(found) == {(4, "bsn", "bsn-taken"), (5, "bsn", "bsn-taken")}


def test_optional_columns_are_checked_as_on_the_screen(desk, tmp_path):
    head = HEAD.strip() + ";BSN;IBAN;Postcode;Telefoon;E-mail;Uit dienst;Geslacht;Type dienstverband;Loon\n"
    good = "7001;Akker;01-02-1980;01-01-2020;001;36;111222333;NL91ABNA0417164300;1234ab;06-12345678;a@b.nl;;V;vast;3000"
    bad = "7002;Akker;01-02-1980;01-01-2020;001;36;123456789;NL91ABNA0417164301;0123AB;06;x;01-01-2019;q;q;veel"
    found = plan(desk, write(tmp_path, f"{head}{good}\n{bad}\n"))
    person = found.drafts[0][1].person
    assert (person["postcode"], person["phone"], person["gender"]) == ("1234 AB", "0612345678", "female")
    assert {(c, k) for _r, c, k in problems(found)} == {
        ("bsn", "bsn-invalid"),
        ("iban", "iban-invalid"),
        ("postcode", "postcode-invalid"),
        ("phone", "phone-invalid"),
        ("email", "email-invalid"),
        ("end_date", "end-before-start"),
        ("gender", "choice-not-listed"),
        ("contract_type", "choice-not-listed"),
        ("wage", "amount-unreadable"),
    }


@pytest.mark.parametrize("header", ["Oorzaak", "Diagnose", "reden verzuim", "Naam arts", "ZIEKTEBEELD", "cause"])
def test_columns_with_medical_causes_are_refused_by_name(desk, tmp_path, header):
    path = write(tmp_path, f"dossiernummer;eerste ziektedag;{header}\n563167;01-06-2026;griep\n")
    with pytest.raises(Refused) as refused:
        plan(desk, path, "absences")
    assert codes(refused) == {(header, "medical-column")}
    assert plan(desk, path, "absences", {header: ""}).good == 1


def test_columns_are_mapped_as_the_user_says(desk, tmp_path):
    path = write(tmp_path, GOOD.replace("Achternaam", "Wie"))
    with pytest.raises(Refused) as refused:
        plan(desk, path)
    assert list(refused.value.problems) == [
        Problem("column-missing", "surname", {"field": "surname", "header": "achternaam"})
    ]
    assert plan(desk, path, mapping={"Wie": "surname"}).good == 1
    with pytest.raises(Refused) as refused:
        plan(desk, path, mapping={"Waar": "surname", "Wie": "bestaat_niet"})
    assert {code for _f, code in codes(refused)} == {"unknown-column", "unknown-field", "column-missing"}


def test_a_staff_list_without_numbers_is_told_how_to_get_them(desk, tmp_path):
    with pytest.raises(Refused) as refused:
        plan(desk, write(tmp_path, GOOD.replace("Dossiernummer", "Opmerking").replace("dossiernummer", "Opmerking")))
    details = {"field": "dossier_no", "header": "dossiernummer"}
    assert list(refused.value.problems) == [Problem("column-missing-number", "dossier_no", details)]


def test_every_field_has_headers_and_every_needed_one_is_a_field():
    for kind, fields in columns.FIELDS.items():
        assert set(columns.REQUIRED[kind]) <= set(fields) <= set(columns.SYNONYMS)


def test_absences_join_by_the_four_week_rule_and_open_ones_get_tasks(desk, tmp_path):
    text = (
        "dossiernummer;eerste ziektedag;laatste ziektedag;hersteldatum;percentage;verzuimclassificatie\n"
        "563167;01-05-2026;;;50;Ziek t.g.v. arbeidsongeval\n"
        "563167;05-01-2026;31-01-2026;;;\n"
        "563167;28-02-2026;;10-03-2026;;Ziek\n"
    )
    found = plan(desk, write(tmp_path, text), "absences")
    assert problems(found) == set()
    running.carry_out(desk, found)
    newest, middle, oldest = people.dossier_of(desk, 2).cases
    assert (oldest.counted_from, middle.counted_from) == (date(2026, 1, 5), date(2026, 2, 1))
    assert (middle.last_sick_day, newest.percentage) == (date(2026, 3, 9), Decimal(50))
    assert newest.counted_from == date(2026, 5, 1)
    with desk.reading() as session:
        tasks = session.exec(select(Task).where(Task.case_id == newest.case_id, Task.code == "T01")).all()
    assert [task.due for task in tasks] == [date(2026, 5, 8)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("563166;01-04-2026;05-04-2026;", ("first_sick_day", "case-overlap")),
        ("563167;01-04-2026;01-03-2026;", ("last_sick_day", "before-first-sick-day")),
        ("563167;01-04-2024;05-04-2024;", ("first_sick_day", "before-employment")),
        ("563167;09-06-2026;;", ("first_sick_day", "date-in-future")),
        ("563167;01-04-2026;;0", ("percentage", "percentage-out-of-range")),
        ("12;01-04-2026;;", ("dossier_no", "person-unknown")),
        (";01-04-2026;;", ("dossier_no", "required")),
    ],
)
def test_wrong_absences_are_named(desk, tmp_path, row, expected):
    head = "dossiernummer;eerste ziektedag;laatste ziektedag;percentage\n"
    assert (2, *expected) in problems(plan(desk, write(tmp_path, f"{head}{row}\n"), "absences"))


def test_absences_that_overlap_within_the_file_are_named(desk, tmp_path):
    text = (
        "dossiernummer;eerste ziektedag;laatste ziektedag\n563167;01-04-2026;09-04-2026\n563167;05-04-2026;12-04-2026\n"
    )
    assert problems(plan(desk, write(tmp_path, text), "absences")) == {(3, "first_sick_day", "case-overlap")}


def test_people_of_other_units_are_unknown_here(desk, tmp_path):
    path = write(tmp_path, "dossiernummer;eerste ziektedag\n563167;01-06-2026\n")
    found = plan(desk_of(desk.store, units={3}), path, "absences")
    assert problems(found) == {(2, "dossier_no", "person-unknown")}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER])
def test_who_may_not_add_employees_may_not_import_them(desk, tmp_path, role):
    with pytest.raises(Refused) as refused:
        plan(desk_of(desk.store, role), write(tmp_path, GOOD))
    assert codes(refused) == {("", "not-allowed")}


def test_what_is_no_file_or_no_table_is_refused(desk, tmp_path, monkeypatch):
    for path, code in (
        (tmp_path / "none.csv", "file-unreadable"),
        (tmp_path, "file-unreadable"),
        (write(tmp_path, "", "empty.csv"), "file-no-table"),
    ):
        with pytest.raises(Refused) as refused:
            plan(desk, path)
        assert codes(refused) == {("file", code)}
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a zip at all")
    with pytest.raises(Refused) as refused:
        plan(desk, tmp_path / "broken.xlsx")
    assert codes(refused) == {("file", "file-no-table")}
    monkeypatch.setattr(reading, "LARGEST", 3)
    with pytest.raises(Refused) as refused:
        plan(desk, write(tmp_path, GOOD))
    assert codes(refused) == {("file", "file-too-large")}


def test_an_unwritable_place_for_the_rest_imports_nothing(desk, tmp_path):
    found = plan(desk, write(tmp_path, f"{GOOD}x;;;;;\n"))
    with pytest.raises(Refused) as refused:
        running.carry_out(desk, found, rejects=tmp_path / "no" / "where.csv")
    assert codes(refused) == {("out", "file-unwritable")}
    assert search.find(desk, "akker") == []


def test_a_dirty_payroll_of_two_thousand_goes_in_and_its_figures_are_right(desk, tmp_path):
    made = payroll.make(2_000)
    told = []
    found = running.plan_import(
        desk, "employees", _file(tmp_path, made.employees), {}, lambda done, total: told.append((done, total))
    )
    assert (found.good, len(found.rejected)) == (made.good_people, made.bad_people)
    assert told == sorted(told)
    rest = tmp_path / "rest.csv"
    running.carry_out(desk, found, rejects=rest)
    with rest.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == made.bad_people + 1
    absences = running.plan_import(desk, "absences", _file(tmp_path, made.absences), {})
    assert (absences.good, len(absences.rejected)) == (made.good_cases, made.bad_cases)
    running.carry_out(desk, absences, rejects=rest)
    assert count(desk, Person) == 7 + made.good_people
    assert count(desk, AbsenceCase) == 1 + made.good_cases
    polis = (TODAY - date(2026, 3, 2)).days + 1
    assert _sick_days(desk) == made.sick_days + polis
    assert audit.verify_store(desk.store).findings == ()
    undo.undo(desk)
    assert (count(desk, AbsenceCase), count(desk, Person)) == (1, 7 + made.good_people)
    undo.undo(desk)
    assert count(desk, Person) == 7


def _file(tmp_path, raw):
    path = tmp_path / "payroll.csv"
    path.write_bytes(raw)
    return path


def _sick_days(desk):
    """Count the days of absence the way the figures do: from the report's own numbers, month by month."""
    period = whole_period(month_periods(TODAY, 40))
    with desk.reading() as session:
        spans = list(absence_spans(session, period.first, period.last, "absence"))
    last = TODAY.toordinal()
    return sum(min(end, last) - first + 1 for *_, first, end, _ in spans if first <= last)
