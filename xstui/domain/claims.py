"""The monthly claim specification of an absence policy (M§7.2; domain 5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from xstui.domain.absence import CaseTimes, percentage_on
from xstui.domain.dates import is_weekend, workdays
from xstui.domain.figures.spans import Period
from xstui.domain.wages import FULL, daily_wage, rounded

WORKDAYS_IN_WEEK = 5


@dataclass(frozen=True, slots=True)
class CoverStep:
    """The percentage that is covered for some weeks (*dekkingsperiode*)."""

    weeks: int
    percentage: Decimal


@dataclass(frozen=True, slots=True)
class Policy:
    """What a policy says about a claim.

    Attributes:
        waiting_days: Working days of a case that the employer bears (*eigen risico*).
        cover: What is covered, one step after the other, from the day the case counts from.
        insured_percentage: The part of the wage that is insured.
        maximum_wage: The highest wage a year that is insured (*maximale loonsom*), in euros.
    """

    waiting_days: int
    cover: tuple[CoverStep, ...]
    insured_percentage: Decimal = FULL
    maximum_wage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One line: a stretch of a month on the same percentage and cover.

    Attributes:
        insured_wage: In euros a year.
        sick: The stretch itself (*ziekteperiode*).
        absence_workdays: Mondays to Fridays in it, public holidays included.
        payout: The part of it that is paid; None where all are waiting days.
        payout_days: Mondays to Fridays in that.
        amount: In euros.
    """

    insured_wage: Decimal
    daily_wage: Decimal
    sick: Period
    absence_percentage: Decimal
    absence_workdays: int
    payout: Period | None
    cover_percentage: Decimal
    payout_days: int
    amount: Decimal


def insured_wage(annual: Decimal, policy: Policy) -> Decimal:
    """Return the insured wage a year: the insured part of it, up to the maximum."""
    insured = rounded(annual * policy.insured_percentage / FULL)
    return insured if policy.maximum_wage is None else min(insured, policy.maximum_wage)


def claim_specification(  # noqa: PLR0913 - case, wage, policy and month are what a claim is made of
    times: CaseTimes,
    annual: Decimal,
    policy: Policy,
    month: Period,
    *,
    counted_from: date,
    days_waited: int = 0,
) -> tuple[ClaimLine, ...]:
    """Return the lines of a case in a month.

    Args:
        times: The case, with its steps of percentage.
        annual: The wage of a year at the start of the case.
        policy: The policy on the first sick day.
        month: The month, or as much of it as is known.
        counted_from: The day that the cover counts from: later than the first sick day where cases join.
        days_waited: Waiting days that the cases it joins have used up (R2.4).
    """
    first = max(month.first, times.first_sick_day)
    last = min(month.last, times.last_sick_day or month.last)
    insured = insured_wage(annual, policy)
    pays_from = nth_workday(times.first_sick_day, max(0, policy.waiting_days - days_waited))
    lines = []
    for part in _parts(Period(first, last), times, policy, counted_from):
        cover = cover_on(policy, counted_from, part.first)
        if cover:
            lines.append(_line(part, percentage_on(times, part.first), cover, insured, pays_from))
    return tuple(lines)


def _line(part: Period, percentage: Decimal, cover: Decimal, insured: Decimal, pays_from: date) -> ClaimLine:
    wage = daily_wage(insured)
    payout = Period(max(part.first, pays_from), part.last) if pays_from <= part.last else None
    days = workdays(payout.first, payout.last) if payout else 0
    return ClaimLine(
        insured_wage=insured,
        daily_wage=wage,
        sick=part,
        absence_percentage=percentage,
        absence_workdays=workdays(part.first, part.last),
        payout=payout,
        cover_percentage=cover,
        payout_days=days,
        amount=rounded(wage * percentage / FULL * cover / FULL * days),
    )


def _parts(whole: Period, times: CaseTimes, policy: Policy, counted_from: date) -> tuple[Period, ...]:
    """Return a stretch cut up where the percentage or the cover changes; nothing for an empty one."""
    if whole.first > whole.last:
        return ()
    changes = {step.valid_from for step in times.steps}
    weeks = 0
    for step in policy.cover:
        weeks += step.weeks
        changes.add(counted_from + timedelta(weeks=weeks))
    inside = sorted(day for day in changes if whole.first < day <= whole.last)
    begins = [whole.first, *inside, whole.last + timedelta(days=1)]
    return tuple(Period(begin, after - timedelta(days=1)) for begin, after in pairwise(begins))


def cover_on(policy: Policy, counted_from: date, day: date) -> Decimal:
    """Return the percentage covered on a day; 0 once the cover has run out."""
    weeks = 0
    for step in policy.cover:
        weeks += step.weeks
        if day < counted_from + timedelta(weeks=weeks):
            return step.percentage
    return Decimal(0)


def nth_workday(first: date, number: int) -> date:
    """Return the workday after some workdays from a day on; that day itself, or the Monday after, for 0."""
    weeks, rest = divmod(number, WORKDAYS_IN_WEEK)
    day = first + timedelta(weeks=weeks)
    while is_weekend(day) or rest:
        rest -= not is_weekend(day)
        day += timedelta(days=1)
    return day
