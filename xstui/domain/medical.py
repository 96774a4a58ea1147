"""Words that say something of somebody's health (AP, Beleidsregels De zieke werknemer, BWBR0037896)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from xstui.domain.search import plain

SPACED = re.compile(r"(?<!\w)(?:\w[ .\-_*]){3,}\w(?!\w)")
"""Letters with something between each: `g r i e p`, `g.r.i.e.p`."""
LOOKALIKES = str.maketrans("013457@$!€", "oieastasie")


@dataclass(frozen=True)
class WordList:
    """Patterns of words and phrases, `*` standing for any letters; the harmless ones win."""

    words: Sequence[str]
    harmless: Sequence[str] = ()

    @cached_property
    def caught(self) -> re.Pattern[str]:
        """What is looked for, as one expression."""
        return _expression(self.words)

    @cached_property
    def spared(self) -> re.Pattern[str]:
        """What is left out first."""
        return _expression(self.harmless)


def medical_words(text: str, known: WordList, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words in a text that say something of somebody's health, each once, in order.

    Case, accents, digits in the place of letters and letters spaced apart make no difference.

    Args:
        names: Names of people, which say nothing, whatever they look like.
    """
    spared = {word for name in names for word in plain(name).split()}
    found: dict[str, None] = {}
    for spelled in dict.fromkeys((plain(text), plain(_unmasked(text)))):
        rest = known.spared.sub(" ", spelled) if known.harmless else spelled
        rest = " ".join("-" if word in spared else word for word in rest.split())
        found |= dict.fromkeys(match[0] for match in known.caught.finditer(rest))
    return tuple(found)


def _unmasked(text: str) -> str:
    """Return a text with letters drawn together and look-alikes undone; numbers stay numbers."""
    joined = SPACED.sub(lambda match: re.sub(r"[ .\-_*]", "", match[0]), text)
    return " ".join(word.translate(LOOKALIKES) if _has_letters(word) else word for word in joined.split())


def _has_letters(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) * 2 >= len(word)


def _expression(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one expression for whole words and phrases, the longest first."""
    parts = (re.escape(pattern).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for pattern in patterns)
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?!\w)")
