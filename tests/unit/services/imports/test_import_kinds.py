"""What files do to a reader: each is read right, asked once, or refused by row and column."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import company
from tests.reading_files import lines, notes, plan, sentences, settle
from xstui.domain.absence import EndReason
from xstui.domain.amsterdam import dutch_day
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem, Refused, refuse
from xstui.i18n import label
from xstui.services.employment import leaving
from xstui.services.imports import codepages, running
from xstui.services.people import search

PEOPLE = "Personeelsnummer;Achternaam;Geboortedatum;Datum in dienst;Afdeling;Uren"
CASES = "Personeelsnummer;Eerste ziektedag;Laatste ziektedag"
CASE = "563168;04-03-2024;10-03-2024"
PERSON = "7001;Pluim;11-05-1980;01-02-2015;001;36"


@pytest.fixture(scope="module")
def company_template(company_template, tmp_path_factory):
    return company.changed(company_template, tmp_path_factory.mktemp("office"), settle)


@pytest.fixture
def office(context):
    return context


@pytest.fixture
def read(office, tmp_path):
    """Read a text, or bytes, as a file of absences; of employees where it begins like one."""

    def read_as(content, kind="", **choices):
        raw = content if isinstance(content, bytes) else content.encode()
        path = tmp_path / ("file.xlsx" if raw.startswith(b"PK") else "file.csv")
        path.write_bytes(raw)
        people = b"Achternaam" in raw.splitlines()[0]
        return plan(office, kind or ("employees" if people else "absences"), path, **choices)

    return read_as


@pytest.fixture
def refusal(read):
    """Read a file that is refused as a whole, and return the sentences."""

    def refused_as(content, kind="", **choices):
        with pytest.raises(Refused) as refused:
            read(content, kind, **choices)
        return sentences(refused)

    return refused_as


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


def table(*rows, head=CASES):
    return [head.split(";"), *rows]


def problems(found):
    return [(bad.row, bad.problem) for bad in found.problems]


def spans(found):
    return [(draft.first_sick_day, draft.last_sick_day) for _row, draft in found.drafts]


class TestMoments:
    @given(st.datetimes(datetime(1946, 1, 1), datetime(2090, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001 - a zone follows
    def test_a_moment_is_on_the_day_that_the_table_of_time_zones_gives(self, moment, hours):
        zoneinfo = pytest.importorskip("zoneinfo")
        try:
            amsterdam = zoneinfo.ZoneInfo("Europe/Amsterdam")
        except zoneinfo.ZoneInfoNotFoundError:
            pytest.skip("this machine has no table of time zones")
        zoned = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
        # The table ends in 2037, and Python goes on by the same rule.
        assert dutch_day(zoned) == zoned.astimezone(amsterdam).date()

    @pytest.mark.parametrize(
        ("first", "day"),
        [
            ("2024-03-30T23:00:00Z", date(2024, 3, 31)),
            ("2024-03-30T22:59:59Z", date(2024, 3, 30)),
            ("2024-03-31T22:00:00.000Z", date(2024, 4, 1)),
            ("2024-03-04T00:00:00+01:00", date(2024, 3, 4)),
            ("2024-03-04T00:00:00+0900", date(2024, 3, 3)),
            ("2024-03-03 20:00:00-05:00", date(2024, 3, 4)),
            ("2024-03-03T23:00 UTC", date(2024, 3, 4)),
            ("04-03-2024 23:59", date(2024, 3, 4)),
            ("4-3-2024 0:00", date(2024, 3, 4)),
        ],
    )
    def test_a_time_with_a_zone_is_the_dutch_day(self, read, first, day):
        assert spans(read(f"{CASES}\n563168;{first};10-04-2024\n")) == [(day, date(2024, 4, 10))]

    @pytest.mark.parametrize("text", ["2024-03-04T25:00:00Z", "2024-03-04T10:00:00+30:00"])
    def test_a_time_that_is_on_no_clock_is_refused(self, read, text):
        (bad,) = problems(read(f"{CASES}\n563168;{text};10-04-2024\n"))
        assert bad == (2, Problem("date-impossible", "first_sick_day", {"value": text}))


class TestDays:
    @pytest.mark.parametrize(
        "end",
        ["31-12-9999", "9999-12-31", "01-01-2999", "00-00-0000", "0000-00-00", "31129999", "0", "9999-12-31T00:00:00"],
    )
    def test_no_end_is_empty(self, read, end):
        assert spans(read(f"{CASES}\n563168;04-06-2026;{end}\n")) == [(date(2026, 6, 4), None)]

    def test_no_end_is_no_first_day(self, read):
        (bad,) = problems(read(f"{CASES}\n563168;31-12-9999;\n"))
        details = {"value": "31-12-9999", "earliest": date(1940, 1, 1), "latest": date(2086, 12, 31)}
        assert bad == (2, Problem("date-unlikely", "first_sick_day", details))

    @pytest.mark.parametrize("end", ["31-12-2199", "01-01-1901"])
    def test_a_day_that_nobody_can_mean_is_refused(self, read, end):
        (bad,) = problems(read(f"{CASES}\n563168;04-03-2024;{end}\n"))
        details = {"value": end, "earliest": date(1940, 1, 1), "latest": date(2086, 12, 31)}
        assert bad == (2, Problem("date-unlikely", "last_sick_day", details))

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            (
                "7001;Pluim;11-05-2020;01-02-2024;001;36",
                "Geboortedatum: Dat zou iemand van 6 jaar zijn. Controleer het jaar.",
            ),
            (
                "7001;Pluim;11-05-1980;01-02-1988;001;36",
                "Datum in dienst: Het dienstverband zou beginnen op een leeftijd van 7 jaar. Controleer het jaar.",
            ),
        ],
    )
    def test_an_unlikely_age_is_refused(self, read, row, said):
        assert f"rij 2, {said}" in lines(read(f"{PEOPLE}\n{row}\n"))

    def test_both_orders_in_a_column_take_none_of_it(self, refusal):
        rows = "".join(f"563168;{day};\n" for day in ("25-03-2024", "03/26/2024", "04/27/2024"))
        assert refusal(f"{CASES}\n{rows}") == [
            (
                "In de kolom Eerste ziektedag staat soms de dag voorop en soms de maand, zoals 03/26/2024 in rij 3: er wordt niets "
                "van overgenomen. Schrijf de datums als 31-12-2020 of 2020-12-31."
            )
        ]

    def test_one_typing_error_among_dutch_dates_is_a_row(self, read):
        rows = "563168;25-03-2024;26-03-2024\n563168;13-02-2024;02-14-2024\n563168;01-05-2024;31-05-2024\n"
        assert problems(read(f"{CASES}\n{rows}")) == [
            (3, Problem("date-impossible", "last_sick_day", {"value": "02-14-2024"}))
        ]

    def test_a_clock_of_twice_twelve_hours_says_that_the_month_is_first(self, refusal):
        assert (
            "klopt alleen met de maand voorop, zoals 3/4/2024 12:00:00 AM in rij 2"
            in refusal(f"{CASES}\n563168;3/4/2024 12:00:00 AM;\n")[0]
        )

    def test_a_recovery_that_contradicts_the_last_day_is_refused(self, read):
        found = read(f"{CASES};Hersteld per\n{CASE};11-03-2024\n563170;04-03-2024;10-03-2024;10-03-2024\n")
        assert (found.good, lines(found)) == (
            1,
            [
                (
                    "rij 3, Hersteld per: De laatste ziektedag, 10-03-2024, en het herstel, 10-03-2024, spreken elkaar tegen: "
                    "hersteld is men op de dag erna."
                )
            ],
        )


class TestSpreadsheets:
    @pytest.mark.parametrize("place", range(3))
    def test_a_formula_without_an_outcome_is_named_in_every_column(self, read, place):
        row = [563168, date(2024, 3, 4), date(2024, 3, 10)]
        row[place] = "=A9"
        names = ("dossier_no", "first_sick_day", "last_sick_day")
        assert problems(read(workbook(("Blad1", table(row))))) == [
            (2, Problem("formula-without-value", names[place], {"formula": "=A9"}))
        ]

    def test_a_formula_in_a_column_that_is_not_used_stops_nothing(self, read):
        head = f"{CASES};Schoenmaat"
        found = read(workbook(("Blad1", table([563168, date(2024, 3, 4), date(2024, 3, 10), "=A9"], head=head))))
        assert (found.good, lines(found)) == (1, [])

    def test_an_empty_text_is_an_outcome(self, read):
        raw = workbook(("Blad1", table([563168, date(2026, 6, 4), "=A9"])))
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(new := io.BytesIO(), "w") as packed:
            for name in old.namelist():
                text = old.read(name)
                packed.writestr(name, text.replace(b'<c r="C2"><f>', b'<c r="C2" t="str"><f>'))
        assert spans(read(new.getvalue())) == [(date(2026, 6, 4), None)]

    @pytest.mark.parametrize("value", ["#N/B", "#REF!", "########", "#DEEL/0!"])
    def test_what_stands_in_the_place_of_a_value_is_no_name(self, read, value):
        assert lines(read(f"{PEOPLE}\n{PERSON.replace('Pluim', value)}\n")) == [
            f"rij 2, Achternaam: Hier staat {value} in plaats van een waarde. Verbeter de cel in het rekenblad."
        ]

    @pytest.mark.parametrize("header", ["BSN", "Telefoon", "IBAN", "Functie"])
    def test_a_shortened_number_is_named_in_every_column(self, read, header):
        found = read(f"{PEOPLE};{header}\n{PERSON};1,11222E+08\n")
        assert lines(found) == [
            (
                f"rij 2, {header}: Het rekenblad heeft dit nummer ingekort tot 1,11222E+08: de laatste cijfers zijn weg. Toon de "
                "kolom als getal of als tekst, en sla opnieuw op."
            )
        ]

    @pytest.mark.parametrize("value", [datetime(2026, 2, 1), "1-feb", "01-feb-26"])  # noqa: DTZ001 - as Excel has it
    def test_a_house_number_that_became_a_date_is_named(self, read, value):
        head = f"{PEOPLE};Straat;Huisnummer"
        row = [7001, "Pluim", date(1980, 5, 11), date(2015, 2, 1), "001", 36, "Dorpsstraat", value]
        found = read(workbook(("Blad1", table(row, head=head))), "employees")
        ((row_no, bad),) = problems(found)
        shown = "2026-02-01" if isinstance(value, datetime) else value
        assert (row_no, bad) == (2, Problem("cell-turned-into-date", "house_number", {"value": shown}))

    def test_noughts_that_were_lost_come_back(self, read):
        found = read(f"{PEOPLE.replace('Uren', 'Uren;Telefoon;BSN')}\n{PERSON};612345678;12\n")
        ((_row, draft),) = found.drafts
        assert (draft.person["phone"], draft.person["bsn"]) == ("0612345678", "000000012")

    def test_hidden_rows_are_asked_about(self, read, refusal):
        rows = [[number, date(2024, 3, 4), date(2024, 3, 10)] for number in (563168, 563170, 563171)]
        raw = workbook(("Blad1", table(*rows)), hidden=(3, 4))
        assert refusal(raw) == [
            (
                "Op dit blad zijn 2 rijen verborgen, met de hand of door een filter: 3-4. Zeg of ze meegaan: "
                "--answer hidden_rows=take (wel), of --answer hidden_rows=leave (niet)."
            )
        ]
        assert read(raw, answers={"hidden_rows": "take"}).good == 3
        found = read(raw, answers={"hidden_rows": "leave"})
        assert (found.good, notes(found)) == (1, ["Verborgen rijen, weggelaten: 2 (3-4)."])

    def test_several_sheets_that_fit_are_asked_about(self, read, refusal):
        row = [563168, date(2024, 3, 4), date(2024, 3, 10)]
        raw = workbook(("2023", table(row)), ("2024", table([563170, *row[1:]])), ("Leeg", []))
        assert refusal(raw) == [
            "Op verschillende bladen staat zo'n tabel: 2023 en 2024. Zeg welke met --sheet, één tegelijk."
        ]
        ((_row, draft),) = read(raw, sheet="2024").drafts
        assert draft.hire.dossier_no == 563170
        assert refusal(raw, sheet="2025") == ["Er is geen blad 2025. Bekend zijn: 2023, 2024 en Leeg."]

    def test_a_protected_workbook_says_so(self, refusal, tmp_path):
        raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
        assert refusal(raw) == [
            (
                f"{tmp_path / 'file.csv'} is beveiligd met een wachtwoord. Open het in Excel, haal het wachtwoord eraf "
                "(Bestand, Info), en sla het op."
            )
        ]

    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (b"%PDF-1.7\n", "is een pdf. Vraag de lijst als Excel of CSV."),
            (b"\xef\xbb\xbf<table><tr><td>Personeelsnummer</td></tr></table>", "is een webpagina"),
            (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', "is een tabel in de XML"),
            (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(50), "is een bestand van een oude Excel (.xls)."),
        ],
    )
    def test_what_is_no_table_says_what_it_is(self, refusal, raw, said):
        (sentence,) = refusal(raw)
        assert said in sentence

    @pytest.mark.parametrize(
        "title", ["Totaal", "Eindtotaal:", "Aantal: 12", "Subtotaal 001", "Total", "Totaal (20 deelnemers)"]
    )
    def test_a_total_is_no_row(self, read, title):
        found = read(f"{CASES}\n{CASE}\n{title};;6\n{CASES}\n")
        assert (found.good, lines(found), notes(found)) == (
            1,
            [],
            ["Totalen of koppen tussen de rijen, weggelaten: rij 3-4."],
        )

    def test_somebody_called_total_is_a_row(self, read):
        assert (
            read(f"Achternaam;{PEOPLE.replace(';Achternaam', '')}\nTotaal;7001;11-05-1980;01-02-2015;001;36\n").good
            == 1
        )


class TestColumns:
    @pytest.mark.parametrize(
        ("header", "value", "contract"),
        [
            ("Contracttype", "Bepaalde tijd", "temporary"),
            ("ContractType", "Tijdelijk contract", "temporary"),
            ("Soort dienstbetrekking", "Oproepkracht", "on-call"),
            ("Soort dienstverband", "Voor onbepaalde tijd", "permanent"),
            ("Type contract", "Stagiair", "intern"),
        ],
    )
    def test_a_kind_of_contract_is_known_by_its_usual_headers(self, read, header, value, contract):
        found = read(f"{PEOPLE};{header}\n{PERSON};{value}\n")
        assert ([draft.contract_type for _row, draft in found.drafts], found.ignored) == ([contract], [])

    def test_an_end_to_come_without_a_kind_of_contract_is_asked_once(self, read):
        head = f"{PEOPLE};Datum uit dienst"
        rows = "".join(f"700{n};Pluim{n};11-05-1980;01-02-2015;001;36;31-12-2026\n" for n in range(3))
        asked = (
            "3 rijen (2-4), type dienstverband: Dit dienstverband heeft een einddatum, en nergens staat van welk type het is. Zeg "
            "het voor allemaal: --answer contract_type=temporary (bepaalde tijd), of =permanent (onbepaalde tijd)."
        )
        assert lines(read(f"{head}\n{rows}")) == [asked]
        found = read(f"{head}\n{rows}", answers={"contract_type": "temporary"})
        assert [draft.contract_type for _row, draft in found.drafts] == ["temporary"] * 3

    def test_who_has_left_already_may_have_been_permanent(self, read):
        assert read(f"{PEOPLE};Datum uit dienst\n{PERSON};31-12-2020\n").good == 1

    @pytest.mark.parametrize(
        "headers",
        [
            "Persnr;Achternaam;GeboorteDatum;InDienst;Afdeling;Uren",
            "Medewerker ID;Geboortenaam;Geb. datum;Indiensttreding;Afdeling;Uren",
        ],
    )
    def test_the_headers_of_vendors_are_known(self, read, headers):
        found = read(f"{headers}\n{PERSON}\n", "employees")
        assert (found.good, found.ignored) == (1, [])

    @pytest.mark.parametrize(("prefix", "surname"), [("", "El Amrani"), ("", "van den Berg"), ("de", "Wit")])
    def test_an_empty_prefix_column_says_that_there_is_none(self, read, prefix, surname):
        found = read(f"{PEOPLE};Tussenvoegsel\n{PERSON.replace('Pluim', surname)};{prefix}\n")
        ((_row, draft),) = found.drafts
        assert (draft.person["prefix"], draft.person["surname"]) == (prefix, surname)

    @pytest.mark.parametrize(
        "header", ["Herstelpercentage", "% aanwezig", "Percentage beschikbaar", "recoveryPercentage", "Loonwaarde"]
    )
    def test_what_a_percentage_is_of_is_asked(self, read, refusal, header):
        text = f"{CASES};{header}\n{CASE};25\n563170;04-03-2024;10-03-2024;0 %\n"
        assert refusal(text) == [
            (
                f"De kolom {header} lijkt te zeggen hoever iemand hersteld of beschikbaar is, en niet hoever afwezig. Zeg wat het "
                f'is: --map "{header}=part_recovered", --map "{header}=percentage" voor verzuim, of --map "{header}=" om de kolom '
                "weg te laten."
            )
        ]
        steps = [draft.steps[0].percentage for _row, draft in read(text, mapping={header: "part_recovered"}).drafts]
        assert steps == [Decimal(75), Decimal(100)]
        left_out = [draft.steps[0].percentage for _row, draft in read(text, mapping={header: ""}).drafts]
        assert left_out == [Decimal(100), Decimal(100)]

    def test_a_day_of_recovery_is_no_percentage(self, read):
        assert read(f"{CASES};Verwacht herstel\n{CASE};20-03-2024\n").ignored == ["Verwacht herstel"]

    def test_a_number_of_a_case_or_a_person_is_asked_about(self, read, refusal):
        text = f"{CASES.replace('Personeelsnummer', 'Dossiernr')}\n{CASE}\n"
        assert refusal(text) == [
            (
                "De kolom Dossiernr kan het nummer van een persoon of van een traject zijn. Zeg welk: "
                '--map "Dossiernr=dossier_no" voor de persoon, --map "Dossiernr=" om de kolom weg te laten.'
            )
        ]
        assert read(text, mapping={"Dossiernr": "dossier_no"}).good == 1

    def test_two_columns_of_one_meaning_are_asked_about(self, read, refusal):
        text = f"Dossiernr;{CASES}\n9;{CASE}\n"
        (asked,) = refusal(text)
        assert asked.startswith(
            "De kolommen Dossiernr en Personeelsnummer zouden allemaal dossiernummer zijn. Zeg welke het is:"
        )
        found = read(text, mapping={"Dossiernr": ""})
        assert (found.good, found.ignored) == (1, ["Dossiernr"])

    def test_an_import_is_taken_over_also_where_what_was_said_of_columns_can_not_be_kept(
        self, read, office, monkeypatch
    ):
        def full(*_arguments):
            raise refuse("disk-full")

        monkeypatch.setattr(running.profiles, "remember", full)
        text = f"Dossiernr;{CASES}\n9;{CASE}\n"
        assert running.carry_out(office, read(text, mapping={"Dossiernr": ""})).count == 1

    def test_what_was_said_of_columns_is_remembered_for_files_with_the_same_headers(self, read, refusal, office):
        text = f"Dossiernr;{CASES}\n9;{CASE}\n"
        running.carry_out(office, read(text, mapping={"Dossiernr": ""}))
        later = read(f"Dossiernr;{CASES}\n9;563168;04-05-2024;10-05-2024\n")
        assert (later.good, later.ignored) == (1, ["Dossiernr"])
        assert notes(later)[0] == (
            "Kolommen gelezen zoals bij een eerder bestand met deze koppen is gezegd: Dossiernr=. Zeg het anders met --map."
        )
        said_now = read(
            f"Dossiernr;{CASES}\n563168;9;04-05-2024;10-05-2024\n",
            mapping={"Personeelsnummer": "", "Dossiernr": "dossier_no"},
        )
        assert said_now.ignored == ["Personeelsnummer"]
        assert refusal(f"{CASES};Dossiernr\n{CASE};9\n")[0].startswith("De kolommen Personeelsnummer en Dossiernr")

    def test_a_header_that_says_little_yields(self, read):
        found = read(f"Naam;{PEOPLE}\nIemand Anders;{PERSON}\n")
        ((_row, draft),) = found.drafts
        assert (draft.person["surname"], found.ignored) == ("Pluim", ["Naam"])

    @pytest.mark.parametrize(
        "header", ["Verlofsoort", "Type afwezigheid", "Absence type", "AbsenceType", "Soort", "Leave code"]
    )
    def test_no_column_that_tells_the_kind_of_absence_is_passed_over(self, read, header):
        found = read(
            f"{CASES};{header}\n{CASE};Vakantie\n563170;04-03-2024;10-03-2024;Ziek\n563171;04-03-2024;10-03-2024;\n"
        )
        assert [row for row, _draft in found.drafts] == [3]
        assert notes(found) == ["Geen ziekte, dus weggelaten: 2 rijen. Per soort, met de rijen: Vakantie (2), - (4)."]

    def test_a_column_that_names_leave_is_asked_about_whatever_its_header(self, read, refusal):
        text = f"{CASES};Omschrijving\n{CASE};Ziek\n563170;04-03-2024;10-03-2024;Vakantiedag\n"
        assert refusal(text) == [
            (
                "De kolom Omschrijving lijkt te zeggen over welk soort afwezigheid elke rij gaat: Vakantiedag, in rij 3. Zeg of "
                'dat zo is: --map "Omschrijving=absence_kind", zodat alleen rijen die ziek zeggen meegaan, of '
                '--map "Omschrijving=".'
            )
        ]
        assert [row for row, _draft in read(text, mapping={"Omschrijving": "absence_kind"}).drafts] == [2]
        assert read(text, mapping={"Omschrijving": ""}).good == 2

    def test_leave_among_the_kinds_of_absence_is_left_out(self, read):
        found = read(f"{CASES};Soort verzuim\n{CASE};Bijzonder verlof\n563170;04-03-2024;10-03-2024;Ziek\n")
        assert [row for row, _draft in found.drafts] == [3]

    def test_a_formula_that_would_tell_the_kind_is_named(self, read):
        raw = workbook(
            ("Blad1", table([563168, date(2024, 3, 4), date(2024, 3, 10), "=A9"], head=f"{CASES};Verlofsoort"))
        )
        formula = Problem("formula-without-value", "absence_kind", {"formula": "=A9"})
        assert problems(read(raw)) == [(2, formula)]

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("Hersteld", EndReason.RECOVERED),
            ("AOW", EndReason.PENSION),
            ("", EndReason.RECOVERED),
        ],
    )
    def test_a_reason_of_ending_comes_in_by_its_list(self, office, read, text, reason):
        found = read(f"{CASES};Reden einde verzuim\n{CASE};{text}\n")
        assert [draft.new_case().end_reason for _row, draft in found.drafts] == [reason.value]
        running.carry_out(office, found)

    @pytest.mark.parametrize(("text", "reason"), [("uit dienst", EndReason.LEFT), ("overleden", EndReason.DECEASED)])
    def test_no_case_ends_by_leaving_or_death_while_the_employment_goes_on(self, office, read, text, reason):
        file = f"{CASES};Reden einde verzuim\n{CASE};{text}\n"
        found = read(file)
        assert problems(found) == [(2, Problem("left-while-employed", "end_reason", {"reason": reason}))]
        assert lines(found) == [
            (
                f"rij 2, Reden einde verzuim: De reden is {label(reason)}, maar het dienstverband loopt door. Meld eerst uit "
                "dienst, of lees de laatste dag in met het personeelsbestand, en lees deze rij daarna in."
            )
        ]
        (person,) = search.resolve(office, "563168")
        leaving.report_leaving(office, person.person_id, date(2026, 6, 7), LeavingReason.OTHER)
        found = read(file)
        assert [draft.new_case().end_reason for _row, draft in found.drafts] == [reason.value]
        running.carry_out(office, found)

    def test_a_leaving_that_is_still_to_come_ends_no_case(self, office, read):
        (person,) = search.resolve(office, "563168")
        leaving.report_leaving(office, person.person_id, date(2026, 6, 30), LeavingReason.OTHER)
        found = read(f"{CASES};Reden einde verzuim\n{CASE};uit dienst\n")
        assert problems(found) == [(2, Problem("left-while-employed", "end_reason", {"reason": EndReason.LEFT}))]

    @pytest.mark.parametrize("text", ["griep", "onterecht", "Zwangerschapsverlof"])
    def test_no_other_word_is_a_reason_of_ending(self, read, text):
        ((row, bad),) = problems(read(f"{CASES};Reden einde verzuim\n{CASE};{text}\n"))
        details = {"value": text, "known": bad.details["known"]}
        assert (row, bad) == (2, Problem("choice-not-listed", "end_reason", details))
        not_offered = {EndReason.MISTAKEN, EndReason.BORN, EndReason.LEAVE, EndReason.WITHDRAWN}
        assert set(bad.details["known"]) == set(EndReason) - not_offered

    def test_a_reason_without_an_end_is_refused(self, read):
        assert lines(read(f"{CASES};Reden einde verzuim\n563168;04-06-2026;;hersteld\n")) == [
            "rij 2, Reden einde verzuim: Er staat een reden van het einde, maar geen dag waarop het eindigde. Vul de dag in."
        ]

    @pytest.mark.parametrize("header", ["Reden verzuim", "Reden afwezigheid", "CauseCode"])
    def test_a_reason_of_the_absence_stays_medical(self, refusal, header):
        assert refusal(f"{CASES};{header}\n{CASE};x\n") == [
            f"De kolom {header} lijkt medisch. De wet verbiedt dat te bewaren: laat haar weg."
        ]

    @pytest.mark.parametrize("text", ["0,5", "1", "0.5 %"])
    def test_one_part_of_1_among_percentages_is_refused(self, read, text):
        found = read(f"{CASES};Verzuimpercentage\n{CASE};50\n563170;04-03-2024;10-03-2024;{text}\n")
        assert lines(found) == [
            (
                f"rij 3, Verzuimpercentage: Niemand is voor {text.removesuffix(' %')} % ziek. Is het een deel van 1? Schrijf het "
                "dan als percentage."
            )
        ]


HEADS = "Personeelsnummer;Eerste ziektedag"
ASKED = "lijkt te zeggen wanneer iemand hersteld is: {value}, in rij 2."


class TestEnds:
    """A column of the end that goes by another name: left out in silence, everybody would be ill for ever."""

    @pytest.mark.parametrize(
        "header",
        [
            *("Hersteld op", "Datum hersteld", "Beter per", "hersteld_op", "HersteldOp", "Hersteld vanaf"),
            *("Hersteldatum", "Hersteld m.i.v.", "Recovered on"),
        ],
    )
    def test_the_day_of_recovery_is_the_first_of_work(self, read, header):
        found = read(f"{HEADS};{header}\n563168;04-03-2024;11-03-2024\n")
        assert (spans(found), found.ignored) == ([(date(2024, 3, 4), date(2024, 3, 10))], [])

    @pytest.mark.parametrize("header", ["Einde verzuim", "Laatste ziektedag", "Einde ziekte", "Laatste verzuimdag"])
    def test_the_last_sick_day_is_the_day_itself(self, read, header):
        found = read(f"{HEADS};{header}\n563168;04-03-2024;11-03-2024\n")
        assert spans(found) == [(date(2024, 3, 4), date(2024, 3, 11))]

    @pytest.mark.parametrize("header", ["Herstelmelding", "Weer aan het werk", "Werk hervat", "Betermelding"])
    def test_a_name_that_may_be_either_is_asked_about_though_the_end_is_there(self, read, refusal, header):
        text = f"{HEADS};Laatste ziektedag;{header}\n563168;04-03-2024;;11-03-2024\n"
        (asked,) = refusal(text)
        assert asked.startswith(f"De kolom {header} {ASKED.format(value='11-03-2024')}")
        assert read(text, mapping={header: ""}).good == 1

    def test_days_after_the_first_are_asked_about_whatever_they_are_called(self, read, refusal):
        text = f"{HEADS};Mutatie\n563168;04-03-2024;11-03-2024\n563168;01-06-2024;09-06-2024\n563168;01-09-2024;\n"
        (asked,) = refusal(text)
        assert asked.startswith(f"De kolom Mutatie {ASKED.format(value='11-03-2024')}")
        assert spans(read(text, mapping={"Mutatie": "recovered_on"}))[0] == (date(2024, 3, 4), date(2024, 3, 10))
        assert spans(read(text, mapping={"Mutatie": ""}))[0] == (date(2024, 3, 4), None)

    @pytest.mark.parametrize(
        "column",
        [
            *("Gemeld op;04-03-2024", "Geboren te;Zwolle", "Kostenplaats;45120", "Herstelmelding door;P. Vis"),
            *("Herstelmelding;",),
        ],
    )
    def test_other_columns_are_not_asked_about(self, read, column):
        header, value = column.split(";")
        assert read(f"{HEADS};{header}\n563168;04-03-2024;{value}\n").ignored == [header]

    @pytest.mark.parametrize("day", ["03-03-2024", "04-03-2024"])
    def test_who_recovered_before_or_on_the_first_day_is_a_bad_row(self, read, day):
        (line,) = lines(read(f"{HEADS};Hersteld op\n563168;04-03-2024;{day}\n"))
        assert line.startswith("rij 2, Hersteld op: ")

    def test_a_column_of_who_left_is_asked_about(self, read, refusal):
        text = f"{PEOPLE};Uit dienst per\n{PERSON};01-02-2024\n"
        (asked,) = refusal(text)
        assert asked.startswith(
            "De kolom Uit dienst per lijkt te zeggen wanneer iemand uit dienst is gegaan: 01-02-2024"
        )
        assert read(text, mapping={"Uit dienst per": "end_date"}).good == 1


class TestRows:
    def test_the_same_row_twice_comes_in_once(self, read):
        found = read(f"{PEOPLE}\n{PERSON}\n{PERSON}\n")
        assert (found.good, lines(found)) == (1, ["rij 3, -: Deze rij zegt hetzelfde als rij 2."])

    def test_two_people_with_one_number_are_refused_both(self, read):
        found = read(f"{PEOPLE}\n{PERSON}\n{PERSON.replace('Pluim', 'Zwaan').replace('1980', '1981')}\n")
        assert (found.good, lines(found)) == (
            0,
            [
                (
                    "2 rijen (2-3), Personeelsnummer: Verschillende mensen hebben het nummer 7001: rijen 2-3. Geef elk een eigen "
                    "nummer."
                )
            ],
        )

    def test_somebody_under_two_numbers_is_asked_about(self, read):
        text = f"{PEOPLE}\n{PERSON}\n{PERSON.replace('7001', '7002')}\n"
        found = read(text)
        assert (found.good, notes(found), lines(found)) == (
            1,
            [],
            [
                (
                    "rij 3, Personeelsnummer: Pluim staat in dit bestand onder verschillende nummers, met dezelfde "
                    "geboortedatum: 7001 en 7002. Laat er een weg, of zeg dat het verschillende mensen zijn: --answer "
                    "namesakes=take."
                )
            ],
        )
        found = read(text, answers={"namesakes": "take"})
        assert (found.good, notes(found)) == (
            2,
            [
                (
                    "Pluim komt voor onder verschillende nummers, met dezelfde geboortedatum: 7001 en 7002. Kijk na of dat "
                    "verschillende mensen zijn."
                )
            ],
        )


class TestCodePages:
    NAMES = ("Müller", "Daniël", "Çelik", "Özdemir", "Renée")

    @pytest.mark.parametrize("page", codepages.GUESSED)
    def test_the_letters_tell_the_code_page(self, page):
        text = "\n".join(self.NAMES)
        read, (note,) = codepages.decode(text.encode(page))
        others = tuple(one for one in codepages.CODE_PAGES if one != note.details["page"])
        details = {"page": note.details["page"], "samples": self.NAMES, "others": others}
        assert (read, note) == (text, Problem("code-page", "", details))
        assert text.encode(note.details["page"]) == text.encode(page)

    @pytest.mark.parametrize("amount", ["€ 4.000,00", "€4000", "€\xa04.000"])
    def test_euro_signs_before_amounts_do_not_outweigh_the_names(self, amount):
        text = "\n".join([*(f"Bakker;{amount}",) * 40, *self.NAMES])
        read, (note,) = codepages.decode(text.encode("cp1252"))
        assert (read, note.details["page"]) == (text, "cp1252")

    def test_lines_of_two_code_pages_are_each_read_right(self, read):
        rows = PERSON.replace("Pluim", "Müller").encode() + b"\n"
        rows += PERSON.replace("7001", "7002").replace("Pluim", "Daniël").encode("cp1252") + b"\n"
        found = read(PEOPLE.encode() + b"\n" + rows)
        assert [draft.person["surname"] for _row, draft in found.drafts] == ["Müller", "Daniël"]
        assert notes(found) == [
            (
                "Sommige regels staan in UTF-8; de andere zijn gelezen als cp1252: Daniël. Ziet dat er verkeerd uit, probeer dan "
                "--code-page met een van cp850, cp437, mac_roman, cp1250 of cp1254."
            )
        ]

    def test_letters_that_were_coded_twice_are_mended_and_said(self, read):
        found = read(f"{PEOPLE}\n{PERSON.replace('Pluim', 'DaniÃ«l')}\n")
        assert [draft.person["surname"] for _row, draft in found.drafts] == ["Daniël"]
        assert notes(found) == ["Letters die onderweg beschadigd waren (zoals DaniÃ«l) zijn gelezen als: Daniël."]

    def test_a_code_page_can_be_named(self, read, refusal):
        raw = f"{PEOPLE}\n{PERSON.replace('Pluim', 'Şahin')}\n".encode("cp1254")
        assert [draft.person["surname"] for _row, draft in read(raw, code_page="cp1254").drafts] == ["Şahin"]
        assert refusal(raw, code_page="x") == [
            "Deze codetabel is hier niet bekend. Bekend zijn: cp1252, cp850, cp437, mac_roman, cp1250 en cp1254."
        ]

    def test_ordinary_accents_in_utf_8_are_left_alone(self):
        assert codepages.decode("Ãlvaro;Â".encode()) == ("Ãlvaro;Â", ())
