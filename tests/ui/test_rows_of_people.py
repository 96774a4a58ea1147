"""What a letter does on the row of an employee, and what a task says of itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.domain.absence import Step
from xstui.screens.home import HomeScreen
from xstui.services.absence import absence, tasks
from xstui.services.people import people
from xstui.widgets.rows import RowList

KEYS = {
    "z": "Ziekmelden",
    "h": "Werknemer meldt zich volledig hersteld",
    "d": "● 2 Werknemer meldt zich voor een hoger/lager percentage ziek",
    "t": "Alle eigen taken",
    "e": "Bewerken",
    "n": "Werknemer toevoegen",
}


@pytest.mark.parametrize("to_row", [("w", "polis", "down"), ("r",), ("t",)], ids=["employees", "cases", "tasks"])
async def test_a_letter_on_a_row_does_the_same_on_every_list(company_path, to_row):
    async with at_home(company_path) as clerk:
        for key, shown in KEYS.items():
            await clerk.press(*to_row)
            await clerk.press(key)
            clerk.sees(shown)
            while not isinstance(clerk.app.screen, HomeScreen):
                await clerk.press("escape")


async def test_a_sick_report_from_a_row_takes_two_keys(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w", "jans", "down")
        clerk.pressed = 0
        await clerk.press("z", "f2")
        assert clerk.pressed == 2
        clerk.sees("Ziek gemeld: Jansen, A.", "Uitgebreid zoeken", "100,00 %")


async def test_letters_are_typed_while_the_list_has_not_the_focus(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w", "z", "h", "d")
        clerk.sees("zhd", "Niemand gevonden")


@pytest.mark.parametrize(
    "keys", [("w", "jans", "down", "z"), ("slash", "jans", "down", "z"), ("z", "jans", "down", "enter")]
)
async def test_down_in_a_burst_goes_to_who_was_typed_and_not_to_who_was_drawn(company_path, keys):
    async with at_home(company_path) as clerk:
        await clerk.burst(*keys)
        clerk.sees("Ziekmelden", "Jansen, A. · Inkomen")


async def test_what_takes_one_person_says_so_of_marked_rows(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w", "down", "space", "space", "g")
        clerk.sees("per persoon", "■")
        await clerk.press("h")
        clerk.sees("Herstel melden · lijst", "Berg, J. van den", "2 rijen")


async def test_who_is_not_sick_cannot_recover(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w", "jans", "down", "h")
        clerk.sees("Jansen, A. is niet ziek gemeld")


@pytest.mark.parametrize(("key", "first"), [("slash", "Typ een naam"), ("z", "Typ een naam"), ("h", "Polis, V.")])
async def test_F15_nobody_found_says_so_while_typing(company_path, key, first):
    async with at_home(company_path) as clerk:
        await clerk.press(key)
        clerk.sees(first)
        await clerk.press("qqqq")
        clerk.sees("Niemand gevonden")


async def test_F32_the_cases_of_one_kind(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("r")
        clerk.sees("1 Alle 1", "2 Regulier (verzuim) 1", "3 ZW 0", "4 WGA 0", "Polis, V.")
        await clerk.press("4")
        clerk.sees("Niemand is afwezig")
        await clerk.press("2")
        clerk.sees("Polis, V.")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_F44_a_task_opens_in_the_dossier_and_says_what_is_expected_and_whom_to_ask(company_path, size):
    async with at_home(company_path, size) as clerk:
        await clerk.press("t", "down", "enter")
        clerk.sees("Dossier: Polis, V.", "Maak samen met de werknemer een plan van aanpak")
        clerk.sees("Vragen? Neem contact op met uw arbodienst", "Bron: Regeling procesgang", "a Afhandelen")
        await clerk.press("a", "f2")
        clerk.sees("Taak Plan van aanpak uitgevoerd: Polis, V.")
        await clerk.press("1")
        assert "a Afhandelen" not in clerk.screen


async def test_F45_the_tasks_of_others_stand_apart(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("enter", "f", "end")
        lines = clerk.screen.splitlines()
        apart = next(number for number, line in enumerate(lines) if "Taken van anderen" in line)
        assert all("WG" not in line for line in lines[apart + 1 : -8] if "-20" in line)
        assert "arbodienst" in clerk.screen
        await clerk.press("home", "enter")
        assert len(tasks.open_tasks(clerk.app.context)) == 3  # Enter looks, and closes nothing


async def test_F43_marked_tasks_are_closed_and_taken_back_together(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("t", "space", "space", "a", "f2")
        clerk.sees("✓ 2 taken uitgevoerd: Polis, V. per 08-06-2026 · u = ongedaan maken")
        assert tasks.open_tasks(clerk.app.context) == []  # the evaluation now counts from today's plan
        await clerk.press("u")
        assert len(tasks.open_tasks(clerk.app.context)) == 3


async def test_F28_what_a_row_of_the_dossier_has_no_room_for_stands_below(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter")
        clerk.sees("Ziek · Loon bij ingang ziekte € 4.000,00")
        await clerk.press("4")
        assert clerk.screen.count("Graag overleg.") == 2


async def test_the_cursor_stays_where_it_was_when_a_form_over_a_list_closes(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w", "down", "down", "down")
        before = clerk.app.screen.query_one(RowList).cursor
        await clerk.press("z", "escape")
        assert clerk.app.screen.query_one(RowList).cursor == before > 0
        assert people.dossier_of(clerk.app.context, 1).open_case is not None


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_percentage_with_a_fraction_is_whole_in_every_list_of_people(company_path, language):
    async with at_home(company_path, NARROW, language) as clerk:
        step = Step(date(2026, 6, 1), Decimal("66.67"))
        absence.change_percentage(clerk.app.context, 1, step)
        percent = {"nl": "66,67 %", "en": "66.67 %"}[language]
        for keys in (("r",), ("w", "down", "down"), ("slash", "polis", "down")):
            await clerk.press(*keys)
            clerk.sees(percent)
            assert "67…" not in clerk.screen
