"""PDF: the table drawn line by line, so that memory does not grow with its rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xstui.i18n import _, format_moment
from xstui.reports.files import Progress, tell, whole_file
from xstui.reports.table import TEXTUAL, Chart, Column, ReportTable, Row, all_rows, shown

MARGIN = 40
LINE = 12
SIZE = 8
TITLE_SIZE = 13
CELL = 4.6
"""Points for one cell of the screen, at the size of the text."""
INDENT = 10
CHART_HEIGHT = 130
FONT, BOLD = "Vera", "VeraBd"


def write(table: ReportTable, path: Path, progress: Progress | None = None) -> None:
    """Write a table as a PDF on A4, on its side where it is wide; the column heads stand on every page.

    Raises:
        Refused: `file-unwritable`.
    """
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    _fonts()
    wide = sum(column.width for column in table.columns) * CELL > A4[0] - 2 * MARGIN
    with whole_file(path) as temporary:
        canvas = Canvas(str(temporary), pagesize=landscape(A4) if wide else A4)
        canvas.setTitle(table.title)
        canvas.setAuthor("xstui")
        _Page(canvas, table).draw(progress)
        canvas.save()


def _fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (FONT, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


class _Page:
    """A page that is being drawn, from the top down."""

    def __init__(self, canvas: Any, table: ReportTable) -> None:  # noqa: ANN401
        self.canvas = canvas
        self.table = table
        self.width, self.height = canvas._pagesize  # noqa: SLF001 - reportlab has no other word for it
        room = self.width - 2 * MARGIN
        cells = sum(column.width for column in table.columns) or 1
        self.scale = room / cells
        self.number = 1
        self.y = self.height - MARGIN

    def draw(self, progress: Progress | None) -> None:
        """Draw head, rows, chart and notes."""
        self._draw_head()
        self._draw_columns()
        rows = all_rows(self.table)
        for number, row in enumerate(rows, start=1):
            if self.y < MARGIN + LINE:
                self._turn()
                self._draw_columns()
            self._draw_row(row, bold=row is self.table.totals)
            tell(progress, number, len(rows))
        if self.table.chart is not None:
            self._draw_chart(self.table.chart)
        for note in (self.table.head.explanation, *self.table.notes):
            self._text(note, FONT, SIZE)
        self._draw_foot()

    def _draw_head(self) -> None:
        head = self.table.head
        self._text(self.table.title, BOLD, TITLE_SIZE)
        self.y -= 4
        self._text(
            _("Based on the store as of: {moment}", moment=format_moment(head.snapshot_at)), FONT, SIZE
        )
        self._text(_("Asked at: {moment}", moment=format_moment(head.asked_at)), FONT, SIZE)
        self._text(_("User: {user}", user=head.user), FONT, SIZE)
        for name, value in self.table.parameters:
            self._text(f"{name}: {value}", FONT, SIZE)
        self.y -= LINE

    def _draw_columns(self) -> None:
        heads = [self._wrapped(column) for column in self.table.columns]
        for line in range(max(len(head) for head in heads)):
            texts = [head[line] if line < len(head) else "" for head in heads]
            self._draw_cells(list(zip(texts, self.table.columns, strict=True)), BOLD)
        self.canvas.line(MARGIN, self.y + LINE - 3, self.width - MARGIN, self.y + LINE - 3)

    def _wrapped(self, column: Column) -> list[str]:
        """Return a column's label in lines that fit above it, broken between words."""
        room = column.width * self.scale - 3
        lines = [""]
        for word in column.label.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.canvas.stringWidth(longer, BOLD, SIZE) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _draw_row(self, row: Row, *, bold: bool) -> None:
        cells = zip(row.cells, self.table.columns, strict=True)
        texts = [(shown(cell, column), column) for cell, column in cells]
        self._draw_cells(texts, BOLD if bold else FONT, row.level * INDENT)

    def _draw_cells(self, cells: list[tuple[str, Column]], font: str, indent: float = 0) -> None:
        self.canvas.setFont(font, SIZE)
        x = float(MARGIN)
        for text, column in cells:
            width = column.width * self.scale
            shown_text = self._fitted(text, font, width - indent - 3)
            if column.kind in TEXTUAL:
                self.canvas.drawString(x + indent, self.y, shown_text)
            else:
                self.canvas.drawRightString(x + width - 3, self.y, shown_text)
            x, indent = x + width, 0
        self.y -= LINE

    def _fitted(self, text: str, font: str, room: float) -> str:
        plain = "".join(char if char.isprintable() else " " for char in text)
        while plain and self.canvas.stringWidth(plain, font, SIZE) > room:
            plain = plain[:-2] + "…" if len(plain) > 1 else ""
        return plain

    def _text(self, text: str, font: str, size: int) -> None:
        if self.y < MARGIN + LINE:
            self._turn()
        self.canvas.setFont(font, size)
        self.canvas.drawString(
            MARGIN, self.y, self._fitted(text, font, (self.width - 2 * MARGIN) * SIZE / size)
        )
        self.y -= LINE

    def _draw_chart(self, chart: Chart) -> None:
        from reportlab.graphics import renderPDF
        from reportlab.graphics.charts.barcharts import VerticalBarChart
        from reportlab.graphics.shapes import Drawing

        if self.y < MARGIN + CHART_HEIGHT + 3 * LINE:
            self._turn()
        self.y -= LINE
        self._text(chart.title, BOLD, SIZE + 1)
        drawing = Drawing(self.width - 2 * MARGIN, CHART_HEIGHT)
        bars = VerticalBarChart()
        bars.x, bars.y, bars.height, bars.width = 30, 25, CHART_HEIGHT - 35, self.width - 2 * MARGIN - 50
        bars.data = [tuple(float(value) if value is not None else 0.0 for value in chart.values)]
        bars.categoryAxis.categoryNames = list(chart.labels)
        bars.categoryAxis.labels.fontSize = SIZE - 2
        bars.valueAxis.valueMin = 0
        bars.valueAxis.labels.fontSize = SIZE - 2
        drawing.add(bars)
        renderPDF.draw(drawing, self.canvas, MARGIN, self.y - CHART_HEIGHT)
        self.y -= CHART_HEIGHT + LINE

    def _turn(self) -> None:
        self._draw_foot()
        self.canvas.showPage()
        self.number += 1
        self.y = self.height - MARGIN

    def _draw_foot(self) -> None:
        self.canvas.setFont(FONT, SIZE - 1)
        self.canvas.drawRightString(self.width - MARGIN, MARGIN / 2, _("Page {n}", n=self.number))
