"""A part of a screen below its title: a title that runs into a rule, and on a wide screen a box."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from xstui.widgets.cells import harmless

Hint = str | tuple[str, str]
"""Words at the end of a title, or a key and what it does."""


def hint_content(hints: Sequence[Hint]) -> Content:
    """Return `1 ongelezen · m Alle berichten`, with the keys in the colour of what can be pressed."""
    parts: list[Content] = []
    for hint in hints:
        if parts:
            parts.append(Content.styled(" · ", "$text-muted"))
        if isinstance(hint, tuple):
            key, words = hint
            parts += [
                Content.styled(harmless(key), "bold $primary"),
                Content.styled(f" {harmless(words)}", "$text-muted"),
            ]
        else:
            parts.append(Content.styled(harmless(hint), "$text-muted"))
    return Content.assemble(*parts)


class SectionTitle(Widget):
    """`Taken ─────────────── t Naar taken`: the title in bold, a rule, and what belongs to it at its end."""

    DEFAULT_CSS = "SectionTitle { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, title: str = "", *hints: Hint, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.title, self.hints = title, hints

    def show(self, title: str, *hints: Hint) -> None:
        """Show another title."""
        if (title, hints) != (self.title, self.hints):
            self.title, self.hints = title, hints
            self.refresh()

    def render(self) -> Content:
        """Return the line, as wide as the widget; a hint that finds no room is left out from its end."""
        width, title = self.size.width, Content.styled(harmless(self.title), "bold")
        hints = list(self.hints)
        while hints and title.cell_length + hint_content(hints).cell_length + 3 > width:
            hints.pop()
        hint = hint_content(hints)
        room = width - title.cell_length - hint.cell_length - (2 if hints else 1)
        rule = Content.styled("─" * max(0, room), "$border-blurred")
        return Content.assemble(title, " ", rule, *((" ", hint) if hints else ()))


class Section(Vertical):
    """A part of a screen: at 80 cells a title above it, from 110 a box whose line is strong while it has the focus.

    Attributes:
        title: What it is called.
        hints: What stands at the end of the title, or in the lower edge of the box.
    """

    DEFAULT_CSS = """
    Section { height: auto; width: 1fr; }
    Section > SectionTitle { padding: 0; }
    .-wide Section { border: round $border-blurred; padding: 0 1; border-title-style: bold; }
    .-wide Section:focus-within { border: heavy $border; border-title-color: $border; }
    .-wide Section > SectionTitle { display: none; }
    """

    def __init__(self, *children: Widget, title: str = "", id: str | None = None, classes: str = "") -> None:  # noqa: A002 - Textual's name
        self._line = SectionTitle(title)
        super().__init__(self._line, *children, id=id, classes=classes)
        self.show(title)

    def show(self, title: str, *hints: Hint) -> None:
        """Show another title, with what belongs to it."""
        self._line.show(title, *hints)
        self.border_title = Content(harmless(title))
        self.border_subtitle = hint_content(hints)
