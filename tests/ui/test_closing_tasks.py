"""Closing a task by keyboard: on another day than today, or deviated from with the reason."""

from __future__ import annotations

from datetime import date

from tests.company import NOW
from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.domain.protocol import TaskState
from xstui.i18n import format_moment
from xstui.services.absence import absence, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.people import people

POLIS = 1


def line(clerk, code):
    every = tasks.tasks_of_person(clerk.app.context, POLIS, everything=True)
    return next(one for one in every if one.code == code)


async def test_1_2_the_plan_of_action_is_due_two_weeks_after_the_day_the_judgement_was_given(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("slash", "poli", "enter", "2", "f", "end", "up", "a")
        clerk.sees("Taak afhandelen", "Polis, V. · Probleemanalyse (oordeel bedrijfsarts) · uiterlijk 13-04-2026")
        await clerk.press("20042026", "f2")
        clerk.sees("Taak Probleemanalyse (oordeel bedrijfsarts) uitgevoerd: Polis, V.")
        assert line(clerk, "T02").state is TaskState.DONE
        assert (line(clerk, "T03").due, line(clerk, "T04").due) == (date(2026, 5, 4), date(2026, 6, 15))
        await clerk.press("u")
        assert (line(clerk, "T02").state, line(clerk, "T03").due) == (TaskState.OVERDUE, date(2026, 4, 27))


async def test_1_2_a_task_is_deviated_from_with_the_reason_from_the_dossier(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("slash", "poli", "enter", "2", "down", "a", "up", "2", "f2")
        clerk.sees("! Vul dit veld in.")
        await clerk.press("in overleg later", "f2")
        clerk.sees("Taak Plan van aanpak afgeweken: Polis, V.")
        assert line(clerk, "T03").state is TaskState.DEVIATED


async def test_a_day_before_the_first_sick_day_or_to_come_is_refused_at_its_field(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("t", "a", "01032026", "f2")
        clerk.sees("! Dit is voor de eerste ziektedag, 02-03-2026.")
        await clerk.press("escape", "a", "01032025", "f2")
        clerk.sees("! Dit is voor de eerste ziektedag, 02-03-2026.")
        assert "Klopt dat?" not in clerk.screen
        assert line(clerk, "T01").state is TaskState.OVERDUE


async def test_what_was_recorded_of_a_task_is_shown_and_the_form_opens_with_it(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("slash", "poli", "enter", "2", "f", "end", "up", "a", "20042026", "f2")
        recorded = f"vastgelegd door combi op {format_moment(NOW)}"
        clerk.says("Uitgevoerd op 20-04-2026, " + recorded + ", 7 dagen te laat.")
        await clerk.press("a")
        clerk.says(recorded)
        await clerk.press("f2")
        clerk.sees("Er is niets gewijzigd.")
        assert line(clerk, "T02").closed_on == date(2026, 4, 20)
        await clerk.press("home", *["delete"] * 10, "21042026", "f2")
        assert (line(clerk, "T02").closed_on, line(clerk, "T03").due) == (date(2026, 4, 21), date(2026, 5, 5))


async def test_why_a_task_was_deviated_from_is_shown(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("slash", "poli", "enter", "2", "down", "a", "up", "2", "f2")
        await clerk.press("in overleg later", "f2")
        await clerk.press("f", "down")
        assert (line(clerk, "T03").remark, line(clerk, "T03").closed_by) == ("in overleg later", "combi")
        clerk.sees("Reden: in overleg later")


async def test_tasks_of_several_cases_stand_below_the_number_and_state_of_each(company_path):
    async with at_home(company_path) as clerk:
        context = clerk.app.context
        absence.report_recovery(context, people.dossier_of(context, POLIS).open_case.case_id, date(2026, 6, 1))
        absence.report_sick(context, SickReport(POLIS, date(2026, 6, 5)))
        await clerk.press("slash", "poli", "enter", "2", "f")
        clerk.sees("Traject 100002 · loopt")
        headings = [one for one in clerk.app.screen._tasks if isinstance(one, str)]
        assert headings == [
            "Traject 100002 · loopt",
            "Taken van anderen",
            "Traject 100001 · t/m 01-06-2026",
            "Taken van anderen",
        ]


async def test_tasks_that_lapsed_are_not_among_those_ahead(company_path):
    async with at_home(company_path, WIDE) as clerk:
        context = clerk.app.context
        absence.report_recovery(context, people.dossier_of(context, POLIS).open_case.case_id, date(2026, 6, 1))
        await clerk.press("slash", "poli", "enter")
        assert "Ziekmelding aan arbodienst" not in clerk.screen


async def test_late_tasks_whose_terms_count_from_the_one_that_is_closed_are_named_in_its_receipt(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("slash", "poli", "enter", "2", "f", "end", "up", "a", "v", "f2")
        clerk.reads_wrapped(
            "✓ Taak Probleemanalyse (oordeel bedrijfsarts) uitgevoerd: Polis, V. per 08-06-2026",
            "niet meer te laat: 1 × Plan van aanpak, nu uiterlijk 22-06-2026 · u = ongedaan maken",
        )
