"""Dutch names: how they are written, listed and sorted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from xstui.domain.search import fold

PREFIXES = ("van de", "van der", "van den", "van 't", "van het", "in 't", "in de", "op de", "op den", "op 't")
PREFIXES += (
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
)
PREFIXES += ("von", "von der", "zu", "du", "la", "le", "el", "al", "aan de", "bij de", "onder de", "over de")


class Gender(StrEnum):
    """How somebody is addressed; OTHER has no salutation."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"


class NameOrder(StrEnum):
    """Whose name somebody goes by (GBA naamgebruik E, P, V, N)."""

    OWN = "own"
    PARTNER = "partner"
    PARTNER_OWN = "partner-own"
    OWN_PARTNER = "own-partner"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts."""

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
    """Return what lists sort by: the surname without prefix, accents or case, then the initials."""
    prefix, surname = parts(name)
    return f"{fold(surname)} {fold(name.initials)} {fold(prefix)}".strip()


def split_surname(text: str) -> tuple[str, str]:
    """Split `van den Berg` into prefix and surname."""
    words = re.split(r"\s+", text.strip())
    for size in (3, 2, 1):
        if len(words) > size and " ".join(words[:size]).lower() in PREFIXES:
            return " ".join(words[:size]), " ".join(words[size:])
    return "", " ".join(words)
