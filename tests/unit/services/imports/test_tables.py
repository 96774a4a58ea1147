"""The table in a file: which sheet, and rows that it hides."""

from __future__ import annotations

from datetime import date

from tests.reading_files import CASE, CASE_HEAD, notes, table, workbook
from xstui.domain.problems import Problem
from xstui.services.imports.tables import Table


class TestSheets:
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


def test_of_several_sheets_the_one_that_fits_is_read_and_said(read, refusal):
    row = [563168, date(2024, 3, 4), date(2024, 3, 10)]
    found = read(workbook(("Uitleg", [["Lees mij"], ["x"]]), ("Verzuim", table(row)), ("Leeg", table())))
    assert (found.good, found.notes[0]) == (
        1,
        Problem("sheet-chosen", "", {"name": "Verzuim", "others": ["Uitleg", "Leeg"]}),
    )


def test_headers_may_stand_in_the_twentieth_row_of_a_sheet(read):
    above = [[f"Titel {number}"] for number in range(19)]
    last = [563168, date(2024, 3, 4), date(2024, 3, 10)]
    found = read(workbook(("Een", [*above, *table(last)]), ("Twee", [["x"], ["y"]])))
    assert (found.good, found.notes[0].details["name"]) == (1, "Een")


def test_a_sheet_is_named_whatever_its_capitals(read):
    row = [563168, date(2024, 3, 4), date(2024, 3, 10)]
    assert read(workbook(("Eén", table(row)), ("Twee", table(row))), sheet="een").good == 1


def test_a_column_without_a_meaning_is_named_and_one_without_a_header_is_not():
    found = Table(["Nr", "", "Maat"], {"dossier_no": 0}, [], ())
    assert found.ignored == ["Maat"]


def test_the_reasons_of_rows_left_out_are_no_column(read):
    found = read(f"Weggelaten omdat;{CASE_HEAD}\nx;{CASE}\n")
    assert (found.good, found.headers) == (1, CASE_HEAD.split(";"))
