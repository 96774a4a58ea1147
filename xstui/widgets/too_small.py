"""What a terminal that is too small shows instead of a screen that is cut off."""

from __future__ import annotations

from textual.geometry import Size

from xstui.i18n import _
from xstui.widgets.open_types import AnyScreen
from xstui.widgets.paragraph import Paragraph

LEAST = Size(80, 24)
"""The smallest terminal that every screen fits in."""


class TooSmall(Paragraph):
    """A notice over the whole screen. What was typed below it stays, and so does the focus."""

    DEFAULT_CSS = """
    TooSmall {
        overlay: screen; position: absolute; offset: 0 0; width: 100vw; height: 100vh;
        background: $background; color: $foreground; text-style: bold;
    }
    """


def is_too_small(size: Size) -> bool:
    """Tell whether a terminal is too small for the screens."""
    return size.width < LEAST.width or size.height < LEAST.height


def fit(screen: AnyScreen, size: Size) -> None:
    """Put the notice over a screen in a terminal that is too small, and take it away in one that is not."""
    notice = screen.query(TooSmall)
    text = _(
        "Make the window larger: xstui needs {width} by {height} characters. It now has {columns} by {rows}.",
        width=LEAST.width,
        height=LEAST.height,
        columns=size.width,
        rows=size.height,
    )
    if not is_too_small(size):
        notice.remove()
    elif notice:
        notice.first().update(text)
    else:
        screen.mount(TooSmall(text, markup=False))
