"""Wages: what an amount covers, the daily wage and its maximum, and what is paid on during absence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from xstui.domain.dates import DAYS_IN_WEEK, SATURDAY, add_days
from xstui.domain.problems import refuse
from xstui.domain.unchecked import Unchecked

CENT = Decimal("0.01")
FULL = Decimal(100)
DAYS_IN_YEAR = 261
"""Days of pay in a year, Monday to Friday (Dagloonbesluit)."""
DAYS_IN_MONTH = Decimal("21.75")
"""Days of pay in a month: a twelfth of that."""
LEAST_PERCENTAGE = Decimal(70)
"""The part of the wage that is paid on at least (BW 7:629 paragraph 1)."""
FIRST_YEAR, BOTH_YEARS = timedelta(weeks=52), timedelta(weeks=104)
PENSIONER = timedelta(weeks=6)
"""How long pay goes on for somebody who has reached the pension date (BW 7:629 paragraph 2, since 1 July 2023)."""
ADULT = 21
"""The age from which the whole minimum wage holds (WML article 7)."""
HALF_YEAR = 181
"""Days after which the minimum wage is set again, at the least (WML article 14)."""
LARGEST_RISE = Decimal("1.11")
"""More than it ever rose by at once, 10.15 % on 1 January 2023 (own bound)."""
WEEKS_IN_YEAR, MONTHS_IN_YEAR = 52, 12
HOLIDAY_ALLOWANCE = Decimal("1.08")
"""The wage with the legal holiday allowance of 8 % (WML article 15)."""


class WageBasis(StrEnum):
    """What a wage covers (*loonbegrip*): the manual, 5.3, shows the first; policies insure the others."""

    GROSS_MONTH = "gross-month"
    GROSS_MONTH_HOLIDAY = "gross-month-holiday"
    GROSS_FOUR_WEEKS = "gross-four-weeks"
    SV_YEAR = "sv-year"
    FISCAL_YEAR = "fiscal-year"


_IN_A_YEAR = {
    WageBasis.GROSS_MONTH: Decimal(12),
    WageBasis.GROSS_MONTH_HOLIDAY: 12 * HOLIDAY_ALLOWANCE,
    WageBasis.GROSS_FOUR_WEEKS: Decimal(13),
    WageBasis.SV_YEAR: Decimal(1),
    WageBasis.FISCAL_YEAR: Decimal(1),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that the law sets for a stretch of days, in euros.

    Attributes:
        settled: Whether it was found in a publication.
    """

    first: date
    last: date
    amount: Decimal
    settled: bool = True


MaximumTable = tuple[Amount, ...]
"""The maximum daily wage."""


@dataclass(frozen=True, slots=True)
class MinimumTable:
    """The legal minimum wage per hour (WML article 8).

    Attributes:
        amounts: From 21 years of age.
        youth: The part of it for somebody younger, in percent by age.
    """

    amounts: tuple[Amount, ...]
    youth: Mapping[int, Decimal]


def rounded(amount: Decimal) -> Decimal:
    """Return an amount in whole cents, rounded half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def annual_wage(wage: Decimal, basis: WageBasis) -> Decimal:
    """Return the wage of a year: twelve months (with 8 % holiday allowance), or thirteen times four weeks."""
    return rounded(wage * _IN_A_YEAR[basis])


def daily_wage(annual: Decimal) -> Decimal:
    """Return a year's wage over 261 days (Dagloonbesluit; 5.1)."""
    return rounded(annual / DAYS_IN_YEAR)


def monthly_wage(daily: Decimal) -> Decimal:
    """Return 21.75 daily wages (5.1)."""
    return rounded(daily * DAYS_IN_MONTH)


def parse_maximum_table(raw: Unchecked) -> MaximumTable:
    """Turn the contents of the data file into a table; amounts are text, so that no cent is lost."""
    return _amounts(raw["maximum"])


def parse_minimum_table(raw: Unchecked) -> MinimumTable:
    """Turn the contents of the data file into a table."""
    return MinimumTable(_amounts(raw["minimum"]), {int(age): Decimal(part) for age, part in raw["youth"].items()})


def _amounts(rows: Sequence[Unchecked]) -> tuple[Amount, ...]:
    return tuple(
        Amount(row["first"], row["last"], Decimal(row["amount"]), settled=row.get("settled", True)) for row in rows
    )


def _amount_on(day: date, amounts: Sequence[Amount], table: str) -> Decimal:
    """Return the amount of a day.

    Raises:
        Refused: `amount-missing` where the table has none: an old one is never carried on.
    """
    for row in amounts:
        if row.first <= day <= row.last:
            return row.amount
    raise refuse("amount-missing", table=table, day=day)


