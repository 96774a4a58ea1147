"""The titles of tabs in a row: the figure that opens each, and the one that is open on the cursor's ground."""

from __future__ import annotations

from textual.content import Content

from xstui.widgets.cells import harmless
from xstui.widgets.themes import cursor_style


def tab_title(number: int, words: str, theme: str, *, chosen: bool) -> Content:
    """Return the title of a tab, with a cell of ground at both sides.

    Args:
        theme: The name of the theme: without colours the open tab is reversed.
    """
    text = harmless(words)
    if not chosen:
        return Content.assemble((f" {number}", "bold $primary"), f" {text} ")
    return Content.styled(f" {number} {text} ", cursor_style(theme))
