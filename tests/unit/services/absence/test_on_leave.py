"""Who is on leave on a day."""

from datetime import timedelta

from tests.company import TODAY
from xstui.domain.absence import LeaveDays
from xstui.domain.leave import Around
from xstui.services.absence import on_leave, pregnancy
from xstui.services.absence.pregnancy import Pregnancy

JANSEN, BERG = 2, 3
DAY = timedelta(days=1)


def test_who_is_on_leave_on_a_day_is_told_with_its_first_and_last_day(context):
    leave = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(TODAY + timedelta(days=20), 6))
    days = LeaveDays(leave.start, leave.end)
    for day, found in (
        (days.first - DAY, {}),
        (days.first, {JANSEN: days}),
        (days.last, {JANSEN: days}),
        (days.last + DAY, {}),
    ):
        assert on_leave.leaves_on(context, [JANSEN, BERG], day) == found


def test_what_a_sickness_around_the_leave_comes_to_is_told_and_of_no_other(context):
    leave = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(TODAY + timedelta(days=30), 4))
    found = on_leave.sick_around(context, JANSEN, TODAY)
    assert (found.around, found.since) == (Around.BEFORE, TODAY)
    assert found.report_by > TODAY
    assert found.leave_ends == leave.end - DAY, "a sick day in the weeks in which it could begin counts as one of it"
    assert on_leave.sick_around(context, BERG, TODAY) is None
