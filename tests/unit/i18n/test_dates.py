"""Dates, terms and ages in words, with Babel's CLDR as the referee for names."""

from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date as cldr_date

from xstui.i18n import (
    format_age,
    format_date,
    format_date_card,
    format_date_echo,
    format_date_long,
    format_date_task,
    format_duration,
    format_moment,
    format_month,
    format_weekday,
    set_language,
)

TODAY = date(2026, 6, 8)


def test_the_manuals_own_dates():
    assert format_date(TODAY) == "08-06-2026"
    assert format_date_long(date(1982, 5, 1)) == "1 mei 1982"
    assert format_date_card(date(2026, 3, 2)) == "02 mrt 2026"
    assert format_date_task(date(2026, 5, 18)) == "18 MEI"
    assert format_date_task(date(2026, 5, 18), date(2026, 6, 8)) == "18 MEI"
    assert format_date_task(date(2025, 5, 18), date(2026, 6, 8)) == "18 MEI 2025"
    assert format_month(date(2026, 5, 31)) == "2026-05"
    assert format_age(44) == "44 jaar"


def test_english_keeps_the_dutch_order():
    set_language("en")
    assert format_date(TODAY) == "08-06-2026"
    assert format_date_long(date(1982, 5, 1)) == "1 May 1982"
    assert format_date_card(date(2026, 3, 2)) == "02 Mar 2026"
    assert format_age(1) == "1 year"


def test_an_early_year_keeps_its_four_digits():
    assert format_date(date(806, 1, 2)) == "02-01-0806"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_names_of_months_agree_with_cldr(language, month):
    set_language(language)
    day = date(2026, month, 2)
    assert format_date_long(day) == cldr_date(day, "d MMMM y", language)
    assert format_date_card(day) == cldr_date(day, "dd MMM y", language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("offset", range(7))
def test_names_of_days_agree_with_cldr(language, offset):
    set_language(language)
    day = TODAY + timedelta(offset)
    assert format_weekday(day) == cldr_date(day, "EEE", language)


@pytest.mark.parametrize(
    ("offset", "text"),
    [
        (0, "ma 08-06-2026 · vandaag"),
        (-1, "zo 07-06-2026 · gisteren"),
        (-2, "za 06-06-2026 · eergisteren"),
        (-3, "vr 05-06-2026 · 3 dagen geleden"),
        (1, "di 09-06-2026 · morgen"),
        (2, "wo 10-06-2026 · over 2 dagen"),
    ],
)
def test_the_echo_of_a_date_tells_its_weekday_and_distance(offset, text):
    assert format_date_echo(TODAY + timedelta(offset), TODAY) == text


@pytest.mark.parametrize(
    ("weeks", "days", "text"),
    [
        (14, 1, "14 Weken 1 Dag"),
        (1, 2, "1 Week 2 Dagen"),
        (1, 0, "1 Week"),
        (0, 1, "1 Dag"),
        (0, 0, "0 Dagen"),
    ],
)
def test_a_duration_counts_weeks_and_days(weeks, days, text):
    assert format_duration(weeks, days) == text


def test_a_moment_is_shown_in_the_machines_own_time():
    moment = datetime(2026, 6, 8, 12, 5, tzinfo=UTC)
    assert format_moment(moment) == moment.astimezone().strftime("%d-%m-%Y %H:%M")
