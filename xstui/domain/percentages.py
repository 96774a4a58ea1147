"""Percentages, hours and amounts as a clerk types them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from xstui.domain.problems import refuse

FULL = Decimal(100)
CENT = Decimal("0.01")
_NUMBER = r"\d{1,9}(?:[.,]\d{1,4})?"


@dataclass(frozen=True, slots=True)
class PercentageEntry:
    """A percentage, and the sum it came from; empty where it was typed as it is."""

    value: Decimal
    working: str = ""


def absence_percentage(contract_hours: Decimal, productive_hours: Decimal) -> Decimal:
    """Return 100 less the productive part of the contract hours, in two decimals (M§5.3, R2.8).

    Raises:
        Refused: `percentage-out-of-range` where the hours don't fit in the contract.
    """
    if contract_hours <= 0 or not 0 <= productive_hours <= contract_hours:
        raise refuse("percentage-out-of-range", "percentage")
    return (FULL - productive_hours / contract_hours * FULL).quantize(CENT, ROUND_HALF_UP)


def parse_percentage(text: str, contract_hours: Decimal | None = None) -> PercentageEntry:
    """Read `75`, `62,5`, `75 %`, `10/40` (productive of contract hours) or `15u` (productive hours).

    Raises:
        Refused: `percentage-unreadable`, or `percentage-out-of-range` outside 0 < p <= 100.
    """
    typed = text.strip().lower().replace(" ", "")
    entry = _plain(typed) or _fraction(typed) or _hours(typed, contract_hours)
    if entry is None:
        raise refuse("percentage-unreadable", "percentage")
    if not 0 < entry.value <= FULL:
        raise refuse("percentage-out-of-range", "percentage")
    return entry


def _plain(typed: str) -> PercentageEntry | None:
    found = re.fullmatch(rf"({_NUMBER})%?", typed, re.ASCII)
    return PercentageEntry(_decimal(found[1]).quantize(CENT, ROUND_HALF_UP)) if found else None


def _fraction(typed: str) -> PercentageEntry | None:
    found = re.fullmatch(rf"({_NUMBER})/({_NUMBER})", typed, re.ASCII)
    if not found:
        return None
    value = absence_percentage(_decimal(found[2]), _decimal(found[1]))
    return PercentageEntry(value, f"100 − {found[1]}/{found[2]} × 100")


def _hours(typed: str, contract_hours: Decimal | None) -> PercentageEntry | None:
    found = re.fullmatch(rf"({_NUMBER})[uh]", typed, re.ASCII)
    if not found or contract_hours is None:
        return None
    value = absence_percentage(contract_hours, _decimal(found[1]))
    return PercentageEntry(value, f"100 − {found[1]}/{contract_hours.normalize():f} × 100")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def parse_amount(text: str) -> Decimal:
    """Read an amount: `4000`, `4.000,00` or `€ 4.000,00`.

    Raises:
        Refused: `amount-unreadable`.
    """
    return _number(text.replace("€", ""), "amount-unreadable")


def parse_hours(text: str) -> Decimal:
    """Read hours: `36`, `36,5` or `36:30`.

    Raises:
        Refused: `hours-unreadable`.
    """
    clock = re.fullmatch(r"\s*(\d{1,3}):([0-5]\d)\s*", text, re.ASCII)
    if clock:
        return (Decimal(clock[1]) + Decimal(clock[2]) / 60).quantize(CENT, ROUND_HALF_UP)
    return _number(text, "hours-unreadable")


def _number(text: str, code: str) -> Decimal:
    typed = text.strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", typed, re.ASCII):
        typed = typed.replace(".", "")
    if not re.fullmatch(r"\d{1,12}([.,]\d{1,4})?", typed, re.ASCII):
        raise refuse(code)
    try:
        return _decimal(typed).quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:  # pragma: no cover - the pattern leaves only numbers
        raise refuse(code) from None
