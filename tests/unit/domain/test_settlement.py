"""The participant register and the yearly settlement."""

from datetime import date
from decimal import Decimal

from xstui.domain.settlement import (
    Exclusion,
    Participant,
    Settlement,
    WageSpan,
    WageSum,
    settle,
    wage_in_year,
    wage_sum,
)

ANNUAL = Decimal(51840)


def test_the_published_example():
    assert settle(Decimal(750_000), Decimal(1_000_000), Decimal("2.5")) == Settlement(
        Decimal("18750.00"), Decimal("25000.00"), Decimal("6250.00"), Decimal("25000.00")
    )


def test_too_much_paid_comes_back():
    assert settle(Decimal(1000), Decimal(500), Decimal(2)).balance == -10


def test_eight_months_with_holiday_allowance():
    assert wage_in_year([WageSpan(date(2025, 5, 1), None, ANNUAL)], 2025) == Decimal("34560.00")


def test_part_of_a_month_counts_by_its_days():
    assert wage_in_year([WageSpan(date(2025, 6, 16), date(2025, 6, 30), Decimal(12000))], 2025) == 500
    assert wage_in_year([WageSpan(date(2025, 6, 16), date(2025, 7, 31), Decimal(12000))], 2025) == 1500
    assert wage_in_year([WageSpan(date(2025, 6, 16), date(2025, 6, 16), Decimal(3600))], 2025) == 10


def test_a_raise_counts_from_its_day():
    spans = [
        WageSpan(date(2020, 1, 1), date(2025, 6, 30), Decimal(12000)),
        WageSpan(date(2025, 7, 1), None, Decimal(24000)),
    ]
    assert wage_in_year(spans, 2025) == 18000


def test_only_the_year_and_only_from_the_start_of_the_policy():
    spans = [WageSpan(date(2020, 1, 1), date(2026, 3, 31), Decimal(12000))]
    assert wage_in_year(spans, 2025, insured_from=date(2025, 12, 1)) == 1000
    assert wage_in_year(spans, 2026, insured_from=date(2020, 1, 1)) == 3000
    assert wage_in_year(spans, 2027) == 0


def test_who_is_excluded_is_not_in_the_wage_sum():
    people = [
        Participant(1, Decimal(1000)),
        Participant(1, Decimal(500)),
        Participant(2, Decimal(2000), Exclusion.INTERNSHIP),
    ]
    assert wage_sum(people) == WageSum(1, Decimal(1500))
