"""PDF: a table drawn by hand, line by line, with its column labels on every page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xstui.i18n import _
from xstui.reports.files import Progress, told_rows, whole_file
from xstui.reports.heading import facts, lost_text
from xstui.reports.pdf_layout import MARGIN, Layout, layout_of
from xstui.reports.pdf_pen import RowPen, draw_text
from xstui.reports.pdf_text import Face, drawable, lost_letters
from xstui.reports.table import Chart, Column, ReportTable, Row

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TITLE_SIZE = 13
TEXT_SIZE = 8
INDENT = 10
CHART_HEIGHT = 150
PAGES = "pages"
"""The form that says on each page how many there are; it is filled in last."""


def write(table: ReportTable, path: Path, progress: Progress | None = None) -> int:
    """Write head, table, chart and notes on A4, on its side or on A3 where the columns need it.

    Returns:
        The number of letters that no font here has, drawn as question marks.

    Raises:
        Refused: `file-unwritable` or `disk-full`.
    """
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # bytes as they are: a quarter of the time and a fifth of the size less
    layout = layout_of(table.columns)
    with whole_file(path) as temporary:
        canvas = Canvas(str(temporary), pagesize=(layout.width, layout.height), pageCompression=1)
        canvas.setTitle(table.title)
        canvas.setCreator("xstui")
        pages = _Pages(canvas, layout, table)
        pages.draw(progress)
        canvas.save()
    return pages.lost


class _Pages:
    """The pages of one report, drawn from the top down; `y` is the line that comes next."""

    def __init__(self, canvas: Canvas, layout: Layout, table: ReportTable) -> None:
        self._canvas = canvas
        self._layout = layout
        self._table = table
        self._text = Face(layout.plain.name, TEXT_SIZE)
        self._heading = Face(layout.bold.name, TEXT_SIZE)
        self._labels = _column_labels(table, layout)
        self._label_pen = RowPen(layout, layout.bold)
        self._pens: dict[tuple[int, bool], RowPen] = {}
        self._lost = 0
        self._number = 1
        self._y = layout.height - MARGIN

    def draw(self, progress: Progress | None) -> None:
        """Draw the whole report."""
        self._draw_paragraph(self._table.title, Face(self._layout.bold.name, TITLE_SIZE))
        for name, value in facts(self._table):
            self._draw_paragraph(f"{name}: {value}", self._text)
        self._draw_rows(progress)
        if self._table.chart is not None:
            self._draw_chart(self._table.chart)
        for note in self._table.remarks:
            self._draw_paragraph(note, self._text)
        if self.lost:
            self._draw_paragraph(lost_text(self.lost), self._text)
        self._draw_foot()
        self._canvas.showPage()
        self._canvas.beginForm(PAGES)
        self._canvas.setFont(self._text.name, TEXT_SIZE)
        self._canvas.drawString(0, 0, str(self._number))
        self._canvas.endForm()

    @property
    def lost(self) -> int:
        """Return the letters that were drawn as question marks so far."""
        return self._lost + sum(pen.lost for pen in self._pens.values())

    def _draw_rows(self, progress: Progress | None) -> None:
        self._y -= self._layout.line
        self._draw_labels()
        for row in told_rows(self._table, progress):
            if self._y < MARGIN + self._layout.line:
                self._turn()
                self._draw_labels()
            if row is self._table.totals:
                self._draw_rule()
            self._draw_row(row)
        self._y -= self._layout.line

    def _draw_labels(self) -> None:
        """Draw the labels above the columns, each on the lowest of its lines."""
        height = len(self._labels[0]) if self._labels else 0
        if self._y < MARGIN + (height + 2) * self._layout.line:
            self._turn()
        for line in range(height):
            self._label_pen.draw(self._canvas, self._y, [label[line] for label in self._labels])
            self._y -= self._layout.line
        self._draw_rule()

    def _draw_rule(self) -> None:
        above = self._y + self._layout.line * 0.8
        self._canvas.line(MARGIN, above, self._layout.width - MARGIN, above)

    def _draw_row(self, row: Row) -> None:
        key = row.level, row.emphasis or row is self._table.totals
        if key not in self._pens:
            face = self._layout.bold if key[1] else self._layout.plain
            self._pens[key] = RowPen(self._layout, face, row.level * INDENT)
        self._pens[key].draw(self._canvas, self._y, row.cells)
        self._y -= self._layout.line

    def _draw_paragraph(self, text: str, face: Face) -> None:
        drawn = drawable(text)
        self._lost += lost_letters(text, drawn)
        for line in face.wrap(drawn, self._layout.room):
            if self._y < MARGIN + face.size * 1.5:
                self._turn()
            draw_text(self._canvas, MARGIN, self._y, line, face)
            self._y -= face.size * 1.5

    def _draw_chart(self, chart: Chart) -> None:
        from reportlab.graphics import renderPDF

        from xstui.reports.pdf_chart import drawing

        if self._y < MARGIN + CHART_HEIGHT + 3 * TITLE_SIZE:
            self._turn()
        self._draw_paragraph(chart.title, self._heading)
        renderPDF.draw(drawing(chart, self._layout.room, CHART_HEIGHT), self._canvas, MARGIN, self._y - CHART_HEIGHT)
        self._y -= CHART_HEIGHT + 2 * TITLE_SIZE

    def _turn(self) -> None:
        self._draw_foot()
        self._canvas.showPage()
        self._number += 1
        self._y = self._layout.height - MARGIN

    def _draw_foot(self) -> None:
        """Draw the number of the page, and the form that will tell how many there are."""
        text = _("Page {n} of {total}", n=self._number, total="")
        right = self._layout.width - MARGIN - self._text.width("00000")
        self._canvas.setFont(self._text.name, TEXT_SIZE)
        self._canvas.drawRightString(right, MARGIN / 2, text)
        self._canvas.saveState()
        self._canvas.translate(right, MARGIN / 2)
        self._canvas.doForm(PAGES)
        self._canvas.restoreState()


def _column_labels(table: ReportTable, layout: Layout) -> list[list[str]]:
    """Return each column's label in lines, all equally many, the empty ones at the top."""
    wrapped = [
        layout.bold.wrap(_label(column, layout.bold, place.room), place.room)
        for column, place in zip(table.columns, layout.places, strict=True)
    ]
    height = max(map(len, wrapped), default=0)
    return [[""] * (height - len(lines)) + lines for lines in wrapped]


def _label(column: Column, face: Face, room: float) -> str:
    """Return a column's label, or its short form where a word of the label is too wide."""
    label = drawable(column.label)
    fits = all(face.width(word) <= room for word in label.split())
    return label if fits or not column.short else drawable(column.short)
