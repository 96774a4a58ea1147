"""The footer: the keys that matter now, as many as there is room for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from xstui.i18n import N_, _
from xstui.widgets.cells import harmless

Hint = tuple[str, str]
"""A key, and what it does."""

HELP = "help"
MORE = N_("More")
"""What F1 is called where there is no room for all keys: it has them."""

SHORT = {"Undo last registration": N_("Undo last")}
"""What a command is called where there is no room for all keys."""

_FUNCTION_KEY = re.compile(r"^f\d+$")
_OF_A_SCREEN = re.compile(r"^(?!rows\.|field\.)[\w-]+\.(?!tab)")
"""The name of a command that belongs to one screen, and is not drawn on it."""


class KeyFooter(Widget):
    """The screen's bindings that have `show=True`, then its others, those nearest to the focus first.

    Where there is no room for all, F1 stands last. It paints one line, where Textual's own footer mounts a widget
    for each key, again at each change.
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
        """Return the hints that fit: in the order of the bindings where all do, else the most important first."""
        found = self._offered({})
        if all(binding.show for _hint, binding in found.values()):
            hints = [hint for hint, _binding in found.values()]
            if sum(map(_width, hints)) <= self.size.width:
                return hints
        found = self._offered(SHORT)
        (help_key, help_words), _unused = found.pop(HELP, (("", ""), None))
        hints = [hint for hint, _binding in sorted(found.values(), key=_importance)]
        last = [(help_key, _(MORE))] if help_key else []
        fitting = hints[: bisect_right(list(accumulate(map(_width, hints))), self.size.width - sum(map(_width, last)))]
        if last and len(fitting) == len(hints):
            last = [(help_key, help_words)]
        return fitting + last

    def _offered(self, short: Mapping[str, str]) -> dict[str, tuple[Hint, Binding]]:
        """Return what can be done here, by its action: what is to be shown, help, and what this screen alone has."""
        found: dict[str, tuple[Hint, Binding]] = {}
        for _node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            of_the_screen = binding.action == HELP or _OF_A_SCREEN.match(binding.id or "")
            if enabled and binding.description and (binding.show or of_the_screen):
                key = _FUNCTION_KEY.sub(lambda match: match[0].upper(), self.app.get_key_display(binding))
                words = self._words.get(binding.action) or _(short.get(binding.description, binding.description))
                found.setdefault(binding.action, ((key, words), binding))
        return found

    def render_line(self, y: int) -> Strip:
        """Paint the hints."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        style = self.rich_style
        key_style = style + self.get_component_rich_style("keys--key")
        segments: list[Segment] = []
        for key, words in self.hints():
            segments += [Segment(f" {harmless(key)}", key_style), Segment(f" {harmless(words)} ", style)]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _on_bindings(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()


def _importance(found: tuple[Hint, Binding]) -> int:
    """Return the place of a hint: what its screen is for, then what all lists of people have, all else, all screens."""
    binding = found[1]
    if binding.action in {"undo", "reload"}:
        return 3
    return 2 if not binding.show else 1 if (binding.id or "").startswith("row.") else 0


def _width(hint: Hint) -> int:
    return sum(map(cell_len, hint)) + len("   ")
