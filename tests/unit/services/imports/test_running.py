"""Taking over files: dry run, all or nothing, leaving bad rows out, one undo."""

from __future__ import annotations

import csv
import errno
import os
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from sqlmodel import func, select

from tests import payroll
from tests.company import TODAY, context_of
from tests.reading_files import lines
from tests.refusals import problem_of, problems_of
from xstui.domain import import_kinds
from xstui.domain.figures import month_periods, whole_period
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.i18n import problem_text
from xstui.services.imports import reading, running
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


def plan(context, path, kind="employees", mapping=None):
    return running.plan_import(context, kind, path, mapping or {})


FILL_IN = "Vul dit veld in."
NO_BSN = "Dit is geen geldig BSN. Controleer de negen cijfers."
NO_NUMBER = "'x' kan niet als nummer worden overgenomen: alleen cijfers, zonder letters, punten of streepjes."
NOBODY = "Er is hier niemand in dienst met dit dossiernummer."
NO_DAY = "Deze dag staat niet op de kalender. Controleer de dag en de maand."


def count(context, table):
    with context.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_code_page_and_separator(context, tmp_path, encoding, separator):
    text = GOOD.replace("Akker", "Ákker").replace(";", separator).replace("\n", "\r\n")
    found = plan(context, write(tmp_path, text, encoding=encoding))
    assert (found.good, lines(found)) == (1, [])
    assert found.drafts[0][1].person["surname"] == "Ákker"
    assert found.drafts[0][1].person["prefix"] == "van den"


def test_excel_with_real_dates_and_numbers(context, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEAD.strip().split(";"))
    book.active.append([7001, "Akker", date(1980, 2, 1), date(2020, 1, 1), "001", 36.5])
    book.save(tmp_path / "x.xlsx")
    found = plan(context, tmp_path / "x.xlsx")
    assert (found.good, lines(found)) == (1, [])
    assert found.drafts[0][1].hours == Decimal("36.50")


def test_a_dry_run_changes_nothing_and_an_import_is_one_undo(context, tmp_path):
    before = audit.store_facts(context.store)
    found = plan(context, write(tmp_path, GOOD))
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


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("7001;Akker;31-02-1980;01-01-2020;001;36", [f"Geboortedatum: {NO_DAY}"]),
        ("7001;Akker;ooit;01-01-2020;001;36", ["Geboortedatum: 'ooit' is geen volledige datum, zoals 08-06-2026."]),
        (
            "7001;Akker;01-01-2030;01-01-2020;001;36",
            [
                "Geboortedatum: Deze geboortedatum ligt in de toekomst. Controleer het jaar.",
                "In dienst: Het dienstverband begint voor de geboorte.",
            ],
        ),
        ("7001;Akker;01-01-1980;v;001;36", ["In dienst: 'v' is geen volledige datum, zoals 08-06-2026."]),
        ("7001;Akker;01-01-1980;01-01-1979;001;36", ["In dienst: Het dienstverband begint voor de geboorte."]),
        ("7001;;01-01-1980;01-01-2020;001;36", [f"Achternaam: {FILL_IN}"]),
        (
            "7001;Akker;01-01-1980;01-01-2020;009;36",
            ["Afdeling: Het organisatieonderdeel 009 bestaat niet. Typ de naam of de code van een onderdeel."],
        ),
        ("7001;Akker;01-01-1980;01-01-2020;;36", [f"Afdeling: {FILL_IN}"]),
        ("7001;Akker;01-01-1980;01-01-2020;001;99", ["Uren: Uren per week liggen van 0 tot en met 60."]),
        ("7001;Akker;01-01-1980;01-01-2020;001;x", ["Uren: Dit zijn geen uren. Typ 36, 36,5 of 36:30."]),
        ("x;Akker;01-01-1980;01-01-2020;001;36", [f"Dossiernummer: {NO_NUMBER}"]),
        (
            "563166;Akker;01-01-1980;01-01-2020;001;36",
            ["Dossiernummer: Er is al een persoon met dit dossiernummer."],
        ),
        (
            f"7001;{'x' * 201};01-01-1980;01-01-2020;001;36",
            ["Achternaam: Deze tekst is te lang: er passen hoogstens 200 tekens."],
        ),
        (
            "7001;A\x1b[31mkker;01-01-1980;01-01-2020;001;36",
            ["Achternaam: In deze tekst staan onzichtbare stuurtekens. Typ hem opnieuw, zonder die tekens."],
        ),
        (
            "7001;A\0kker;01-01-1980;01-01-2020;001;36",
            ["Achternaam: In deze tekst staan onzichtbare stuurtekens. Typ hem opnieuw, zonder die tekens."],
        ),
    ],
)
def test_every_problem_is_named_by_row_and_column(context, tmp_path, row, expected):
    found = plan(context, write(tmp_path, f"{HEAD}{row}\n"))
    assert lines(found) == [f"rij 2, {line}" for line in expected]
    assert problems_of(running.carry_out, context, found) == [
        Problem("import-has-problems", "", {"count": len(expected)})
    ]


