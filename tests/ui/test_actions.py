"""*Acties* and the palette: everything that can be done, by a letter, a digit, the arrows, or the manual's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.command import CommandList
from textual.geometry import Region

from tests.ui.clerk import EDGES, at_home
from xstui.domain.roles import Role
from xstui.screens.absence.what_if import WhatIfScreen
from xstui.screens.base.actions import ActionsScreen
from xstui.screens.base.commands import CORRECT
from xstui.screens.home import HomeScreen
from xstui.screens.office.roles import RolesScreen
from xstui.screens.people.employee_form import EmployeeScreen
from xstui.screens.reporting.report import ReportScreen

DOSSIER = ("slash", "poli", "enter")


async def test_the_actions_of_a_dossier_are_the_same_on_every_tab_but_for_what_is_about_a_task(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*DOSSIER)
        for tab in ("1", "3", "5"):
            await clerk.press(tab, "full_stop")
            clerk.reads("Acties · Dossier: Polis, V.", "z Ziekmelden", "d Ziek en deelherstel", "l Uit dienst melden")
            clerk.reads("e Bewerken", "k Wijzigen dienstverband", "c Traject corrigeren", "1 Wat als")
            assert "Taak afhandelen" not in clerk.screen
            await clerk.press("escape")
        await clerk.press("2", "full_stop")
        clerk.reads("a Taak afhandelen")


@pytest.mark.parametrize("keys", [("e",), (*["down"] * 4, "enter")])
async def test_an_action_is_started_by_its_letter_and_by_the_arrows(company_path, keys):
    async with at_home(company_path) as clerk:
        await clerk.press(*DOSSIER, "full_stop", *keys)
        assert isinstance(clerk.app.screen, EmployeeScreen)


async def test_what_has_no_letter_has_a_digit_and_another_key_rings_and_keeps_the_list_open(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*DOSSIER, "full_stop", "w", "x")
        clerk.reads("Acties · Dossier: Polis, V.")
        await clerk.press("1")
        assert isinstance(clerk.app.screen, WhatIfScreen)


async def test_what_can_not_be_done_now_says_why_in_the_list_and_by_its_key(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*DOSSIER, "full_stop")
        clerk.says("– z Ziekmelden: Er loopt al een traject, sinds 02-03-2026.")
        clerk.app.screen.query_one("#actions").styles.width = 48
        await clerk.press("down", "up")
        lines = clerk.screen.translate(EDGES).splitlines()
        place = next(number for number, line in enumerate(lines) if "– " in line)
        assert len(lines[place + 1]) - len(lines[place + 1].lstrip()) == lines[place].index("Ziekmelden")
        await clerk.press("z")
        clerk.reads("Acties · Dossier: Polis, V.")
        await clerk.press("escape", "z")
        clerk.reads("! Er loopt al een traject, sinds 02-03-2026.")
        await clerk.press("slash", "jans", "enter", "full_stop")
        clerk.reads(
            "z Ziekmelden", "– h (deel)Herstel melden: Er loopt geen traject.", "– Wat als: Er loopt geen traject."
        )
        assert "– z" not in clerk.screen


async def test_a_palette_whose_list_has_no_place_yet_takes_a_page_down(company_path, monkeypatch):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+p", "down", "down")
        found = clerk.app.screen.query_one(CommandList)
        found._line_cache.clear()
        monkeypatch.setattr(CommandList, "scrollable_content_region", Region())
        clerk.app.screen._action_command_list("page_down")
        monkeypatch.undo()
        await clerk.press("pagedown", "pageup")
        assert clerk.app._exception is None


async def test_a_place_that_is_a_command_of_its_own_here_is_among_the_actions(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("s", "full_stop")
        clerk.reads("Acties · Organisatiestructuur", "▸ q Claimspecificatie")
        await clerk.press("enter")
        clerk.sees("Claimspecificatie", "Verzekerd loon")


async def test_a_screen_without_actions_says_so(company_path):
    async with at_home(company_path) as clerk:
        await clerk.app.push_screen(RolesScreen())
        await clerk.press("full_stop")
        clerk.reads("! Hier valt met Acties niets te doen.")
        await clerk.press("enter", "down")
        assert isinstance(clerk.app.screen, RolesScreen)


async def test_a_list_of_actions_that_can_not_be_done_takes_no_enter_and_no_arrow(company_path):
    async with at_home(company_path) as clerk:
        await clerk.app.push_screen(ActionsScreen("Acties", [], {CORRECT: "Er is geen traject."}))
        await clerk.press("down", "up", "enter")
        clerk.reads("– c Traject corrigeren: Er is geen traject.")


async def test_a_viewer_is_offered_no_action_that_registers(company_path):
    async with at_home(company_path) as clerk:
        viewer = replace(clerk.app.context.actor, role=Role.VIEWER, administrator=False)
        clerk.app._signed_in = replace(clerk.app.context, actor=viewer)
        await clerk.press(*DOSSIER, "full_stop")
        clerk.reads("y Historie weergave")
        assert "Ziekmelden" not in clerk.screen
        assert "Wijzigen dienstverband" not in clerk.screen


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ziekmelden", "Ziekmelden  (z)"),
        ("uit dienst", "Uit dienst melden  (l)"),
        ("trajecthistorie", "Trajectendossier  (3)"),
        ("uitloggen", "Afsluiten  (Ctrl+Q)"),
        ("peildatum", "Werknemersbestand  (b)"),
    ],
)
async def test_the_palette_finds_a_command_by_the_manuals_words(company_path, typed, found):
    async with at_home(company_path) as clerk:
        await clerk.press(*DOSSIER, "ctrl+p", typed)
        await clerk.app.workers.wait_for_complete()
        await clerk.press()
        clerk.sees(found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("trajecthistorie", "Trajectendossier: zoek eerst de werknemer"),
        ("polis", "Verzekeringen: zoek eerst de werknemer"),
        ("claim", "Uitkeringsspecificaties  (q)"),
        ("start", "Startpagina  (0)"),
    ],
)
async def test_the_palette_of_the_home_page_finds_what_is_about_a_person_too(company_path, typed, found):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+p", typed)
        await clerk.app.workers.wait_for_complete()
        await clerk.press()
        clerk.sees(found)


async def test_what_is_about_a_person_is_shown_of_the_one_who_is_found(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+p", "trajecthis")
        await clerk.app.workers.wait_for_complete()
        await clerk.press("enter", "poli", "enter")
        clerk.sees("Dossier: Polis, V.", "Overzicht voortgang")


async def test_one_key_goes_home_from_deep_screens_and_what_is_typed_below_is_kept(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "ctrl+p", "verzuimcijfers")
        await clerk.app.workers.wait_for_complete()
        await clerk.press("enter", "b", "s", "m", "0")
        assert isinstance(clerk.app.screen, HomeScreen)
        assert len(clerk.app.screen_stack) == 2
        await clerk.press("z", "jans", "enter")
        clerk.reads_wrapped("↺ Bewaard wat u typte")


async def test_from_a_form_the_palette_leads_to_every_place_and_back_to_what_was_typed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "ctrl+p", "verzuimcijfers")
        await clerk.app.workers.wait_for_complete()
        await clerk.press("enter")
        assert isinstance(clerk.app.screen, ReportScreen)
        await clerk.press("escape")
        clerk.sees("jans")


async def test_a_letter_that_means_nothing_here_says_what_it_is_for_and_drops_nothing(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("x", "t")
        assert not isinstance(clerk.app.screen, HomeScreen)
        await clerk.press("escape", "x")
        clerk.says("x is voor Exporteren; dat is hier niet.")
        await clerk.press("o")
        clerk.says("o is nu s: Organisatiestructuur.")


async def test_a_place_that_one_is_at_is_read_again_and_not_opened_twice(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("m", "m", "m", "escape")
        assert isinstance(clerk.app.screen, HomeScreen)
