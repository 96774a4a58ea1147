"""Text that is safe to show: what would steer a terminal, or turn the text around, is replaced by a sign."""

from __future__ import annotations

import unicodedata

_HIDES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def harmless(text: str) -> str:
    """Return text with a sign for each control character and each mark that turns text around.

    An escape sequence in a name would else steer the terminal.
    """
    return text if text.isascii() and text.isprintable() else "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004 - the control pictures stand in the same order as the control characters
        return chr(0x2400 + code)
    hides = unicodedata.category(character) in _HIDES
    turns = unicodedata.bidirectional(character) in _TURNS
    return "�" if hides or turns else character


def has_signs(text: str) -> bool:
    """Tell whether a text has a sign that stands for a character nobody can see."""
    return any("\u2400" <= character <= "\u241f" or character == "\ufffd" for character in text)
