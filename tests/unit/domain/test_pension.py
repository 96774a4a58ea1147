"""The legal pension date, by the table that is shipped."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.refusals import problems_of
from xstui.domain.pension import PensionDate, parse_pension_table, pension_date
from xstui.domain.problems import Problem

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def table():
    return parse_pension_table(tomllib.loads((DATA / "aow.toml").read_text("utf-8")))


def test_the_manuals_example(table):
    assert pension_date(date(1982, 5, 1), table) == PensionDate(date(2050, 11, 1), fixed=False, years=68, months=6)


@pytest.mark.parametrize(
    ("birth", "day", "fixed"),
    [
        ("1957-02-28", "2023-12-28", True),
        ("1957-03-01", "2024-03-01", True),
        ("1960-12-31", "2027-12-31", True),
        ("1961-01-01", "2028-04-01", True),
        ("1964-09-30", "2031-12-30", True),
        ("1964-10-01", "2032-01-01", False),
        ("1966-09-30", "2033-12-30", False),
        ("1966-10-01", "2034-04-01", False),
        ("1970-07-01", "2038-04-01", False),
        ("1982-06-30", "2050-12-30", False),
        ("1982-07-01", "2051-04-01", False),
        ("1968-06-20", "2035-12-20", False),
        ("1999-04-01", "2069-04-01", False),
    ],
)
def test_both_sides_of_each_step(birth, day, fixed, table):
    found = pension_date(date.fromisoformat(birth), table)
    assert (found.day.isoformat(), found.fixed) == (day, fixed)


@pytest.mark.parametrize(
    ("birth", "years", "months"),
    [
        ("1947-12-31", 65, 0),
        ("1948-01-01", 65, 1),
        ("1948-12-01", 65, 2),
        ("1949-11-01", 65, 3),
        ("1950-10-01", 65, 6),
        ("1951-07-01", 65, 9),
        ("1952-04-01", 66, 0),
        ("1953-01-01", 66, 4),
        ("1955-09-01", 66, 7),
        ("1956-06-01", 66, 10),
        ("1970-06-30", 67, 6),
        ("1973-03-31", 67, 9),
        ("1975-12-31", 68, 0),
        ("1978-09-30", 68, 3),
        ("1985-03-31", 68, 9),
        ("1988-12-31", 69, 0),
        ("1991-09-30", 69, 3),
        ("1995-06-30", 69, 6),
        ("1999-03-31", 69, 9),
        ("2005-01-01", 70, 0),
    ],
)
def test_age_by_birth(birth, years, months, table):
    found = pension_date(date.fromisoformat(birth), table)
    assert (found.years, found.months) == (years, months)


TABLE_4 = """
1948-01-01 1948-11-30 65y1m fixed
1948-12-01 1949-10-31 65y2m fixed
1949-11-01 1950-09-30 65y3m fixed
1950-10-01 1951-06-30 65y6m fixed
1951-07-01 1952-03-31 65y9m fixed
1952-04-01 1952-12-31 66y0m fixed
1953-01-01 1955-08-31 66y4m fixed
1955-09-01 1956-05-31 66y7m fixed
1956-06-01 1957-02-28 66y10m fixed
1957-03-01 1960-12-31 67y0m fixed
1961-01-01 1964-09-30 67y3m fixed
1964-10-01 1966-09-30 67y3m projected
1966-10-01 1970-06-30 67y6m projected
1970-07-01 1973-03-31 67y9m projected
1973-04-01 1975-12-31 68y0m projected
1976-01-01 1978-09-30 68y3m projected
1978-10-01 1982-06-30 68y6m projected
1982-07-01 1985-03-31 68y9m projected
1985-04-01 1988-12-31 69y0m projected
1989-01-01 1991-09-30 69y3m projected
1991-10-01 1995-06-30 69y6m projected
1995-07-01 1999-03-31 69y9m projected
1999-04-01 2000-12-31 70y0m projected
""".strip().splitlines()


@pytest.mark.parametrize("row", TABLE_4)
def test_r4_4_first_and_last_birth_date_of_each_row(row, table):
    first, last, age, status = row.split()
    for birth in (first, last):
        found = pension_date(date.fromisoformat(birth), table)
        assert (f"{found.years}y{found.months}m", found.fixed) == (age, status == "fixed")


def test_a_day_that_its_month_lacks_becomes_the_last_of_the_month(table):
    assert pension_date(date(1967, 8, 31), table).day == date(2035, 2, 28)


def test_who_is_born_later_never_reaches_it_earlier(table):
    births = [date(1948, 1, 1) + timedelta(days=n) for n in range(19_000)]
    days = [pension_date(birth, table).day for birth in births]
    assert days == sorted(days)


def test_the_age_is_that_of_the_year_in_which_it_is_reached(table):
    ages = {}
    for birth in (date(1948, 1, 1) + timedelta(days=n) for n in range(19_000)):
        found = pension_date(birth, table)
        ages.setdefault(found.day.year, set()).add((found.years, found.months))
    assert ages[2027] == {(67, 0)}
    assert all(ages[year] == {(67, 3)} for year in range(2028, 2032))


def test_past_the_table_there_is_no_answer(table):
    missing = Problem("amount-missing", "", {"table": "aow", "day": date(1990, 1, 1)})
    assert problems_of(pension_date, date(1990, 1, 1), table[:3]) == [missing]


@pytest.mark.parametrize(
    ("year", "expectancy", "before", "change", "after"),
    [
        # CBS, October 2025: 21 years and 7 days. And what 2028 needed at the least to go up by three months.
        (2031, "21.02", "67.25", "0.0033", "67.25"),
        (2028, "21.015", "67", "0.25", "67.25"),
    ],
)
def test_r4_2_the_formula_of_the_law_gives_the_age_of_the_table(year, expectancy, before, change, after, table):
    found = Decimal(2) / 3 * (Decimal(expectancy) - Decimal("20.64")) - (Decimal(before) - 67)
    rise = Decimal("0.25") if found >= Decimal("0.25") else Decimal(0)
    assert found.quantize(Decimal("0.0001")) == Decimal(change)
    assert Decimal(before) + rise == Decimal(after)
    births = (date(year - 68, 10, 1) + timedelta(days=n) for n in range(500))
    reached = [pension_date(birth, table) for birth in births]
    assert {one.years + Decimal(one.months) / 12 for one in reached if one.day.year == year} == {Decimal(after)}
