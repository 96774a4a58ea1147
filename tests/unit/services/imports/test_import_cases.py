"""Files as other programs and people make them (tests/cases): each is read right, asked about, or refused in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.reading_files import CASES, case, lines, notes, sentences, settle
from xstui.domain.absence import Classification
from xstui.domain.problems import Refused

ABSENCES = ("11", "14", "15", "18", "31", "32", "34", "38", "41", "55", "56", "82", "84", "85")
MONTH_FIRST = (
    "De kolom {column} klopt alleen met de maand voorop, zoals {value} in rij {row}: er wordt niets van overgenomen. "
    "Schrijf de datums als 31-12-2020 of 2020-12-31."
)
REFUSED = {
    "01_us_dates.csv": [
        MONTH_FIRST.format(column="Geboortedatum", value="12/31/1980", row=2),
        MONTH_FIRST.format(column="Datum in dienst", value="11/23/2020", row=4),
    ],
    "18_us_absence.csv": [
        MONTH_FIRST.format(column="Eerste ziektedag", value="03/14/2024", row=3),
        MONTH_FIRST.format(column="Laatste ziektedag", value="03/20/2024", row=3),
    ],
    "55_html_as.xls": [
        "{path} is een webpagina die alleen de naam van een Excelbestand heeft. Open het in Excel en sla het op als .xlsx."
    ],
    "56_old_biff.xls": [
        "{path} is een bestand van een oude Excel (.xls). Open het in Excel of LibreOffice, en sla het op als werkmap (.xlsx)."
    ],
    "59_dup_headers.csv": [
        (
            'De kolommen Achternaam en Achternaam zouden allemaal achternaam zijn. Zeg welke het is: --map "Achternaam=surname"; '
            "een andere laat u weg met niets achter de =. Zijn de koppen gelijk, verander er dan een in het bestand."
        )
    ],
    "61_unclosed_quote.csv": [
        (
            'In rij 2 begint een aanhalingsteken (") dat niet goed sluit, waardoor de rijen erna aan elkaar lopen. '
            "Haal het weg, of sluit het."
        )
    ],
    "64_header_only.csv": ["{path} heeft koppen, en geen rijen eronder: er is niets om over te nemen."],
}
PROBLEMS = {
    "04_forever.csv": ["rij 5, Geboortedatum: Dat zou iemand van 126 jaar zijn. Controleer het jaar."],
    "05_rehire.csv": [
        (
            "2 rijen (2-3), Personeelsnummer: Rijen 2-3 gaan over dezelfde persoon, met meer dan één dienstverband. Meer dan "
            "één kan niet uit een bestand worden overgenomen: laat de rij van het huidige staan."
        )
    ],
    "06_numbers.csv": [
        (
            "rij 2, Personeelsnummer: 'E-0042' kan niet als nummer worden overgenomen: alleen cijfers, zonder letters, punten "
            "of streepjes."
        ),
        (
            "2 rijen (3-4), Personeelsnummer: 00421 en 421 zouden hier hetzelfde nummer zijn, in de rijen 3-4: nullen vooraan "
            "kunnen niet bewaard blijven. Geef elk een ander nummer."
        ),
    ],
    "11_same_day_recovery.csv": [
        (
            "rij 2, Hersteld per: Wie op de eerste ziektedag, 01-03-2024, hersteld is, was geen dag ziek. Laat de rij weg, of "
            "typ de dag na de laatste ziektedag."
        )
    ],
    "31_formula_no_cache.xlsx": [
        (
            "rij 2, Laatste ziektedag: Hier staat de formule =B2+6, en het bestand bevat de uitkomst niet. Open het bestand in "
            "Excel, sla het op en probeer het opnieuw."
        )
    ],
    "41_float_number.xlsx": [
        (
            "rij 3, Personeelsnummer: '563.175' kan niet als nummer worden overgenomen: alleen cijfers, zonder letters, punten "
            "of streepjes."
        )
    ],
    "83_border_workers.csv": [
        f"rij {row}, Postcode: '{code}' is geen Nederlandse postcode, en een adres in het buitenland kan niet uit een "
        "bestand worden overgenomen. Laat de cellen van het adres leeg."
        for row, code in ((2, "2970"), (3, "48529"))
    ],
    "84_one_event_per_row.csv": [
        (
            "3 rijen (2-4), Eerste ziektedag: Rijen 2-4 gaan over hetzelfde verzuim, elk met een gebeurtenis. Zo'n lijst kan "
            "niet worden overgenomen: maak er één rij van, of zet de dag van elk volgend percentage in een kolom "
            "Wijzigingsdatum."
        )
    ],
    "85_afas_kinds.csv": [
        (
            "rij 5, Soort verzuim: 'Zwangerschap' is geen van de keuzes van deze kolom. Dat zijn: Ziek, Ziek t.g.v. "
            "arbeidsongeval, Ziek t.g.v. ongeval met regresmogelijkheid, Ziek t.g.v. orgaandonatie en Ziek i.c.m. vangnet."
        )
    ],
}
NOTES = {
    "14_fraction_percent.csv": ["De hele kolom Verzuimpercentage bestaat uit delen van 1: 0,5 is gelezen als 50,00 %."],
    "32_cover_sheet.xlsx": ["Gelezen van blad Verzuim; niet van Toelichting."],
    "34_fraction.xlsx": ["De hele kolom Verzuimpercentage bestaat uit delen van 1: 0.5 is gelezen als 50,00 %."],
    "38_total_row.xlsx": ["Totalen of koppen tussen de rijen, weggelaten: rij 3."],
    "63_blank_lines_and_footer.csv": ["Totalen of koppen tussen de rijen, weggelaten: rij 6."],
    "82_leave_register.csv": [
        (
            "Geen ziekte, dus weggelaten: 3 rijen. Per soort, met de rijen: Vakantie (2), Bijzonder verlof (4), "
            "Ouderschapsverlof (5)."
        )
    ],
}
WEEK = (date(2024, 3, 4), date(2024, 3, 10))
CASES_READ = {
    "14_fraction_percent.csv": [(563168, *WEEK, "50"), (563175, *WEEK, "75"), (563178, *WEEK, "100")],
    "15_utc_days.csv": [(563168, date(2024, 3, 31), date(2024, 4, 7), "100")],
    "32_cover_sheet.xlsx": [(563175, *WEEK, "100")],
    "34_fraction.xlsx": [(563174, *WEEK, "50"), (563175, *WEEK, "100")],
    "38_total_row.xlsx": [(563175, *WEEK, "100")],
    "41_float_number.xlsx": [(563175, *WEEK, "100")],
    "82_leave_register.csv": [(563175, date(2025, 3, 3), date(2025, 3, 5), "100")],
}
EMPLOYMENTS = {
    "03_timestamps.csv": [
        (700021, date(1980, 5, 12), date(2021, 1, 1), None),
        (700022, date(1981, 5, 11), date(2021, 2, 1), None),
        (700023, date(1981, 5, 11), date(2021, 2, 1), None),
    ],
    "04_forever.csv": [
        (700031, date(1980, 5, 11), date(2021, 2, 1), None),
        (700032, date(1981, 5, 11), date(2021, 2, 1), None),
        (700033, date(1981, 5, 11), date(2021, 2, 1), None),
    ],
}
NAMES = {
    "07_names.csv": [
        ("", "Jan", "van den", "Berg"),
        ("", "Piet", "de", "Jong"),
        ("J.", "", "'t", "Hart"),
        ("W.", "", "in 't", "Veld"),
        ("W.", "", "", "'s-Gravendeel"),
        ("W.", "", "", "De"),
        ("W.", "", "van der", "Meer - de Boer"),
        ("W.", "", "", "d'Ancona"),
        ("W.", "", "VAN DER", "VELDE"),
        ("W.", "", "", "Łukasiewicz"),
        ("W.", "", "", "Işık"),
        ("W.", "", "", "IJsbrand"),
        ("Th.", "", "van de", "Weg"),
        ("IJ.", "", "", "McDonald"),
        ("W.", "", "von der", "Heide"),
        ("W.", "", "el", "Idrissi"),
        ("W.", "", "", "Nguyen Thi"),
    ],
    "63_blank_lines_and_footer.csv": [("A.", "", "", "Pluim")],
    "81_scripts.csv": [
        ("Ż.", "", "", "Żółkiewska"),
        ("Д.", "", "", "Дмитриев"),
        ("Ε.", "", "", "Παπαδάκη"),
        ("王.", "", "", "王小明"),
        ("ا.", "", "", "إبراهيم"),
        ("Ș.", "", "", "Țăranu"),
        ("Ş.", "", "", "Güneşoğlu"),
        ("J.", "", "", "Pluim😀"),
        ("N.", "", "", "Nguyễn"),
        ("N.", "", "", "ẞternau-Œuvre"),
        ("A.", "", "", '=HYPERLINK("http://example.invalid";"klik")'),
        ("A.", "", "", "@SUM(1+1)"),
        ("A.", "", "", "-Pluim"),
    ],
}
ADDRESSES = [("Kerkstraat", "12-a"), ("Plein 1940-1945", "12"), ("2e Daalsedijk", "14 bis")]


def read(context, name):
    settle(context)
    return case(context, name, "absences" if name.startswith(ABSENCES) else "employees")


def test_every_file_has_an_outcome_here():
    told = {*REFUSED, *PROBLEMS, *NOTES, *CASES_READ, *EMPLOYMENTS, *NAMES}
    assert {path.name for path in CASES.iterdir()} == told


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_read_or_must_be_asked_is_refused_as_a_whole(context, name):
    with pytest.raises(Refused) as refused:
        read(context, name)
    assert sentences(refused) == [text.replace("{path}", str(CASES / name)) for text in REFUSED[name]]


@pytest.mark.parametrize("name", sorted({*PROBLEMS, *NOTES, *CASES_READ, *EMPLOYMENTS, *NAMES}))
def test_what_is_wrong_with_rows_and_how_the_others_were_read_is_said(context, name):
    found = read(context, name)
    assert (lines(found), notes(found)) == (PROBLEMS.get(name, []), NOTES.get(name, []))


@pytest.mark.parametrize("name", CASES_READ)
def test_absences_are_read_right(context, name):
    cases = [draft for _row, draft in read(context, name).drafts]
    assert [(d.hire.dossier_no, d.first_sick_day, d.last_sick_day, d.steps[0].percentage) for d in cases] == [
        (number, first, last, Decimal(percentage)) for number, first, last, percentage in CASES_READ[name]
    ]


@pytest.mark.parametrize("name", EMPLOYMENTS)
def test_days_with_times_zones_and_no_end_are_read_right(context, name):
    people = [draft for _row, draft in read(context, name).drafts]
    assert [(d.person["dossier_no"], d.person["birth_date"], d.start_date, d.end_date) for d in people] == EMPLOYMENTS[
        name
    ]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_taken_apart_and_kept(context, name):
    people = [draft.person for _row, draft in read(context, name).drafts]
    parts = ("initials", "first_name", "prefix", "surname")
    assert [tuple(person[part] for part in parts) for person in people] == NAMES[name]


def test_a_vendors_words_for_the_five_classifications_are_known(context):
    found = [draft.classification for _row, draft in read(context, "85_afas_kinds.csv").drafts]
    assert found == [Classification.WORK_ACCIDENT, Classification.SICK, Classification.SAFETY_NET]


def test_addresses_in_one_column_are_taken_apart(context):
    people = [draft.person for _row, draft in read(context, "83_border_workers.csv").drafts]
    assert [(person["street"], person["house_number"]) for person in people] == ADDRESSES


@pytest.mark.parametrize("name", ["05_rehire.csv", "06_numbers.csv", "84_one_event_per_row.csv"])
def test_of_what_can_not_be_taken_over_yet_no_row_comes_in(context, name):
    assert read(context, name).drafts == []