def test_all_problems_of_a_row_come_at_once(context, tmp_path):
    found = plan(context, write(tmp_path, f"{HEAD}x;;31-02-1980;;;\n"))
    assert lines(found) == [
        f"rij 2, Dossiernummer: {NO_NUMBER}",
        f"rij 2, Achternaam: {FILL_IN}",
        f"rij 2, Geboortedatum: {NO_DAY}",
        *(f"rij 2, {header}: {FILL_IN}" for header in ("In dienst", "Afdeling", "Uren")),
    ]


def test_two_people_with_one_bsn_are_named(context, tmp_path):
    head = HEAD.strip() + ";BSN\n"
    rows = [f"{no};Akker{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7001, "111222333"), (7002, ""))]
    running.carry_out(context, plan(context, write(tmp_path, head + "\n".join(rows))))
    rows = [f"{no};Bos{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7003, "123456782"), (7004, ""))]
    again = [
        f"{no};Bos{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7005, "123456782"), (7006, "111222333"))
    ]
    found = plan(context, write(tmp_path, head + "\n".join([*rows, *again])))
    taken = "BSN: Iemand anders heeft dit BSN. Controleer de negen cijfers."
    assert lines(found) == [f"2 rijen (4-5), {taken}"]


def test_optional_columns_are_checked_as_on_the_screen(context, tmp_path):
    head = HEAD.strip() + ";BSN;IBAN;Postcode;Telefoon;E-mail;Uit dienst;Geslacht;Type dienstverband;Loon\n"
    good = "7001;Akker;01-02-1980;01-01-2020;001;36;111222333;NL91ABNA0417164300;1234ab;06-12345678;a@b.nl;;V;vast;3000"
    bad = "7002;Akker;01-02-1980;01-01-2020;001;36;123456789;NL91ABNA0417164301;0123AB;06;x;01-01-2019;q;q;veel"
    found = plan(context, write(tmp_path, f"{head}{good}\n{bad}\n"))
    person = found.drafts[0][1].person
    assert (person["postcode"], person["phone"], person["gender"]) == ("1234 AB", "0612345678", "female")
    of = "'q' is geen van de keuzes van deze kolom. Dat zijn"
    assert set(lines(found)) == {
        f"rij 3, BSN: {NO_BSN}",
        "rij 3, IBAN: Dit is geen geldig IBAN. Controleer het nummer, bijvoorbeeld NL91 ABNA 0417 1643 00.",
        "rij 3, Postcode: Dit is geen Nederlandse postcode. Typ hem als 1234 AB.",
        "rij 3, Telefoon: Dit is geen telefoonnummer. Typ 10 cijfers, of + met het landnummer.",
        "rij 3, E-mail: Dit is geen e-mailadres. Typ het als naam@bedrijf.nl.",
        "rij 3, Uit dienst: Het einde ligt voor het begin.",
        f"rij 3, Geslacht: {of}: Anders of onbekend, Man en Vrouw.",
        f"rij 3, Type dienstverband: {of}: Onbepaalde tijd, Bepaalde tijd, Oproep, Uitzend, Stage en DGA.",
        "rij 3, Loon: Dit is geen bedrag. Typ 4000 of 4.000,00.",
    }


@pytest.mark.parametrize("header", ["Oorzaak", "Diagnose", "reden verzuim", "Naam arts", "ZIEKTEBEELD", "cause"])
def test_columns_with_medical_causes_are_refused_by_name(context, tmp_path, header):
    path = write(tmp_path, f"dossiernummer;eerste ziektedag;{header}\n563167;01-06-2026;griep\n")
    assert problems_of(plan, context, path, "absences") == [Problem("medical-column", header, {"column": header})]
    assert plan(context, path, "absences", {header: ""}).good == 1


def test_wages_that_no_month_pays_are_told_together_and_stop_nothing(context, tmp_path):
    row = "700{no};Akker{no};01-02-1980;01-01-2020;001;36;{wage}\n"
    wages = enumerate(("75", "4000", "", "32.000"))
    text = HEAD.replace("\n", ";Loon\n") + "".join(row.format(no=no, wage=wage) for no, wage in wages)
    found = plan(context, write(tmp_path, text))
    assert (found.good, lines(found)) == (4, [])
    (note,) = found.notes
    assert problem_text(note) == (
        "Lonen om nog eens na te kijken: 2. Het eerste: "
        "Dat is € 75,00 per maand, minder dan het minimumloon: € 2.294,76 bij 36,00 uur per week. "
        "Het is van dossier 7000."
    )


def test_columns_are_mapped_as_the_user_says(context, tmp_path):
    path = write(tmp_path, GOOD.replace("Achternaam", "Wie"))
    missing = Problem("column-missing", "surname", {"field": "surname", "header": "achternaam"})
    assert problems_of(plan, context, path) == [missing]
    assert plan(context, path, mapping={"Wie": "surname"}).good == 1
    found = problems_of(plan, context, path, mapping={"Waar": "surname", "Wie": "bestaat_niet"})
    assert found == [
        Problem("unknown-field", "bestaat_niet", {"field": "bestaat_niet", "known": import_kinds.EMPLOYEES.fields}),
        Problem("unknown-column", "Waar", {"column": "Waar"}),
        missing,
    ]


def test_a_staff_list_without_numbers_is_told_how_to_get_them(context, tmp_path):
    path = write(tmp_path, GOOD.replace("Dossiernummer", "Opmerking").replace("dossiernummer", "Opmerking"))
    details = {"field": "dossier_no", "header": "dossiernummer"}
    assert problems_of(plan, context, path) == [Problem("column-missing-number", "dossier_no", details)]


def test_absences_join_by_the_four_week_rule_and_open_ones_get_tasks(context, tmp_path):
    text = (
        "dossiernummer;eerste ziektedag;laatste ziektedag;hersteldatum;percentage;verzuimclassificatie\n"
        "563167;01-05-2026;;;50;Ziek t.g.v. arbeidsongeval\n"
        "563167;05-01-2026;31-01-2026;;;\n"
        "563167;28-02-2026;;10-03-2026;;Ziek\n"
    )
    found = plan(context, write(tmp_path, text), "absences")
    assert lines(found) == []
    running.carry_out(context, found)
    newest, middle, oldest = people.dossier_of(context, 2).cases
    assert (oldest.counted_from, middle.counted_from) == (date(2026, 1, 5), date(2026, 2, 1))
    assert (middle.last_sick_day, newest.percentage) == (date(2026, 3, 9), Decimal(50))
    assert newest.counted_from == date(2026, 5, 1)
    with context.reading() as session:
        tasks = session.exec(select(Task).where(Task.case_id == newest.case_id, Task.code == "T01")).all()
    assert [task.due for task in tasks] == [date(2026, 5, 8)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "563166;01-04-2026;05-04-2026;",
            "eerste ziektedag: Deze dagen vallen al in het traject van 02-03-2026. Controleer de datums.",
        ),
        (
            "563167;01-04-2026;01-03-2026;",
            "laatste ziektedag: Dit is voor de eerste ziektedag, 01-04-2026. Typ die dag of een latere.",
        ),
        (
            "563167;01-04-2024;05-04-2024;",
            "eerste ziektedag: Dit is voor het begin van het dienstverband op 01-05-2025. Typ die dag of een latere.",
        ),
        (
            "563167;09-06-2026;;",
            "eerste ziektedag: Deze datum ligt in de toekomst. De laatste dag die kan is 08-06-2026.",
        ),
        ("563167;01-04-2026;;0", "percentage: Een percentage is meer dan 0 en hoogstens 100."),
        ("12;01-04-2026;;", f"dossiernummer: {NOBODY}"),
        (";01-04-2026;;", f"dossiernummer: {FILL_IN}"),
    ],
)
def test_wrong_absences_are_named(context, tmp_path, row, expected):
    head = "dossiernummer;eerste ziektedag;laatste ziektedag;percentage\n"
    assert lines(plan(context, write(tmp_path, f"{head}{row}\n"), "absences")) == [f"rij 2, {expected}"]


