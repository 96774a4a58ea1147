"""Columns with an axis: a value for each month, in cells that any terminal has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from xstui.widgets.cells import fit, harmless

EIGHTHS = " ▁▂▃▄▅▆▇█"
AXIS = 8
"""Cells before the columns: the top of the axis, and its line."""
WIDTHS = ((12, 5), (24, 3), (1000, 2))
"""Cells of a column with its gap, by the number of columns up to which they are so wide."""
ROUND_TOPS = tuple(Decimal(top) for top in (1, 2, 5, 10, 15, 20, 30, 40, 50, 75, 100))
"""What the axis ends at."""
UNDER = 2
"""Rows under the columns: labels and values."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its label, its value (0 or more; None: there is none), and the value as it is read."""

    label: str
    value: Decimal | None
    text: str
    beside: Decimal | None = None
    """What it is compared with, the same month of last year say."""


def top_of(values: Sequence[Decimal]) -> Decimal:
    """Return what the axis ends at: the next round number that no value passes."""
    most = max(values, default=Decimal(0))
    return next((top for top in ROUND_TOPS if top >= most), most.to_integral_value(ROUND_CEILING))


def column_rows(columns: Sequence[Column], height: int, unit: str) -> list[Content]:
    """Return the chart in rows: `height` of columns, the axis, and below it labels and values.

    The last column stands out; what a column is compared with is a dash at its height.
    """
    known = [v for column in columns for v in (column.value, column.beside) if v is not None]
    top, cells = top_of(known), _cells(len(columns))
    rows = [_row(columns, row, height, top, cells, unit) for row in range(height, 0, -1)]
    axis = fit("0", AXIS - 2, "right") + "┴" + "─" * (len(columns) * cells + 1)
    labels = "".join(fit(_label(column, cells), cells) for column in columns)
    texts = "".join(fit(column.text if cell_len(column.text) < cells else "", cells) for column in columns)
    return [
        *rows,
        Content.styled(axis, "$border-blurred"),
        Content.styled(" " * AXIS + labels, "$text-muted"),
        Content(" " * AXIS + texts),
    ]


def _cells(count: int) -> int:
    return next(cells for most, cells in WIDTHS if count <= most)


def _label(column: Column, cells: int) -> str:
    """Return a label with a gap behind it; of one that doesn't fit its first letter."""
    label = harmless(column.label)
    return label if cell_len(label) < cells else label[:1]


def _row(  # noqa: PLR0913 - where a row lies
    columns: Sequence[Column], row: int, height: int, top: Decimal, cells: int, unit: str
) -> Content:
    step = top / height
    named = row == height or (height >= 8 and row == height // 2)  # noqa: PLR2004 - rows with room for two
    value = f"{(step * row).normalize():f} {unit}" if named else ""
    parts = [Content.styled(fit(value, AXIS - 2, "right") + ("┤" if named else "│") + " ", "$text-muted")]
    for place, column in enumerate(columns):
        is_last = place == len(columns) - 1
        sign, style = _cell(column, (row - 1) * step, step, is_last=is_last)
        bar = max(1, cells - 2)
        parts += [Content.styled(sign * bar, style), Content(" " * (cells - bar))]
    return Content.assemble(*parts)


def _cell(column: Column, floor: Decimal, step: Decimal, *, is_last: bool) -> tuple[str, str]:
    """Return what a column shows between two heights."""
    colour = "$secondary" if is_last else "$accent"
    full = int(((column.value or Decimal(0)) - floor) * 8 / step) if step else 0
    if column.value and floor == 0:
        full = max(1, full)
    if column.beside and floor < column.beside <= floor + step:
        return "╌", f"$warning on {colour}" if full >= len(EIGHTHS) - 1 else "$warning"
    if full > 0:
        sign = EIGHTHS[min(8, full)]
        return (sign, f"{colour} on {colour}") if sign == "█" else (sign, colour)
    return " ", ""


class ColumnChart(Widget):
    """Columns in the height that the widget has."""

    DEFAULT_CSS = "ColumnChart { height: 8; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._columns: Sequence[Column] = ()
        self._unit = ""

    def show(self, columns: Sequence[Column], unit: str) -> None:
        """Show other columns."""
        self._columns, self._unit = columns, unit
        self.refresh()

    def render(self) -> Content:
        """Return the chart; of more columns than fit the last ones."""
        width, height = self.content_size.width, self.content_size.height - UNDER - 1
        fitting = max(1, (width - AXIS) // _cells(len(self._columns)))
        if height < 1 or not self._columns:
            return Content()
        return Content("\n").join(column_rows(self._columns[-fitting:], height, self._unit))
