"""The footer: the few keys that matter now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from xstui.i18n import N_, _
from xstui.widgets.cells import harmless

MOST_HINTS = 6

SHORT = {"Undo last registration": N_("Undo last")}
"""What a command is called where the hints don't fit otherwise."""

_FUNCTION_KEY = re.compile(r"^f\d+$")


class KeyFooter(Widget):
    """Up to six of the screen's bindings that have `show=True`, those nearest to the focus first.

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

    def hints(self) -> list[tuple[str, str]]:
        """Return the key and the words of each hint, one for each action; in short where they don't fit in full."""
        full = self._hints({})
        return full if _width(full) <= self.size.width else self._hints(SHORT)

    def _hints(self, short: Mapping[str, str]) -> list[tuple[str, str]]:
        shown: dict[str, tuple[str, str]] = {}
        for _node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if binding.show and enabled and binding.description:
                key = _FUNCTION_KEY.sub(lambda found: found[0].upper(), self.app.get_key_display(binding))
                words = self._words.get(binding.action) or _(short.get(binding.description, binding.description))
                shown.setdefault(binding.action, (key, words))
        return list(shown.values())[:MOST_HINTS]

    def width_needed(self) -> int:
        """Return the cells that all hints take; more than the width of the screen means keys out of sight."""
        return _width(self.hints())

    def render_line(self, y: int) -> Strip:
        """Paint the hints that fit in full."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        style = self.rich_style
        key_style = style + self.get_component_rich_style("keys--key")
        segments: list[Segment] = []
        room = self.size.width
        for key, words in self.hints():
            room -= cell_len(key) + cell_len(words) + 3
            if room < 0:
                break
            segments += [Segment(f" {harmless(key)}", key_style), Segment(f" {harmless(words)} ", style)]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _on_bindings(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()


def _width(hints: Sequence[tuple[str, str]]) -> int:
    return sum(cell_len(key) + cell_len(words) + 3 for key, words in hints)
