"""The years that make sense for a day, and those that say that there is no end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import xstui
from xstui.domain.date_entry import Direction
from xstui.domain.problems import Problem
from xstui.domain.sane_years import check_clock, check_has_come, check_year

TODAY = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("day", "direction", "problems"),
    [
        (date(2086, 12, 31), Direction.NEAREST, []),
        (date(1940, 1, 1), Direction.PAST, []),
        (date(1906, 1, 1), Direction.BIRTH, []),
        (TODAY, Direction.BIRTH, []),
        (date(2026, 6, 9), Direction.BIRTH, [Problem("birth-date-in-future", "f")]),
        (date(2999, 12, 31), Direction.FUTURE, [Problem("no-end-here", "f", {"day": date(2999, 12, 31)})]),
        (date(9999, 12, 31), Direction.NEAREST, [Problem("no-end-here", "f", {"day": date(9999, 12, 31)})]),
        (
            date(1905, 12, 31),
            Direction.BIRTH,
            [Problem("date-outside", "f", {"earliest": date(1906, 1, 1), "latest": TODAY})],
        ),
        *(
            (
                day,
                Direction.NEAREST,
                [Problem("date-outside", "f", {"earliest": date(1940, 1, 1), "latest": date(2086, 12, 31)})],
            )
            for day in (date(1939, 12, 31), date(2087, 1, 1), date(2998, 1, 1))
        ),
    ],
)
def test_the_years_that_make_sense(day, direction, problems):
    assert check_year(day, "f", today=TODAY, direction=direction) == problems


def test_a_day_that_has_come_is_today_at_the_latest():
    tomorrow = date(2026, 6, 9)
    assert check_has_come(TODAY, "f", today=TODAY) == []
    assert check_has_come(tomorrow, "f", today=TODAY) == [Problem("date-in-future", "f", {"latest": TODAY})]


def test_a_clock_beyond_what_can_be_counted_from_is_wrong():
    assert check_clock(date(2199, 12, 31)) == []
    assert check_clock(date(9999, 6, 8)) == [Problem("clock-ahead", "", {"today": date(9999, 6, 8)})]


def test_that_a_day_must_have_come_is_judged_in_one_place():
    sources = Path(xstui.__file__).parent
    made = {file.name for file in sources.rglob("*.py") if '"date-in-future"' in file.read_text("utf-8")}
    assert made == {"sane_years.py", "problem_texts.py"}
