"""The monthly claim specification: the example of the specification, and the edges of its rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xstui.domain.absence import CaseTimes, Step
from xstui.domain.claims import CoverStep, Policy, claim_specification, insured_wage, nth_workday
from xstui.domain.figures import Period, month_periods
from xstui.domain.wages import WageBasis, annual_wage

FIRST = date(2026, 3, 2)
STEPS = (Step(FIRST, Decimal(100)), Step(date(2026, 6, 8), Decimal(75)))
RUNNING = CaseTimes(FIRST, None, STEPS)
SEVENTY = Policy(10, (CoverStep(104, Decimal(70)),))
HUNDRED = Policy(10, (CoverStep(104, Decimal(100)),))
YEAR_WAGE = Decimal(48000)
MARCH, APRIL, MAY, JUNE = month_periods(date(2026, 6, 1), 4)


def claim(month, *, times=RUNNING, annual=YEAR_WAGE, policy=SEVENTY, counted_from=FIRST, days_waited=0):
    return claim_specification(times, annual, policy, month, counted_from=counted_from, days_waited=days_waited)


def amounts(**parameters):
    return [str(line.amount) for month in (MARCH, APRIL, MAY, JUNE) for line in claim(month, **parameters)]


def test_the_months_of_the_example():
    lines = [line for month in (MARCH, APRIL, MAY, JUNE) for line in claim(month)]
    assert [(line.absence_percentage, line.absence_workdays, line.payout_days, str(line.amount)) for line in lines] == [
        (100, 22, 12, "1544.84"),
        (100, 22, 22, "2832.21"),
        (100, 21, 21, "2703.48"),
        (100, 5, 5, "643.69"),
        (75, 17, 17, "1641.40"),
    ]
    assert lines[0].sick == Period(FIRST, date(2026, 3, 31))
    assert lines[0].payout == Period(date(2026, 3, 16), date(2026, 3, 31))
    assert lines[3].payout == Period(date(2026, 6, 1), date(2026, 6, 7))
    assert lines[0].daily_wage == Decimal("183.91")


def test_with_holiday_allowance():
    annual = annual_wage(Decimal(4000), WageBasis.GROSS_MONTH_HOLIDAY)
    assert amounts(annual=annual) == ["1668.41", "3058.75", "2919.71", "695.17", "1772.68"]


def test_with_full_cover():
    assert amounts(policy=HUNDRED) == ["2206.92", "4046.02", "3862.11", "919.55", "2344.85"]


@pytest.mark.parametrize(("wait", "payout"), [(9, Period(date(2026, 3, 13), date(2026, 3, 13))), (10, None)])
def test_the_last_day_of_a_part_is_paid_where_the_waiting_days_end_before_it(wait, payout):
    (line,) = claim(MARCH, times=CaseTimes(FIRST, date(2026, 3, 13), STEPS), policy=replace(SEVENTY, waiting_days=wait))
    assert (line.payout, line.payout_days) == (payout, int(payout is not None))


def test_a_month_of_waiting_days_pays_nothing():
    (line,) = claim(MARCH, policy=Policy(22, SEVENTY.cover))
    assert (line.payout, line.payout_days, line.amount) == (None, 0, 0)
    assert line.absence_workdays == 22


def test_waiting_days_count_once_in_joined_cases():
    (line,) = claim(MARCH, days_waited=10)
    assert (line.payout_days, line.payout.first) == (22, FIRST)
    assert claim(MARCH, days_waited=4)[0].payout.first == date(2026, 3, 10)


def test_cover_changes_with_the_year_and_ends_after_two():
    policy = Policy(0, (CoverStep(52, Decimal(100)), CoverStep(52, Decimal(70))))
    first, second = claim(Period(date(2027, 2, 22), date(2027, 3, 7)), policy=policy)
    assert (first.cover_percentage, first.sick.last) == (100, date(2027, 2, 28))
    assert (second.cover_percentage, second.sick.first) == (70, date(2027, 3, 1))
    (last,) = claim(Period(date(2028, 2, 1), date(2028, 2, 29)), policy=policy)
    assert last.sick.last == date(2028, 2, 27)


def test_in_a_joined_case_the_cover_counts_from_the_later_day():
    policy = Policy(0, (CoverStep(1, Decimal(70)),))
    (line,) = claim(MARCH, policy=policy, counted_from=date(2026, 3, 9))
    assert line.sick.last == date(2026, 3, 15)


def test_a_case_that_ended_or_has_not_begun_has_no_lines():
    ended = CaseTimes(FIRST, date(2026, 3, 20), STEPS[:1])
    assert claim(MARCH, times=ended)[0].sick.last == date(2026, 3, 20)
    assert claim(APRIL, times=ended) == ()
    assert claim(Period(date(2026, 2, 1), date(2026, 2, 28))) == ()


def test_the_insured_part_of_the_wage_up_to_the_maximum():
    assert insured_wage(YEAR_WAGE, Policy(0, (), Decimal(80))) == 38400
    assert insured_wage(YEAR_WAGE, Policy(0, (), maximum_wage=Decimal(40000))) == 40000
    assert insured_wage(YEAR_WAGE, Policy(0, (), maximum_wage=Decimal(60000))) == 48000


@pytest.mark.parametrize(
    ("first", "number", "day"),
    [
        ("2026-03-02", 0, "2026-03-02"),
        ("2026-03-02", 10, "2026-03-16"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 0, "2026-03-09"),
        ("2026-03-08", 2, "2026-03-11"),
    ],
)
def test_the_day_after_some_workdays(first, number, day):
    assert nth_workday(date.fromisoformat(first), number) == date.fromisoformat(day)


def test_a_case_that_joins_none_has_waited_no_days_yet():
    whole = claim_specification(RUNNING, YEAR_WAGE, SEVENTY, MARCH, counted_from=FIRST)
    assert whole == claim(MARCH, days_waited=0)
    assert whole != claim(MARCH, days_waited=1)
