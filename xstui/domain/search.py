"""Comparing what was typed with names: accents, case and small errors do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from string import ascii_lowercase

SHORTEST_FORGIVEN = 4
"""Letters from which one typing error is forgiven."""
_NO_LETTERS = re.compile("[^a-z0-9]+")
_PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"} | dict.fromkeys("'’‘`´ʼ", "")
)


def plain(text: str) -> str:
    """Return lower-case letters and digits without accents, words apart by one space.

    An apostrophe joins what it stands between: `obrien` is O'Brien.
    """
    if text.isascii():  # most names, and five times as quick
        return _NO_LETTERS.sub(" ", text.lower().replace("'", "").replace("`", "")).strip()
    lowered = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold()
    bare = (c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    letters = "".join(bare).translate(_PLAIN)
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def fold(text: str) -> str:
    """Return a text as names are searched: plain, with `ij` for `y`.

    Who hears a name can't tell Meijer from Meyer; and while a clerk types on from `mei`, both stay in the list.
    """
    return plain(text).replace("y", "ij")


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(fold(text).split())


def within_one_typo(a: str, b: str) -> bool:
    """Tell whether two words differ by at most one letter put in, left out, changed, or swapped with its neighbour."""
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
    return any(within_one_typo(needle, word[: max(0, len(needle) + extra)]) for extra in (-1, 0, 1))


def meant(typed: str, known: Iterable[str]) -> list[str]:
    """Return which references a typed one means: in any case, and without the letters before the number if need be."""
    every = [(reference, plain(reference).replace(" ", "")) for reference in known]
    wanted = plain(typed).replace(" ", "")
    same = [reference for reference, key in every if key == wanted]
    number = wanted.lstrip(ascii_lowercase)
    return same or [reference for reference, key in every if number and key.lstrip(ascii_lowercase) == number]


def near_words(needle: str, words: Iterable[str]) -> frozenset[str]:
    """Return the words that begin with what was typed, give or take one typing error: `prefix_within_one_typo` of many.

    For an error at a place only the words count that agree up to there, which are fewer at each.
    """
    found: set[str] = set()
    agreeing = list(words)
    for place in range(len(needle) + 1):
        head, rest, after = needle[:place], needle[place:], needle[place + 1 :]
        agreeing = [word for word in agreeing if word.startswith(head)]
        here, next_ = (after, rest[1:2] + rest[:1] + rest[2:]), (after, rest)
        found.update(word for word in agreeing if word.startswith(here, place) or word.startswith(next_, place + 1))
    return frozenset(found)


def match_rank(query: str, surname: str, haystack: str) -> int | None:
    """Return how well a person fits what was typed, 0 best; None where they do not.

    0 is the whole surname, after words that are in the name as they stand (`van den berg`); 1 the beginning of
    the surname; 2 the beginning of words; 3 any part; 4 all but one typing error in each of the longer words.

    Args:
        query: What was typed.
        surname: The surname without prefix, folded.
        haystack: All words of the name, folded.
    """
    words = tokens(query)
    typed = " ".join(words)
    known = haystack.split()
    if not words:
        return None
    if _whole(typed, surname, known):
        return 0
    if surname.startswith(typed):
        return 1
    if all(_begins(word, known) for word in words):
        return 2
    if all(word in haystack for word in words):
        return 3
    return 4 if all(_begins(word, known) or _nearly(word, known) for word in words) else None


def nearly(query: str, haystack: str) -> tuple[str, ...]:
    """Return the words of a name that something typed fits but for one typing error, as they are folded."""
    known = haystack.split()
    off = [word for word in tokens(query) if not _begins(word, known)]
    return tuple(each for each in known if any(_nearly(word, [each]) for word in off))


def _whole(typed: str, surname: str, known: list[str]) -> bool:
    before = f" {typed}".removesuffix(f" {surname}")
    return before != f" {typed}" and set(before.split()) <= set(known)


def _begins(word: str, known: list[str]) -> bool:
    return any(each.startswith(word) for each in known)


def _nearly(word: str, known: list[str]) -> bool:
    return len(word) >= SHORTEST_FORGIVEN and any(prefix_within_one_typo(word, each) for each in known)