def maximum_daily_wage(day: date, table: MaximumTable) -> Decimal:
    """Return the maximum daily wage on a day.

    Raises:
        Refused: `amount-missing` where the table has no amount: an old one is never carried on.
    """
    return _amount_on(day, table, "max_daily_wage")


def maximum_is_settled(day: date, table: MaximumTable) -> bool:
    """Tell whether the maximum daily wage of a day was found in a publication."""
    return all(row.settled for row in table if row.first <= day <= row.last)


def minimum_wage(day: date, years: int, table: MinimumTable) -> Decimal:
    """Return the legal minimum wage per hour on a day for somebody of an age; a part of it below 21 (WML article 8).

    Raises:
        Refused: `amount-missing` where the table has no amount for the day, or none for the age.
    """
    amount = _amount_on(day, table.amounts, "minimum_wage")
    if years >= ADULT:
        return amount
    if years not in table.youth:
        raise refuse("amount-missing", table="minimum_wage_young", day=day)
    return rounded(amount * table.youth[years] / FULL)


def highest_minimum(day: date, years: int, table: MinimumTable) -> Decimal:
    """Return what the minimum wage per hour is not above on a day that the table has no amount for.

    It never went down, so an earlier one was no higher than the first that is known; a later one is bounded by the
    largest rise.
    """
    part = FULL if years >= ADULT else table.youth.get(years, FULL)
    later = [row for row in table.amounts if row.first > day]
    if later:
        return rounded(min(later, key=lambda row: row.first).amount * part / FULL)
    newest = max(table.amounts, key=lambda row: row.last)
    rises = max(0, (day - newest.last).days + HALF_YEAR - 1) // HALF_YEAR
    return rounded(newest.amount * LARGEST_RISE**rises * part / FULL)


def lowest_minimum(day: date, years: int, table: MinimumTable) -> Decimal:
    """Return what the minimum wage per hour is not below on a day that the table has no amount for.

    It never went down, so a later one is no lower than the newest that is known; of an earlier one nothing is known but
    that it was more than what the first leaves the youngest (own bound).
    """
    first = min(table.amounts, key=lambda row: row.first)
    if day < first.first:
        return rounded(first.amount * min(table.youth.values()) / FULL)
    newest = max(table.amounts, key=lambda row: row.last)
    part = FULL if years >= ADULT else table.youth.get(years, min(table.youth.values()))
    return rounded(newest.amount * part / FULL)


def nearest_maximum(day: date, table: MaximumTable) -> Decimal:
    """Return the maximum daily wage of a day, or the known one nearest to it: to compare with, not to pay by."""
    return min(table, key=lambda row: max(row.first - day, day - row.last, timedelta())).amount


def minimum_month(hourly: Decimal, hours: Decimal) -> Decimal:
    """Return the minimum wage of a month with so many hours a week: a twelfth of 52 weeks."""
    return rounded(hourly * hours * WEEKS_IN_YEAR / MONTHS_IN_YEAR)


def pay_ends(
    counted_from: date, *, pension: date | None = None, late_days: int = 0, employment_end: date | None = None
) -> date:
    """Return the first day on which nothing is due of what is missed (BW 7:629 paragraphs 1, 2 and 11).

    Args:
        counted_from: First sick day, later by recovered days in a joined case.
        pension: The legal pension date, from which an employer pays for six weeks; None where it does not matter.
        late_days: Days that the week 42 report or the WIA application was late.
        employment_end: Its last day: who has left is owed no wage; None while it goes on.
    """
    ends = add_days(counted_from, BOTH_YEARS.days + late_days)
    if pension is not None:
        ends = min(ends, add_days(max(counted_from, pension), PENSIONER.days))
    return ends if employment_end is None else min(ends, add_days(employment_end, 1))


MOST_WAITING_DAYS = 2
"""Days without pay at the begin of sickness that may be agreed (BW 7:629 paragraph 9)."""


@dataclass(frozen=True, slots=True)
class SickPay:
    """What an employer agreed to pay during sickness, by contract or collective agreement; the law asks 70 % at least.

    Attributes:
        first_year: Percentage of the wage in the first 52 weeks.
        second_year: And after them.
        waiting_days: Working days at the begin without pay, two at most (BW 7:629 paragraph 9).
    """

    first_year: Decimal = LEAST_PERCENTAGE
    second_year: Decimal = LEAST_PERCENTAGE
    waiting_days: int = 0

    def percentage_on(self, day: date, counted_from: date) -> Decimal:
        """Return the percentage of a day of sickness."""
        return self.first_year if day < counted_from + FIRST_YEAR else self.second_year


LEGAL_PAY = SickPay()


