"""Expected durations as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.refusals import problems_of
from xstui.domain.expected import is_unknown, parse_expected
from xstui.domain.problems import Problem

FIRST, TODAY = date(2026, 6, 1), date(2026, 6, 8)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1d", date(2026, 6, 1)),
        ("3d", date(2026, 6, 3)),
        ("3 dagen", date(2026, 6, 3)),
        ("2W", date(2026, 6, 14)),
        ("2 weeks", date(2026, 6, 14)),
        ("1m", date(2026, 6, 30)),
        ("1 maand", date(2026, 6, 30)),
        ("+3", date(2026, 6, 11)),
        ("vr", date(2026, 6, 12)),
        ("1706", date(2026, 6, 17)),
    ],
)
def test_a_duration_counts_from_the_first_sick_day_and_a_day_is_that_day(typed, day):
    assert parse_expected(typed, first_sick_day=FIRST, today=TODAY) == (day,)


@pytest.mark.parametrize(("typed", "code"), [("0d", "date-impossible"), ("lang", "date-unreadable")])
def test_what_is_no_duration_is_refused(typed, code):
    assert problems_of(parse_expected, typed, first_sick_day=FIRST, today=TODAY) == [Problem(code)]


@pytest.mark.parametrize("typed", ["onbekend", " Unknown ", "?"])
def test_that_nobody_knows_can_be_said(typed):
    assert is_unknown(typed)
    assert not is_unknown("2w")
