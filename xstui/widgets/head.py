"""The first row of a screen: which it is, the day, and who has signed in."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from xstui.widgets.badge import Badge
from xstui.widgets.cells import fit, harmless
from xstui.widgets.section import hint_content

LEAST_TITLE = 16
"""Cells that a title keeps beside the day and the user."""


class Head(Widget):
    """`Startpagina [DEMO]                 ma 8 jun 2026 · Sam Voorbeeld`."""

    DEFAULT_CSS = """
    Head { height: 1; width: 1fr; background: $panel; color: $foreground; dock: top; padding: 0 1; }
    Head:ansi { background: ansi_default; text-style: reverse; }
    """

    def __init__(self, title: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._title, self._aside = title, ""
        self._badge: Badge | None = None

    def show(self, title: str, aside: str = "", badge: Badge | None = None) -> None:
        """Show a title, a badge behind it, and words at the right."""
        if (title, aside, badge) != (self._title, self._aside, self._badge):
            self._title, self._aside, self._badge = title, aside, badge
            self.refresh()

    def render(self) -> Content:
        """Return the row; where it is too narrow, what stands at the right gives way."""
        badge = self._badge.content(self.app.theme) if self._badge else Content("")
        width, aside = self.content_size.width, harmless(self._aside)
        title = harmless(self._title)
        left = Content.assemble(Content.styled(title, "bold"), " " if badge else "", badge)
        gap = width - left.cell_length - Content(aside).cell_length
        if gap < 1:
            room = width - Content(aside).cell_length - badge.cell_length - 3
            if room < LEAST_TITLE:
                return left if left.cell_length <= width else Content.styled(fit(title, width), "bold")
            return Content.assemble((fit(title, room), "bold"), " ", badge, "  ", aside)
        return Content.assemble(left, " " * gap, aside)


class Crumbs(Widget):
    """`TESTBEDRIJF › Inkomen › Polis, V.                . Acties ⋯`: where this is, and the key to what can be done."""

    DEFAULT_CSS = "Crumbs { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._parts: Sequence[str] = ()
        self._hint: tuple[str, str] | None = None

    def show(self, parts: Sequence[str], hint: tuple[str, str] | None = None) -> None:
        """Show where this is, from the outside in, and a key with what it does."""
        self._parts, self._hint = parts, hint
        self.refresh()

    def render(self) -> Content:
        """Return the row; the last part is what the screen is about."""
        *outer, last = [harmless(part) for part in self._parts] or [""]
        before = "".join(f"{part} › " for part in outer)
        path = Content.assemble((before, "$text-muted"), last)
        hint = Content.assemble(hint_content([self._hint]), (" ⋯", "$text-muted")) if self._hint else Content()
        gap = self.content_size.width - path.cell_length - hint.cell_length
        return Content.assemble(path, " " * gap, hint) if gap > 0 else path
