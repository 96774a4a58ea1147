"""What only a whole column tells: ends, parts of 1, what a percentage is of, kinds of leave."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.reading_files import CASE, CASE_HEAD, PERSON, PERSON_HEAD, lines, spans

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
