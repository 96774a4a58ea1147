"""`u` takes back what the receipt names; without a receipt it says first what would go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.company import context_of
from tests.ui.clerk import at_home
from xstui.services.absence import absence, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.people import people

JANSEN, BERG = 2, 3
ASKED = "Nog eens u maakt dit ongedaan: "


def is_sick(clerk, person_id):
    return people.dossier_of(clerk.app.context, person_id).open_case is not None


def open_tasks(clerk):
    return {task.task_id for task in tasks.open_tasks(clerk.app.context)}


async def test_the_receipt_of_a_report_is_taken_back_at_once_and_what_came_before_is_asked(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2", "z", "berg", "enter", "-1", "f2")
        clerk.sees("Ziek gemeld: Berg, J. van den")
        await clerk.press("u")
        clerk.sees("Ongedaan gemaakt: Ziek gemeld: Berg, J. van den")
        await clerk.press("u")
        clerk.says(ASKED + "Ziek gemeld: Jansen, A. per 07-06-2026")
        assert is_sick(clerk, JANSEN)
        await clerk.press("u")
        assert not is_sick(clerk, JANSEN)


async def test_on_a_screen_without_the_receipt_undo_names_the_registration_and_another_key_takes_the_question_away(
    company_path,
):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2", "t", "u")
        clerk.says(ASKED + "Ziek gemeld: Jansen, A.")
        await clerk.press("escape", "r", "u")
        assert is_sick(clerk, JANSEN)
        await clerk.press("u")
        assert not is_sick(clerk, JANSEN)


async def test_where_another_registration_is_the_last_it_is_named_and_asked(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2")
        same = clerk.app.context
        absence.report_sick(same, SickReport(BERG, date(2026, 6, 7)))
        await clerk.press("u")
        clerk.says(ASKED + "Ziek gemeld: Berg, J. van den")
        assert is_sick(clerk, JANSEN)
        assert is_sick(clerk, BERG)


async def test_redo_is_taken_back_at_once(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2", "u", "ctrl+y", "u")
        assert not is_sick(clerk, JANSEN)


async def test_any_registration_of_the_progress_overview_is_taken_back_unless_something_came_over_it(company_path):
    async with at_home(company_path) as clerk:
        before = open_tasks(clerk)
        await clerk.press("t", "a", "f2", "escape", "z", "jans", "enter", "-1", "f2")
        assert before - open_tasks(clerk)
        await clerk.press("slash", "poli", "enter", "3", "u")
        clerk.says(ASKED + "Taak ")
        await clerk.press("u")
        assert before <= open_tasks(clerk)
        assert is_sick(clerk, JANSEN)
        await clerk.press("end", "u")
        clerk.says("Dit kan niet ongedaan gemaakt worden: het is al ongedaan gemaakt, of het is geen registratie.")


async def test_a_registration_of_several_that_is_taken_back_from_the_file_of_one_names_the_others_first(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans;berg", "enter", "-1", "f2", "slash", "jans", "enter", "3", "u")
        deed = "Ziek gemeld: 2 mensen per 07-06-2026, 100,00 % (Berg, J. van den; Jansen, A.)"
        clerk.says(ASKED + deed)
        await clerk.press("u")
        clerk.says(f"Ongedaan gemaakt: {deed} · Ctrl+Y = opnieuw doen")
        await clerk.press("ctrl+y")
        clerk.says(f"Opnieuw gedaan: {deed}")


async def test_a_registration_of_a_colleague_is_taken_back_with_the_right_for_it(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("escape")
        other = context_of(clerk.app.context.store)
        absence.report_sick(other, SickReport(JANSEN, date(2026, 6, 7)))
        await clerk.press("slash", "jans", "enter", "3", "u", "u")
        clerk.sees("Ongedaan gemaakt: Ziek gemeld: Jansen, A.")
        assert not is_sick(clerk, JANSEN)


async def test_what_would_be_undone_of_another_department_is_not_named(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2", "t")
        actor = replace(clerk.app.context.actor, unit_ids=frozenset({3}))
        clerk.app._signed_in = replace(clerk.app.context, actor=actor)
        await clerk.press("u")
        assert "Jansen" not in clerk.screen.splitlines()[-2] + clerk.screen.splitlines()[-3]
        assert ASKED not in clerk.screen


async def test_an_undo_says_first_what_it_took_back_and_then_the_key_that_turns_it_round(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2", "u")
        clerk.reads_wrapped(
            "✓ Ongedaan gemaakt: Ziek gemeld: Jansen, A. per 07-06-2026, 100,00 % · Ctrl+Y = opnieuw doen"
        )
        await clerk.press("ctrl+y")
        clerk.reads_wrapped("✓ Opnieuw gedaan: Ziek gemeld: Jansen, A. per 07-06-2026, 100,00 % · u = ongedaan maken")


async def test_what_was_told_goes_once_another_page_was_looked_at_and_stays_under_help(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "escape")
        clerk.sees("↺ Niet opgeslagen, wel bewaard")
        await clerk.press("f1", "escape")
        clerk.sees("↺ Niet opgeslagen, wel bewaard")
        await clerk.press("m", "escape")
        assert "Niet opgeslagen" not in clerk.screen


async def test_another_tab_takes_the_receipt_away_so_that_undo_is_about_what_is_in_sight(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jans", "enter", "z", "-1", "f2", "3")
        assert "ongedaan maken" not in clerk.screen
        await clerk.press("u")
        clerk.says(ASKED + "Ziek gemeld: Jansen, A.")
