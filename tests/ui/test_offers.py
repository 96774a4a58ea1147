"""What a role may not do is offered nowhere: not in the footer, not in the palette, and its key does nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.clerk import at_home
from xstui.domain.roles import Role
from xstui.screens.absence.running import RunningScreen
from xstui.screens.absence.tasks import TasksScreen
from xstui.screens.base.commands import table
from xstui.screens.home_text import MENU
from xstui.screens.office.organisation import OrganisationScreen
from xstui.screens.people.dossier import DossierScreen
from xstui.screens.people.search import SearchScreen

SCREENS = (lambda: DossierScreen(1), RunningScreen, TasksScreen, SearchScreen, OrganisationScreen)
WRITES = [command for command in table().values() if command.needs and command.needs.writes]


def offered(screen):
    """Return the names of what a screen offers."""
    return {binding.id for _node, binding, enabled, _tip in screen.active_bindings.values() if enabled}


def guarded(screen):
    """Return every command of a screen that takes a right, offered or not."""
    return [command for command in screen.commands().values() if command.needs and command.keys]


@pytest.mark.parametrize("role", Role)
async def test_each_role_is_offered_what_it_may_do(company_path, role):
    async with at_home(company_path) as clerk:
        actor = replace(clerk.app.context.actor, role=role, administrator=False)
        clerk.app._signed_in = replace(clerk.app.context, actor=actor)
        for make in (None, *SCREENS):
            if make is not None:
                await clerk.app.push_screen(make())
                await clerk._quiet()
            screen = clerk.app.screen
            may = {command.name for command in guarded(screen) if command.is_for(role)}
            found = {command.name for command in guarded(screen)} & offered(screen)
            assert found <= may
            assert make is not None or found == may, "home asks nothing but the right"


async def test_a_viewer_is_offered_no_change_and_the_keys_for_one_do_nothing(company_path):
    async with at_home(company_path) as clerk:
        viewer = replace(clerk.app.context.actor, role=Role.VIEWER, administrator=False)
        clerk.app._signed_in = replace(clerk.app.context, actor=viewer)
        await clerk.press("slash", "polis", "enter")
        screen = clerk.app.screen
        assert {command.name for command in WRITES}.isdisjoint(offered(screen))
        await clerk.press(*"zhdelgkca")
        assert clerk.app.screen is screen
        assert "niet toe" not in clerk.screen


def test_every_line_of_the_menu_says_what_it_takes():
    assert [item.name for _title, items in MENU for item in items if item.needs is None] == []


def test_what_writes_asks_for_more_than_seeing():
    assert len(WRITES) > 10
    for command in WRITES:
        assert command.name in {"undo", "redo"} or not command.is_for(Role.VIEWER), command.name
        assert command.is_for(Role.COMBI), command.name
