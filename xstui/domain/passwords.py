"""What a new password must be (NIST SP 800-63B-4 section 3.1.1.2): long, and not one that is tried first.

The whole password is compared with what is tried first: a common word inside a long phrase is fine, a well-known phrase
is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from xstui.domain.problems import Problem

SHORTEST = 15
"""Length counts; there are no rules about kinds of characters."""
LONGEST = 1_000
LEAST_OWN = 6
"""Characters that a repeated piece has at least, unless it is common itself."""
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop")
RUN_LENGTH = 4
PROGRAM = "xstui"
LEET = str.maketrans("@4831!05$7", "aaebiiosst")


def password_problems(password: str, *, common: Iterable[str], names: Iterable[str] = ()) -> list[Problem]:
    """Return what is wrong with a new password.

    Args:
        common: Passwords and phrases that are used most often, in lower case.
        names: Words that anybody would try here: the user's and the employer's names.
    """
    length = len(unicodedata.normalize("NFC", password))
    if length < SHORTEST:
        return [Problem("password-too-short", "password", {"shortest": SHORTEST})]
    if length > LONGEST:
        return [Problem("too-long", "password", {"limit": LONGEST})]
    tried = _all_plain(frozenset(common))
    own = [_plain(word) for name in names for word in name.split()]
    if not is_tried_first(password, tried, [*own, PROGRAM]):
        return []
    if is_tried_first(password, tried, []):
        return [Problem("password-common", "password")]
    return [Problem("password-holds-name", "password")]


def is_tried_first(password: str, common: frozenset[str], names: Iterable[str]) -> bool:
    """Tell whether the whole of a password is a common one, also doubled, with digits around, or signs for letters.

    Names that anybody would try here are taken out first.
    """
    folded = unicodedata.normalize("NFKC", password).casefold()
    return any(_is_common(_without(_plain(text), names), common) for text in (folded, folded.translate(LEET)))


@lru_cache(maxsize=2)
def _all_plain(common: frozenset[str]) -> frozenset[str]:
    """Return thousands of passwords in the form in which they are compared; that takes as long as a picture."""
    return frozenset(map(_plain, common))


def _plain(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted((name for name in names if len(name) >= RUN_LENGTH), key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _is_common(text: str, common: frozenset[str]) -> bool:
    return any(_is_piece(piece, common) for piece in {text, text.strip("0123456789")})


def _is_piece(text: str, common: frozenset[str]) -> bool:
    """Tell whether a text is common, two that are, a run over the keyboard, or a piece of these repeated."""
    piece = one_period(text)
    pairs = ((piece[:cut], piece[cut:]) for cut in range(RUN_LENGTH, len(piece) - RUN_LENGTH + 1))
    return (
        len(piece) < LEAST_OWN
        or {piece, text} & common != set()
        or len(_EVERY_RUN.sub("", piece)) < RUN_LENGTH
        or any({first, second} <= common for first, second in pairs)
    )


def one_period(text: str) -> str:
    """Return the shortest piece that a text is made of by repeating it."""
    sizes = (size for size in range(1, len(text) // 2 + 1) if (text[:size] * len(text))[: len(text)] == text)
    return text[: next(sizes, len(text))]


def _runs() -> list[str]:
    """Return the keyboard and alphabet runs, both ways, longest first."""
    found: set[str] = set()
    for line in (*RUNS, *(run[::-1] for run in RUNS)):
        for size in range(RUN_LENGTH, len(line) + 1):
            found.update(line[place : place + size] for place in range(len(line) - size + 1))
    return sorted(found, key=len, reverse=True)


_EVERY_RUN = re.compile("|".join(_runs()))
