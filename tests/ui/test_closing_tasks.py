"""Closing a task by keyboard: on another day than today, or deviated from with the reason."""

from __future__ import annotations

from datetime import date

from tests.ui.clerk import NARROW, at_home
from xstui.domain.protocol import TaskState
from xstui.services import tasks

POLIS = 1


def line(clerk, code):
    every = tasks.tasks_of_person(clerk.app.desk, POLIS, everything=True)
    return next(one for one in every if one.code == code)


async def test_1_2_the_plan_of_action_is_due_two_weeks_after_the_day_the_judgement_was_given(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("slash", "poli", "enter", "2", "f", "end", "up", "a")
        clerk.sees("Taak afsluiten", "Polis, V. · Probleemanalyse (oordeel bedrijfsarts) · uiterlijk 13-04-2026")
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
        assert line(clerk, "T01").state is TaskState.OVERDUE
