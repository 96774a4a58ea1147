"""Comparing what was typed with names: accents, case and small errors do not count."""

from __future__ import annotations

import unicodedata

SHORTEST_FORGIVEN = 4
"""Letters from which one typing error is forgiven."""
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ĳ": "ij", "þ": "th"})


def fold(text: str) -> str:
    """Return lower-case letters and digits without accents, words apart by one space."""
    lowered = text.casefold().translate(_PLAIN)
    bare = (c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    # An apostrophe joins what it stands between: O'Brien is found by `obrien`.
    spaced = "".join(c if c.isalnum() else "" if c in "'’`" else " " for c in bare)
    return " ".join(spaced.split())


def within_one_typo(a: str, b: str) -> bool:
    """Tell whether two words differ by at most one letter put in, left out, changed or swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return a[start + 1 :] == b[start + 1 :] or swapped


def prefix_within_one_typo(needle: str, word: str) -> bool:
    """Tell whether a word begins with what was typed, give or take one typing error."""
    return any(within_one_typo(needle, word[: len(needle) + extra]) for extra in (-1, 0, 1))


def match_rank(query: str, surname: str, haystack: str) -> int | None:
    """Return how well a person fits: 0 the surname, 1 its beginning, 2 the beginning of words, 3 anywhere, 4 nearly.

    `surname` and `haystack` are folded. None where it does not fit.
    """
    words = fold(query).split()
    typed = " ".join(words)
    if not words:
        return None
    if surname == typed:
        return 0
    if surname.startswith(typed):
        return 1
    known = haystack.split()
    if all(any(word.startswith(w) for word in known) for w in words):
        return 2
    if all(w in haystack for w in words):
        return 3
    nearly = all(
        len(w) >= SHORTEST_FORGIVEN and any(prefix_within_one_typo(w, word) for word in known) for w in words
    )
    return 4 if nearly else None