def test_absences_that_overlap_within_the_file_are_named(context, tmp_path):
    text = (
        "dossiernummer;eerste ziektedag;laatste ziektedag\n563167;01-04-2026;09-04-2026\n563167;05-04-2026;12-04-2026\n"
    )
    assert lines(plan(context, write(tmp_path, text), "absences")) == [
        "rij 3, eerste ziektedag: Deze dagen vallen al in het traject van 01-04-2026. Controleer de datums."
    ]


def test_people_of_other_units_are_unknown_here(context, tmp_path):
    path = write(tmp_path, "dossiernummer;eerste ziektedag\n563167;01-06-2026\n")
    found = plan(context_of(context.store, units={3}), path, "absences")
    assert lines(found) == [f"rij 2, dossiernummer: {NOBODY}"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER])
def test_who_may_not_add_employees_may_not_import_them(context, tmp_path, role):
    found = problems_of(plan, context_of(context.store, role), write(tmp_path, GOOD))
    assert found == [Problem("not-allowed", "", {"role": role})]


def test_what_is_no_file_or_no_table_is_refused(context, tmp_path, monkeypatch):
    for path in (tmp_path / "none.csv", tmp_path):
        found = problem_of(plan, context, path)
        assert found == Problem("file-unreadable", "file", {"path": path, "reason": found.details["reason"]})
    empty = write(tmp_path, "", "empty.csv")
    assert problems_of(plan, context, empty) == [Problem("file-no-table", "file", {"path": empty})]
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a zip at all")
    assert problems_of(plan, context, broken) == [Problem("file-no-table", "file", {"path": broken})]
    monkeypatch.setattr(reading, "LARGEST", 3)
    large = write(tmp_path, GOOD)
    assert problems_of(plan, context, large) == [Problem("file-too-large", "file", {"path": large})]


def test_an_unwritable_place_for_the_rest_imports_nothing(context, tmp_path):
    found = plan(context, write(tmp_path, f"{GOOD}x;;;;;\n"))
    rest = tmp_path / "no" / "where.csv"
    assert problems_of(running.carry_out, context, found, rejects=rest) == [
        Problem("file-unwritable", "out", {"path": rest, "reason": os.strerror(errno.ENOENT)})
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
    assert count(context, Person) == 7 + made.good_people
    assert count(context, AbsenceCase) == 1 + made.good_cases
    polis = (TODAY - date(2026, 3, 2)).days + 1
    assert _sick_days(context) == made.sick_days + polis
    assert audit.verify_store(context.store).findings == ()
    undo.undo(context)
    assert (count(context, AbsenceCase), count(context, Person)) == (1, 7 + made.good_people)
    undo.undo(context)
    assert count(context, Person) == 7


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
