"""Policies: the cover as it is written down, and what can be wrong with one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import problems_of
from xstui.domain.absence import CaseKind
from xstui.domain.claims import CoverStep
from xstui.domain.policies import LONGEST_WAIT, Cover, PolicySpan, check_policy, parse_cover
from xstui.domain.problems import Problem

YEAR = PolicySpan(date(2026, 1, 1), date(2026, 12, 31))
ENDS_FIRST = Problem("end-before-start", "ends_on")
WAITS_TOO_LONG = Problem("waiting-days-too-many", "waiting_days", {"most": 522})
"""Two years of five working days a week, the longest for which wages are paid on (BW 7:629)."""
OVERLAPS = Problem("policy-overlap", "starts_on")
days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("104:70", [(104, "70")]),
        ("52:100 52:70", [(52, "100"), (52, "70")]),
        ("52 : 100 % + 52 : 70,5 %", [(52, "100"), (52, "70.5")]),
        ("52:100, 52:70", [(52, "100"), (52, "70")]),
        ("52:100;52:70.25", [(52, "100"), (52, "70.25")]),
        (" 26:0 78:70 ", [(26, "0"), (78, "70")]),
    ],
)
def test_the_cover_is_weeks_and_percentage_one_step_after_the_other(text, steps):
    assert parse_cover(text) == tuple(CoverStep(weeks, Decimal(percentage)) for weeks, percentage in steps)


@pytest.mark.parametrize("text", ["", " ", "70", "104", "104:", ":70", "0:70", "104:101", "104:70,123", "-1:70", "a:b"])
def test_what_is_no_cover_is_refused(text):
    assert problems_of(parse_cover, text) == [Problem("cover-unreadable", "cover")]


@given(st.lists(st.tuples(st.integers(1, 9999), st.decimals(0, 100, places=2)), min_size=1, max_size=6))
def test_every_cover_that_is_written_is_read_again(steps):
    text = " ".join(f"{weeks}:{percentage}" for weeks, percentage in steps)
    assert parse_cover(text) == tuple(CoverStep(weeks, percentage) for weeks, percentage in steps)


@pytest.mark.parametrize(
    ("span", "waiting_days", "others", "problems"),
    [
        (YEAR, 10, [], []),
        (YEAR, 0, [PolicySpan(date(2025, 1, 1), date(2025, 12, 31))], []),
        (YEAR, LONGEST_WAIT, [PolicySpan(date(2027, 1, 1), None)], []),
        (PolicySpan(date(2026, 2, 1), date(2026, 1, 31)), 10, [], [ENDS_FIRST]),
        (YEAR, LONGEST_WAIT + 1, [], [WAITS_TOO_LONG]),
        (YEAR, 10, [PolicySpan(date(2025, 1, 1), None)], [OVERLAPS]),
        (YEAR, 10, [PolicySpan(date(2026, 12, 31), None)], [OVERLAPS]),
        (PolicySpan(date(2020, 1, 1), None), 10, [YEAR], [OVERLAPS]),
        (
            PolicySpan(date(2026, 2, 1), date(2026, 1, 1)),
            999,
            [PolicySpan(date(2020, 1, 1), None)],
            [ENDS_FIRST, WAITS_TOO_LONG, OVERLAPS],
        ),
    ],
)
def test_all_that_is_wrong_with_a_policy_is_said_at_once(span, waiting_days, others, problems):
    assert check_policy(span, waiting_days, others) == problems


@given(days, st.none() | st.integers(0, 800), days, st.none() | st.integers(0, 800))
def test_two_policies_that_pass_hold_together_on_no_day(first, length, other_first, other_length):
    def span(start, size):
        return PolicySpan(start, None if size is None else start + timedelta(days=size))

    one, other = span(first, length), span(other_first, other_length)
    both = any(one.holds_on(day) and other.holds_on(day) for day in (first, other_first))
    assert bool(check_policy(one, 0, [other])) is both


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)],
)
def test_a_policy_holds_on_its_first_and_last_day(day, holds):
    assert YEAR.holds_on(day) is holds


def test_a_running_policy_goes_on_holding():
    assert PolicySpan(date(2026, 1, 1), None).holds_on(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("kind", "day", "holds"),
    [
        (CaseKind.ABSENCE, date(2026, 6, 8), True),
        (CaseKind.ABSENCE, date(2027, 6, 8), False),
        (CaseKind.SICKNESS_ACT, date(2026, 6, 8), False),
        (CaseKind.WGA, date(2027, 6, 8), True),
    ],
)
def test_cover_holds_by_a_policy_of_the_kind_on_the_day_or_where_it_is_decided(kind, day, holds):
    cover = Cover(((CaseKind.ABSENCE, YEAR),), frozenset({CaseKind.WGA}))
    assert cover.holds(kind, day) is holds


DAY = timedelta(days=1)
TODAY = date(2026, 6, 8)


def test_cover_holds_by_a_policy_or_by_decision():
    cover = Cover(((CaseKind.ABSENCE, PolicySpan(TODAY, None)),), frozenset({CaseKind.PREGNANCY}))
    assert cover.holds(CaseKind.ABSENCE, TODAY)
    assert not cover.holds(CaseKind.ABSENCE, TODAY - DAY)
    assert cover.holds(CaseKind.PREGNANCY, TODAY - DAY)
