"""The rates of CBS, as shipped, against figures from its press releases."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xstui.domain.benchmark_line import ALL_SECTORS, GroupKind, Quarter, parse, quarter_of, same_quarter

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
