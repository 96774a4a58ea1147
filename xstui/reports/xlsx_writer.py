"""Excel: real dates and numbers, text that stays text, and a chart that Excel draws itself.

XlsxWriter makes the workbook, with one model row that holds every style. The rows are then streamed into the
sheet's XML by hand: that takes a fraction of the time, a memory that does not grow with the rows, and no
temporary files in which a thief could read.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.domain.problems import refuse
from xstui.i18n import _
from xstui.reports.files import Progress, told_rows, whole_file
from xstui.reports.heading import facts
from xstui.reports.table import Chart, Column, ColumnKind, ReportTable, row_count
from xstui.reports.xlsx_rows import LEVELS, row_writer

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NUMBER_FORMATS = {
    ColumnKind.INTEGER: "#,##0",
    ColumnKind.DURATION: "#,##0",
    ColumnKind.PERCENTAGE: "0.00 %",
    ColumnKind.MONEY: "€ #,##0.00",
    ColumnKind.HOURS: "#,##0.00",
    ColumnKind.DATE: "dd-mm-yyyy",
    ColumnKind.MONTH: "yyyy-mm",
}
PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MOST_ROWS = 1_048_575
"""Rows of an Excel sheet, less the row with the labels."""
SHEET = "xl/worksheets/sheet1.xml"
CHUNK = 200
A4 = 9
_MODEL_ROW = re.compile(r'<row r="2".*?</row>')
_STYLE = re.compile(r' s="(\d+)"')
_DIMENSION = re.compile(r"<dimension [^>]*/>")


def write(table: ReportTable, path: Path, progress: Progress | None = None) -> None:
    """Write a workbook: a sheet with the table, one that explains it, and one with the chart.

    Raises:
        Refused: `file-unwritable`, `disk-full`, or `too-many-rows` for Excel.
    """
    if row_count(table) > MOST_ROWS:
        raise refuse("too-many-rows", "format", limit=MOST_ROWS)
    model = _model(table)
    with (
        whole_file(path) as temporary,
        zipfile.ZipFile(model) as source,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for item in source.infolist():
            with source.open(item) as part, target.open(item.filename, "w") as copy:
                if item.filename == SHEET:
                    for text in _sheet_texts(part.read().decode(), table, progress):
                        copy.write(text.encode("utf-8", "replace"))
                else:
                    shutil.copyfileobj(part, copy)


def _sheet_texts(model: str, table: ReportTable, progress: Progress | None) -> Iterable[str]:
    """Go through the sheet's XML, with the rows in place of the model row."""
    found = _MODEL_ROW.search(model)
    assert found, "a report has columns"
    written = row_writer(table.columns, _STYLE.findall(found[0]))
    yield _DIMENSION.sub("", model[: found.start()])
    texts: list[str] = []
    for number, row in enumerate(told_rows(table, progress), start=2):
        texts.append(written(number, row, emphasis=row.emphasis or row is table.totals))
        if len(texts) == CHUNK:
            yield "".join(texts)
            texts.clear()
    yield "".join(texts)
    yield model[found.end() :]


def _model(table: ReportTable) -> io.BytesIO:
    """Return the workbook with a model row in place of the rows."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, **PLAIN_TEXT}) as book:
        book.set_properties({"title": table.title, "created": table.head.asked_at.astimezone(UTC)})
        _lay_out_table(book, book.add_worksheet(_("Report")), table)
        _write_explanation(book, book.add_worksheet(_("Explanation")), table)
        if table.chart is not None:
            _write_chart(book, book.add_worksheet(_("Chart")), table.chart)
    return data


def _lay_out_table(book: Workbook, sheet: Worksheet, table: ReportTable) -> None:
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, max(column.width, *map(len, column.label.split() or [""])) + 3)
        sheet.write_string(0, place, column.label, heading)
    for place, style in enumerate(_styles(table.columns)):
        sheet.write_blank(1, place, None, book.add_format(style))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


def _styles(columns: tuple[Column, ...]) -> list[dict[str, object]]:
    """Return the styles in the order in which `row_writer` counts on them."""
    indented = [{"indent": level, **_style(column)} for column in columns[:1] for level in range(LEVELS)]
    plain = [*indented, *(_style(column) for column in columns[1:])]
    return [*plain, *({"bold": True, **style} for style in plain)]


def _style(column: Column) -> dict[str, object]:
    if column.kind is ColumnKind.DECIMAL:
        return {"num_format": "#,##0" + ("." + "0" * column.decimals if column.decimals else "")}
    return {"num_format": NUMBER_FORMATS.get(column.kind, "@")}


def _write_explanation(book: Workbook, sheet: Worksheet, table: ReportTable) -> None:
    bold = book.add_format({"bold": True})
    lines = [(table.title, ""), *facts(table), *((note, "") for note in table.remarks)]
    sheet.set_column(0, 0, max(len(name) for name, _value in facts(table)) + 2)
    for number, (name, value) in enumerate(lines):
        sheet.write_string(number, 0, name, None if number else bold)
        sheet.write_string(number, 1, value)


def _write_chart(book: Workbook, sheet: Worksheet, chart: Chart) -> None:
    drawn = book.add_chart({"type": "column" if chart.kind == "bar" else "line"})
    sheet.write_column(1, 0, chart.labels)
    last = len(chart.labels)
    for place, series in enumerate(chart.series, start=1):
        sheet.write_string(0, place, series.name)
        sheet.write_column(1, place, [None if value is None else float(value) for value in series.values])
        drawn.add_series(
            {
                "name": [sheet.name, 0, place],
                "categories": [sheet.name, 1, 0, last, 0],
                "values": [sheet.name, 1, place, last, place],
            }
        )
    drawn.set_title({"name": chart.title})
    drawn.set_y_axis({"name": chart.unit, "min": 0})
    drawn.show_blanks_as("gap")
    sheet.insert_chart(1, len(chart.series) + 2, drawn, {"x_scale": 1.6, "y_scale": 1.4})