def waiting_days(sick: Iterable[tuple[date, date | None]], agreed: SickPay) -> tuple[date, ...]:
    """Return the days without pay of a case: its first working days (BW 7:629 paragraph 9).

    Cases that count as one have them once, and what is left after a short one falls in the next (paragraph 10, R2.4).

    Args:
        sick: First and last sick day of each case of the chain, oldest first; None while it runs.
        agreed: How many there are.
    """
    found: list[date] = []
    for first, last in sick:
        longest = first + timedelta(days=DAYS_IN_WEEK)
        until = longest if last is None else min(last, longest)
        days = (first + timedelta(days=number) for number in range((until - first).days + 1))
        found += [day for day in days if day.weekday() < SATURDAY]
    return tuple(found[: agreed.waiting_days])


@dataclass(frozen=True, slots=True)
class PayDuty:
    """What an employer has to pay for a month that is missed as a whole (BW 7:629 paragraph 1).

    Attributes:
        amount: At least 70 % of the wage, in euros; 0 once the duty has ended.
        agreed: The percentage of the whole wage that lifted the amount, where more was agreed; None where it did not.
        last_day: The last day of the duty.
        capped: Whether the wage counted no further than the maximum daily wage.
        floor: The minimum wage that lifted the amount; None where it did not.
        floor_unknown: In the first 52 weeks, whether the amount may be too low for want of a minimum wage.
    """

    amount: Decimal
    last_day: date
    capped: bool = False
    floor: Decimal | None = None
    floor_unknown: bool = False
    agreed: Decimal | None = None


def pay_due(wage: Decimal, absence_percentage: Decimal, duty: Decimal) -> Decimal:
    """Return what the law has an employer pay of a month's wage at a percentage of absence (5.2).

    Hours that are worked are paid in full, and those that are missed as a month that is missed as a whole.

    Args:
        wage: Of a month, in euros.
        duty: For a month that is missed as a whole (`pay_duty`).
    """
    return rounded(wage - (wage - duty) * absence_percentage / FULL)


def pay_duty(  # noqa: PLR0913 - all that the law lets the amount depend on
    wage: Decimal,
    day: date,
    *,
    counted_from: date,
    table: MaximumTable,
    minimum_wage: Decimal | None = None,
    minimum_at_most: Decimal | None = None,
    ends: date | None = None,
    agreed: SickPay = LEGAL_PAY,
) -> PayDuty:
    """Return what an employer has to pay of a month's wage on a day of sickness (BW 7:629 paragraph 1; 5.2).

    By law 70 % of the wage, as far as that is not above the maximum daily wage; in the first 52 weeks no less than the
    minimum wage, but never more than the wage itself. Where more was agreed, that of the whole wage.

    Args:
        wage: Of a month, in euros.
        day: On which it is judged; amounts that change by the year are those of that day.
        counted_from: First sick day, later by recovered days in a joined case.
        table: The maximum daily wage by day.
        minimum_wage: Of a month at these hours, in euros; None where it is unknown.
        minimum_at_most: What it is not above where it is unknown: below what is due anyway, it does not matter.
        ends: First day on which nothing is due (`pay_ends`); None: after 104 weeks.
        agreed: What the employer agreed to pay.

    Raises:
        Refused: `amount-missing` where the table has no maximum for the day.
    """
    ends = ends or pay_ends(counted_from)
    last = ends - timedelta(days=1)
    if day >= ends:
        return PayDuty(Decimal(0), last)
    duty = _legal_duty(wage, day, last, counted_from, table, minimum_wage, minimum_at_most)
    percentage = agreed.percentage_on(day, counted_from)
    more = rounded(wage * percentage / FULL)
    if percentage <= LEAST_PERCENTAGE or more <= duty.amount:
        return duty
    return PayDuty(more, last, agreed=percentage, floor_unknown=duty.floor_unknown and more < wage)


def _legal_duty(  # noqa: PLR0913 - as `pay_duty`
    wage: Decimal,
    day: date,
    last: date,
    counted_from: date,
    table: MaximumTable,
    minimum_wage: Decimal | None,
    minimum_at_most: Decimal | None,
) -> PayDuty:
    maximum = monthly_wage(maximum_daily_wage(day, table))
    amount = rounded(min(wage, maximum) * LEAST_PERCENTAGE / FULL)
    capped = wage > maximum
    if day >= counted_from + FIRST_YEAR:
        return PayDuty(amount, last, capped)
    if minimum_wage is None:
        return PayDuty(amount, last, capped, floor_unknown=minimum_at_most is None or amount < minimum_at_most)
    floor = min(wage, minimum_wage)
    return PayDuty(max(amount, floor), last, capped, floor if floor > amount else None)
