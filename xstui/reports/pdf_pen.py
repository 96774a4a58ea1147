"""Drawing a row of cells on a PDF's page in one operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xstui.reports.pdf_layout import Layout, Place
from xstui.reports.pdf_text import WIDER, Face, drawable, literal, lost_letters
from xstui.reports.table import TEXTUAL, Cell, shown

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

KEPT = 4096
"""Cells of each column whose drawing is kept for when they come back."""


class Odd(NamedTuple):
    """A text with letters that Helvetica lacks, and where it starts; `lost` of them no font here has."""

    x: float
    text: str
    lost: int


Pen = Callable[[Cell], str | Odd]


class RowPen:
    """Draws rows of one kind: in this face, and with the first cell indented so many points.

    Attributes:
        lost: Letters that were drawn as a question mark so far.
    """

    def __init__(self, layout: Layout, face: Face, indent: float = 0) -> None:
        self._face = face
        self.lost = 0
        first = [_pen(place, face, min(indent, place.room / 2)) for place in layout.places[:1]]
        self._pens = [*first, *(_pen(place, face, 0) for place in layout.places[1:])]

    def draw(self, canvas: Canvas, y: float, cells: Sequence[Cell]) -> None:
        """Draw the cells on the line at `y`."""
        parts = [pen(cell) for cell, pen in zip(cells, self._pens, strict=True)]
        plain = " ".join([part for part in parts if isinstance(part, str)])
        canvas.setFont(self._face.name, self._face.size)
        canvas.addLiteral(f"q 1 0 0 1 0 {y:.2f} cm BT {plain} ET Q")
        for part in parts:
            if isinstance(part, Odd):
                draw_text(canvas, part.x, y, part.text, self._face)
                self.lost += part.lost


def draw_text(canvas: Canvas, x: float, y: float, text: str, face: Face) -> None:
    """Draw one text, in the font that has its letters."""
    name = face.name if literal(text) is not None else WIDER[face.name]
    canvas.setFont(name, face.size)
    canvas.drawString(x, y, text)


def _pen(place: Place, face: Face, indent: float) -> Pen:
    """Return what turns a cell into operators that draw it at its column, whatever its line."""
    left, room = place.left + indent, place.room - indent
    textual = place.column.kind in TEXTUAL

    def drawn(cell: Cell) -> str | Odd:
        whole = shown(cell, place.column)
        text = drawable(whole)
        lost = lost_letters(whole, text)
        fitting, width = (face.cut if isinstance(cell, str) else face.fit_number)(text, room)
        x = left if textual else left + room - width
        code = literal(fitting)
        return Odd(x, fitting, lost) if code is None or lost else f"1 0 0 1 {x:.2f} 0 Tm ({code}) Tj"

    return lru_cache(maxsize=KEPT, typed=True)(drawn)
