"""Every screen stays usable whatever the role may not see, and whatever the services refuse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.clerk import at_home
from xstui.domain.problems import Refused, refuse
from xstui.domain.roles import Role
from xstui.screens.absence.running import RunningScreen
from xstui.screens.absence.tasks import TasksScreen
from xstui.screens.case_file.messages import MessagesScreen
from xstui.screens.office.logins import LoginsScreen
from xstui.screens.office.organisation import OrganisationScreen
from xstui.screens.people.dossier import DossierScreen
from xstui.screens.people.search import SearchScreen
from xstui.services.people import search

SCREENS = (
    lambda: DossierScreen(1),
    LoginsScreen,
    MessagesScreen,
    OrganisationScreen,
    RunningScreen,
    SearchScreen,
    TasksScreen,
)
KEYS = ("a", "e", "h", "full_stop", "2", "enter", "down", "ctrl+f")


async def as_role(clerk, role):
    clerk.app._signed_in = replace(
        clerk.app.context, actor=replace(clerk.app.context.actor, role=role, administrator=False)
    )
    clerk.app.screen.load()
    await clerk.press()


async def back_to(clerk, depth):
    while len(clerk.app.screen_stack) > depth:
        await clerk.press("escape")


@pytest.mark.parametrize("role", Role)
async def test_home_and_what_it_opens_under_every_role(company_path, role):
    async with at_home(company_path) as clerk:
        await as_role(clerk, role)
        for key in ("slash", "r", "t", "w"):
            await clerk.press(key, "j")
            await back_to(clerk, 2)
        clerk.sees("Startpagina")


async def test_home_shows_no_counts_to_who_may_not_see_them(company_path):
    async with at_home(company_path) as clerk:
        await as_role(clerk, Role.CLAIMS_VIEWER)
        assert [word for word in ("Regulier", "Te laat", "naar trajecten") if word in clerk.screen] == []


async def test_who_may_see_nobody_is_not_offered_to_search_and_is_told_so(company_path):
    async with at_home(company_path) as clerk:
        await as_role(clerk, Role.CLAIMS_VIEWER)
        await clerk.press("f5")
        assert "oeken" not in clerk.screen
        for key in ("slash", "f4"):
            await clerk.press(key)
            clerk.sees("Startpagina", "Uw rol mag dit niet.")
        await clerk.press("escape", "o", "slash")
        clerk.sees("Organisatie", "Uw rol mag dit niet.")


@pytest.mark.parametrize("make", SCREENS)
async def test_a_screen_whose_services_refuse_stays_usable(company_path, monkeypatch, make):
    async with at_home(company_path) as clerk:

        async def refused(*_args, **_kwargs):
            raise Refused(*damaged().problems)

        def damaged(*_args, **_kwargs):
            return refuse("store-damaged")

        def refused_at_once(*_args, **_kwargs):
            raise damaged()

        monkeypatch.setattr(clerk.app, "call", refused)
        for name in ("find", "resolve", "people", "numbers", "browse", "find_units"):
            monkeypatch.setattr(search, name, refused_at_once)
        await clerk.app.push_screen(make())
        await clerk.press()
        for key in KEYS:
            await clerk.press(key)
            await back_to(clerk, 3)
        assert clerk.app.is_running


async def test_ctrl_z_in_a_field_takes_back_typing_and_no_registration(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "g", "f2", "z", "celi", "ctrl+z")
        assert clerk.app.screen.query_one("PersonField SafeInput").value == "cel"
        await clerk.press("escape")
        clerk.sees("Regulier (verzuim)     2")


async def test_a_refusal_is_whole_under_its_field_and_in_its_help(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("h", "poli", "enter", "up", "15")
        clerk.sees("1 tot en met 3.")
        await clerk.press("f1")
        clerk.says("! 15 is niet een van de keuzes. Kies met de pijlen, of met Backspace en dan 1 tot en met 3.")
