"""A short list, numbered, that opens over the form: one key picks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from xstui.widgets.cells import fit
from xstui.widgets.typed_in import TypedIn


def have_figures(labels: Sequence[str]) -> bool:
    """Tell whether choices begin with figures of their own, as `5 weeks`: then these pick, and none are put before."""
    return any(label[:1].isdigit() for label in labels)


def numbered(labels: Sequence[str]) -> list[str]:
    """Return the choices with the figure that picks each of them."""
    if have_figures(labels):
        return list(labels)
    return [f"{number} {label}" for number, label in enumerate(labels, 1)]


def option_for_key(labels: Sequence[str], key: str, current: int | None, *, by_figures: bool = False) -> int | None:
    """Return the index that a digit (from 1) or a first letter picks, or None.

    Labels with the same first letter take turns, from the current one on; so do digits where labels have their own.
    """
    if key.isascii() and key.isdigit() and not by_figures:
        return int(key) - 1 if 1 <= int(key) <= len(labels) else None
    hits = [index for index, label in enumerate(labels) if key and label.casefold().startswith(key.casefold())]
    return next((index for index in hits if current is not None and index > current), hits[0] if hits else None)


def option_for_text(labels: Sequence[str], text: str, current: int | None) -> int | None:
    """Return the index that a text typed in one go picks, or None.

    One digit, one letter again and again, or the beginning of a label. A digit with anything behind it picks
    nothing, unless a label begins so: it is the beginning of a day or an amount.
    """
    by_figures = have_figures(labels) and text[0].isdigit()
    index = option_for_key(labels, text[0], current, by_figures=by_figures)
    if len(text) > 1 and text[0].isdigit() and not by_figures:
        return None
    if len(set(text.casefold())) == 1 and not by_figures:
        for _again in text[1:]:
            index = option_for_key(labels, text[0], index)
        return index
    return next((n for n, label in enumerate(labels) if label.casefold().startswith(text.casefold())), None)


class PickList(TypedIn, Widget, can_focus=True):
    """A list of choices: a digit or first letter picks at once; up, down and Enter as well; Escape closes.

    With `by_figures` the digits are those that the choices begin with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "", show=False, id="pick.up"),
        Binding("down", "step(1)", "", show=False, id="pick.down"),
        Binding("enter,ctrl+j,space", "pick", "", show=False, id="pick.take"),
        Binding("escape,f3,f4", "close", "", show=False, id="pick.close"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pick--cursor"}

    DEFAULT_CSS = """
    PickList {
        overlay: screen; constrain: inside inside; width: auto; height: auto; max-height: 12;
        background: $boost; color: $foreground; margin-left: 21; border: heavy $border;
    }
    PickList > .pick--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    PickList:ansi { background: ansi_default; color: ansi_default; }
    PickList:ansi > .pick--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    highlighted: reactive[int] = reactive(0)

    @dataclass
    class Picked(Message):
        """A choice was made."""

        picker: PickList
        index: int

        @property
        def control(self) -> PickList:
            """The list."""
            return self.picker

    @dataclass
    class Closed(Message):
        """The list was left without a choice."""

        picker: PickList

        @property
        def control(self) -> PickList:
            """The list."""
            return self.picker

    def __init__(self, labels: Sequence[str], highlighted: int = 0, *, by_figures: bool = False) -> None:
        super().__init__()
        self.labels = labels
        self._by_figures = by_figures
        self.set_reactive(PickList.highlighted, highlighted)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """Return the width of the longest line."""
        from rich.cells import cell_len

        return min(viewport.width, 5 + max(map(cell_len, self.labels), default=0))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as above
        """Return a row for each choice."""
        return len(self.labels)

    def render_line(self, y: int) -> Strip:
        """Paint a choice; the one that Enter takes has the cursor's ground and a sign."""
        if y >= len(self.labels):
            return Strip.blank(self.size.width, self.rich_style)
        here = y == self.highlighted
        number = "" if self._by_figures else f"{y + 1} "
        text = f"{'▸' if here else ' '}{number}{harmless_label(self.labels[y])}"
        style = self.get_component_rich_style("pick--cursor") if here else self.rich_style
        return Strip([Segment(fit(text, self.size.width), style)])

    def on_key(self, event: events.Key) -> None:
        """Pick by a digit or a letter."""
        index = option_for_key(self.labels, event.character or "", None, by_figures=self._by_figures)
        if event.is_printable and event.character != " ":
            event.stop()
            if index is not None:
                self.post_message(self.Picked(self, index))

    def action_step(self, by: int) -> None:
        """Move the highlight, around the ends."""
        self.highlighted = (self.highlighted + by) % len(self.labels)

    def action_pick(self) -> None:
        """Take the highlighted choice."""
        self.post_message(self.Picked(self, self.highlighted))

    def action_close(self) -> None:
        """Leave without a choice."""
        self.post_message(self.Closed(self))

    def on_blur(self) -> None:
        """A list that lost the focus is done."""
        self.post_message(self.Closed(self))


def harmless_label(label: str) -> str:
    """Return a label on one line."""
    return " ".join(label.split())
