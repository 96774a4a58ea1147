"""Text in a PDF: its width, its cut, and the quick way to draw a row of it.

Helvetica, which every reader of PDF has, covers Western Europe (WinAnsi). A text with other letters is drawn in
DejaVu, which lies beside this file and is as wide; a letter that DejaVu lacks as well loses its accent, or is a
question mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
WIDER = {PLAIN: "DejaVuSansCondensed", BOLD: "DejaVuSansCondensed-Bold"}
FONTS = Path(__file__).parent / "fonts"
ELLIPSIS = "…"
OVERFLOW = "#"
_WESTERN = re.compile("[ -~\xa1-\xac\xae-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*")
_SIMPLE = re.compile(r"[ -'*-\[\]-~]*")
"""Texts that stand in a PDF as they are: ASCII without brackets and backslash (ISO 32000-1, 7.3.4.2)."""
ESCAPES = {code: f"\\{code:03o}" for code in (*b"()\\", *range(128, 256))}


class Face:
    """A font at one size."""

    def __init__(self, name: str, size: float) -> None:
        self.name = name
        self.size = size
        self._widths = {char: width * size / 1000 for char, width in _widths(name).items()}

    def width(self, text: str) -> float:
        """Return a text's width in points."""
        try:
            return sum(map(self._widths.__getitem__, text))
        except KeyError:
            return float(_wider(self.name).stringWidth(text, self.size))

    def cut(self, text: str, room: float) -> tuple[str, float]:
        """Return as much of a text as fits, with an ellipsis where it is cut, and its width."""
        if (width := self.width(text)) <= room:
            return text, width
        end = len(text)
        while end and (width := self.width(text[:end] + ELLIPSIS)) > room:
            end -= 1
        return (text[:end] + ELLIPSIS, width) if end else ("", 0)

    def wrap(self, text: str, room: float) -> list[str]:
        """Return a text in lines, broken between words; a word wider than the room is cut."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return [self.cut(line, room)[0] for line in lines]

    def fit_number(self, text: str, room: float) -> tuple[str, float]:
        """Return a number and its width, or marks where it does not fit: half a number would be a wrong one."""
        if (width := self.width(text)) <= room:
            return text, width
        marks = OVERFLOW * max(1, int(room / self.width(OVERFLOW)))
        return marks, self.width(marks)


def drawable(text: str) -> str:
    """Return a text with the letters that the fonts have, and spaces for what can't be printed."""
    if _WESTERN.fullmatch(text):
        return text
    return "".join(map(_letter, unicodedata.normalize("NFC", text)))


def lost_letters(text: str, drawn: str) -> int:
    """Return how many letters of a text `drawable` made question marks of."""
    return drawn.count("?") - text.count("?")


def _letter(char: str) -> str:
    if not char.isprintable():
        return " "
    known = _wider(PLAIN).face.charToGlyph
    if ord(char) in known:
        return char
    if unicodedata.combining(char):
        return ""
    return next((part for part in unicodedata.normalize("NFKD", char) if ord(part) in known), "?")


def literal(text: str) -> str | None:
    """Return a text as it stands between brackets in a PDF; None if Helvetica lacks a letter."""
    if _SIMPLE.fullmatch(text):
        return text
    if _WESTERN.fullmatch(text):
        return text.encode("cp1252").decode("latin-1").translate(ESCAPES)
    return None


@cache
def _widths(name: str) -> dict[str, int]:
    """Return the width of each letter of WinAnsi, in thousandths of the size."""
    from reportlab.pdfbase import pdfmetrics

    widths = pdfmetrics.getFont(name).widths
    codes = [code for code in range(32, 256) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}]
    return {bytes([code]).decode("cp1252"): widths[code] for code in codes}


@cache
def _wider(name: str) -> TTFont:
    """Return the font with more letters, registered for use on a canvas."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(WIDER[name], str(FONTS / f"{WIDER[name]}.ttf"))
    pdfmetrics.registerFont(font)
    return font
