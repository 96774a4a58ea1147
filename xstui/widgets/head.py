"""The first row of a screen: which it is, the day, and who has signed in."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from xstui.widgets.badge import Badge
from xstui.widgets.cells import fit, harmless


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
            return left if left.cell_length <= width else Content.styled(fit(title, width), "bold")
        return Content.assemble(left, " " * gap, aside)
