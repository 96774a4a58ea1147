"""Pregnancy and maternity leave: the table of the specification, and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import problem_of
from xstui.domain.absence import CaseTimes
from xstui.domain.leave import (
    Around,
    Spread,
    check_days,
    check_spread,
    hospital_extension,
    leave_plan,
    sick_around,
    weeks_24,
)
from xstui.domain.problems import Problem

DUE = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("weeks", "days", "after"),
    [
        (6, ["2026-08-05", "2026-08-04", "2026-07-22", "2026-11-24"], 70),
        (5, ["2026-08-12", "2026-08-11", "2026-07-29", "2026-12-01"], 77),
        (4, ["2026-08-19", "2026-08-18", "2026-08-05", "2026-12-08"], 84),
    ],
)
def test_born_on_the_day_it_was_due(weeks, days, after):
    plan = leave_plan(DUE, weeks_before=weeks)
    found = (plan.start, plan.last_workday, plan.uwv_latest, plan.end)
    assert [day.isoformat() for day in found] == days
    assert (plan.after_birth_days, plan.days) == (after, 16 * 7)


@pytest.mark.parametrize(
    ("born", "weeks", "after_weeks", "end", "total"),
    [
        ("2026-09-08", 6, 11, "2026-11-24", 16),
        ("2026-09-29", 6, 10, "2026-12-08", 18),
        ("2026-08-25", 8, 15, "2026-12-08", 20),
        ("2026-09-22", 10, 10, "2026-12-01", 21),
    ],
)
def test_born_early_or_late_and_more_than_one_child_from_eight_weeks(born, weeks, after_weeks, end, total):
    plan = leave_plan(DUE, weeks_before=weeks, multiple=weeks > 6, born=date.fromisoformat(born))
    assert (plan.after_birth_days, plan.end.isoformat(), plan.days) == (after_weeks * 7, end, total * 7)


def test_limits_of_the_start():
    one, several = leave_plan(DUE, weeks_before=6), leave_plan(DUE, weeks_before=10, multiple=True)
    assert (one.earliest, one.latest) == (DUE - timedelta(41), DUE - timedelta(27))
    assert (several.earliest, several.latest) == (DUE - timedelta(69), DUE - timedelta(55))
    assert one.employer_latest == date(2026, 7, 15)


def test_born_before_the_leave_it_starts_the_day_after():
    plan = leave_plan(DUE, weeks_before=4, born=date(2026, 8, 10))
    assert (plan.start, plan.days, plan.uwv_latest) == (date(2026, 8, 11), 16 * 7, date(2026, 8, 5))


@pytest.mark.parametrize(("weeks", "multiple"), [(3, False), (7, False), (7, True), (11, True)])
def test_no_earlier_or_later_than_the_law_has_it(weeks, multiple):
    """From four to six weeks, and with more than one child from eight to ten (domain rules, 3.1)."""
    lawful = {"fewest": 8, "most": 10} if multiple else {"fewest": 4, "most": 6}
    found = problem_of(leave_plan, DUE, weeks_before=weeks, multiple=multiple)
    assert found == Problem("leave-weeks-out-of-range", "weeks_before", lawful)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(4, 6), st.integers(-90, 21))
def test_never_less_than_sixteen_weeks_nor_ten_after_birth(due, weeks, shift):
    plan = leave_plan(due, weeks_before=weeks, born=due + timedelta(days=shift))
    assert plan.days == 16 * 7 + max(0, shift)
    assert plan.after_birth_days >= 70


def sick(first, last=None):
    return CaseTimes(first, last, ())


@pytest.mark.parametrize(
    ("cases", "after", "end"),
    [
        # Five weeks before: the flexible week is 5 to 11 August.
        ([], 77, date(2026, 12, 1)),
        ([sick(date(2026, 8, 5), date(2026, 8, 11))], 70, date(2026, 11, 24)),
        ([sick(date(2026, 7, 1))], 70, date(2026, 11, 24)),
        ([sick(date(2026, 8, 10), date(2026, 8, 20))], 75, date(2026, 11, 29)),
        ([sick(date(2026, 7, 1), date(2026, 8, 4))], 77, date(2026, 12, 1)),
        ([sick(date(2026, 8, 5), date(2026, 8, 5)), sick(date(2026, 8, 7), date(2026, 8, 8))], 74, date(2026, 11, 28)),
        ([sick(date(2026, 8, 12))], 77, date(2026, 12, 1)),
    ],
)
def test_3_1_4_sick_days_in_the_flexible_weeks_count_as_leave_taken(cases, after, end):
    plan = leave_plan(DUE, weeks_before=5, sick=cases)
    assert (plan.start, plan.after_birth_days, plan.end) == (date(2026, 8, 12), after, end)


def test_3_1_5_the_worked_example_of_the_benefits_agency():
    # Four weeks planned, born two weeks early: 14 weeks after birth, of which 7 in hospital, give 14 days more.
    born = DUE - timedelta(weeks=2)
    plan = leave_plan(DUE, weeks_before=4, born=born, hospital_days=49)
    assert (plan.after_birth_days, plan.extra_days) == (14 * 7, 14)
    assert plan.end == born + timedelta(days=14 * 7 + 14)


def test_the_flexible_weeks_and_those_after_the_birth_are_sixteen_weeks_together():
    assert leave_plan(DUE, weeks_before=5).whole_days == 16 * 7
    assert leave_plan(DUE, weeks_before=5, born=DUE).whole_days == 16 * 7


@pytest.mark.parametrize(
    ("stay", "after", "extra"),
    [
        (0, 70, 0),
        (7, 70, 0),
        (8, 70, 1),
        (21, 70, 14),
        (70, 70, 63),
        (71, 70, 63),
        (90, 70, 63),
        (21, 80, 4),
        (20, 98, 0),
    ],
)
def test_3_1_5_from_the_eighth_day_in_the_leave_less_what_was_longer_anyway(stay, after, extra):
    assert hospital_extension(stay, after) == extra


@pytest.mark.parametrize(
    ("weeks", "born", "stay", "extra", "end"),
    [
        (6, DUE, 100, 63, date(2027, 1, 26)),
        (6, DUE, 71, 63, date(2027, 1, 26)),
        (6, DUE, 70, 63, date(2027, 1, 26)),
        (6, date(2026, 7, 14), 130, 63, date(2027, 1, 5)),
        (4, DUE - timedelta(weeks=2), 49, 14, date(2026, 12, 22)),
        (5, DUE, 35, 21, date(2026, 12, 22)),
        (6, DUE - timedelta(weeks=9), 60, 11, date(2026, 11, 14)),
    ],
)
def test_3_1_5_only_the_hospital_days_inside_the_leave_after_birth_count(weeks, born, stay, extra, end):
    plan = leave_plan(DUE, weeks_before=weeks, born=born, hospital_days=stay)
    assert (plan.extra_days, plan.end) == (extra, end)


@given(st.integers(4, 6), st.integers(-90, 21), st.integers(0, 200), st.integers(-60, 60), st.integers(0, 60))
def test_the_leave_is_never_shorter_than_the_law_has_it(weeks, shift, stay, first, length):
    begin = DUE - timedelta(days=30) + timedelta(days=first)
    case = sick(begin, begin + timedelta(days=length))
    born = DUE + timedelta(days=shift)
    without = leave_plan(DUE, weeks_before=weeks, born=born)
    plan = leave_plan(DUE, weeks_before=weeks, born=born, hospital_days=stay, sick=[case])
    assert 70 <= plan.after_birth_days <= without.after_birth_days
    assert 0 <= plan.extra_days <= 63
    assert plan.end == born + timedelta(days=plan.after_birth_days + plan.extra_days)


TODAY, HIRED = date(2026, 6, 8), date(2025, 5, 1)


@pytest.mark.parametrize(
    ("due", "born", "stay", "found"),
    [
        (TODAY + timedelta(weeks=42), None, 0, []),
        (
            TODAY + timedelta(days=42 * 7 + 1),
            None,
            0,
            [Problem("due-too-far", "due_date", {"latest": date(2027, 3, 29)})],
        ),
        (HIRED, None, 0, []),
        (
            HIRED - timedelta(days=1),
            None,
            -1,
            [
                Problem("before-employment", "due_date", {"start": HIRED}),
                Problem("number-below-zero", "hospital_days"),
            ],
        ),
        (TODAY, TODAY, 10, []),
        (TODAY, TODAY, 365, []),
        (TODAY, TODAY, 366, [Problem("number-outside", "hospital_days", {"low": 0, "high": 365})]),
        (TODAY, TODAY + timedelta(days=1), 0, [Problem("date-in-future", "born_on", {"latest": TODAY})]),
        (TODAY, TODAY - timedelta(weeks=18), 0, []),
        (
            TODAY,
            TODAY - timedelta(days=18 * 7 + 1),
            0,
            [Problem("born-far-from-due", "born_on", {"earliest": date(2026, 2, 2), "latest": date(2026, 7, 6)})],
        ),
        (TODAY - timedelta(weeks=4), TODAY, 0, []),
        (
            TODAY - timedelta(days=29),
            TODAY,
            0,
            [Problem("born-far-from-due", "born_on", {"earliest": date(2026, 1, 4), "latest": date(2026, 6, 7)})],
        ),
    ],
)
def test_days_that_can_be(due, born, stay, found):
    assert check_days(due, today=TODAY, employment_start=HIRED, born=born, hospital_days=stay) == found


BORN = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("weeks", "stay", "days"),
    [(6, 0, 28), (4, 0, 42), (6, 21, 42)],
)
def test_3_1_6_what_is_left_six_weeks_after_the_birth_may_be_spread_over_thirty_weeks(weeks, stay, days):
    plan = leave_plan(DUE, weeks_before=weeks, born=BORN, hospital_days=stay)
    assert plan.spread == Spread(days, date(2026, 10, 28), date(2027, 5, 25), date(2026, 10, 7))
    assert plan.spread.first - BORN == timedelta(weeks=6, days=1)
    assert plan.spread.latest - plan.spread.first == timedelta(weeks=30) - timedelta(days=1)


@pytest.mark.parametrize(
    ("until", "fits"),
    [("2026-11-24", False), ("2026-11-25", True), ("2027-05-25", True), ("2027-05-26", False), ("2026-10-28", False)],
)
def test_3_1_6_it_is_spread_until_after_its_end_without_a_break_and_within_the_thirty_weeks(until, fits):
    problems = check_spread(leave_plan(DUE, weeks_before=6, born=BORN), date.fromisoformat(until))
    lawful = {"earliest": date(2026, 11, 25), "latest": date(2027, 5, 25)}
    assert problems == ([] if fits else [Problem("spread-out-of-range", "spread_until", lawful)])


@given(st.integers(4, 6), st.booleans(), st.integers(-60, 21), st.integers(0, 200))
def test_3_1_6_spreading_leaves_six_weeks_without_a_break_and_loses_no_day(weeks, multiple, shift, stay):
    before = weeks + 4 if multiple else weeks
    plan = leave_plan(DUE, weeks_before=before, multiple=multiple, born=DUE + timedelta(days=shift), hospital_days=stay)
    assert plan.spread.days == plan.after_birth_days + plan.extra_days - 42
    assert plan.spread.days >= 28
    assert plan.end < plan.spread.latest


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-08-01", None, (Around.BEFORE, "2026-08-05")),
        ("2026-08-01", "2026-08-05", (Around.BEFORE, "2026-08-05")),
        ("2026-08-01", "2026-08-04", None),
        ("2026-08-18", None, (Around.BEFORE, "2026-08-18")),
        ("2026-08-19", None, None),
        ("2026-12-08", None, None),
        ("2026-12-09", None, (Around.AFTER, "2026-12-09")),
        ("2026-12-10", None, None),
    ],
)
def test_a_sickness_lies_around_a_leave_from_its_earliest_start_and_right_after_it(first, last, found):
    plan = leave_plan(DUE, weeks_before=4)
    assert (plan.earliest, plan.start, plan.end) == (date(2026, 8, 5), date(2026, 8, 19), date(2026, 12, 8))
    expected = found and (found[0], date.fromisoformat(found[1]))
    assert sick_around(plan, date.fromisoformat(first), last and date.fromisoformat(last)) == expected


DAY = timedelta(days=1)


def test_sickness_lies_before_a_leave_or_right_after_it():
    plan = leave_plan(date(2026, 9, 15), weeks_before=4)
    assert sick_around(plan, plan.earliest - DAY) == (Around.BEFORE, plan.earliest)
    assert sick_around(plan, plan.earliest - 9 * DAY, plan.earliest - DAY) is None
    assert sick_around(plan, plan.end + DAY) == (Around.AFTER, plan.end + DAY)
    assert sick_around(plan, plan.end + 9 * DAY) is None
    first, last = plan.hospital_counts
    assert (last - first, last) == (plan.after_birth_days - first, plan.after_birth_days)
    assert weeks_24(date(2026, 9, 15)) == date(2026, 5, 26)
