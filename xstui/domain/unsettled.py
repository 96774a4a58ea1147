"""What neither law nor court has settled of the pay during sickness: an answer that depends on it says so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from xstui.domain.wages import FULL, PayDuty


class Unsettled(StrEnum):
    """What is not settled (domain rules, 14.10)."""

    MAXIMUM = "maximum-daily-wage"
    LIMIT_AT_PART = "limit-at-part"
    WAITING_ON_HOLIDAY = "waiting-on-holiday"


def of_pay(
    duty: PayDuty, absence_percentage: Decimal, *, maximum_is_settled: bool, waits_on_holiday: bool
) -> Iterator[Unsettled]:
    """Yield what is not settled of an amount.

    Args:
        duty: For a month that is missed as a whole.
        absence_percentage: Of the month that is judged.
        maximum_is_settled: Whether the maximum daily wage of the day was found in a publication.
        waits_on_holiday: Whether a waiting day is a public holiday.
    """
    if duty.capped and not maximum_is_settled:
        yield Unsettled.MAXIMUM
    if absence_percentage < FULL and (duty.capped or duty.floor is not None):
        yield Unsettled.LIMIT_AT_PART
    if waits_on_holiday:
        yield Unsettled.WAITING_ON_HOLIDAY
