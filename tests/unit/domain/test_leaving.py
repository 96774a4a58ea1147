"""Leaving an employer: what is asked of who leaves while sick, and which last days can be."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.absence import CaseKind, CaseTimes, EndReason, Step
from xstui.domain.leaving import LeavingSick, check_leaving, ended_case, kind_on, last_working_day, sickness_act_report
from xstui.domain.problems import Problem

FIRST = date(2026, 3, 2)
START = date(2025, 5, 1)


@pytest.mark.parametrize(
    ("first", "end", "due", "days", "dossier"),
    [
        (FIRST, date(2026, 5, 31), date(2026, 5, 29), 88, True),
        (FIRST, date(2026, 5, 30), date(2026, 5, 29), 88, True),
        (date(2026, 4, 17), date(2026, 5, 29), date(2026, 5, 29), 42, True),
        (date(2026, 4, 18), date(2026, 5, 31), date(2026, 5, 29), 41, False),
    ],
)
def test_2_5_leaving_sick_is_reported_on_the_last_working_day(first, end, due, days, dossier):
    assert sickness_act_report(first, end) == LeavingSick(due, days, dossier)


def test_2_5_who_bears_the_risk_herself_needs_no_reintegration_report():
    found = sickness_act_report(FIRST, date(2026, 5, 31), insured=True)
    assert found == LeavingSick(date(2026, 5, 29), 88, dossier_required=False)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_last_working_day_is_a_weekday_at_most_two_days_before_the_last(last):
    found = last_working_day(last)
    assert found.weekday() < 5
    assert timedelta(0) <= last - found <= timedelta(days=2)


def problems(last, cases=(), end=None):
    return check_leaving(last, employment_start=START, employment_end=end, cases=cases)


def test_the_last_day_is_in_the_employment_and_a_new_one():
    assert problems(START) == []
    assert problems(START - timedelta(days=1)) == [Problem("before-employment", "last_day", {"start": START})]
    assert problems(START, end=START) == [Problem("nothing-changed")]
    assert problems(START, end=START + timedelta(days=1)) == []


STEPS = (Step(FIRST, Decimal(100)), Step(FIRST + timedelta(days=20), Decimal(50)))


@pytest.mark.parametrize(
    ("case", "latest"),
    [
        (CaseTimes(FIRST, None, STEPS), 20),
        (CaseTimes(FIRST, None, ()), 0),
        (CaseTimes(FIRST, FIRST + timedelta(days=30), STEPS), 30),
    ],
)
def test_no_case_changes_after_the_last_day(case, latest):
    last = FIRST + timedelta(days=latest)
    assert problems(last, [case]) == []
    too_early = problems(last - timedelta(days=1), [CaseTimes(START, START, ()), case])
    assert too_early == [Problem("case-after-leaving", "last_day", {"last": last})]


def test_nobody_leaves_before_terms_that_begin_later():
    def judged(*terms):
        return check_leaving(date(2026, 6, 30), employment_start=START, employment_end=None, cases=(), terms=terms)

    assert judged(START, date(2026, 6, 30)) == []
    assert judged(START, date(2026, 7, 1), date(2026, 9, 1)) == [
        Problem("terms-after-leaving", "last_day", {"day": date(2026, 9, 1)})
    ]


@pytest.mark.parametrize(
    ("reason", "ended"),
    [("deceased", EndReason.DECEASED), ("pension", EndReason.PENSION), ("agreed", None), ("", None), (None, None)],
)
def test_no_sick_pay_follows_a_death_or_the_pension_age_whoever_bears_the_risk(reason, ended):
    assert ended_case(reason) is ended


@pytest.mark.parametrize(
    ("last_sick_day", "day", "kind"),
    [
        (None, date(2026, 5, 31), CaseKind.ABSENCE),
        (None, date(2026, 6, 1), CaseKind.SICKNESS_ACT),
        (date(2026, 5, 31), date(2026, 7, 1), CaseKind.ABSENCE),
        (date(2026, 6, 1), date(2026, 7, 1), CaseKind.SICKNESS_ACT),
        (date(2026, 6, 1), date(2026, 5, 31), CaseKind.ABSENCE),
    ],
)
def test_an_absence_is_of_the_sickness_act_from_the_day_after_the_employment(last_sick_day, day, kind):
    assert kind_on(CaseKind.ABSENCE, last_sick_day, date(2026, 5, 31), day) == kind
    assert kind_on(CaseKind.PREGNANCY, last_sick_day, date(2026, 5, 31), day) == CaseKind.PREGNANCY
    assert kind_on(CaseKind.ABSENCE, last_sick_day, None, day) == CaseKind.ABSENCE


DAY = timedelta(days=1)
TODAY = date(2026, 6, 8)


def test_an_absence_that_outlives_its_employment_is_of_the_sickness_act():
    assert kind_on(CaseKind.ABSENCE, None, TODAY - DAY, TODAY) is CaseKind.SICKNESS_ACT
    assert kind_on(CaseKind.ABSENCE, TODAY - DAY, TODAY - DAY, TODAY) is CaseKind.ABSENCE
