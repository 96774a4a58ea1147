"""Which code page a file is in: UTF-8 where it can be, else the one in which its letters look most Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xstui.domain.problems import Problem, refuse

CODE_PAGES = ("cp1252", "cp850", "cp437", "mac_roman", "cp1250", "cp1254")
"""Code pages that a user may name: Windows, DOS (two), Mac, Windows Central European and Turkish."""
GUESSED = CODE_PAGES[:4]
"""Those that are tried; the first wins where two look as well."""
_COMMON = dict.fromkeys("ëéïöüèç", 10) | dict.fromkeys("áóêäíúñàôûîâ", 4) | dict.fromkeys("ÇŞÖÜËÉÏ", 3)
_COMMON |= dict.fromkeys("ãåæøœßìòùÿýõšžŠŽÅØÀÁÈÍÓÑğşışŁł€’‘“”–—´°½²\xa0", 1)
"""Letters and signs by their use in Dutch names and addresses: own choice."""
_STRANGE, _INSIDE = -8, -6
"""For what is not a letter, and for a capital behind a small letter."""
_BEFORE_DIGITS = re.compile(r"(?<!\w)([^\x00-\x7f]{1,2})(?= ?\d)")
"""A letter by itself before an amount is none: the euro sign of Windows is a capital `Ç` to DOS, its hard space `á`."""
LOOKED_AT = 100_000
"""Bytes of lines with such letters by which the code page is found."""
SAMPLES = 5
"""Texts shown with the code page that they were read in."""
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++\Z")
_RAW_LINE = re.compile(rb"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++\Z")


class Decoded(NamedTuple):
    """A text, and what is to be said of how it was read."""

    text: str
    notes: tuple[Problem, ...] = ()


def decode(raw: bytes, named: str = "") -> Decoded:
    """Return the text of a file: in the code page that is named, else as its bytes look.

    Raises:
        Refused: `unknown-code-page`.
    """
    if named:
        if named not in CODE_PAGES:
            raise refuse("unknown-code-page", "code_page", known=CODE_PAGES)
        return Decoded(raw.decode(named, errors="replace"))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(raw.decode("utf-16", errors="replace"))
    if 0 in raw[:2]:  # without a mark: of each Western letter one byte is nought
        return Decoded(raw.decode("utf-16-le" if raw[0] else "utf-16-be", errors="replace"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _by_looks(raw)
    return _once_decoded(text)


def _once_decoded(text: str) -> Decoded:
    """Repair a text that was taken for Windows' code page and written as UTF-8 after that, as in `DaniÃ«l`."""
    if not re.search("[ÂÃ][\x80-\xbf€-™œžŸ]", text):
        return Decoded(text)
    repaired = _joined(_decoded_once(found[0]).encode() for found in _LINE.finditer(text))
    return Decoded(
        repaired, (Problem("text-coded-twice", "", {"samples": _samples(repaired)}),) if repaired != text else ()
    )


def _decoded_once(line: str) -> str:
    try:
        return line.encode("cp1252").decode() if re.search("[ÂÃ]", line) else line
    except UnicodeError:
        return line


def _by_looks(raw: bytes) -> Decoded:
    """Read each line as UTF-8 where it can be, and the others in the code page that fits them best."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    letters = _other_letters(raw)
    page = max(GUESSED, key=lambda page: _score(letters.decode(page, errors="replace")))
    text = _joined(line if _is_utf8(line) else line.decode(page, errors="replace").encode() for line in _lines(raw))
    mixed = any(not line.isascii() and _is_utf8(line) for line in _lines(raw))
    others = tuple(one for one in CODE_PAGES if one != page)
    details: dict[str, object] = {
        "page": page,
        "samples": _samples(letters.decode(page, errors="replace")),
        "others": others,
    }
    return Decoded(text, (Problem("code-pages-mixed" if mixed else "code-page", "", details),))


def _other_letters(raw: bytes) -> bytes:
    """Return the first lines that are not in UTF-8."""
    found = bytearray()
    for line in _lines(raw):
        if not _is_utf8(line):
            found += line + b"\n"
        if len(found) >= LOOKED_AT:
            break
    return bytes(found[:LOOKED_AT])


def _lines(raw: bytes) -> Iterator[bytes]:
    """Yield the lines with their ends, one by one: all of them at once take some times the memory of the text."""
    return (found[0] for found in _RAW_LINE.finditer(raw))


def _joined(lines: Iterable[bytes]) -> str:
    """Return the text of lines in UTF-8."""
    joined = bytearray()
    for line in lines:
        joined += line
    return joined.decode()


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _score(text: str) -> int:
    """Return how Dutch the letters outside ASCII look."""
    letters = re.findall(r"[^\x00-\x7f]", text)
    found = sum(_COMMON.get(letter, -1 if letter.isalpha() else _STRANGE) for letter in letters)
    inside = sum(1 for pair in re.findall(r"[a-zß-öø-ÿ]([^\W\d_])", text) if pair.isupper() and not pair.isascii())
    before_digits = sum(1 for letters in _BEFORE_DIGITS.findall(text) if letters.isalpha())
    return found + _INSIDE * inside + _STRANGE * before_digits


def _samples(text: str) -> tuple[str, ...]:
    """Return some different words with a letter outside ASCII, by which a reader sees whether it was read well."""
    found: dict[str, None] = {}
    for word in (match[0].strip("\"'") for match in re.finditer(r"[^;,\t|\r\n ]+", text)):
        if not word.isascii() and word.isprintable():
            found[word] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)
