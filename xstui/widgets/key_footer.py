"""The footer: on the left what the screen is for, on the right always the same, so that the eye finds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol, cast, runtime_checkable

from rich.cells import cell_len
from rich.segment import Segment
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from xstui.i18n import _
from xstui.widgets.cells import harmless

Hint = tuple[str, str]
"""A key, and what it does."""

AT_THE_RIGHT = ("help", "all-commands", "back")
"""The commands that every screen has, by their names in order."""
ROOM_FOR_ALL = 110
"""Cells from which the key of all commands is shown as well."""


@runtime_checkable
class HasOrder(Protocol):
    """A screen that says in which order its commands count."""

    def names_in_order(self) -> Sequence[str]:
        """Return the names of the commands, the most important one first."""


class KeyFooter(Widget):
    """The screen's bindings that have `show=True`: as many as there is room for, and at the right help and back.

    It paints one line, where Textual's own footer mounts a widget for each key, again at each change.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}

    DEFAULT_CSS = """
    KeyFooter { dock: bottom; height: 1; background: $panel; color: $foreground; }
    KeyFooter > .keys--key { text-style: bold; color: $text-accent; }
    KeyFooter:ansi { background: ansi_default; color: ansi_default; text-style: reverse; }
    KeyFooter:ansi > .keys--key { color: ansi_default; text-style: bold reverse; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, str] = {}

    def call(self, action: str, words: str) -> None:
        """Name what an action does just now otherwise than its binding does; no words: as that does."""
        self._words[action] = words
        self.refresh()

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._on_bindings)

    def hints(self) -> list[Hint]:
        """Return what is shown, from left to right."""
        left, right = self._sides()
        return left + right

    def _sides(self) -> tuple[list[Hint], list[Hint]]:
        """Return the hints of the left, as many as fit beside those of the right, and those."""
        found = self._offered()
        names = AT_THE_RIGHT if self.size.width >= ROOM_FOR_ALL or "back" not in found else (AT_THE_RIGHT[0], "back")
        right = [found[name] for name in names if name in found]
        room, left = self.size.width - sum(map(_width, right)), []
        for name in self._in_order(found):
            room -= _width(found[name])
            if room < 0:
                break
            left.append(found[name])
        return left, right

    def _offered(self) -> dict[str, Hint]:
        """Return what is shown of what can be done here, by the name of the command."""
        found: dict[str, Hint] = {}
        for _node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            name = binding.id or binding.action
            if enabled and binding.description and (binding.show or name == AT_THE_RIGHT[1]):
                words = self._words.get(binding.action) or _(binding.description)
                found.setdefault(name, (self.app.get_key_display(binding), words))
        return found

    def _in_order(self, found: Iterable[str]) -> list[str]:
        screen = cast("object", self.screen)
        order = list(screen.names_in_order()) if isinstance(screen, HasOrder) else []
        place = {name: number for number, name in enumerate(order)}
        return sorted((n for n in found if n not in AT_THE_RIGHT), key=lambda name: place.get(name, -1))

    def render_line(self, y: int) -> Strip:
        """Paint the hints."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        left, right = self._sides()
        gap = self.size.width - sum(map(_width, [*left, *right]))
        style = self.rich_style
        segments = [*self._painted(left), Segment(" " * max(0, gap), style), *self._painted(right)]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _painted(self, hints: Sequence[Hint]) -> list[Segment]:
        style = self.rich_style
        key_style = style + self.get_component_rich_style("keys--key")
        parts = [(Segment(f" {harmless(k)}", key_style), Segment(f" {harmless(words)} ", style)) for k, words in hints]
        return [segment for both in parts for segment in both]

    def _on_bindings(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()


def _width(hint: Hint) -> int:
    return sum(map(cell_len, hint)) + len("   ")
