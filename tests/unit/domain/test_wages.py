"""Daily wage, its maximum, and what is paid on during absence."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xstui.domain.problems import Refused
from xstui.domain.wages import (
    WageBasis,
    annual_wage,
    daily_wage,
    maximum_daily_wage,
    monthly_wage,
    parse_maximum_table,
    wage_due,
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
        ("2026-06-30", "304.25"),
        ("2026-07-01", "309.91"),
    ],
)
def test_maximum_daily_wage(day, amount, table):
    assert maximum_daily_wage(date.fromisoformat(day), table) == Decimal(amount)


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2027, 1, 1)])
def test_a_year_that_is_not_known_has_no_maximum(day, table):
    with pytest.raises(Refused, match="amount-missing"):
        maximum_daily_wage(day, table)


@pytest.mark.parametrize(
    ("percentage", "paid", "due"),
    [("75", "70", "3100.00"), ("62.5", "70", "3250.00"), ("100", "70", "2800.00"), ("100", "100", "4000.00")],
)
def test_productive_hours_are_paid_in_full_and_missed_ones_in_part(percentage, paid, due):
    assert wage_due(Decimal(4000), Decimal(percentage), Decimal(paid)) == Decimal(due)
