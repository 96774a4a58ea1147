"""Employments: hours, full-time equivalents and kinds of contract."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class ContractType(StrEnum):
    """The kind of contract (*Type dienstverband*)."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    ON_CALL = "on-call"
    AGENCY = "agency"
    INTERN = "intern"
    DIRECTOR = "director"


def fte(hours: Decimal, full_time_hours: Decimal) -> Decimal:
    """Return contract hours as a part of the employer's full-time week, in two decimals; 0 where that is 0."""
    if full_time_hours <= 0:
        return Decimal("0.00")
    return (hours / full_time_hours).quantize(Decimal("0.01"), ROUND_HALF_UP)
