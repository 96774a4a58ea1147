"""What a new password must be (NIST SP 800-63B section 5.1.1.2): long, and not one that is tried first."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable

from xstui.domain.problems import Problem

SHORTEST = 15
"""Length counts; there are no rules about kinds of characters."""
LONGEST = 1_000
LEAST_OWN = 6
"""Characters that are left at least, once common words, runs and repeats are taken out."""
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop")
RUN_LENGTH = 4
LEET = str.maketrans("@4831!05$7", "aaebiiosst")


def password_problems(password: str, *, common: Iterable[str], names: Iterable[str] = ()) -> list[Problem]:
    """Return what is wrong with a new password.

    Args:
        common: Words that passwords are made of most often, in lower case.
        names: Words that anybody would try here: the user's and the employer's names.
    """
    if len(password) < SHORTEST:
        return [Problem("password-too-short", "password", {"shortest": SHORTEST})]
    if len(password) > LONGEST:
        return [Problem("too-long", "password", {"limit": LONGEST})]
    words = {*common, *(word.lower() for name in names for word in name.split())}
    if own_part(password, words) < LEAST_OWN:
        return [Problem("password-common", "password")]
    return []


def own_part(password: str, words: Iterable[str]) -> int:
    """Return how many characters remain once common words, keyboard runs and repeats are taken out."""
    text = unicodedata.normalize("NFKC", password).lower()
    longest_first = sorted((word for word in words if len(word) >= RUN_LENGTH), key=len, reverse=True)
    return min(len(_without(spelled, longest_first)) for spelled in (text, text.translate(LEET)))


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    for run in _runs():
        text = text.replace(run, " ")
    letters = "".join(text.split())
    return _one_period("".join(letter for letter, _ in itertools.groupby(letters)))


def _one_period(text: str) -> str:
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
