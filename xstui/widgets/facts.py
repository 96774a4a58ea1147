"""A card of labels and values: the label grey, the value beside it, and what is unknown as grey as a label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from xstui.widgets.cells import fit, harmless

TOGETHER = "\u00a0"
"""A blank between words that stay together on a line."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value.

    Attributes:
        known: Whether there is a value; else what stands there says that there is none.
        counts: Whether it is what the card is about.
    """

    label: str
    value: str
    known: bool = True
    counts: bool = False


def together(text: str) -> str:
    """Return words that are not folded, as long as a line has room for them."""
    return text.replace(" ", TOGETHER)


class Facts(Widget):
    """Facts below each other; a value that is too long goes on below itself, a long label has a row of its own."""

    DEFAULT_CSS = "Facts { height: auto; width: 1fr; }"

    def __init__(self, *, label_width: int, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._label_width = label_width
        self._facts: Sequence[Fact] = ()

    def show(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        self._facts = facts
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return the rows that the facts take in so many cells."""
        return sum(len(self._lines(fact, width)) for fact in self._facts)

    def render(self) -> Content:
        """Return the facts as wide as the card."""
        width = self.content_size.width
        return Content("\n").join(line for fact in self._facts for line in self._lines(fact, width))

    def _lines(self, fact: Fact, width: int) -> list[Content]:
        label, style = harmless(fact.label), "$text-muted" if not fact.known else "bold" if fact.counts else ""
        values = folded(harmless(fact.value), max(1, width - self._label_width - 1))
        shown = [Content.styled(value, style) for value in values]
        gap = " " * (self._label_width + 1)
        if cell_len(label) > self._label_width:
            lines = [Content.styled(label, "$text-muted")]
            return [*lines, *(Content.assemble(gap, value) for value in shown)]
        first = Content.assemble((fit(label, self._label_width + 1), "$text-muted"), shown[0])
        return [first, *(Content.assemble(gap, value) for value in shown[1:])]


def folded(text: str, width: int) -> list[str]:
    """Return a text in lines of so many cells, folded between words where that can be, and never at `TOGETHER`."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return [part for line in lines for part in _cut(line.replace(TOGETHER, " "), width)]


def _cut(text: str, width: int) -> list[str]:
    """Return a word that is longer than a line in pieces."""
    return chop_cells(text, width) or [""]
