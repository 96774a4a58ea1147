"""Excel: read back with openpyxl, cell by cell."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from tests.refusals import problems_of
from tests.unit.reports.tables import CHART, HOSTILE, ROWS, TOTALS, table, texts_table
from xstui.domain.problems import Problem
from xstui.reports import xlsx_writer
from xstui.reports.table import Chart, Column, ColumnKind, Row, Series
from xstui.reports.xlsx_rows import LONGEST, _letters


def read(report, path):
    xlsx_writer.write(report, path, None)
    return load_workbook(path)


@pytest.fixture
def book(tmp_path):
    return read(table(), tmp_path / "r.xlsx")


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_cells_are_real_numbers_and_dates(book):
    found = values(book.worksheets[0])
    assert found[0][:2] == ["Organisatiestructuur", "Aantal"]
    assert found[1] == [
        "TESTBEDRIJF",
        1234567,
        9,
        0.75,
        4000,
        36.86,
        datetime(2026, 6, 8),  # noqa: DTZ001 - as openpyxl has it
        datetime(2026, 5, 1),  # noqa: DTZ001
        99,
    ]
    assert found[2][1:5] == [-3, -3.5, 0.0007, -12.5]
    assert found[3] == ["Kantoor", 0, *[None] * 7]
    assert found[4][:2] == ["Totaal", 1234564]
    assert len(found) == 5


def test_each_column_has_its_format(book):
    formats = [cell.number_format for cell in book.worksheets[0][2]]
    assert formats == [
        "@",
        "#,##0",
        "#,##0.0",
        "0.00 %",
        "€ #,##0.00",
        "#,##0.00",
        "dd-mm-yyyy",
        "yyyy-mm",
        "#,##0",
    ]
    assert formats[1:6] == [cell.number_format for cell in book.worksheets[0][5]][1:6], "totals as well"


def test_levels_are_indented_and_totals_are_bold(book):
    sheet = book.worksheets[0]
    assert [sheet.cell(row, 1).alignment.indent for row in range(2, 6)] == [0, 1, 2, 0]
    assert [[cell.font.bold for cell in sheet[row]][:6] for row in (2, 5)] == [[False] * 6, [True] * 6]


def test_a_row_can_be_emphasised_at_any_level(tmp_path):
    rows = [Row(("Naam", *ROWS[0].cells[1:]), level=level, emphasis=True) for level in (0, 3, 25)]
    sheet = read(table(rows, None), tmp_path / "r.xlsx").worksheets[0]
    found = [(sheet.cell(row, 1).alignment.indent, sheet.cell(row, 9).font.bold) for row in (2, 3, 4)]
    assert found == [(0, True), (3, True), (9, True)]


def test_labels_stay_in_sight_and_filter(book):
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:I4", "without the totals"
    assert sheet.print_title_rows == "$1:$1"


def test_the_explanation_has_a_sheet_of_its_own(book):
    found = values(book.worksheets[1])
    assert found[0][0] == "Verzuim per org.eenheid incl. verzuimduurcategorieën"
    assert ["Te tonen niveaus", "2"] in found
    assert "V. Polis" in {row[1] for row in found}
    assert found[-1][0] == "Nulverzuim: een toelichting."


def test_the_workbook_says_what_it_is_and_when_it_was_asked_for(book):
    assert book.properties.title == "Verzuim per org.eenheid incl. verzuimduurcategorieën"
    assert book.properties.created == datetime(2026, 6, 8, 9, 30)  # noqa: DTZ001


def test_the_chart_is_excels_own(book):
    sheet = book.worksheets[2]
    assert values(sheet)[1:] == [["2026-03", 4.1], ["2026-04", None], ["2026-05", 5.25]]
    assert len(sheet._charts) == 1


@pytest.mark.parametrize(("kind", "part"), [("bar", "c:barChart"), ("line", "c:lineChart")])
def test_the_charts_kind_and_its_series(kind, part, tmp_path):
    two = Chart("T", CHART.labels, (*CHART.series, Series("CBS", (Decimal(5),) * 3)), kind, "%")
    read(table(chart=two), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as file:
        xml = file.read("xl/charts/chart1.xml").decode()
    assert part in xml
    assert xml.count("<c:ser>") == 2


def test_texts_stay_what_was_typed(tmp_path):
    sheet = read(texts_table(HOSTILE), tmp_path / "r.xlsx").worksheets[0]
    cells = [sheet.cell(row, 1) for row in range(2, len(HOSTILE) + 2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert [unescape(cell.value or "") for cell in cells] == HOSTILE
    assert not any(cell.hyperlink for cell in cells)


def test_a_literal_escape_is_escaped_itself(tmp_path):
    read(texts_table(["_x0041_ stays"]), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as file:
        assert b"_x005F_x0041_ stays" in file.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("text", "length"), [("x" * 40_000, LONGEST), ("😀" * 20_000, LONGEST // 2)])
def test_a_text_longer_than_excel_takes_is_cut(text, length, tmp_path):
    sheet = read(texts_table([text]), tmp_path / "r.xlsx").worksheets[0]
    assert sheet["A2"].value == text[:length]


def test_half_a_character_does_not_damage_the_file(tmp_path):
    assert read(texts_table(["a\ud800b"]), tmp_path / "r.xlsx").worksheets[0]["A2"].value == "a\ufffdb"


def test_a_day_before_excels_count_is_a_text(tmp_path):
    column = Column("day", "Dag", ColumnKind.DATE, 10)
    rows = [Row((date(1900, 2, 28),)), Row((date(1900, 3, 1),))]
    sheet = read(table(rows, None, None, (column,)), tmp_path / "r.xlsx").worksheets[0]
    assert sheet["A2"].value == "1900-02-28"
    assert sheet["A3"].value == datetime(1900, 3, 1)  # noqa: DTZ001


def test_an_empty_percentage_and_a_word_in_its_place(tmp_path):
    column = Column("p", "Percentage", ColumnKind.PERCENTAGE, 10)
    rows = [Row((cell,)) for cell in ("onbekend", 5, None, Decimal("33.33"))]
    sheet = read(table(rows, None, None, (column,)), tmp_path / "r.xlsx").worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == ["onbekend", 0.05, None, 0.3333]


def test_letters_of_columns():
    assert [_letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path):
    class Many(tuple):
        __slots__ = ()

        def __len__(self):
            return xlsx_writer.MOST_ROWS

    assert problems_of(xlsx_writer.write, table(Many(), TOTALS), tmp_path / "r.xlsx") == [
        Problem("too-many-rows", "format", {"limit": 1_048_575})
    ]
    assert list(tmp_path.iterdir()) == []
