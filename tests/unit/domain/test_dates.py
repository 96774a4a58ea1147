"""Counting days, weeks, months and years (domain rules, 1.1 and 8)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.dates import Duration, add_days, add_months, age, duration, is_weekend, whole_years, workdays

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_r1_3_a_duration_counts_both_ends_as_the_manual_shows_it():
    assert duration(date(2026, 3, 2), date(2026, 6, 8)) == Duration(weeks=14, days=1)
    assert duration(date(2026, 6, 8), date(2026, 6, 8)) == Duration(weeks=0, days=1)


def test_days_beyond_the_calendar_are_its_last_or_its_first():
    assert add_days(date(2026, 6, 8), -8) == date(2026, 5, 31)
    assert add_days(date.max, 0) == date.max
    assert add_days(date(9999, 12, 30), 5) == date.max
    assert add_days(date(1, 1, 3), -5) == date.min


@given(DAYS, st.integers(0, 1500))
def test_r1_3_weeks_and_days_together_are_all_days_with_both_ends(first, later):
    found = duration(first, first + timedelta(days=later))
    assert found.weeks * 7 + found.days == later + 1
    assert 0 <= found.days <= 6


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 6, 8), 12, date(2027, 6, 8)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_on_end_at_the_latest_on_the_last_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


@given(DAYS, st.integers(-600, 600))
def test_months_on_and_back_come_home_unless_a_month_was_too_short(day, months):
    there = add_months(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert add_months(there, -months).day == min(day.day, there.day)


def test_age_and_years_of_service_of_the_manuals_employee():
    assert age(date(1982, 5, 1), date(2026, 6, 8)) == 44
    assert whole_years(date(2025, 5, 1), date(2026, 6, 8)) == 1


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2026, 4, 30), 43),
        (date(2026, 5, 1), 44),
    ],
)
def test_a_birthday_counts_from_the_day_itself(on, years):
    assert age(date(1982, 5, 1), on) == years


def test_who_was_born_on_29_february_grows_older_on_1_march():
    assert age(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert age(date(2000, 2, 29), date(2026, 3, 1)) == 26


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 6, 8), date(2026, 6, 8), 1),
        (date(2026, 6, 6), date(2026, 6, 7), 0),
        (date(2026, 6, 5), date(2026, 6, 8), 2),
        (date(2026, 6, 9), date(2026, 6, 8), 0),
    ],
)
def test_workdays_are_mondays_to_fridays(first, last, days):
    assert workdays(first, last) == days


@given(DAYS, st.integers(0, 100))
def test_workdays_agree_with_counting_them_one_by_one(first, length):
    days = [first + timedelta(days=step) for step in range(length)]
    assert workdays(first, first + timedelta(days=length - 1)) == sum(not is_weekend(day) for day in days)


def workdays_by_month(year):
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return [workdays(first, add_months(first, 1) - timedelta(days=1)) for first in firsts]


def test_5_4_the_workdays_of_each_month_of_2026():
    assert workdays_by_month(2026) == [22, 20, 22, 22, 21, 22, 23, 21, 22, 22, 21, 23]


@pytest.mark.parametrize(("year", "days"), [(2024, 262), (2025, 261), (2026, 261), (2027, 261)])
def test_5_4_the_workdays_of_a_year(year, days):
    assert sum(workdays_by_month(year)) == days


@given(DAYS, st.integers(0, 1500))
def test_2_2_the_duration_is_that_from_the_first_sick_day_to_the_day_of_recovery(first, later):
    last = first + timedelta(days=later)
    recovered = last + timedelta(days=1)
    length = duration(first, last)
    assert length.weeks * 7 + length.days == (recovered - first).days


def test_months_beyond_the_calendar_are_its_last_or_first_day():
    assert add_months(date(9999, 12, 1), 1) == date.max
    assert add_months(date(9999, 11, 1), 1) == date(9999, 12, 1)
    assert add_months(date(1, 1, 31), -1) == date.min
    assert add_months(date(1, 2, 28), -1) == date(1, 1, 28)
