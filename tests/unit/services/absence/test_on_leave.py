"""Who is on leave on a day."""

from datetime import timedelta

from tests.company import TODAY
from xstui.domain.absence import LeaveDays
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
