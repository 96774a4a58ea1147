"""CSV: three dialects that read back as they were, and that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from tests.unit.reports.tables import HOSTILE, ROWS, table, texts_table
from xstui.reports.formats import ExportFormat, writer_for
from xstui.reports.table import Column, ColumnKind, Row

DIALECTS = {ExportFormat.CSV: ",", ExportFormat.CSV_SEMICOLON: ";", ExportFormat.CSV_TAB: "\t"}


def read(report, path, export_format=ExportFormat.CSV):
    writer_for(export_format)(report, path, None)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=DIALECTS[export_format]))


@pytest.mark.parametrize("export_format", DIALECTS)
def test_labels_rows_and_totals_read_back(export_format, tmp_path):
    found = read(table(), tmp_path / "r.csv", export_format)
    mark = "." if export_format is ExportFormat.CSV else ","
    assert found[0][:2] == ["Organisatiestructuur", "Aantal"]
    assert found[1] == [
        "TESTBEDRIJF",
        "1234567",
        f"9{mark}0",
        f"75{mark}00",
        f"4000{mark}00",
        f"36{mark}86",
        "2026-06-08",
        "2026-05-01",
        "99",
    ]
    assert found[2][1:5] == ["-3", f"-3{mark}5", f"0{mark}07", f"-12{mark}5"], "numbers are no formulas"
    assert found[3] == ["Kantoor", "0", *[""] * 7]
    assert found[4][0] == "Totaal"
    assert len(found) == 5


@pytest.mark.parametrize("export_format", DIALECTS)
def test_decimals_alone_in_a_column_have_the_dialects_mark(export_format, tmp_path):
    column = Column("x", "X", ColumnKind.DECIMAL, 8)
    rows = [Row((Decimal("-3.50"),)), Row((Decimal(4),))]
    found = read(table(rows, None, None, (column,)), tmp_path / "r.csv", export_format)
    mark = "." if export_format is ExportFormat.CSV else ","
    assert found == [["X"], [f"-3{mark}50"], ["4"]]


@pytest.mark.parametrize("export_format", DIALECTS)
def test_texts_stay_texts(export_format, tmp_path):
    found = read(texts_table(HOSTILE), tmp_path / "r.csv", export_format)[1:]
    guarded = {text for text in HOSTILE if text[:1] in {"=", "+", "-", "@", "\t", "\r"}}
    assert len(guarded) == 6
    assert [row[0] for row in found] == [f"'{t}" if t in guarded else t for t in HOSTILE]


def test_a_dangerous_label_is_guarded_too(tmp_path):
    column = Column("x", "=1+1", ColumnKind.TEXT, 8)
    assert read(table([], None, None, (column,)), tmp_path / "r.csv") == [["'=1+1"]]


def test_harmless_chunks_beside_a_dangerous_one(tmp_path):
    texts = [f"Naam {n}" for n in range(1200)]
    texts[700] = "=1+1"
    found = [row[0] for row in read(texts_table(texts), tmp_path / "r.csv")[1:]]
    assert found == [*texts[:700], "'=1+1", *texts[701:]]


def test_texts_among_other_cells_are_guarded_too(tmp_path):
    found = [row[0] for row in read(texts_table(["Naam", None, 3, "=1+1"]), tmp_path / "r.csv")[1:]]
    assert found == ["Naam", "", "3", "'=1+1"]


def test_half_a_character_does_not_stop_the_export(tmp_path):
    assert read(texts_table(["a\ud800b"]), tmp_path / "r.csv")[1][0] == "a?b"


def test_excel_finds_the_byte_order_mark(tmp_path):
    read(table(), tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_bytes()[:3] == b"\xef\xbb\xbf"


def test_a_row_that_does_not_fit_is_a_fault_and_not_a_file(tmp_path):
    rows = [*ROWS, Row(("one cell",))]
    with pytest.raises(ValueError, match="shorter"):
        read(table(rows, None), tmp_path / "r.csv")
    assert list(tmp_path.iterdir()) == []
