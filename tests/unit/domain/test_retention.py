"""Terms after which data must go (domain rules, 7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.dates import add_days, add_months
from xstui.domain.retention import (
    UNDONE_FOR,
    YEARS,
    Keeping,
    KeptCase,
    Term,
    keeping_of,
    wipe_cases_from,
    wipe_person_from,
)

END = date(2024, 5, 31)


@pytest.mark.parametrize(
    ("keeping", "expected"),
    [
        (Keeping.ORDINARY, date(2026, 6, 1)),
        (Keeping.SICKNESS_ACT, date(2029, 6, 1)),
        (Keeping.WGA, date(2034, 6, 1)),
    ],
)
def test_an_employment_that_ended_on_31_may_2024(keeping, expected):
    assert wipe_person_from([END], [KeptCase(date(2024, 1, 8), keeping, END)]) == Term(expected, keeping)


def test_a_closed_case_of_who_is_still_employed():
    assert wipe_cases_from([KeptCase(date(2024, 3, 15))]) == Term(date(2026, 3, 16), Keeping.ORDINARY)
    assert wipe_cases_from([KeptCase(None)]) is None
    assert wipe_cases_from([]) is None


def test_a_leap_day_ends_on_the_last_of_february():
    assert wipe_cases_from([KeptCase(date(2024, 2, 29))]) == Term(date(2026, 3, 1), Keeping.ORDINARY)


def test_who_is_still_employed_somewhere_stays():
    assert wipe_person_from([END, None]) is None
    assert wipe_person_from([]) is None


def test_for_an_own_risk_bearer_the_later_of_recovery_and_end_counts():
    recovered = KeptCase(date(2025, 1, 10), Keeping.SICKNESS_ACT, END)
    assert wipe_person_from([END], [recovered]) == Term(date(2030, 1, 11), Keeping.SICKNESS_ACT)
    assert wipe_cases_from([KeptCase(date(2024, 1, 10), Keeping.WGA, END)]) == Term(date(2034, 6, 1), Keeping.WGA)


@pytest.mark.parametrize("keeping", Keeping)
def test_nobody_with_an_open_case_is_past_the_retention_period(keeping):
    assert wipe_person_from([END], [KeptCase(END), KeptCase(None, keeping, END)]) is None


def test_joined_cases_count_as_one_and_own_risk_of_one_holds_for_all():
    first, last = KeptCase(date(2024, 1, 12)), KeptCase(date(2024, 2, 20))
    assert wipe_cases_from([first, last]) == Term(date(2026, 2, 21), Keeping.ORDINARY)
    assert wipe_cases_from([first, KeptCase(None)]) is None
    at_risk = KeptCase(date(2024, 2, 20), Keeping.SICKNESS_ACT)
    assert wipe_cases_from([first, at_risk]) == Term(date(2029, 2, 21), Keeping.SICKNESS_ACT)


def test_each_case_keeps_its_own_period_beside_a_later_employment():
    long_ago = KeptCase(date(2014, 5, 31), Keeping.WGA, date(2014, 5, 31))
    assert wipe_person_from([date(2014, 5, 31), END], [long_ago]) == Term(date(2026, 6, 1), Keeping.ORDINARY)


@pytest.mark.parametrize(
    ("kind", "reason", "last", "insured", "keeping"),
    [
        (CaseKind.ABSENCE, EndReason.LEFT, END, True, Keeping.SICKNESS_ACT),
        (CaseKind.ABSENCE, EndReason.TRANSFERRED, END, True, Keeping.SICKNESS_ACT),
        (CaseKind.ABSENCE, EndReason.RECOVERED, date(2024, 6, 1), True, Keeping.SICKNESS_ACT),
        (CaseKind.ABSENCE, EndReason.RECOVERED, END, True, Keeping.ORDINARY),
        (CaseKind.ABSENCE, EndReason.LEFT, END, False, Keeping.ORDINARY),
        (CaseKind.PREGNANCY, EndReason.LEFT, END, True, Keeping.ORDINARY),
        (CaseKind.SICKNESS_ACT, EndReason.RECOVERED, END, False, Keeping.SICKNESS_ACT),
        (CaseKind.WGA, EndReason.RECOVERED, END, False, Keeping.WGA),
        (CaseKind.ABSENCE, EndReason.MISTAKEN, date(2024, 6, 1), True, Keeping.ORDINARY),
        (CaseKind.WGA, EndReason.MISTAKEN, END, True, Keeping.ORDINARY),
    ],
)
def test_the_longer_periods_are_for_what_was_at_the_employers_own_risk(kind, reason, last, insured, keeping):
    assert keeping_of(kind, reason, last, END, insured=insured) is keeping


def test_an_end_beyond_the_calendar_is_never_reached_and_stops_nothing():
    assert wipe_person_from([date.max]) == Term(date.max, Keeping.ORDINARY)
    assert add_months(date.max, 24) == add_days(date.max, 1) == date.max
    assert add_months(date.min, -1) == add_days(date.min, -1) == date.min


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(Keeping))
def test_nothing_goes_before_its_period_is_over_and_all_goes_after(day, keeping):
    term = wipe_cases_from([KeptCase(day, keeping, day)])
    assert term == wipe_person_from([day], [KeptCase(day, keeping, day)])
    assert timedelta(days=365 * YEARS[keeping]) < term.due - day <= timedelta(days=366 * YEARS[keeping] + 1)


def test_an_undone_hire_is_kept_for_four_weeks():
    assert timedelta(days=28) == UNDONE_FOR
