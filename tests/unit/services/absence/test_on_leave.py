"""Who is on leave on a day."""

from __future__ import annotations

from datetime import date, timedelta

from tests.company import TODAY
from xstui.domain.absence import LeaveDays
from xstui.domain.leave import Around
from xstui.services.absence import absence, on_leave, pregnancy
from xstui.services.absence.pregnancy import Pregnancy
from xstui.store.tables import Employment

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


def test_an_absence_that_goes_on_is_known_up_to_today(context):
    with context.reading() as session:
        (running,) = on_leave.sick_until_today(session, context, session.get_one(Employment, 1))
    assert (running.first_sick_day, running.last_sick_day) == (date(2026, 3, 2), TODAY)
    absence.report_recovery(context, 1, date(2026, 5, 1))
    with context.reading() as session:
        (ended,) = on_leave.sick_until_today(session, context, session.get_one(Employment, 1))
    assert ended.last_sick_day == date(2026, 5, 1)
