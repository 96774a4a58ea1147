"""Terms after which data must go (domain rules, 7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.retention import YEARS, Keeping, wipe_case_from, wipe_person_from

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
    assert wipe_person_from([END], [], keeping) == expected


def test_a_closed_case_of_who_is_still_employed():
    assert wipe_case_from(date(2024, 3, 15), Keeping.ORDINARY) == date(2026, 3, 16)
    assert wipe_case_from(None, Keeping.ORDINARY) is None


def test_a_leap_day_ends_on_the_last_of_february():
    assert wipe_case_from(date(2024, 2, 29), Keeping.ORDINARY) == date(2026, 3, 1)


def test_who_is_still_employed_somewhere_stays():
    assert wipe_person_from([END, None], [], Keeping.ORDINARY) is None
    assert wipe_person_from([], [], Keeping.ORDINARY) is None


def test_for_an_own_risk_bearer_the_later_of_recovery_and_end_counts():
    assert wipe_person_from([END], [date(2025, 1, 10)], Keeping.SICKNESS_ACT) == date(2030, 1, 11)
    assert wipe_person_from([END], [None], Keeping.WGA) is None
    assert wipe_person_from([END], [None], Keeping.ORDINARY) == date(2026, 6, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(Keeping))
def test_nothing_goes_before_its_term_and_all_goes_after(day, keeping):
    gone = wipe_case_from(day, keeping)
    assert gone == wipe_person_from([day], [day], keeping)
    assert timedelta(days=365 * YEARS[keeping]) < gone - day <= timedelta(days=366 * YEARS[keeping] + 1)
