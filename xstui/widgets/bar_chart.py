"""Charts by block characters, which any terminal shows and a text snapshot tells apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich.cells import cell_len
from textual.content import Content

from xstui.widgets.cells import fit
from xstui.widgets.paragraph import Paragraph

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_WIDEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its value (0 or more), and the value as it is read, for example `4,50 %`."""

    label: str
    value: Decimal
    text: str


def bar_lines(bars: Sequence[Bar], width: int) -> list[str]:
    """Return a line for each bar in `width` cells: label, bar, value. The longest bar fills its room."""
    label_width = min(_WIDEST_LABEL, max((cell_len(bar.label) for bar in bars), default=0))
    text_width = max((cell_len(bar.text) for bar in bars), default=0)
    room = max(1, width - label_width - text_width - 2)
    most = max((bar.value for bar in bars), default=Decimal(0))
    return [
        f"{fit(bar.label, label_width)} {_bar(bar.value, most, room)} {fit(bar.text, text_width, 'right')}"
        for bar in bars
    ]


def _bar(value: Decimal, most: Decimal, room: int) -> str:
    """Return a bar in `room` cells, exact to an eighth of a cell; a value above nothing shows something."""
    if most <= 0 or value <= 0:
        return " " * room
    full, part = divmod(max(1, int(value * room * 8 / most)), 8)
    return ("█" * full + (_EIGHTHS[part] if part else "")).ljust(room)


class BarChart(Paragraph):
    """Bars below each other, as wide as the widget."""

    DEFAULT_CSS = "BarChart { height: auto; width: 1fr; }"

    def __init__(self, bars: Sequence[Bar] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id, markup=False)
        self._bars = bars

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = bars
        self._draw()

    def on_mount(self) -> None:
        """Draw, to have a height."""
        self._draw()

    def on_resize(self) -> None:
        """Draw in the new width."""
        self._draw()

    def _draw(self) -> None:
        self.update(Content("\n".join(bar_lines(self._bars, self.size.width or 1))))
