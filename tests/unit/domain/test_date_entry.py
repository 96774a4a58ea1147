"""Reading a day as a clerk types it (quality, section 1)."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.refusals import problems_of
from xstui.domain.date_entry import FIRST, REPORTED_LATE, Direction, parse_date
from xstui.domain.problems import Problem, Refused

TODAY = date(2026, 6, 8)
"""A Monday, in week 24."""
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
CLERKS_LETTERS = st.text("0123456789-+/. vtgemdiwoarzun", max_size=12)


def read(text, direction=Direction.PAST, today=TODAY):
    return parse_date(text, today=today, direction=direction)


UNREADABLE, IMPOSSIBLE = [Problem("date-unreadable")], [Problem("date-impossible")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v", TODAY),
        ("t", TODAY),
        ("Vandaag", TODAY),
        ("today", TODAY),
        ("g", date(2026, 6, 7)),
        ("gisteren", date(2026, 6, 7)),
        ("y", date(2026, 6, 7)),
        ("dby", date(2026, 6, 6)),
        ("eg", date(2026, 6, 6)),
        ("m", date(2026, 6, 9)),
        ("overmorgen", date(2026, 6, 10)),
        ("di", date(2026, 6, 2)),
        ("zo", date(2026, 6, 7)),
        ("sunday", date(2026, 6, 7)),
        *[
            (day, date(2026, 6, 1) + timedelta(days=n))
            for n, day in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
            if n
        ],
        ("fr", date(2026, 6, 5)),
        ("-1", date(2026, 6, 7)),
        ("+7", date(2026, 6, 15)),
        ("+2w", date(2026, 6, 22)),
        ("+6m", date(2026, 12, 8)),
        ("-1j", date(2025, 6, 8)),
        ("- 3 d", date(2026, 6, 5)),
        ("8", TODAY),
        ("7", date(2026, 6, 7)),
        ("9", date(2026, 5, 9)),
        ("31", date(2026, 5, 31)),
        ("0806", TODAY),
        ("0906", date(2025, 6, 9)),
        ("8/6", TODAY),
        ("8-6", TODAY),
        ("8.6", TODAY),
        (" 8 - 6 ", TODAY),
        ("080626", TODAY),
        ("08062026", TODAY),
        ("8-6-26", TODAY),
        ("08/06/2026", TODAY),
        ("8 6 2026", TODAY),
        ("8 jun", TODAY),
        ("8jun", TODAY),
        ("8 jun.", TODAY),
        ("8 juni 26", TODAY),
        ("8-jun-2026", TODAY),
        ("1 mei 1982", date(1982, 5, 1)),
        ("1 may 1982", date(1982, 5, 1)),
        ("2 mrt 2026", date(2026, 3, 2)),
        ("2 maa", date(2026, 3, 2)),
        ("2 march", date(2026, 3, 2)),
        ("5 okt", date(2025, 10, 5)),
        ("5 oct", date(2025, 10, 5)),
        ("w24", TODAY),
        ("week 23", date(2026, 6, 1)),
        ("w25", date(2025, 6, 16)),
        ("w53", date(2020, 12, 28)),
        ("2026-06-08", TODAY),
        ("20260608", TODAY),
        ("19051982", date(1982, 5, 19)),
        ("29/2", date(2024, 2, 29)),
        ("31-12-9999", date(9999, 12, 31)),
    ],
)
def test_each_shorthand_means_one_day(text, expected):
    assert read(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("di", date(2026, 6, 9)),
        ("zo", date(2026, 6, 14)),
        ("7", date(2026, 7, 7)),
        ("0706", date(2027, 6, 7)),
        ("29/2", date(2028, 2, 29)),
        ("w23", date(2027, 6, 7)),
        ("010175", date(2075, 1, 1)),
    ],
)
def test_a_task_field_looks_ahead(text, expected):
    assert read(text, Direction.FUTURE) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ma", TODAY),
        ("do", date(2026, 6, 11)),
        ("vr", date(2026, 6, 5)),
        ("7", date(2026, 6, 7)),
        ("25", date(2026, 5, 25)),
        ("0906", date(2026, 6, 9)),
        ("w25", date(2026, 6, 15)),
        ("010175", date(2075, 1, 1)),
        ("010176", date(1976, 1, 1)),
    ],
)
def test_the_nearest_day_may_lie_on_either_side(text, expected):
    assert read(text, Direction.NEAREST) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("010582", date(1982, 5, 1)),
        ("1-5-82", date(1982, 5, 1)),
        ("080626", TODAY),
        ("090626", date(1926, 6, 9)),
        ("1 mei 30", date(1930, 5, 1)),
        ("010500", date(2000, 5, 1)),
    ],
)
def test_two_digit_birth_years_fall_in_the_past(text, expected):
    assert read(text, Direction.BIRTH) == (expected,)


@pytest.mark.parametrize(("text", "year"), [("090626", 2026), ("010145", 2045), ("010147", 1947)])
def test_two_digits_elsewhere_may_lie_twenty_years_ahead(text, year):
    """So that a slip of a day is told as a date in the future, and not taken for 1926."""
    assert read(text)[0].year == year


@pytest.mark.parametrize(
    ("text", "direction", "today", "expected"),
    [
        ("ma", Direction.PAST, TODAY, (TODAY, date(2026, 6, 1))),
        ("mo", Direction.FUTURE, TODAY, (TODAY, date(2026, 6, 15))),
        ("112", Direction.PAST, TODAY, (date(2026, 2, 11), date(2025, 12, 1))),
        ("806", Direction.PAST, TODAY, (TODAY,)),
        ("31", Direction.PAST, date(2026, 3, 1), (date(2026, 1, 31),)),
        ("30", Direction.FUTURE, date(2026, 1, 31), (date(2026, 3, 30),)),
        ("8", Direction.NEAREST, date(2026, 6, 23), (date(2026, 6, 8), date(2026, 7, 8))),
    ],
)
def test_all_days_that_a_text_may_mean_are_given_the_nearest_first(text, direction, today, expected):
    assert read(text, direction, today) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "x",
        "8 foo",
        "8 ma",
        "12345",
        "1234567",
        "123456789",
        "--",
        "8-",
        "w",
        "w1234",
        "８",
        "é",
        "1" * 41,
        "8/6/2",
    ],
)
def test_what_is_no_date_is_unreadable(text):
    assert problems_of(read, text) == UNREADABLE


@pytest.mark.parametrize(
    "text",
    [
        "31-02",
        "310226",
        "31-02-2026",
        "32",
        "0",
        "00",
        "w0",
        "w54",
        "0813",
        "2026-13-01",
        "1-1-0000",
        "08060826",
        "+999999j",
        "-999999",
        "1-1-1899",
        "999",
        "29-02-2026",
    ],
)
def test_a_day_that_no_calendar_has_is_impossible(text):
    assert problems_of(read, text) == IMPOSSIBLE


@given(st.text(max_size=45) | CLERKS_LETTERS, DAYS, st.sampled_from(Direction))
@example("w53", TODAY, Direction.PAST)
@example("290200", date(2000, 2, 28), Direction.BIRTH)
def test_any_text_is_a_day_or_refused(text, today, direction):
    found = outcome(text, today, direction)
    assert found in (UNREADABLE, IMPOSSIBLE) or (min(found) >= FIRST and len(set(found)) == len(found))


def outcome(text, today, direction):
    try:
        return parse_date(text, today=today, direction=direction)
    except Refused as refused:
        return list(refused.problems)


@given(DAYS, DAYS, st.sampled_from(Direction))
def test_a_whole_date_means_itself_in_each_way_of_writing(day, today, direction):
    for form in ("%d-%m-%Y", "%d%m%Y", "%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y"):
        assert parse_date(day.strftime(form), today=today, direction=direction) == (day,)


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_date_without_a_year_lies_on_the_allowed_side_within_a_year(today, month, day):
    typed = f"{day}-{month}"
    (past,) = parse_date(typed, today=today, direction=Direction.PAST)
    (future,) = parse_date(typed, today=today, direction=Direction.FUTURE)
    assert today - timedelta(days=366) < past <= today <= future < today + timedelta(days=366)
    assert set(parse_date(typed, today=today, direction=Direction.NEAREST)) <= {past, future}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3112", date(2026, 12, 31)),
        ("0103", date(2027, 3, 1)),
        ("0904", date(2026, 4, 9)),
        ("0903", date(2026, 3, 9)),
        ("0803", date(2027, 3, 8)),
        ("3105", date(2026, 5, 31)),
        ("31", date(2026, 5, 31)),
        ("8", date(2026, 6, 8)),
        ("ma", date(2026, 6, 8)),
        ("vr", date(2026, 6, 5)),
        ("31-12-2025", date(2025, 12, 31)),
    ],
)
def test_what_is_planned_lies_ahead_or_a_quarter_back_at_most(typed, expected):
    assert parse_date(typed, today=date(2026, 6, 8), direction=Direction.PLANNED) == (expected,)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_planned_day_without_its_year_lies_between_a_quarter_back_and_a_year_ahead(today, day):
    for found in parse_date(f"{day:%d%m}", today=today, direction=Direction.PLANNED):
        assert (found.day, found.month) == (day.day, day.month)
        assert today - REPORTED_LATE <= found
        if (day.day, day.month) != (29, 2):
            assert found <= today + timedelta(days=366)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("+1j", "2027-06-08"), ("-2y", "2024-06-08"), ("+2m", "2026-08-08"), ("+1w", "2026-06-15"), ("+3", "2026-06-11")],
)
def test_steps_are_of_days_weeks_months_and_years(typed, day):
    assert parse_date(typed, today=date(2026, 6, 8), direction=Direction.NEAREST) == (date.fromisoformat(day),)


def test_a_day_of_a_month_is_looked_for_two_months_back():
    assert parse_date("31", today=date(2026, 3, 1), direction=Direction.PAST) == (date(2026, 1, 31),)
