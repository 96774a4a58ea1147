"""2.2: a case as somebody says that it was, and what is allowed but seldom meant."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from xstui.domain import cautions
from xstui.domain.absence import CaseTimes, Step, check_correction, check_step_day

TODAY, HIRED = date(2026, 6, 8), date(2025, 5, 1)
FIRST, MAY = date(2026, 3, 2), date(2026, 5, 1)
FULL, HALF = Decimal(100), Decimal(50)
DAY = timedelta(days=1)


def case(first=FIRST, last=None, *later):
    return CaseTimes(first, last, (Step(first, FULL), *later))


def found(times, end=None, others=()):
    problems = check_correction(times, today=TODAY, employment_start=HIRED, employment_end=end, others=others)
    return {(problem.field, problem.code) for problem in problems}


@pytest.mark.parametrize(
    ("times", "known", "problems"),
    [
        (case(), {}, set()),
        (case(FIRST, TODAY, Step(MAY, HALF)), {"end": TODAY}, set()),
        (case(TODAY + DAY), {}, {("first_sick_day", "date-in-future")}),
        (case(HIRED - DAY, FIRST), {}, {("first_sick_day", "before-employment")}),
        (case(TODAY), {"end": MAY}, {("first_sick_day", "after-employment"), ("last_sick_day", "after-employment")}),
        (case(FIRST, TODAY), {"end": MAY}, {("last_sick_day", "after-employment")}),
        (case(), {"end": TODAY}, set()),
        (case(FIRST, FIRST - DAY), {}, {("last_sick_day", "before-first-sick-day")}),
        (case(FIRST, MAY - DAY, Step(MAY, HALF)), {}, {("last_sick_day", "before-last-step")}),
        (case(FIRST, None, Step(FIRST - DAY, HALF)), {}, {("valid_from", "before-first-sick-day")}),
        (case(FIRST, None, Step(TODAY + DAY, HALF)), {}, {("valid_from", "date-in-future")}),
        (case(FIRST, None, Step(MAY, HALF), Step(MAY, FULL)), {}, {("valid_from", "day-twice")}),
        (case(FIRST, None, Step(MAY, Decimal(0))), {}, {("percentage", "percentage-out-of-range")}),
    ],
)
def test_2_2_a_case_fits_in_its_employment_and_its_changes_in_the_case(times, known, problems):
    assert found(times, **known) == problems


@pytest.mark.parametrize(
    ("times", "others", "problems"),
    [
        (case(), [case(FIRST - 10 * DAY, FIRST - DAY)], set()),
        (case(), [case(FIRST - 10 * DAY, FIRST)], {("first_sick_day", "case-overlap")}),
        (case(FIRST, MAY), [case(MAY + DAY)], set()),
        (case(FIRST, MAY), [case(MAY)], {("last_sick_day", "case-overlap")}),
        (case(), [case(MAY, MAY)], {("last_sick_day", "case-overlap")}),
        (case(), [case(FIRST - 9 * DAY, FIRST - DAY), case(FIRST, MAY)], {("first_sick_day", "case-overlap")}),
    ],
)
def test_2_2_two_cases_are_never_on_one_day(times, others, problems):
    assert found(times, others=others) == problems


def test_the_day_of_a_change_is_that_of_the_first_step_or_its_own():
    assert check_step_day(case(FIRST, None, Step(MAY, HALF)), MAY, today=TODAY) == []
    assert [p.code for p in check_step_day(case(FIRST, None, Step(FIRST, HALF)), FIRST, today=TODAY)] == ["day-twice"]


def codes(problems):
    return [(problem.code, *problem.details.values()) for problem in problems]


@pytest.mark.parametrize(("days", "asked"), [(0, []), (28, []), (29, [("long-ago", 29)]), (-1, [])])
def test_a_first_sick_day_over_four_weeks_ago_is_asked_about(days, asked):
    assert codes(cautions.of_first_sick_day(TODAY - timedelta(days=days), TODAY)) == asked


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        (date(2011, 6, 8), []),
        (date(2011, 6, 9), [("unlikely-age", 14)]),
        (date(1950, 6, 9), []),
        (date(1950, 6, 8), [("unlikely-age", 76)]),
        (TODAY, []),
    ],
)
def test_an_age_under_15_or_over_75_is_asked_about(born, asked):
    assert codes(cautions.of_birth_date(born, TODAY)) == asked


@pytest.mark.parametrize(("days", "asked"), [(-200, []), (21, []), (22, [("long-due", 22)])])
def test_a_due_date_three_weeks_past_without_a_birth_is_asked_about(days, asked):
    assert codes(cautions.of_due_date(TODAY - timedelta(days=days), TODAY)) == asked
