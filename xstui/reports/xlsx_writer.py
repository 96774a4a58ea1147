"""Excel: real dates and numbers, text that stays text, and a chart that Excel draws itself."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from xstui.i18n import format_moment
from xstui.reports.files import Progress, tell, whole_file
from xstui.reports.table import Cell, Column, ColumnKind, ReportTable, all_rows

FORMATS = {
    ColumnKind.INTEGER: "#,##0",
    ColumnKind.PERCENTAGE: "0.00%",
    ColumnKind.MONEY: "€ #,##0.00",
    ColumnKind.HOURS: "#,##0.00",
    ColumnKind.DATE: "dd-mm-yyyy",
    ColumnKind.MONTH: "yyyy-mm",
}
# Characters that XML 1.0 has no place for.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST_CELL = 32_767


def write(table: ReportTable, path: Path, progress: Progress | None = None) -> None:
    """Write a table as an Excel workbook with one sheet.

    Raises:
        Refused: `file-unwritable`.
    """
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with whole_file(path) as temporary:
        book = xlsxwriter.Workbook(str(temporary), options)
        _write_sheet(book, table, progress)
        book.close()


def _write_sheet(book: Any, table: ReportTable, progress: Progress | None) -> None:  # noqa: ANN401
    sheet = book.add_worksheet("Rapport")
    bold = book.add_format({"bold": True})
    line = _write_head(sheet, table, bold)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, max(column.width, len(column.label)) + 2)
        sheet.write_string(line, place, column.label, bold)
    sheet.freeze_panes(line + 1, 1)
    formats = [book.add_format({"num_format": _format_of(column)}) for column in table.columns]
    indents = [book.add_format({"indent": level}) for level in range(10)]
    rows = all_rows(table)
    for number, row in enumerate(rows, start=1):
        for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            style = indents[min(row.level, 9)] if place == 0 else formats[place]
            _write_cell(sheet, line + number, place, cell, column, style)
        tell(progress, number, len(rows))
    if rows:
        sheet.autofilter(line, 0, line + len(rows), len(table.columns) - 1)
    _write_notes(sheet, table, line + len(rows) + 2)
    _add_chart(book, table)


def _write_head(sheet: Any, table: ReportTable, bold: Any) -> int:  # noqa: ANN401
    sheet.write_string(0, 0, table.title, bold)
    facts = [(format_moment(table.head.snapshot_at), table.head.user), *table.parameters]
    for number, (name, value) in enumerate(facts, start=1):
        sheet.write_string(number, 0, _clean(name))
        sheet.write_string(number, 1, _clean(value))
    return len(facts) + 2


def _write_cell(sheet: Any, line: int, place: int, cell: Cell, column: Column, style: Any) -> None:  # noqa: ANN401, PLR0913
    if isinstance(cell, str):
        sheet.write_string(line, place, _clean(cell), style)
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, cell, style)
    elif cell is not None:
        number = Decimal(cell) / 100 if column.kind is ColumnKind.PERCENTAGE else Decimal(cell)
        sheet.write_number(line, place, float(number), style)


def _write_notes(sheet: Any, table: ReportTable, line: int) -> None:  # noqa: ANN401
    for number, note in enumerate((table.head.explanation, *table.notes)):
        sheet.write_string(line + number, 0, _clean(note))


def _add_chart(book: Any, table: ReportTable) -> None:  # noqa: ANN401
    if table.chart is None:
        return
    sheet = book.add_worksheet("Grafiek")
    for number, (name, value) in enumerate(zip(table.chart.labels, table.chart.values, strict=True)):
        sheet.write_string(number, 0, name)
        if value is not None:
            sheet.write_number(number, 1, float(value))
    chart = book.add_chart({"type": "column"})
    last = len(table.chart.labels) - 1
    chart.add_series({"categories": ["Grafiek", 0, 0, last, 0], "values": ["Grafiek", 0, 1, last, 1]})
    chart.set_title({"name": table.chart.title})
    chart.set_legend({"none": True})
    sheet.insert_chart("D2", chart)


def _format_of(column: Column) -> str:
    if column.kind is ColumnKind.DECIMAL:
        return "#,##0" + ("." + "0" * column.decimals if column.decimals else "")
    return FORMATS.get(column.kind, "General")


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)[:LONGEST_CELL]
