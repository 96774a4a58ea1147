"""A grid of cells, one of which is typed in: as many rows as there are, painted where they are in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from xstui.widgets.cells import UNTYPABLE, fit, harmless
from xstui.widgets.rows import RowColumn, shared_out
from xstui.widgets.safe_input import SafeInput

Way = Literal["next", "previous", "row", "up", "down", "page-up", "page-down", "here"]
"""Where the cursor goes: another cell, the first cell of the next row, the same column of another row, or nowhere."""
PLAIN, MUTED, WARNING = "", "grid--muted", "grid--warning"
"""How a cell is shown: as it was typed, as it follows from something else, as what asks attention."""
GUTTER = 6
"""Cells before the first column: the cursor, a sign, and the number of the row."""
NOTE_INDENT = 7
PAGE = 10
"""Rows that a page key goes."""
SEPARATOR = ";"
"""Ends a cell in the first column and goes on to the next row."""


_TABLE = re.compile(r"[\r\n\t]")
_UNTYPABLE = re.compile(f"[{UNTYPABLE}]")


class Cell(NamedTuple):
    """What a cell shows while it is not typed in, and how."""

    text: str
    style: str = PLAIN


@dataclass(frozen=True)
class GridRow:
    """A row as it is shown.

    Attributes:
        sign: One cell before its number, such as `!`.
        notes: What is said of it, in rows of its own below it.
    """

    cells: tuple[Cell, ...]
    sign: str = ""
    notes: tuple[Cell, ...] = ()


def holds_several(text: str) -> bool:
    """Tell whether a text that is pasted holds more than one cell; one with invisible characters is for the input."""
    is_plain = not _UNTYPABLE.search(_TABLE.sub("", text))
    return is_plain and any(sign in text.strip() for sign in ("\n", "\r", "\t", SEPARATOR))


class ListInput(SafeInput):
    """An input of one name or cell, which hands on what is pasted for several."""

    @dataclass
    class SeveralPasted(Message):
        """Several names, or the cells of a table, were pasted."""

        text: str

    def _on_paste(self, event: events.Paste) -> None:
        """Hand on what holds more than one."""
        if holds_several(event.text):
            event.stop()
            event.prevent_default()
            self.post_message(self.SeveralPasted(event.text))
        else:
            super()._on_paste(event)


class Grid(Widget):
    """Cells in rows; keys of movement ask whoever has made it to go on, as a cell is read before it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go('next')", "", show=False, id="grid.next"),
        Binding("shift+tab", "go('previous')", "", show=False, id="grid.previous"),
        Binding("up", "go('up')", "", show=False, id="grid.up"),
        Binding("down", "go('down')", "", show=False, id="grid.down"),
        Binding("pageup,f7", "go('page-up')", "", show=False, id="grid.page-up"),
        Binding("pagedown,f8", "go('page-down')", "", show=False, id="grid.page-down"),
        Binding("f4,ctrl+space,ctrl+@", "choices", "", show=False, id="grid.choices"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {MUTED, WARNING}
    DEFAULT_CSS = """
    Grid { height: 1fr; width: 1fr; }
    Grid .grid--muted { color: $text-muted; }
    Grid .grid--warning { color: $text-warning; }
    Grid SafeInput { position: absolute; width: 10; height: 1; }
    """

    @dataclass
    class Going(Message):
        """The cell under the cursor is to be left, or was ended by a separator."""

        way: Way
        is_listing: bool = False

    @dataclass
    class Typed(Message):
        """The text in the cell under the cursor changed."""

    @dataclass
    class ChoicesAsked(Message):
        """The choices of the cell under the cursor are to be shown."""

    def __init__(self, columns: Sequence[RowColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: Sequence[GridRow] = ()
        self.row = self.column = 0
        self._top = 0
        self._painted: list[tuple[int, Cell | None]] = []

    def compose(self) -> ComposeResult:
        """Lay out the one input."""
        yield ListInput()

    @property
    def input(self) -> SafeInput:
        """The input of the cell under the cursor."""
        return self.query_one(SafeInput)

    @property
    def text(self) -> str:
        """What stands in the cell under the cursor."""
        return self.input.value

    def show(self, rows: Sequence[GridRow]) -> None:
        """Show rows as they are by now."""
        self.rows = rows
        self._fit()

    def place(self, row: int, column: int, text: str, placeholder: str = "") -> None:
        """Put the cursor in a cell, with what was typed there selected."""
        self.row, self.column = row, column
        with self.input.prevent(Input.Changed):
            self.input.value = text
        self.input.placeholder = harmless(placeholder)
        self.input.focus()
        self.input.select_all()
        self._fit()

    def target(self, way: Way, count: int) -> tuple[int, int]:
        """Return the cell that a way leads to from the present one, in so many rows."""
        across = len(self.columns)
        if way in {"next", "previous"}:
            at = self.row * across + self.column + (1 if way == "next" else -1)
            return divmod(max(0, min(at, count * across - 1)), across)
        by = {"up": -1, "down": 1, "row": 1, "page-up": -PAGE, "page-down": PAGE}.get(way, 0)
        return max(0, min(self.row + by, count - 1)), 0 if way == "row" else self.column

    def action_go(self, way: Way) -> None:
        """Ask to leave the cell."""
        self.post_message(self.Going(way))

    def action_choices(self) -> None:
        """Ask for the choices of the cell."""
        self.post_message(self.ChoicesAsked())

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Going("row"))

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.column == 0 and event.value.endswith(SEPARATOR):
            with self.input.prevent(Input.Changed):
                self.input.value = event.value.removesuffix(SEPARATOR)
            self.post_message(self.Going("row", is_listing=True))
        self.post_message(self.Typed())

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self._fit()

    @property
    def widths(self) -> Sequence[int]:
        """The cells that each column has."""
        return shared_out(self.columns, self.size.width - GUTTER)

    def _fit(self) -> None:
        """Have the row under the cursor and what is said of it in sight, and the input on its cell."""
        lines = self._painted = list(self._lines())
        own = [at for at, (row, _note) in enumerate(lines) if row == self.row] or [0]
        room = max(1, self.size.height - 1)
        self._top = max(0, min(self._top, len(lines) - room))
        if own[-1] >= self._top + room:
            self._top = own[-1] - room + 1
        self._top = min(self._top, own[0])
        before = sum(width + 1 for width in self.widths[: self.column])
        self.input.styles.offset = (GUTTER + before, 1 + own[0] - self._top)
        self.input.styles.width = self.widths[self.column] if self.columns else 1
        self.refresh()

    def _lines(self) -> Iterator[tuple[int, Cell | None]]:
        """Yield each line: the number of its row, and the note on it where it is one."""
        for number, row in enumerate(self.rows):
            yield number, None
            for note in row.notes:
                yield from ((number, Cell(part, note.style)) for part in self._wrapped(note.text))

    def _wrapped(self, text: str) -> Iterator[str]:
        """Yield a text in as many lines as it takes."""
        room, line = max(20, self.size.width - NOTE_INDENT - 1), ""
        for word in harmless(text).split():
            if line and cell_len(line) + 1 + cell_len(word) > room:
                yield line
                line = word
            else:
                line = f"{line} {word}".strip()
        yield line

    def render_line(self, y: int) -> Strip:
        """Paint the headings, a row, or what is said of one."""
        style = self.rich_style
        if y == 0:
            titles = " ".join(fit(c.label, width, c.align) for c, width in zip(self.columns, self.widths, strict=True))
            segments = [Segment(" " * GUTTER + titles, style + self._own(MUTED))]
            return Strip(segments).adjust_cell_length(self.size.width, style)
        at = self._top + y - 1
        if at >= len(self._painted):
            return Strip.blank(self.size.width, style)
        number, note = self._painted[at]
        if note is not None:
            segments = [Segment(" " * NOTE_INDENT + note.text, style + self._own(note.style))]
        else:
            segments = self._row_segments(number, self.rows[number], style)
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _row_segments(self, number: int, row: GridRow, style: Style) -> list[Segment]:
        here = "▸" if number == self.row else " "
        own = style + self._own(WARNING) if row.sign else style
        segments = [Segment(f"{here}{row.sign or ' '}{number + 1:>3} ", own)]
        for column, width, cell in zip(self.columns, self.widths, row.cells, strict=True):
            segments.append(Segment(fit(cell.text, width, column.align) + " ", style + self._own(cell.style)))
        return segments

    def _own(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True) if name else Style.null()
