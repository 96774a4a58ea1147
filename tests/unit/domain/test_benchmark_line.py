"""The rates of CBS, as shipped, against figures from its press releases."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xstui.domain.benchmark_line import (
    ALL_SECTORS,
    GroupKind,
    Quarter,
    comparable_group,
    parse,
    quarter_of,
    same_quarter,
    size_class,
)

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def table():
    return parse((DATA / "cbs_absence.csv").read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    ("code", "quarter", "rate"),
    [
        (ALL_SECTORS, Quarter(2022, 4), "5.6"),
        (ALL_SECTORS, Quarter(2023, 1), "5.7"),
        (ALL_SECTORS, Quarter(2023, 3), "4.8"),
        (ALL_SECTORS, Quarter(2024, 1), "5.5"),
        (ALL_SECTORS, Quarter(2025, 1), "5.8"),
        ("Q", Quarter(2025, 1), "8.1"),
        ("I", Quarter(2025, 1), "3.4"),
        ("A", Quarter(2025, 1), "3.5"),
        ("C", Quarter(2025, 1), "6.8"),
        ("1-10", Quarter(2025, 3), "2.5"),
        ("100+", Quarter(2023, 4), "6.4"),
    ],
)
def test_published_rates(code, quarter, rate, table):
    assert table.rates[code, quarter] == Decimal(rate)


def test_sectors_and_sizes(table):
    kinds = [group.kind for group in table.groups.values()]
    assert (kinds.count(GroupKind.SECTOR), kinds.count(GroupKind.SIZE)) == (36, 3)
    assert table.groups["Q"].title == "Gezondheids- en welzijnszorg"
    assert all(len([q for code, q in table.rates if code == group]) == 27 for group in table.groups)


def test_the_same_quarter_of_earlier_years(table):
    found = same_quarter(table, ALL_SECTORS, Quarter(2024, 1))
    assert [when.year for when, _ in found] == [2019, 2020, 2021, 2022, 2023, 2024]
    assert found[-1] == (Quarter(2024, 1), Decimal("5.5"))
    assert same_quarter(table, "unknown", Quarter(2024, 1)) == ()


def test_quarter_of_a_day():
    assert [quarter_of(date(2026, month, 1)).number for month in (1, 3, 4, 9, 10, 12)] == [1, 1, 2, 3, 4, 4]


def test_the_data_names_its_source():
    about = tomllib.loads((DATA / "cbs_absence.toml").read_text("utf-8"))
    assert "80072ned" in about["source"]


@pytest.mark.parametrize(
    ("employees", "code"),
    [
        ("0", "1-10"),
        ("9.99", "1-10"),
        ("10", "10-100"),
        ("99.9", "10-100"),
        ("100", "100+"),
        ("10000", "100+"),
    ],
)
def test_3_7_exactly_10_and_100_employees_belong_to_the_class_that_begins_there(employees, code):
    assert size_class(Decimal(employees)) == code


@pytest.mark.parametrize(
    ("sectors", "code"), [({"Q"}, "Q"), (set(), "10-100"), ({"unknown"}, "10-100"), ({"C", "Q"}, "10-100")]
)
def test_3_7_the_sector_is_compared_with_where_there_is_one_and_the_size_where_not(sectors, code, table):
    assert comparable_group(table, sectors, Decimal(40)).code == code


TABLE_3_7 = """
A-U    5.7 5.0 4.8 5.5 5.5 5.1 4.9 5.4 5.8 5.2 5.1
C      6.8 5.7 5.5 6.4 6.5 5.9 5.7 6.4 6.8 6.0 5.9
F      5.3 4.6 4.4 4.8 4.8 4.5 4.3 4.7 5.2 4.6 4.4
G      5.1 4.5 4.1 4.9 4.9 4.5 4.4 4.8 5.3 4.7 4.6
I      4.3 3.9 3.6 3.9 3.5 3.2 3.4 3.4 3.4 3.0 3.1
K      3.4 3.1 3.1 3.3 4.0 3.7 3.6 3.8 4.2 3.8 3.8
O      6.6 5.6 5.5 6.5 6.5 5.8 5.7 6.3 6.9 6.2 5.9
Q      8.1 7.0 6.7 7.7 7.8 7.2 6.9 7.5 8.1 7.1 7.0
1-10   3.5 3.0 2.6 2.7 2.5 2.4 2.4 2.5 2.6 2.4 2.5
10-100 5.0 4.5 4.3 4.8 4.8 4.4 4.3 4.7 5.0 4.5 4.5
100+   6.5 5.7 5.5 6.4 6.5 5.9 5.7 6.3 6.8 6.0 5.9
""".strip().splitlines()


@pytest.mark.parametrize("row", TABLE_3_7)
def test_3_7_the_published_quarters_of_2023_to_2025(row, table):
    code, *rates = row.split()
    quarters = [Quarter(year, number) for year in (2023, 2024, 2025) for number in (1, 2, 3, 4)][: len(rates)]
    assert [table.rates[code, quarter] for quarter in quarters] == [Decimal(rate) for rate in rates]
