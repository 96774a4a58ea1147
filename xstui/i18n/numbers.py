"""Numbers as the clerk reads them: `1.234,50`, `75,00 %`, `€ 4.000,00` (the manual, 5.3).

Python's own grouping is enough and costs no import; the tests hold it against CLDR, through Babel.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from xstui.i18n.catalogue import current_language

_DUTCH = str.maketrans(",.", ".,")


def format_decimal(value: Decimal | int, places: int = 2) -> str:
    """Return a number with this many decimals, rounded half up: `1.234,50`, in English `1,234.50`."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded or abs(rounded):,f}"
    return text if current_language() == "en" else text.translate(_DUTCH)


def format_percentage(value: Decimal | int, places: int = 2) -> str:
    """Return a percentage with the space that the manual has: `75,00 %`. 75 stands for 75 %."""
    return f"{format_decimal(value, places)} %"


def format_percent(value: Decimal) -> str:
    """Return a percentage in as few signs as it takes: `75 %`, `37,50 %`."""
    return format_percentage(value, 0 if value == value.to_integral_value() else 2)


def format_money(value: Decimal | int) -> str:
    """Return an amount in euros: `€ 4.000,00`, below zero `€ -12,50`."""
    return f"€ {format_decimal(value)}"


def format_hours(value: Decimal | int) -> str:
    """Return hours a week: `36,00`."""
    return format_decimal(value)


def format_fte(value: Decimal) -> str:
    """Return the part of a full week: `0,98`. The manual prints `0.98`; xstui writes one comma everywhere."""
    return format_decimal(value)
