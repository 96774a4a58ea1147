"""The rates of CBS, as shipped, against figures from its press releases."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xstui.domain.benchmark_line import (
    ALL_SECTORS,
    BenchmarkTable,
    GroupKind,
    Quarter,
    Span,
    comparable_groups,
    last_known,
    parse,
    quarter_of,
    sector_of,
    sectors,
    size_class,
)

DATA = Path(__file__).parents[3] / "data"
ABOUT = tomllib.loads((DATA / "cbs_absence.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def table():
    return parse((DATA / "cbs_absence.csv").read_text("utf-8").splitlines(), ABOUT["title_en"])


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
    assert table.groups["Q"].title_nl == "Gezondheids- en welzijnszorg"
    assert table.groups["Q"].title_en == "Health and social work"
    assert ABOUT["title_en"].keys() == table.groups.keys()
    later = {"A-U": [(2026, 1)], "100+": [(2026, 1)]}
    every = [(year, number) for year in range(2009, 2026) for number in (1, 2, 3, 4)][:-1]
    for group in table.groups:
        assert sorted(q for code, q in table.rates if code == group) == every + later.get(group, [])


def test_quarter_of_a_day():
    assert [quarter_of(date(2026, month, 1)).number for month in (1, 3, 4, 9, 10, 12)] == [1, 1, 2, 3, 4, 4]


def test_the_data_names_its_source():
    assert "80072ned" in ABOUT["source"]


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
    ("told", "codes"),
    [
        ({"Q"}, ["Q", "10-100"]),
        ({"Q", "Q Gezondheids- en welzijnszorg"}, ["Q", "10-100"]),
        (set(), ["10-100"]),
        ({"unknown"}, ["10-100"]),
        ({"C", "Q"}, ["10-100"]),
    ],
)
def test_3_7_both_the_sector_and_the_size_are_compared_with(told, codes, table):
    assert [group.code for group in comparable_groups(table, told, Decimal(40))] == codes


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("Q", "Q"),
        ("Q Gezondheids- en welzijnszorg", "Q"),
        (" 86  Gezondheidszorg", "86"),
        ("24-30, 33", "24-30, 33"),
        ("10-100", None),
        ("Zorg", None),
        (" ", None),
    ],
)
def test_a_sector_is_its_code_and_what_older_stores_hold_begins_with_it(told, code, table):
    found = sector_of(table, told)
    assert (found and found.code) == code


def test_the_sectors_to_choose_from_are_letters_first(table):
    codes = [group.code for group in sectors(table)]
    assert len(codes) == 36
    assert codes[:3] == ["A", "A-U", "B"]
    assert codes[-1] == "88"


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


def test_newer_rates_take_the_place_of_those_of_a_quarter_or_a_year():
    table = BenchmarkTable({}, {}, {}).with_rates({("Q", Span(2025, 1)): Decimal(7), ("Q", Span(2025, 0)): Decimal(8)})
    assert table.rates == {("Q", Quarter(2025, 1)): 7}
    assert (last_known(table, "Q"), last_known(table, "A")) == (Quarter(2025, 1), None)
    assert (table.rate("Q", Span(2025, 1)), table.rate("Q", Span(2025, 0)), table.rate("Q", Span(2024, 0))) == (
        7,
        8,
        None,
    )
