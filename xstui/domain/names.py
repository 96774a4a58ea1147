"""Dutch names: how they are written, listed and sorted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xstui.domain.search import plain

PREFIXES = frozenset(
    [
        "van de",
        "van der",
        "van den",
        "van 't",
        "van het",
        "in 't",
        "in de",
        "op de",
        "op den",
        "op 't",
        "de la",
        "uit de",
        "uit den",
        "voor de",
        "van",
        "de",
        "den",
        "der",
        "het",
        "'t",
        "ten",
        "ter",
        "te",
        "von",
        "von der",
        "zu",
        "du",
        "la",
        "le",
        "el",
        "al",
        "aan de",
        "bij de",
        "onder de",
        "over de",
        "'s",
        "aan den",
        "bij den",
        "d'",
        "da",
        "del",
        "des",
        "di",
        "dos",
        "in den",
        "in het",
        "op der",
        "over den",
        "uit 't",
        "van la",
        "van ter",
        "von dem",
        "voor den",
        "voor 't",
        "zum",
        "zur",
    ]
)
"""The common tussenvoegsels, in lower case: own choice. An unknown one stays part of the surname."""
MOST_PREFIX_WORDS = 2


class Gender(StrEnum):
    """How somebody is addressed; the edge has no salutation for OTHER (domain rules, 8)."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"


class NameOrder(StrEnum):
    """Whose name somebody goes by: E, P, V and N of the civil registry's *naamgebruik*."""

    OWN = "own"
    PARTNER = "partner"
    PARTNER_OWN = "partner-own"
    OWN_PARTNER = "own-partner"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts.

    Attributes:
        initials: With their points, `J.A.`; where there are none, the first name is shown.
        prefix: The *tussenvoegsel*: `van den`.
        surname: The own surname, without prefix.
    """

    initials: str
    prefix: str
    surname: str
    partner_prefix: str = ""
    partner_surname: str = ""
    name_order: NameOrder = NameOrder.OWN
    gender: Gender = Gender.OTHER
    first_name: str = ""


def parts(name: PersonName) -> tuple[str, str]:
    """Return the prefix in front, and the rest of the surname with a second name behind a hyphen."""
    own, partner = (name.prefix, name.surname), (name.partner_prefix, name.partner_surname)
    order = name.name_order if name.partner_surname else NameOrder.OWN
    if order is NameOrder.OWN:
        return own
    if order is NameOrder.PARTNER:
        return partner
    first, second = (partner, own) if order is NameOrder.PARTNER_OWN else (own, partner)
    return first[0], f"{first[1]}-{' '.join(filter(None, second))}"


def list_name(name: PersonName) -> str:
    """Return `Berg, J. van den`, as lists show it (M§4.4)."""
    prefix, surname = parts(name)
    behind = " ".join(filter(None, (name.initials or name.first_name, prefix)))
    return f"{surname}, {behind}" if behind else surname


def full_name(name: PersonName) -> str:
    """Return `J. van den Berg`."""
    return " ".join(filter(None, (name.initials or name.first_name, *parts(name))))


def sort_key(name: PersonName) -> str:
    """Return what lists sort by: the surname without prefix, accents or case, then the initials (domain rules, 8)."""
    prefix, surname = parts(name)
    return " ".join(filter(None, map(plain, (surname, name.initials, prefix))))


def split_surname(text: str) -> tuple[str, str]:
    """Split `van den Berg` into prefix and surname, as typed; a name of prefixes alone keeps its last word."""
    words = text.replace("’", "'").split()
    for size in range(min(MOST_PREFIX_WORDS, len(words) - 1), 0, -1):
        if " ".join(words[:size]).lower() in PREFIXES:
            return " ".join(words[:size]), " ".join(words[size:])
    return "", " ".join(words)


def split_behind(text: str) -> tuple[str, str]:
    """Split what stands behind a surname and its comma, `J. van den`, into given name and prefix.

    A prefix can also stand alone, or before the initials.
    """
    words = text.replace("’", "'").split()
    for size in range(min(MOST_PREFIX_WORDS, len(words)), 0, -1):
        if " ".join(words[-size:]).lower() in PREFIXES:
            return " ".join(words[:-size]), " ".join(words[-size:])
    for size in range(min(MOST_PREFIX_WORDS, len(words)), 0, -1):
        if " ".join(words[:size]).lower() in PREFIXES:
            return " ".join(words[size:]), " ".join(words[:size])
    return " ".join(words), ""


MOST_INITIALS = 6
"""Letters typed without points that are taken for initials: more are a name."""
LONG_INITIALS = frozenset({"Th", "Ph", "Ch", "Chr", "Joh", "Jac", "IJ"})
"""Initials of more than one letter, as they are commonly written; in small letters they are several: own choice."""


def tidy_initials(text: str) -> str:
    """Return `J.P.` for `jp`, `j p` or `j.p`, and `Th.J.` for `Th J`; other texts as they were typed."""
    letters = [part for part in text.replace(".", " ").split() if part]
    if len(letters) == 1 and len(letters[0]) <= MOST_INITIALS and letters[0] not in LONG_INITIALS:
        letters = list(letters[0])
    if not letters or any(not _is_initial(letter) for letter in letters):
        return text.strip()
    return "".join(f"{letter if letter in LONG_INITIALS else letter.upper()}." for letter in letters)


def is_initials(text: str) -> bool:
    """Tell whether a text holds initials, with points or in capitals, and no first name."""
    letters = text.replace(".", " ").split()
    capitals = len(letters) == 1 and len(text) <= MOST_INITIALS and text.isupper()
    return capitals or all(_is_initial(letter) for letter in letters)


def _is_initial(text: str) -> bool:
    return text in LONG_INITIALS or (len(text) == 1 and text.isalpha())


def tidy_surname(text: str) -> str:
    """Return `van den Berg-de Wit` for `van den berg-de wit`; a text that has a capital as it was typed."""
    if text != text.lower():
        return text.strip()
    return "-".join(_with_capital(part.strip()) for part in text.split("-"))


def _with_capital(text: str) -> str:
    prefix, name = split_surname(text)
    size = len("ij") if name.startswith("ij") else 1
    return f"{prefix} {name[:size].upper()}{name[size:]}".strip()
