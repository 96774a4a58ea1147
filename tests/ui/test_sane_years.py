"""Each field for a day takes days of years that make sense; in an end date, 31-12-9999 says that there is none."""

from __future__ import annotations

from datetime import date

from tests.ui.clerk import at_home
from xstui.screens.absence.close_task import CloseTaskScreen
from xstui.screens.absence.correct_case import CorrectCaseScreen
from xstui.screens.absence.pregnancy import PregnancyScreen
from xstui.screens.absence.report_recovery import ReportRecoveryScreen
from xstui.screens.absence.report_sick import ReportSickScreen
from xstui.screens.absence.what_if import WhatIfScreen
from xstui.screens.office.logins import EndLoginScreen
from xstui.screens.people.employee_form import EmployeeScreen
from xstui.screens.people.employment import EmploymentScreen
from xstui.screens.people.leaving import LeavingScreen
from xstui.screens.reporting.report import ReportScreen
from xstui.services.absence import absence, corrections, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.access import accounts
from xstui.services.people import people
from xstui.widgets.date_field import DateField

TODAY = date(2026, 6, 8)
POLIS, JANSEN = 1, 2
END_DATES = {"end_date", "day", "last_sick_day"}
"""Fields that may say that there is no end, on the screens of `OPEN_ENDED`."""


def screens(context):
    case = people.dossier_of(context, POLIS).open_case.case_id
    absence.report_recovery(context, absence.report_sick(context, SickReport(JANSEN, date(2026, 6, 1))).case_id, TODAY)
    ended = people.dossier_of(context, JANSEN).cases[0].case_id
    yield ReportSickScreen()
    yield ReportRecoveryScreen()
    yield EmployeeScreen()
    yield EmploymentScreen(JANSEN)
    yield LeavingScreen()
    yield PregnancyScreen()
    yield CloseTaskScreen(tasks.open_tasks(context)[:1])
    yield CorrectCaseScreen(corrections.registered(context, ended))
    yield WhatIfScreen(case)
    yield ReportScreen("werknemersbestand")
    yield ReportScreen("uitkeringsspecificaties")
    yield EndLoginScreen(accounts.logins(context)[0], lambda _login, _day: None)


OPEN_ENDED = {EmployeeScreen, CorrectCaseScreen, EndLoginScreen}


async def test_every_field_for_a_day_on_every_form_refuses_years_that_make_no_sense(company_path):
    async with at_home(company_path) as clerk:
        met = 0
        for screen in screens(clerk.app.context):
            await clerk.app.push_screen(screen)
            await clerk.press()
            for field in screen.query(DateField):
                met += 1
                for text, day in (
                    ("01-01-1700", None),
                    ("01-01-1901", date(1901, 1, 1)),
                    ("01-01-2300", date(2300, 1, 1)),
                ):
                    field.put_back(text)
                    assert (field.value, bool(field.problems)) == (None, True), (screen, field.id, text)
                    assert field.problems[0].field == field.id or day is None
                for text in ("31-12-9999", "99991231", "01-01-2999"):
                    field.put_back(text)
                    allowed = type(screen) in OPEN_ENDED and field.id in END_DATES
                    assert (field.value, bool(field.problems)) == (None, not allowed), (screen, field.id, text)
            clerk.app.pop_screen()
            await clerk.press()
        assert met > 18


async def test_an_employment_without_end_is_saved_without_one_and_says_so(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n")
        screen = clerk.app.screen
        screen.field("end_date").focus()
        await clerk.press("31129999")
        clerk.sees("geen einddatum")
        assert screen.given("end_date") is None


async def test_a_last_day_without_end_is_refused_in_words(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "janse", "enter", "31-12-9999", "enter")
        clerk.reads_wrapped("! 31-12-9999 betekent dat er geen einde is, en hier wordt een dag gevraagd.")
        await clerk.press("ctrl+e", "ctrl+u", "08062126", "f2")
        clerk.reads_wrapped("! Deze dag ligt te ver weg. Typ een dag van 01-01-1940 tot en met 31-12-2086.")
        assert people.dossier_of(clerk.app.context, JANSEN).employment.end_date is None
