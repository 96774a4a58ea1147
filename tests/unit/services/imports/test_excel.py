"""Sheets of Excel: what their cells show, and how many are read."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl

from tests.unit.services.imports.files import (
    refused_reading,
    repacked,
    sheet,
    small_workbook,
    within,
)
from xstui.domain.problems import Problem
from xstui.services.imports import excel, package
from xstui.services.imports.reading import filled_rows, read_rows


class TestBounds:
    def test_a_cell_far_to_the_right_of_many_rows_is_refused_in_time(self, monkeypatch):
        monkeypatch.setattr(excel, "MOST_READ", 100_000)
        cells = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (row, row) for row in range(1, 5_000))
        raw = repacked(small_workbook([["a"]]), sheet1=sheet([cells]))
        with within(15, 20):
            assert refused_reading(filled_rows, raw) == Problem("file-too-large", "file")

    def test_more_parts_or_sheets_than_a_workbook_has_are_refused(self, monkeypatch):
        book = openpyxl.Workbook()
        book.create_sheet("B").append(["b"])
        book.save(raw := io.BytesIO())
        parts = len(zipfile.ZipFile(raw).namelist())
        for module, limit, most in ((excel, "MOST_SHEETS", 2), (package, "MOST_PARTS", parts)):
            monkeypatch.setattr(module, limit, most)
            assert list(filled_rows(raw.getvalue())) == []
            monkeypatch.setattr(module, limit, most - 1)
            assert refused_reading(filled_rows, raw.getvalue()) == Problem("file-too-large", "file")
            monkeypatch.undo()

    def test_a_row_beyond_the_last_of_excel_does_not_count_up_to_it(self, monkeypatch):
        monkeypatch.setattr(excel, "MOST_ROWS", 10_000)
        row = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999999"><c r="A999999999999"><v>2</v></c></row>'
        with within(5, 50):
            assert list(filled_rows(repacked(small_workbook([["a"]]), sheet1=sheet([row])))) == [(1, ["1"])]


def test_numbers_of_excel_come_as_they_are_shown(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([0.1 + 0.2, 563166.0, 0.5, datetime(2026, 3, 2), "=1+1", None, 36])  # noqa: DTZ001 - as Excel has it
    sheet["C1"].number_format = "0.00%"
    book.save(tmp_path / "x.xlsx")
    assert list(read_rows(tmp_path / "x.xlsx")) == [(1, ["0.3", "563166", "50", "2026-03-02", "=1+1", "", "36"])]


def test_the_bounds_are_those_that_are_told():
    assert (excel.MOST_SHEETS, excel.DECIMALS) == (1_000, 6)
