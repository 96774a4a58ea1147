"""2.2: a case as somebody says that it was, and what is allowed but seldom meant."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from xstui.domain import cautions
from xstui.domain.absence import CaseTimes, Step, check_correction, check_step_day
from xstui.domain.problems import Problem

TODAY, HIRED = date(2026, 6, 8), date(2025, 5, 1)
FIRST, MAY = date(2026, 3, 2), date(2026, 5, 1)
FULL, HALF = Decimal(100), Decimal(50)
DAY = timedelta(days=1)


def case(first=FIRST, last=None, *later):
    return CaseTimes(first, last, (Step(first, FULL), *later))


def found(times, end=None, others=()):
    return check_correction(times, today=TODAY, employment_start=HIRED, employment_end=end, others=others)


def overlap(field, since):
    return Problem("case-overlap", field, {"since": since})


@pytest.mark.parametrize(
    ("times", "known", "problems"),
    [
        (case(), {}, []),
        (case(FIRST, TODAY, Step(MAY, HALF)), {"end": TODAY}, []),
        (case(TODAY + DAY), {}, [Problem("date-in-future", "first_sick_day", {"latest": TODAY})]),
        (case(HIRED - DAY, FIRST), {}, [Problem("before-employment", "first_sick_day", {"start": HIRED})]),
        (
            case(TODAY),
            {"end": MAY},
            [
                Problem("after-employment", "first_sick_day", {"end": MAY}),
                Problem("after-employment", "last_sick_day", {"end": MAY}),
            ],
        ),
        (case(FIRST, TODAY), {"end": MAY}, [Problem("after-employment", "last_sick_day", {"end": MAY})]),
        (case(), {"end": TODAY}, []),
        (case(FIRST, FIRST - DAY), {}, [Problem("before-first-sick-day", "last_sick_day", {"first": FIRST})]),
        (case(FIRST, MAY - DAY, Step(MAY, HALF)), {}, [Problem("before-last-step", "last_sick_day", {"last": MAY})]),
        (
            case(FIRST, None, Step(FIRST - DAY, HALF)),
            {},
            [Problem("before-first-sick-day", "valid_from", {"first": FIRST})],
        ),
        (case(FIRST, None, Step(TODAY + DAY, HALF)), {}, [Problem("date-in-future", "valid_from", {"latest": TODAY})]),
        (case(FIRST, None, Step(MAY, HALF), Step(MAY, FULL)), {}, [Problem("day-twice", "valid_from")]),
        (case(FIRST, None, Step(MAY, Decimal(0))), {}, [Problem("percentage-out-of-range", "percentage")]),
    ],
)
def test_2_2_a_case_fits_in_its_employment_and_its_changes_in_the_case(times, known, problems):
    assert found(times, **known) == problems


@pytest.mark.parametrize(
    ("times", "others", "problems"),
    [
        (case(), [case(FIRST - 10 * DAY, FIRST - DAY)], []),
        (case(), [case(FIRST - 10 * DAY, FIRST)], [overlap("first_sick_day", FIRST - 10 * DAY)]),
        (case(FIRST, MAY), [case(MAY + DAY)], []),
        (case(FIRST, MAY), [case(MAY)], [overlap("last_sick_day", MAY)]),
        (case(), [case(MAY, MAY)], [overlap("last_sick_day", MAY)]),
        (case(), [case(FIRST - 9 * DAY, FIRST - DAY), case(FIRST, MAY)], [overlap("first_sick_day", FIRST)]),
    ],
)
def test_2_2_two_cases_are_never_on_one_day(times, others, problems):
    assert found(times, others=others) == problems


def test_the_day_of_a_change_is_that_of_the_first_step_or_its_own():
    assert check_step_day(case(FIRST, None, Step(MAY, HALF)), MAY, today=TODAY) == []
    twice = case(FIRST, None, Step(FIRST, HALF))
    assert check_step_day(twice, FIRST, today=TODAY) == [Problem("day-twice", "valid_from")]


@pytest.mark.parametrize(
    ("days", "asked"), [(0, []), (28, []), (29, [Problem("long-ago", "first_sick_day", {"days": 29})]), (-1, [])]
)
def test_a_first_sick_day_over_four_weeks_ago_is_asked_about(days, asked):
    assert cautions.of_first_sick_day(TODAY - timedelta(days=days), TODAY) == asked


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        (date(2011, 6, 8), []),
        (date(2011, 6, 9), [Problem("unlikely-age", "birth_date", {"years": 14})]),
        (date(1950, 6, 9), []),
        (date(1950, 6, 8), [Problem("unlikely-age", "birth_date", {"years": 76})]),
        (TODAY, []),
    ],
)
def test_an_age_under_15_or_over_75_is_asked_about(born, asked):
    assert cautions.of_birth_date(born, TODAY) == asked


@pytest.mark.parametrize(
    ("days", "asked"), [(-200, []), (21, []), (22, [Problem("long-due", "due_date", {"days": 22})])]
)
def test_a_due_date_three_weeks_past_without_a_birth_is_asked_about(days, asked):
    assert cautions.of_due_date(TODAY - timedelta(days=days), TODAY) == asked
