"""Text in cells of the terminal: cut by width, and harmless whatever it holds."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size

from xstui.domain.visible import harmless

__all__ = ["UNTYPABLE", "fit", "harmless", "one_line"]

_DIRECTION_MARKS = "\u202a-\u202e\u2066-\u2069"

UNTYPABLE = f"\\x00-\\x1f\\x7f-\\x9f\u2028\u2029{_DIRECTION_MARKS}"
"""Inside of a regular expression's `[...]`: control characters, line ends, marks that turn text."""


_LINE_ENDS = re.compile(r"[\r\n\t]+")


def one_line(text: str) -> str:
    """Return several lines, or the cells of a table, as one line with blanks between them; a single one as it is.

    Only what ends a line in a terminal does so here: other separators can't be seen, and the input refuses them.
    """
    parts = [part for part in _LINE_ENDS.split(text) if part.strip()]
    if not parts and text.isprintable():
        return text  # blanks alone
    return parts[0] if len(parts) == 1 else " ".join(part.strip() for part in parts)


def fit(text: str, width: int, align: str = "left") -> str:
    """Return text in exactly `width` cells: padded, or cut with an ellipsis. Wide characters count double."""
    shown = harmless(text)
    length = cell_len(shown)
    if length > width:
        return set_cell_size(shown, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - length)
    return padding + shown if align == "right" else shown + padding
