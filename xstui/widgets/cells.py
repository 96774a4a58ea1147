"""Text in cells of the terminal: cut by width, and harmless whatever it holds."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, set_cell_size

_DIRECTION_MARKS = "\u202a-\u202e\u2066-\u2069"

UNTYPABLE = f"\\x00-\\x1f\\x7f-\\x9f\u2028\u2029{_DIRECTION_MARKS}"
"""Inside of a regular expression's `[...]`: control characters, line ends, marks that turn text."""


def harmless(text: str) -> str:
    """Return text with a sign for each control character and each mark that turns text around.

    An escape sequence in a name would else steer the terminal.
    """
    return text if text.isascii() and text.isprintable() else "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004 - the control pictures stand in the same order as the control characters
        return chr(0x2400 + code)
    hides = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
    turns = unicodedata.bidirectional(character) in {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    }
    return "�" if hides or turns else character


def fit(text: str, width: int, align: str = "left") -> str:
    """Return text in exactly `width` cells: padded, or cut with an ellipsis. Wide characters count double."""
    shown = harmless(text)
    length = cell_len(shown)
    if length > width:
        return set_cell_size(shown, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - length)
    return padding + shown if align == "right" else shown + padding
