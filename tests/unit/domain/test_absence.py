"""Reporting, changing and ending a case (domain rules, 2.2, 2.4 and 2.5; the manual, 5.1-5.4)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.absence import (
    CaseTimes,
    Classification,
    EndReason,
    Step,
    apply_change,
    check_change,
    check_left,
    check_recovery,
    check_report,
    check_said,
    frequent,
    percentage_on,
    recent_reports,
)
from xstui.domain.dates import add_months
from xstui.domain.problems import Problem

TODAY = date(2026, 6, 8)
HALF, FULL = Decimal(50), Decimal(100)
FIRST = date(2026, 3, 2)
NO_PERCENTAGE = Problem("percentage-out-of-range", "percentage")
OVERLAP = Problem("case-overlap", "first_sick_day", {"since": FIRST})


def case(first=FIRST, last=None, *steps):
    return CaseTimes(first, last, steps or (Step(first, FULL),))


def report(first=TODAY, percentage=FULL, **known):
    facts = {"employment_start": date(2025, 5, 1), "employment_end": None, "open_case": None, "earlier": ()}
    return check_report(first, percentage, today=TODAY, **(facts | known))


def test_there_are_exactly_five_classifications():
    assert len(Classification) == 5


@pytest.mark.parametrize("first", [TODAY, TODAY - timedelta(days=1), date(2025, 5, 1)])
def test_a_report_from_the_start_of_the_employment_up_to_today_is_fine(first):
    assert report(first) == []


@pytest.mark.parametrize(
    ("first", "known", "problem"),
    [
        (date(2026, 6, 9), {}, Problem("date-in-future", "first_sick_day", {"latest": TODAY})),
        (date(2025, 4, 30), {}, Problem("before-employment", "first_sick_day", {"start": date(2025, 5, 1)})),
        (
            TODAY,
            {"employment_end": date(2026, 6, 7)},
            Problem("after-employment", "first_sick_day", {"end": date(2026, 6, 7)}),
        ),
        (TODAY, {"open_case": case()}, Problem("case-open", "", {"since": FIRST})),
        (TODAY, {"earlier": [case(FIRST, TODAY)]}, OVERLAP),
        (date(2026, 2, 1), {"earlier": [case(FIRST, date(2026, 3, 9))]}, OVERLAP),
        (
            date(2026, 2, 1),
            {"earlier": [case(date(2026, 5, 4), date(2026, 5, 8)), case(FIRST, date(2026, 3, 9))]},
            Problem("case-overlap", "first_sick_day", {"since": date(2026, 5, 4)}),
        ),
    ],
)
def test_2_2_a_report_must_fit_in_the_employment_and_beside_other_cases(first, known, problem):
    assert report(first, **known) == [problem]


def test_a_report_may_follow_on_the_day_after_and_on_the_last_day_of_the_employment():
    assert report(TODAY, earlier=[case(FIRST, TODAY - timedelta(days=1))], employment_end=TODAY) == []


@pytest.mark.parametrize(
    ("percentage", "fits"), [("0", False), ("0.01", True), ("100", True), ("100.01", False), ("-1", False)]
)
def test_m_5_1_a_percentage_lies_over_0_up_to_100(percentage, fits):
    problems = report(percentage=Decimal(percentage))
    assert problems == ([] if fits else [NO_PERCENTAGE])


def test_a_report_tells_all_its_problems_at_once():
    problems = report(date(2027, 1, 1), Decimal(0), employment_end=date(2026, 12, 31), open_case=case())
    assert problems == [
        NO_PERCENTAGE,
        Problem("date-in-future", "first_sick_day", {"latest": TODAY}),
        Problem("after-employment", "first_sick_day", {"end": date(2026, 12, 31)}),
        Problem("case-open", "", {"since": FIRST}),
    ]


@pytest.mark.parametrize(
    ("times", "valid_from", "problems"),
    [
        (case(), FIRST, []),
        (case(), TODAY, []),
        (case(), date(2026, 6, 9), [Problem("date-in-future", "valid_from", {"latest": TODAY})]),
        (case(), date(2026, 3, 1), [Problem("before-first-sick-day", "valid_from", {"first": FIRST})]),
        (case(FIRST, TODAY), TODAY, [Problem("case-closed")]),
        (
            case(FIRST, None, Step(FIRST, FULL), Step(TODAY, HALF)),
            FIRST,
            [Problem("change-before-last-step", "valid_from", {"last": TODAY})],
        ),
        (CaseTimes(FIRST, None, ()), FIRST, []),
    ],
)
def test_m_5_3_changes_are_entered_oldest_first(times, valid_from, problems):
    assert check_change(times, valid_from, HALF, today=TODAY) == problems


def test_a_change_needs_a_percentage():
    assert check_change(case(), TODAY, Decimal(0), today=TODAY) == [NO_PERCENTAGE]


def test_m_5_3_a_percentage_holds_until_the_next_and_the_last_until_the_end():
    times = apply_change(apply_change(case(), Step(date(2026, 4, 1), HALF)), Step(date(2026, 5, 1), Decimal("62.5")))
    ended = CaseTimes(times.first_sick_day, date(2026, 5, 31), times.steps)
    known = [(date(2026, 3, 1), 0), (FIRST, 100), (date(2026, 3, 31), 100), (date(2026, 4, 1), 50)]
    known += [(date(2026, 5, 1), Decimal("62.5")), (date(2026, 5, 31), Decimal("62.5")), (date(2026, 6, 1), 0)]
    assert [percentage_on(ended, day) for day, _ in known] == [percentage for _, percentage in known]
    assert percentage_on(times, TODAY) == Decimal("62.5")


def test_a_case_without_steps_has_no_percentage_yet():
    assert percentage_on(CaseTimes(FIRST, None, ()), TODAY) == 0


CHANGES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 100)).map(
        lambda change: Step(FIRST + timedelta(days=change[0]), Decimal(change[1]))
    )
)


@given(CHANGES, st.integers(0, 60), st.integers(1, 100))
def test_a_change_put_back_leaves_the_case_as_it_was(changes, offset, percentage):
    times = case()
    for change in changes:
        times = apply_change(times, change)
    day = FIRST + timedelta(days=offset)
    changed = apply_change(times, Step(day, Decimal(percentage)))
    assert percentage_on(changed, day) == percentage
    restored = apply_change(changed, Step(day, percentage_on(times, day)))
    days = [FIRST + timedelta(days=each) for each in range(70)]
    assert [percentage_on(restored, each) for each in days] == [percentage_on(times, each) for each in days]
    assert list(restored.steps) == sorted(restored.steps, key=lambda step: step.valid_from)


@pytest.mark.parametrize(
    ("times", "last", "problems"),
    [
        (case(), FIRST, []),
        (case(), TODAY, []),
        (case(), date(2026, 6, 9), [Problem("date-in-future", "last_sick_day", {"latest": TODAY})]),
        (case(), date(2026, 3, 1), [Problem("before-first-sick-day", "last_sick_day", {"first": FIRST})]),
        (case(FIRST, date(2026, 4, 1)), TODAY, [Problem("case-closed")]),
        (
            case(FIRST, None, Step(FIRST, FULL), Step(TODAY, HALF)),
            FIRST,
            [Problem("before-last-step", "last_sick_day", {"last": TODAY})],
        ),
        (CaseTimes(FIRST, None, ()), TODAY, []),
    ],
)
def test_m_5_2_a_case_ends_on_its_last_sick_day(times, last, problems):
    assert check_recovery(times, last, today=TODAY) == problems


REPORTS = [date(2026, 1, 10), date(2026, 4, 20), date(2027, 1, 9), date(2027, 1, 11)]


@pytest.mark.parametrize(
    ("reports", "on", "flagged"),
    [
        (REPORTS[:2], date(2027, 1, 9), False),
        (REPORTS[:3], date(2027, 1, 9), True),
        (REPORTS[:3], date(2027, 1, 10), False),
        (REPORTS, date(2027, 1, 11), True),
        (REPORTS, date(2027, 1, 10), False),
        ([], date(2027, 1, 11), False),
    ],
)
def test_2_4_three_reports_in_twelve_months_are_frequent(reports, on, flagged):
    assert frequent(reports, on) is flagged


@pytest.mark.parametrize("on", [date(2026, 12, 31), date(2027, 1, 9)])
def test_2_4_a_report_of_a_year_ago_to_the_day_has_dropped_out(on):
    year_ago = add_months(on, -12)
    assert recent_reports([year_ago, year_ago + timedelta(days=1), on], on) == (year_ago + timedelta(days=1), on)


@pytest.mark.parametrize("reason", EndReason)
def test_a_case_ends_by_leaving_or_death_only_once_the_employment_is_over(reason):
    goes_on = [Problem("employment-goes-on", "reason")] if reason in {EndReason.LEFT, EndReason.DECEASED} else []
    today = date(2026, 6, 8)
    assert check_left(reason, None, today=today) == goes_on
    assert check_left(reason, date(2026, 6, 9), today=today) == goes_on
    assert check_left(reason, today, today=today) == []


def test_a_case_may_end_on_the_last_day_of_the_employment_and_not_after_it():
    times, end = CaseTimes(date(2026, 3, 2), None, ()), date(2026, 5, 31)
    after = [Problem("after-employment", "last_sick_day", {"end": end})]
    today = date(2026, 6, 8)
    assert check_recovery(times, end, today=today, employment_end=end) == []
    assert check_recovery(times, end + timedelta(days=1), today=today, employment_end=end) == after
    assert check_recovery(times, end + timedelta(days=1), today=today, employment_end=end, reason=EndReason.LEFT) == []


def test_what_was_said_with_a_report_has_come_and_is_not_before_the_first_day():
    first, today = date(2026, 6, 1), date(2026, 6, 8)
    before = [Problem("before-first-sick-day", "expected_until", {"first": first})]
    for expected, problems in ((None, []), (first, []), (first - timedelta(days=1), before)):
        assert check_said(None, expected, first, today=today) == problems
    ahead = [Problem("date-in-future", "reported_on", {"latest": today})]
    assert check_said(today, None, first, today=today) == []
    assert check_said(today + timedelta(days=1), None, first, today=today) == ahead
