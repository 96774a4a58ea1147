"""The participant register and the yearly settlement with the insurer (*naverrekening*; domain 10)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xstui.domain.wages import FULL, rounded

MONTHS = 12


class Exclusion(StrEnum):
    """Why somebody's wage is not insured."""

    INTERNSHIP = "internship"
    DIRECTOR = "director"
    NO_RISK = "no-risk"


@dataclass(frozen=True, slots=True)
class WageSpan:
    """A stretch on the same wage, in euros a year; no last day while it runs."""

    first: date
    last: date | None
    annual: Decimal


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody's part in a year's wage sum; an excluded one counts for nothing."""

    person_id: int
    wage: Decimal
    exclusion: Exclusion | None = None


@dataclass(frozen=True, slots=True)
class WageSum:
    """The participants of a year and their wages together, in euros."""

    participants: int
    wage: Decimal


@dataclass(frozen=True, slots=True)
class Settlement:
    """A year's account, in euros; `balance` is what is still to pay, below zero what comes back."""

    advance: Decimal
    premium: Decimal
    balance: Decimal
    next_advance: Decimal


def wage_in_year(spans: Iterable[WageSpan], year: int, *, insured_from: date | None = None) -> Decimal:
    """Return the wage of a year: a twelfth for each month, by days where only a part of it counts.

    Args:
        spans: The wages from day to day.
        year: The calendar year.
        insured_from: Start of the policy: earlier wages don't count.
    """
    start = max(date(year, 1, 1), insured_from or date.min)
    end = date(year, 12, 31)
    return rounded(sum((_wage(span, start, end) for span in spans), Decimal(0)))


def _wage(span: WageSpan, start: date, end: date) -> Decimal:
    first, last = max(span.first, start), min(span.last or end, end)
    wage = Decimal(0)
    for month in range(first.month, last.month + 1) if first <= last else ():
        length = calendar.monthrange(first.year, month)[1]
        begin = first.day if month == first.month else 1
        until = last.day if month == last.month else length
        wage += span.annual / MONTHS * (until - begin + 1) / length
    return wage


def wage_sum(participants: Iterable[Participant]) -> WageSum:
    """Return the wage sum of those who are not excluded."""
    insured = [p for p in participants if p.exclusion is None]
    return WageSum(len({p.person_id for p in insured}), sum((p.wage for p in insured), Decimal(0)))


def settle(estimated: Decimal, actual: Decimal, premium_percentage: Decimal) -> Settlement:
    """Return the account of a year, from the wage sum it was estimated at and the one it came to."""
    advance = rounded(estimated * premium_percentage / FULL)
    premium = rounded(actual * premium_percentage / FULL)
    return Settlement(advance, premium, premium - advance, premium)
