"""Daily wage, its maximum, and what is paid on during absence."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.domain.wages import (
    PayDuty,
    SickPay,
    WageBasis,
    annual_wage,
    daily_wage,
    highest_minimum,
    lowest_minimum,
    maximum_daily_wage,
    maximum_is_settled,
    minimum_month,
    minimum_wage,
    monthly_wage,
    nearest_maximum,
    parse_maximum_table,
    parse_minimum_table,
    pay_due,
    pay_duty,
    pay_ends,
    waiting_days,
)

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def table():
    return parse_maximum_table(tomllib.loads((DATA / "max_daily_wage.toml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("basis", "annual"),
    [
        (WageBasis.GROSS_MONTH, "48000.00"),
        (WageBasis.GROSS_MONTH_HOLIDAY, "51840.00"),
        (WageBasis.GROSS_FOUR_WEEKS, "52000.00"),
        (WageBasis.SV_YEAR, "4000.00"),
        (WageBasis.FISCAL_YEAR, "4000.00"),
    ],
)
def test_wage_of_a_year_by_what_it_covers(basis, annual):
    assert annual_wage(Decimal(4000), basis) == Decimal(annual)


def test_daily_wage_is_a_261st_of_a_year():
    assert daily_wage(Decimal(48000)) == Decimal("183.91")
    assert daily_wage(Decimal(51840)) == Decimal("198.62")


@pytest.mark.parametrize(("daily", "month"), [("274.44", "5969.07"), ("228.76", "4975.53"), ("225.57", "4906.15")])
def test_a_month_has_twenty_one_and_three_quarter_days(daily, month):
    assert monthly_wage(Decimal(daily)) == Decimal(month)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        ("2023-01-01", "256.54"),
        ("2023-12-31", "264.57"),
        ("2024-06-30", "274.44"),
        ("2024-07-01", "282.95"),
        ("2025-01-01", "290.67"),
        ("2025-07-01", "297.82"),
        ("2026-06-30", "304.25"),
        ("2026-07-01", "309.91"),
    ],
)
def test_maximum_daily_wage(day, amount, table):
    assert maximum_daily_wage(date.fromisoformat(day), table) == Decimal(amount)


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2027, 1, 1)])
def test_a_year_that_is_not_known_has_no_maximum(day, table):
    missing = Problem("amount-missing", "", {"table": "max_daily_wage", "day": day})
    assert problems_of(maximum_daily_wage, day, table) == [missing]


@pytest.mark.parametrize(
    ("day", "amount"),
    [("2015-01-01", "256.54"), ("2024-06-30", "274.44"), ("2024-07-01", "282.95"), ("2040-01-01", "309.91")],
)
def test_to_compare_with_the_nearest_known_maximum_counts(day, amount, table):
    assert nearest_maximum(date.fromisoformat(day), table) == Decimal(amount)


FIRST = date(2026, 3, 2)
YEAR = timedelta(weeks=52)
FULL_TIME = Decimal("2300.00")
LAST = date(2028, 2, 27)


@pytest.mark.parametrize(
    ("wage", "day", "minimum", "expected"),
    [
        ("4000", FIRST, "2300", PayDuty(Decimal("2800.00"), LAST)),
        ("3000", FIRST, "2300", PayDuty(Decimal("2300.00"), LAST, floor=Decimal(2300))),
        ("2000", FIRST, "2300", PayDuty(Decimal(2000), LAST, floor=Decimal(2000))),
        ("3000", FIRST, None, PayDuty(Decimal("2100.00"), LAST, floor_unknown=True)),
        ("9000", FIRST, "2300", PayDuty(Decimal("4632.21"), LAST, capped=True)),
        ("9000", date(2026, 7, 1), "2300", PayDuty(Decimal("4718.38"), LAST, capped=True)),
        ("9000", FIRST, None, PayDuty(Decimal("4632.21"), LAST, capped=True, floor_unknown=True)),
    ],
)
def test_5_2_pay_goes_on_for_seventy_percent_between_minimum_and_maximum(table, wage, day, minimum, expected):
    least = Decimal(minimum) if minimum else None
    assert pay_duty(Decimal(wage), day, counted_from=FIRST, table=table, minimum_wage=least) == expected


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2025, 12, 31), "2300.00"),
        (date(2026, 1, 1), "2100.00"),
        (date(2026, 12, 30), "2100.00"),
        (date(2026, 12, 31), "0"),
    ],
)
def test_5_2_the_floor_holds_for_52_weeks_and_pay_for_104(table, day, amount):
    found = pay_duty(Decimal(3000), day, counted_from=date(2025, 1, 2), table=table, minimum_wage=FULL_TIME)
    assert found.amount == Decimal(amount)


def test_5_2_a_joined_case_is_paid_on_for_longer_by_its_recovered_days(table):
    over = FIRST + timedelta(weeks=43)
    assert pay_duty(Decimal(3000), over, counted_from=over - 2 * YEAR, table=table).amount == 0
    shifted = over - 2 * YEAR + timedelta(days=1)
    assert pay_duty(Decimal(3000), over, counted_from=shifted, table=table).amount == Decimal("2100.00")


def test_5_2_a_year_without_a_maximum_is_refused_and_no_old_amount_carried_on(table):
    missing = Problem("amount-missing", "", {"table": "max_daily_wage", "day": date(2027, 1, 1)})
    assert problems_of(pay_duty, Decimal(3000), date(2027, 1, 1), counted_from=FIRST, table=table) == [missing]
    assert pay_duty(Decimal(3000), date(2029, 1, 1), counted_from=FIRST, table=table) == PayDuty(Decimal(0), LAST)


AGREED = SickPay(Decimal(100), Decimal(80), 2)


@pytest.mark.parametrize(
    ("wage", "day", "expected"),
    [
        ("4000", FIRST, PayDuty(Decimal("4000.00"), LAST, agreed=Decimal(100))),
        ("9000", FIRST, PayDuty(Decimal("9000.00"), LAST, agreed=Decimal(100))),
        ("4000", FIRST + YEAR - timedelta(days=1), PayDuty(Decimal("4000.00"), LAST, agreed=Decimal(100))),
        ("2000", FIRST, PayDuty(Decimal(2000), LAST, floor=Decimal(2000))),
    ],
)
def test_5_2_what_was_agreed_above_the_law_is_paid_of_the_whole_wage(table, wage, day, expected):
    wide = tuple(replace(row, last=date(2029, 1, 1)) if row is table[-1] else row for row in table)
    found = pay_duty(Decimal(wage), day, counted_from=FIRST, table=wide, minimum_wage=FULL_TIME, agreed=AGREED)
    assert found == expected


def test_5_2_the_second_year_has_a_percentage_of_its_own(table):
    wide = tuple(replace(row, last=date(2029, 1, 1)) if row is table[-1] else row for row in table)
    found = pay_duty(Decimal(4000), FIRST + YEAR, counted_from=FIRST, table=wide, agreed=AGREED)
    assert (found.amount, found.agreed) == (Decimal("3200.00"), Decimal(80))
    high = pay_duty(Decimal(9000), FIRST + YEAR, counted_from=FIRST, table=wide, agreed=SickPay())
    assert (high.capped, high.agreed) == (True, None)


@pytest.mark.parametrize(
    ("first", "days", "expected"),
    [
        ([(date(2026, 3, 2), None)], 2, ("2026-03-02", "2026-03-03")),
        ([(date(2026, 3, 6), None)], 2, ("2026-03-06", "2026-03-09")),
        ([(date(2026, 3, 7), None)], 1, ("2026-03-09",)),
        ([(date(2026, 3, 2), None)], 0, ()),
        ([(date(2026, 3, 2), date(2026, 3, 2))], 2, ("2026-03-02",)),
        ([(date(2026, 3, 2), date(2026, 3, 2)), (date(2026, 3, 16), None)], 2, ("2026-03-02", "2026-03-16")),
        ([(date(2026, 3, 7), date(2026, 3, 8)), (date(2026, 3, 16), None)], 2, ("2026-03-16", "2026-03-17")),
    ],
)
def test_5_2_waiting_days_are_the_first_working_days_of_all_that_counts_as_one(first, days, expected):
    assert waiting_days(first, SickPay(waiting_days=days)) == tuple(map(date.fromisoformat, expected))


def test_5_2_less_than_the_whole_wage_may_still_be_below_an_unknown_minimum(table):
    some = pay_duty(Decimal(3000), FIRST, counted_from=FIRST, table=table, agreed=SickPay(Decimal(80)))
    assert (some.amount, some.floor_unknown) == (Decimal("2400.00"), True)
    whole = pay_duty(Decimal(3000), FIRST, counted_from=FIRST, table=table, agreed=SickPay(Decimal(100)))
    assert not whole.floor_unknown


@given(st.decimals(0, 20000, places=2), st.decimals(0, 5000, places=2), st.integers(0, 300))
def test_5_2_pay_lies_between_seventy_percent_of_the_capped_wage_and_the_wage(table, wage, minimum, days):
    day = FIRST + timedelta(days=days)
    found = pay_duty(wage, day, counted_from=FIRST, table=table, minimum_wage=minimum)
    top = monthly_wage(maximum_daily_wage(day, table))
    assert min(wage, top) * Decimal("0.7") - Decimal("0.01") <= found.amount <= wage
    assert found.amount >= min(wage, minimum)


@pytest.fixture(scope="module")
def minimum():
    return parse_minimum_table(tomllib.loads((DATA / "minimum_wage.toml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("day", "years", "hourly"),
    [
        (date(2024, 1, 1), 21, "13.27"),
        (date(2024, 6, 30), 20, "10.62"),
        (date(2024, 7, 1), 15, "4.10"),
        (date(2025, 12, 31), 64, "14.40"),
        (date(2026, 1, 1), 21, "14.71"),
        (date(2026, 7, 1), 21, "14.99"),
        (date(2026, 12, 31), 20, "11.99"),
        (date(2026, 1, 1), 20, "11.77"),
        (date(2026, 1, 1), 19, "8.83"),
        (date(2026, 1, 1), 18, "7.36"),
        (date(2026, 1, 1), 17, "5.81"),
        (date(2026, 1, 1), 16, "5.07"),
        (date(2026, 1, 1), 15, "4.41"),
    ],
)
def test_the_minimum_wage_by_day_and_age_is_that_of_the_published_tables(minimum, day, years, hourly):
    assert minimum_wage(day, years, minimum) == Decimal(hourly)


@pytest.mark.parametrize(
    ("day", "years", "table"),
    [
        (date(2023, 12, 31), 30, "minimum_wage"),
        (date(2027, 1, 1), 30, "minimum_wage"),
        (date(2026, 1, 1), 14, "minimum_wage_young"),
    ],
)
def test_a_minimum_wage_that_is_not_known_is_refused(minimum, day, years, table):
    missing = Problem("amount-missing", "", {"table": table, "day": day})
    assert problems_of(minimum_wage, day, years, minimum) == [missing]


def test_a_month_is_a_twelfth_of_52_weeks():
    assert minimum_month(Decimal("14.71"), Decimal(36)) == Decimal("2294.76")
    assert minimum_month(Decimal("14.99"), Decimal(36)) == Decimal("2338.44")


@pytest.mark.parametrize(
    ("percentage", "due"), [("75", "3100.00"), ("62.5", "3250.00"), ("100", "2800.00"), ("0", "4000")]
)
def test_5_2_worked_hours_are_paid_in_full_and_missed_ones_by_the_duty(percentage, due):
    assert pay_due(Decimal(4000), Decimal(percentage), Decimal(2800)) == Decimal(due)


@pytest.mark.parametrize(
    ("pension", "late", "ends"),
    [
        (None, 0, date(2028, 2, 28)),
        (None, 10, date(2028, 3, 9)),
        (date(2025, 1, 1), 0, date(2026, 4, 13)),
        (date(2026, 3, 2), 0, date(2026, 4, 13)),
        (date(2026, 6, 1), 0, date(2026, 7, 13)),
        (date(2028, 2, 1), 0, date(2028, 2, 28)),
        (date(2050, 11, 1), 0, date(2028, 2, 28)),
    ],
)
def test_5_2_pay_ends_after_104_weeks_and_the_delay_or_six_weeks_after_the_pension_date(pension, late, ends):
    assert pay_ends(FIRST, pension=pension, late_days=late) == ends


def test_5_2_who_leaves_is_paid_up_to_the_last_day_and_a_late_report_puts_off_nothing():
    last = date(2026, 6, 30)
    assert pay_ends(FIRST, late_days=10, employment_end=last) == date(2026, 7, 1)
    assert pay_ends(FIRST, employment_end=date(2030, 1, 1)) == date(2028, 2, 28)
    assert pay_ends(FIRST, employment_end=date.max) == date(2028, 2, 28)
    assert pay_ends(date(9999, 6, 1), pension=date.max) == date.max


def test_5_2_a_pensioner_is_paid_on_for_six_weeks(table):
    ends = pay_ends(FIRST, pension=date(2026, 3, 2))
    days = (ends - timedelta(days=1), ends)
    found = [pay_duty(Decimal(4000), day, counted_from=FIRST, table=table, ends=ends) for day in days]
    assert [duty.amount for duty in found] == [2800, 0]
    assert {duty.last_day for duty in found} == {date(2026, 4, 12)}


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-2000, 2000), st.integers(0, 60))
def test_5_2_nobody_is_paid_on_longer_for_reaching_the_pension_date(first, away, late):
    with_it = pay_ends(first, pension=first + timedelta(days=away), late_days=late)
    assert timedelta(weeks=6) <= with_it - first <= pay_ends(first, late_days=late) - first


@pytest.mark.parametrize(("wage", "unknown"), [("3000", True), ("4000", False), ("9000", False)])
def test_14_3_a_minimum_wage_that_is_missing_does_not_matter_below_what_is_due_anyway(table, wage, unknown):
    """70 % of the wage, or of the maximum, lies above what the minimum wage can be at most."""
    found = pay_duty(
        Decimal(wage), FIRST, counted_from=FIRST, table=table, minimum_wage=None, minimum_at_most=Decimal(2600)
    )
    assert found.floor_unknown is unknown


@pytest.mark.parametrize(
    ("day", "years", "most"),
    [
        (date(2023, 8, 1), 30, "13.27"),
        (date(2023, 8, 1), 20, "10.62"),
        (date(2027, 1, 1), 30, "16.64"),
        (date(2027, 6, 30), 30, "16.64"),
        (date(2027, 7, 1), 30, "18.47"),
    ],
)
def test_14_3_what_an_unknown_minimum_wage_is_not_above(minimum, day, years, most):
    assert highest_minimum(day, years, minimum) == Decimal(most)


@pytest.mark.parametrize(
    ("day", "years", "least"),
    [
        (date(2020, 1, 1), 30, "3.98"),
        (date(2030, 1, 1), 30, "14.99"),
        (date(2030, 1, 1), 18, "7.50"),
        (date(2030, 1, 1), 14, "4.50"),
    ],
)
def test_14_3_what_an_unknown_minimum_wage_is_not_below(minimum, day, years, least):
    assert lowest_minimum(day, years, minimum) == Decimal(least)


def test_14_10_an_amount_that_was_not_found_in_a_publication_says_so(table):
    assert not maximum_is_settled(date(2025, 7, 1), table)
    assert maximum_is_settled(date(2026, 1, 1), table)
