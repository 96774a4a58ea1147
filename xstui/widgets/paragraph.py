"""Text on a screen, laid out as it is by now."""

from __future__ import annotations

from textual.visual import VisualType
from textual.widgets import Static


class Paragraph(Static):
    """A text that gets the room for its last words, also where two updates come before one layout."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show other words.

        Textual counts one change of the layout for all updates until the widget is idle. Where the screen is laid
        out between two of them, the height of the first would stay, and cut off the second.
        """
        if layout:
            self._layout_updates += 1
        super().update(content, layout=layout)
