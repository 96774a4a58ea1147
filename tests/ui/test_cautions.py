"""What is allowed and seldom meant is asked about once: the same key again goes on (quality, section 1)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.company import TODAY
from tests.ui.clerk import at_home
from xstui.screens.report_sick import ReportSickScreen
from xstui.services import absence, people, pregnancy
from xstui.services.absence import SickReport
from xstui.services.pregnancy import Pregnancy

JANSEN = 2


def cases(clerk):
    return people.dossier_of(clerk.app.desk, JANSEN).cases


async def test_a_first_sick_day_long_ago_asks_once_and_typing_ahead_does_not_answer(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("z", "janse", "enter", "0101", "f2", "f2")
        clerk.reads("? Dat is 158 dagen")
        assert cases(clerk) == ()
        await clerk.press("f2")
        assert [case.first_sick_day for case in cases(clerk)] == [date(2026, 1, 1)]


async def test_another_day_is_asked_about_anew_and_six_weeks_is_not(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "janse", "enter", "0101", "f2")
        await clerk.press("ctrl+u", "0201", "f2")
        clerk.reads("? Dat is 157 dagen")
        await clerk.press("ctrl+u", "0101", "f2")
        clerk.reads("? Dat is 158 dagen")
        await clerk.press("ctrl+u", "2704", "f2")
        assert [case.first_sick_day for case in cases(clerk)] == [date(2026, 4, 27)]


@pytest.mark.parametrize("keys", [("z", "janse", "enter", "f2"), ("z", "janse", "f2")])
async def test_who_is_on_leave_is_named_before_she_is_reported_sick(company_path, keys):
    async with at_home(company_path) as clerk:
        pregnancy.report_pregnancy(clerk.app.desk, JANSEN, Pregnancy(date(2026, 7, 1), 6))
        await clerk.press(*keys)
        clerk.reads("? Jansen, A. heeft verlof")
        assert isinstance(clerk.app.screen, ReportSickScreen)
        await clerk.press("f2")
        assert len(cases(clerk)) == 2


async def test_a_leave_over_a_running_absence_says_so(company_path):
    async with at_home(company_path) as clerk:
        absence.report_sick(clerk.app.desk, SickReport(JANSEN, TODAY))
        await clerk.press("g", "janse", "enter", "1510")
        clerk.reads("! Traject 100002 loopt sinds 08-06-2026: verlof is geen verzuim")


async def test_a_child_as_employee_and_a_due_date_that_is_past_are_asked_about(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n")
        clerk.app.screen.field("birth_date").focus()
        await clerk.press("03032020", "enter")
        clerk.reads("? Iemand van 6 jaar.")
        await clerk.press("escape", "g", "janse", "enter", "0202", "enter")
        clerk.reads("? Dat was 126 dagen")


async def test_nobody_dies_tomorrow(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "janse", "enter", "m", "enter", "6", "f2")
        assert clerk.app.screen.field("last_day").has_class("-refused")
        assert people.dossier_of(clerk.app.desk, JANSEN).employment.end_date is None
