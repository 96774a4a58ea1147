"""The table in a file: which sheet, and rows that it hides."""

from __future__ import annotations

from datetime import date

from tests.reading_files import notes, table, workbook


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
