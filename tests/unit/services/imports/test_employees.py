"""Rows of employees: contracts, names, addresses and jobs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlmodel import select

from tests.reading_files import PERSON, PERSON_HEAD, lines
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.i18n import problem_text
from xstui.services.imports import running
from xstui.services.people import people, search
from xstui.store.tables import Job, OrgUnit, Person
from xstui.store.unit import EntryMeta


class TestContracts:
    def test_an_end_to_come_without_a_kind_of_contract_is_asked_once(self, read):
        head = f"{PERSON_HEAD};Datum uit dienst"
        rows = "".join(f"700{n};Pluim{n};11-05-1980;01-02-2015;001;36;31-12-2026\n" for n in range(3))
        asked = (
            "3 rijen (2-4), type dienstverband: Dit dienstverband heeft een einddatum, en nergens staat van welk type het is. Zeg "
            "het voor allemaal: --answer contract_type=temporary (bepaalde tijd), of =permanent (onbepaalde tijd)."
        )
        assert lines(read(f"{head}\n{rows}")) == [asked]
        found = read(f"{head}\n{rows}", answers={"contract_type": "temporary"})
        assert [draft.contract_type for _row, draft in found.drafts] == ["temporary"] * 3

    def test_who_has_left_already_may_have_been_permanent(self, read):
        assert read(f"{PERSON_HEAD};Datum uit dienst\n{PERSON};31-12-2020\n").good == 1

    @pytest.mark.parametrize(("prefix", "surname"), [("", "El Amrani"), ("", "van den Berg"), ("de", "Wit")])
    def test_an_empty_prefix_column_says_that_there_is_none(self, read, prefix, surname):
        found = read(f"{PERSON_HEAD};Tussenvoegsel\n{PERSON.replace('Pluim', surname)};{prefix}\n")
        ((_row, draft),) = found.drafts
        assert (draft.person["prefix"], draft.person["surname"]) == (prefix, surname)


HEADERS = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren\n"


def write(tmp_path, text, name="file.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def plan_of(context, path, kind="employees", mapping=None):
    return running.plan_import(context, kind, path, mapping or {})


FILL_IN = "Vul dit veld in."
NO_BSN = "Dit is geen geldig BSN. Controleer de negen cijfers."
NO_NUMBER = "'x' kan niet als nummer worden overgenomen: alleen cijfers, zonder letters, punten of streepjes."
NO_DAY = "Deze dag staat niet op de kalender. Controleer de dag en de maand."


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
    found = plan_of(context, write(tmp_path, f"{HEADERS}{row}\n"))
    assert lines(found) == [f"rij 2, {line}" for line in expected]
    assert problems_of(running.carry_out, context, found) == [
        Problem("import-has-problems", "", {"count": len(expected)})
    ]


def test_all_problems_of_a_row_come_at_once(context, tmp_path):
    found = plan_of(context, write(tmp_path, f"{HEADERS}x;;31-02-1980;;;\n"))
    assert lines(found) == [
        f"rij 2, Dossiernummer: {NO_NUMBER}",
        f"rij 2, Achternaam: {FILL_IN}",
        f"rij 2, Geboortedatum: {NO_DAY}",
        *(f"rij 2, {header}: {FILL_IN}" for header in ("In dienst", "Afdeling", "Uren")),
    ]


def test_two_people_with_one_bsn_are_named(context, tmp_path):
    head = HEADERS.strip() + ";BSN\n"
    rows = [f"{no};Akker{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7001, "111222333"), (7002, ""))]
    running.carry_out(context, plan_of(context, write(tmp_path, head + "\n".join(rows))))
    rows = [f"{no};Bos{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7003, "123456782"), (7004, ""))]
    again = [
        f"{no};Bos{no};01-02-1980;01-01-2020;001;36;{bsn}" for no, bsn in ((7005, "123456782"), (7006, "111222333"))
    ]
    found = plan_of(context, write(tmp_path, head + "\n".join([*rows, *again])))
    taken = "BSN: Iemand anders heeft dit BSN. Controleer de negen cijfers."
    assert lines(found) == [f"2 rijen (4-5), {taken}"]


def test_optional_columns_are_checked_as_on_the_screen(context, tmp_path):
    head = HEADERS.strip() + ";BSN;IBAN;Postcode;Telefoon;E-mail;Uit dienst;Geslacht;Type dienstverband;Loon\n"
    good = "7001;Akker;01-02-1980;01-01-2020;001;36;111222333;NL91ABNA0417164300;1234ab;06-12345678;a@b.nl;;V;vast;3000"
    bad = "7002;Akker;01-02-1980;01-01-2020;001;36;123456789;NL91ABNA0417164301;0123AB;06;x;01-01-2019;q;q;veel"
    found = plan_of(context, write(tmp_path, f"{head}{good}\n{bad}\n"))
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


def test_wages_that_no_month_pays_are_told_together_and_stop_nothing(context, tmp_path):
    row = "700{no};Akker{no};01-02-1980;01-01-2020;001;36;{wage}\n"
    wages = enumerate(("75", "4000", "", "32.000"))
    text = HEADERS.replace("\n", ";Loon\n") + "".join(row.format(no=no, wage=wage) for no, wage in wages)
    found = plan_of(context, write(tmp_path, text))
    assert (found.good, lines(found)) == (4, [])
    (note,) = found.notes
    assert problem_text(note) == (
        "Lonen om nog eens na te kijken: 2. Het eerste: "
        "Dat is € 75,00 per maand, minder dan het minimumloon: € 2.294,76 bij 36,00 uur per week. "
        "Het is van dossier 7000."
    )


HEAD = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren"
TAIL = "01-02-1980;01-01-2020;001;36"


def plan_text(context, tmp_path, text, mapping=None):
    path = tmp_path / "employees.csv"
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, "employees", path, mapping or {})


@pytest.mark.parametrize("department", ["001", "1", "inkomen"])
def test_a_spreadsheet_may_drop_the_noughts_of_a_department(context, tmp_path, department):
    text = f"{HEAD}\n7001;Akker;01-02-1980;01-01-2020;{department};36\n"
    assert plan_text(context, tmp_path, text).good == 1


def test_names_are_kept_as_they_were_typed(context, tmp_path):
    running.carry_out(context, plan_text(context, tmp_path, f"{HEAD}\n7001;=cmd|' /C calc'!A0;{TAIL}\n"))
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
    [(_row, draft)] = plan_text(context, tmp_path, f"{HEAD}\n7001;{surname};{TAIL}\n").drafts
    assert tuple(draft.person[name] for name in ("initials", "prefix", "surname")) == parts


def test_letters_are_tidied_as_on_the_form(context, tmp_path):
    [(_row, draft)] = plan_text(context, tmp_path, f"{HEAD};Voorletters\n7001;van den berg-de wit;{TAIL};jp\n").drafts
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
    [(_row, draft)] = plan_text(context, tmp_path, f"{HEAD};Adres\n7001;Akker;{TAIL};{address}\n").drafts
    assert (draft.person["street"], draft.person["house_number"]) == parts


def test_a_department_whose_name_is_used_twice_is_not_guessed(context, tmp_path):
    with context.store.unit(EntryMeta("test", "x", context.clock.now())) as unit:
        unit.add(OrgUnit(kind="department", name="Inkomen", code="003", parent_id=3))
    text = f"{HEAD}\n7001;Akker;{TAIL.replace('001', 'INKOMEN')}\n7002;Akker;{TAIL}\n"
    every = context.__class__(
        context.store, context.clock, context.actor.__class__(1, "x", "x", context.actor.role, None), context.reference
    )
    assert lines(plan_text(every, tmp_path, text)) == [
        "rij 2, Afdeling: Meer afdelingen hebben deze naam of code: gebruik een unieke."
    ]


def test_an_exactly_spelt_department_is_taken_where_another_differs_in_case_alone(context, tmp_path):
    with context.store.unit(EntryMeta("test", "x", context.clock.now())) as unit:
        unit.add(OrgUnit(kind="department", name="INKOMEN", parent_id=1))
    every = context.__class__(
        context.store, context.clock, context.actor.__class__(1, "x", "x", context.actor.role, None), context.reference
    )
    rows = [f"700{n};Akker{n};{TAIL.replace('001', name)}" for n, name in enumerate(("Inkomen", "INKOMEN", "inkomen"))]
    assert lines(plan_text(every, tmp_path, "\n".join([HEAD, *rows]))) == [
        "rij 4, Afdeling: Meer afdelingen hebben deze naam of code: gebruik een unieke."
    ]


def test_jobs_differing_in_case_alone_are_one(context, tmp_path):
    text = f"{HEAD};Functie\n7001;Akker;{TAIL};Monteur\n7002;Beek;{TAIL};MONTEUR\n7003;Dal;{TAIL};\n"
    running.carry_out(context, plan_text(context, tmp_path, text))
    with context.reading() as session:
        assert sorted(session.exec(select(Job.name)).all()) == ["42200", "MONTEUR"]
    jobs = [
        people.dossier_of(context, search.find(context, name)[0].person_id).employment.job for name in ("Beek", "Dal")
    ]
    assert jobs == ["MONTEUR", ""]


def test_the_full_week_is_the_employers(context, tmp_path):
    running.carry_out(context, plan_text(context, tmp_path, f"{HEAD}\n7001;Akker;{TAIL}\n"))
    [akker] = search.find(context, "akker")
    assert people.dossier_of(context, akker.person_id).employment.fte == Decimal("0.98")
