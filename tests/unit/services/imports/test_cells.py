"""Cells that hold no value: formulas, errors, and what a spreadsheet made of a number."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from tests.reading_files import (
    CASE_HEAD,
    PERSON,
    PERSON_HEAD,
    lines,
    problems,
    spans,
    table,
    workbook,
)
from xstui.domain.problems import Problem


class TestCells:
    @pytest.mark.parametrize("place", range(3))
    def test_a_formula_without_an_outcome_is_named_in_every_column(self, read, place):
        row = [563168, date(2024, 3, 4), date(2024, 3, 10)]
        row[place] = "=A9"
        names = ("dossier_no", "first_sick_day", "last_sick_day")
        assert problems(read(workbook(("Blad1", table(row))))) == [
            (2, Problem("formula-without-value", names[place], {"formula": "=A9"}))
        ]

    def test_a_formula_in_a_column_that_is_not_used_stops_nothing(self, read):
        head = f"{CASE_HEAD};Schoenmaat"
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
        assert lines(read(f"{PERSON_HEAD}\n{PERSON.replace('Pluim', value)}\n")) == [
            f"rij 2, Achternaam: Hier staat {value} in plaats van een waarde. Verbeter de cel in het rekenblad."
        ]

    @pytest.mark.parametrize("header", ["BSN", "Telefoon", "IBAN", "Functie"])
    def test_a_shortened_number_is_named_in_every_column(self, read, header):
        found = read(f"{PERSON_HEAD};{header}\n{PERSON};1,11222E+08\n")
        assert lines(found) == [
            (
                f"rij 2, {header}: Het rekenblad heeft dit nummer ingekort tot 1,11222E+08: de laatste cijfers zijn weg. Toon de "
                "kolom als getal of als tekst, en sla opnieuw op."
            )
        ]

    @pytest.mark.parametrize("value", [datetime(2026, 2, 1), "1-feb", "01-feb-26"])  # noqa: DTZ001 - as Excel has it
    def test_a_house_number_that_became_a_date_is_named(self, read, value):
        head = f"{PERSON_HEAD};Straat;Huisnummer"
        row = [7001, "Pluim", date(1980, 5, 11), date(2015, 2, 1), "001", 36, "Dorpsstraat", value]
        found = read(workbook(("Blad1", table(row, head=head))), "employees")
        ((row_no, bad),) = problems(found)
        shown = "2026-02-01" if isinstance(value, datetime) else value
        assert (row_no, bad) == (2, Problem("cell-turned-into-date", "house_number", {"value": shown}))

    def test_noughts_that_were_lost_come_back(self, read):
        found = read(f"{PERSON_HEAD.replace('Uren', 'Uren;Telefoon;BSN')}\n{PERSON};612345678;12\n")
        ((_row, draft),) = found.drafts
        assert (draft.person["phone"], draft.person["bsn"]) == ("0612345678", "000000012")

    def test_a_formula_that_would_tell_the_kind_is_named(self, read):
        raw = workbook(
            ("Blad1", table([563168, date(2024, 3, 4), date(2024, 3, 10), "=A9"], head=f"{CASE_HEAD};Verlofsoort"))
        )
        formula = Problem("formula-without-value", "absence_kind", {"formula": "=A9"})
        assert problems(read(raw)) == [(2, formula)]
