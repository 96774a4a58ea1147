"""Pregnancy and maternity leave: the table of the specification, and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.leave import leave_plan
from xstui.domain.problems import Refused

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
    with pytest.raises(Refused, match="leave-weeks-out-of-range"):
        leave_plan(DUE, weeks_before=weeks, multiple=multiple)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(4, 6), st.integers(-90, 21))
def test_never_less_than_sixteen_weeks_nor_ten_after_birth(due, weeks, shift):
    plan = leave_plan(due, weeks_before=weeks, born=due + timedelta(days=shift))
    assert plan.days == 16 * 7 + max(0, shift)
    assert plan.after_birth_days >= 70
