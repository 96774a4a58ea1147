"""Percentages, hours and amounts as a clerk types them: plain, or as a small sum."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from xstui.domain.problems import refuse

FULL = Decimal(100)
CENT = Decimal("0.01")
LONGEST = 20
"""Characters of a sum: few enough for any outcome to fit in a Decimal."""

_PERCENTAGE = re.compile(r"(\d{1,9}(?:[.,]\d{1,4})?)%?", re.ASCII)
_THOUSANDS = re.compile(r"(\d{1,3}(?:\.\d{3}){1,3})((?:,\d{1,2})?)", re.ASCII)
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3}){1,3})(\.\d{2})", re.ASCII)
"""An amount as it is shown in English: with cents, so that its comma can only be that of thousands."""
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
_HOURS = r"\d{1,4}(?:[.,]\d{1,2}|:[0-5]\d)?"
_SUM = re.compile(rf"{_HOURS}(?:[+*x]{_HOURS})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class PercentageEntry:
    """A percentage in two decimals, and the sum it came from; empty where it was typed as it is.

    Attributes:
        of: The contract hours that were typed.
    """

    value: Decimal
    working: str = ""
    of: Decimal | None = None


def absence_percentage(contract_hours: Decimal, productive_hours: Decimal) -> Decimal:
    """Return 100 less the productive part of the contract hours, in two decimals (M§5.3, R2.8).

    Hours somebody is present without being productive do not count as work (R2.9).

    Raises:
        Refused: `percentage-out-of-range` without hours, `hours-over-contract` with more than there are to work.
    """
    if contract_hours <= 0 or productive_hours < 0:
        raise refuse("percentage-out-of-range", "percentage")
    if productive_hours > contract_hours:
        raise refuse("hours-over-contract", "percentage", hours=contract_hours)
    return (FULL - productive_hours / contract_hours * FULL).quantize(CENT, ROUND_HALF_UP)


def parse_percentage(text: str, contract_hours: Decimal | None = None) -> PercentageEntry:
    """Read `75`, `62,5`, `75 %`, `10/40` (productive of contract hours) or `15u` (productive hours).

    The hours may be sums: `3*4/36`, `2:30u`.

    Raises:
        Refused: `percentage-unreadable`, `hours-over-contract`, or `percentage-out-of-range` outside 0 < p <= 100.
    """
    typed = _without_spaces(text).lower()
    entry = _plain(typed) or _fraction(typed) or _of_contract(typed, contract_hours)
    if entry is None:
        raise refuse("percentage-unreadable", "percentage")
    if not 0 < entry.value <= FULL:
        raise refuse("percentage-out-of-range", "percentage")
    return entry


def _plain(typed: str) -> PercentageEntry | None:
    found = _PERCENTAGE.fullmatch(typed)
    return PercentageEntry(_decimal(found[1]).quantize(CENT, ROUND_HALF_UP)) if found else None


def _fraction(typed: str) -> PercentageEntry | None:
    above, slash, below = typed.partition("/")
    productive, contract = _sum(above), _sum(below)
    if not slash or productive is None or contract is None:
        return None
    return PercentageEntry(absence_percentage(contract, productive), _working(above, below), contract)


def _of_contract(typed: str, contract_hours: Decimal | None) -> PercentageEntry | None:
    productive = _sum(typed[:-1]) if typed.endswith(("u", "h")) else None
    if productive is None or contract_hours is None:
        return None
    hours = f"{contract_hours.normalize():f}"
    if "." not in typed:
        hours = hours.replace(".", ",")
    return PercentageEntry(absence_percentage(contract_hours, productive), _working(typed[:-1], hours))


def _working(productive: str, contract: str) -> str:
    above, below = (f"({part})" if re.search("[+*x]", part) else part for part in (productive, contract))
    return f"100 − {above}/{below} × 100".replace("*", "×").replace("x", "×")


def parse_amount(text: str) -> Decimal:
    """Read an amount in euros: `4000`, `4.000,00`, `€ 4.000,-`, `4000.50` or `4,000.50`.

    A comma before three digits alone is refused: whether it separates thousands or cents is unknown.

    Raises:
        Refused: `amount-unreadable`.
    """
    typed = _without_spaces(text).removeprefix("€").removesuffix(",-")
    if grouped := _THOUSANDS.fullmatch(typed):
        typed = grouped[1].replace(".", "") + grouped[2]
    elif grouped := _ENGLISH.fullmatch(typed):
        typed = grouped[1].replace(",", "") + grouped[2]
    if not _AMOUNT.fullmatch(typed):
        raise refuse("amount-unreadable")
    return _decimal(typed).quantize(CENT, ROUND_HALF_UP)


def parse_hours(text: str) -> Decimal:
    """Read hours in two decimals: `36`, `36,5`, `36:30`, or a sum such as `9*4` or `3*8+4`.

    Raises:
        Refused: `hours-unreadable`.
    """
    hours = _sum(_without_spaces(text).lower())
    if hours is None:
        raise refuse("hours-unreadable")
    return hours.quantize(CENT, ROUND_HALF_UP)


def _sum(typed: str) -> Decimal | None:
    if len(typed) > LONGEST or not _SUM.fullmatch(typed):
        return None
    terms = (re.split("[*x]", term) for term in typed.split("+"))
    return sum((math.prod(map(_clock, factors), start=Decimal(1)) for factors in terms), Decimal(0))


def _clock(text: str) -> Decimal:
    hours, _, minutes = text.partition(":")
    return _decimal(hours) + Decimal(minutes or 0) / 60


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _without_spaces(text: str) -> str:
    # What is pasted from a list holds no-break spaces: `75,00 %`.
    return "".join(text.split())
