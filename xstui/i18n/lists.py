"""Lists in a sentence, as people write them: `A, B or C`, `A, B and C`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from xstui.i18n.catalogue import _


def any_of(words: Sequence[str]) -> str:
    """Return alternatives: one of them is meant."""
    return _joined(words, _("{first} or {last}"))


def all_of(words: Sequence[str]) -> str:
    """Return what is named together."""
    return _joined(words, _("{first} and {last}"))


def _joined(words: Sequence[str], last_two: str) -> str:
    if len(words) < 2:  # noqa: PLR2004 - one word is not a list
        return "".join(words)
    return last_two.format(first=", ".join(words[:-1]), last=words[-1])


class Listed(str):
    """Words in a sentence: `{names:or}` names alternatives, `{names:and}` names all; `{names}` parts them by commas."""

    __slots__ = ("_parts",)
    _parts: tuple[str, ...]

    def __new__(cls, *parts: str) -> Self:
        """Make a list of words; of one word it is that word."""
        listed = super().__new__(cls, ", ".join(parts))
        listed._parts = parts
        return listed

    def __format__(self, spec: str) -> str:
        """Return the words, joined as the sentence asks."""
        join = {"or": any_of, "and": all_of}.get(spec)
        return join(self._parts) if join else super().__format__(spec)
