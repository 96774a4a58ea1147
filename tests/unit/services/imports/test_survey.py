"""What only a whole column tells: ends, parts of 1, what a percentage is of, kinds of leave."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.reading_files import CASE, CASE_HEAD, PERSON, PERSON_HEAD, lines, spans
from xstui.domain.import_kinds import ABSENCES
from xstui.domain.problems import Problem
from xstui.services.imports.survey import survey

HEADS = "Personeelsnummer;Eerste ziektedag"
ASKED = "lijkt te zeggen wanneer iemand hersteld is: {value}, in rij 2."


class TestPercentages:
    @pytest.mark.parametrize(
        "header", ["Herstelpercentage", "% aanwezig", "Percentage beschikbaar", "recoveryPercentage", "Loonwaarde"]
    )
    def test_what_a_percentage_is_of_is_asked(self, read, refusal, header):
        text = f"{CASE_HEAD};{header}\n{CASE};25\n563170;04-03-2024;10-03-2024;0 %\n"
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
        assert read(f"{CASE_HEAD};Verwacht herstel\n{CASE};20-03-2024\n").ignored == ["Verwacht herstel"]

    def test_a_column_that_names_leave_is_asked_about_whatever_its_header(self, read, refusal):
        text = f"{CASE_HEAD};Omschrijving\n{CASE};Ziek\n563170;04-03-2024;10-03-2024;Vakantiedag\n"
        assert refusal(text) == [
            (
                "De kolom Omschrijving lijkt te zeggen over welk soort afwezigheid elke rij gaat: Vakantiedag, in rij 3. Zeg of "
                'dat zo is: --map "Omschrijving=absence_kind", zodat alleen rijen die ziek zeggen meegaan, of '
                '--map "Omschrijving=".'
            )
        ]
        assert [row for row, _draft in read(text, mapping={"Omschrijving": "absence_kind"}).drafts] == [2]
        assert read(text, mapping={"Omschrijving": ""}).good == 2

    @pytest.mark.parametrize("text", ["0,5", "1", "0.5 %"])
    def test_one_part_of_1_among_percentages_is_refused(self, read, text):
        found = read(f"{CASE_HEAD};Verzuimpercentage\n{CASE};50\n563170;04-03-2024;10-03-2024;{text}\n")
        assert lines(found) == [
            (
                f"rij 3, Verzuimpercentage: Niemand is voor {text.removesuffix(' %')} % ziek. Is het een deel van 1? Schrijf het "
                "dan als percentage."
            )
        ]


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
        text = f"{PERSON_HEAD};Uit dienst per\n{PERSON};01-02-2024\n"
        (asked,) = refusal(text)
        assert asked.startswith(
            "De kolom Uit dienst per lijkt te zeggen wanneer iemand uit dienst is gegaan: 01-02-2024"
        )
        assert read(text, mapping={"Uit dienst per": "end_date"}).good == 1


def surveyed(kind, headers, *rows, places=None, mapping=None):
    numbered = [(number, list(row)) for number, row in enumerate(rows, start=2)]
    return survey(kind, headers, places or {}, numbered, mapping or {}, today=date(2026, 6, 8))


DATES = {"dossier_no": 0, "first_sick_day": 1, "last_sick_day": 2}
THREE = ["Nr", "Van", "Tot"]


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (["03/04/2024"] * 3, ""),
        (["03/13/2024"], "dates-month-first"),
        (["03/12/2024"], ""),
        (["03/31/2024"], "dates-month-first"),
        (["03/32/2024"], ""),
        (["1/2/2024 3:00 PM"], "dates-month-first"),
        (["31/12/2024", "12/31/2024"], ""),
        (["31/12/2024", "12/31/2024", "12/30/2024"], "dates-two-orders"),
        (["31/12/2024"] * 40 + ["12/31/2024"] * 2, ""),
        (["31/12/2024"] * 39 + ["12/31/2024"] * 2, "dates-two-orders"),
        (["", "13-13-2024", "x"], ""),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_column(days, code):
    found = surveyed(ABSENCES, THREE, *(["1", day, "01-12-2025"] for day in days), places=DATES | {"percentage": 0})
    at = next((place for place, day in enumerate(days) if day.startswith(("12/3", "03/13", "03/31", "1/2"))), 0)
    details = {"column": "Van", "value": days[at], "row": at + 2}
    assert found.problems == ((Problem(code, "Van", details),) if code else ())


@pytest.mark.parametrize(
    ("texts", "share"),
    [
        (["0,5", "1"], ("0,5", 50)),
        (["0", "1"], ("1", 100)),
        (["0", "0"], None),
        (["0,5", "1,01"], None),
        (["0,5", "x"], None),
        (["0,5", "50 %"], None),
        ([""], None),
    ],
)
def test_a_column_of_parts_of_one_is_read_as_one_and_said(texts, share):
    places = {"dossier_no": 0, "first_sick_day": 1, "percentage": 2}
    found = surveyed(ABSENCES, ["Nr", "Van", "Deel"], *(["1", "01-01-2024", text] for text in texts), places=places)
    assert found.shares == (frozenset({"percentage"}) if share else frozenset())
    said = {"column": "Deel", "value": share[0], "percentage": share[1]} if share else {}
    assert found.notes == ((Problem("shares-read", "", said),) if share else ())


@pytest.mark.parametrize(
    ("header", "texts", "asks"),
    [
        ("x", ["05-01-2024", "05-01-2024"], True),
        ("x", ["01-01-2024", "05-01-2024"], False),
        ("x", ["05-01-2024", "05-01-2024", "01-01-2024"], True),
        ("x", ["20240105", "20240105"], False),
        ("x", ["05-01-2024", "?"], False),
        ("Hersteld", ["01-01-2024"], True),
        ("Verwacht hersteld", ["01-01-2024"], False),
    ],
)
def test_a_column_of_later_days_is_asked_about_where_there_is_no_end(header, texts, asks):
    rows = [["1", "01-01-2024", text] for text in texts]
    places = {"dossier_no": 0, "first_sick_day": 1}
    found = surveyed(ABSENCES, ["Nr", "Van", header], *rows, places=places)
    details = {"column": header, "value": texts[0], "row": 2}
    assert found.problems == ((Problem("column-tells-recovery", header, details),) if asks else ())
    if header == "x":
        assert (
            surveyed(ABSENCES, ["Nr", "Van", header, "Tot"], *rows, places=places | {"last_sick_day": 3}).problems == ()
        )


@pytest.mark.parametrize(("text", "asks"), [("verlof".ljust(40, "x"), True), ("verlof".ljust(41, "x"), False)])
def test_a_long_text_about_leave_is_a_remark(text, asks):
    places = {"dossier_no": 0, "first_sick_day": 1, "last_sick_day": 2}
    found = surveyed(ABSENCES, [*THREE, "Wat"], ["1", "01-01-2024", "02-01-2024", text], places=places)
    asked = Problem("column-tells-kind", "Wat", {"column": "Wat", "value": text, "row": 2})
    assert found.problems == ((asked,) if asks else ())
