"""What a role may not do is offered nowhere: not in the footer, not in the palette, and its key does nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.clerk import at_home
from xstui.domain.roles import Right, Role, allows
from xstui.screens.absence.running import RunningScreen
from xstui.screens.absence.tasks import TasksScreen
from xstui.screens.base.help import commands_of
from xstui.screens.base.permissions import is_guarded, may_start
from xstui.screens.home import MENU
from xstui.screens.office.organisation import OrganisationScreen
from xstui.screens.people.dossier import DossierScreen
from xstui.screens.people.search import SearchScreen

SCREENS = (lambda: DossierScreen(1), RunningScreen, TasksScreen, SearchScreen, OrganisationScreen)
WRITES = frozenset(
    [
        "report_sick",
        "report_recovery",
        "report_chosen_sick",
        "partial",
        "pregnancy",
        "add_employee",
        "edit",
        "leaving",
        "employment",
        "done",
    ]
)


def offered(screen):
    return {action for _key, _words, action in commands_of(screen)}


def bound(screen):
    """Return every guarded action that a screen has a key for, offered or not."""
    declared = (binding for kind in type(screen).__mro__ for binding in vars(kind).get("BINDINGS", ()))
    return {binding.action for binding in declared if is_guarded(binding.action)}


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
            may = {action for action in bound(screen) if may_start(role, action)}
            assert bound(screen) & offered(screen) <= may
            assert make is not None or bound(screen) & offered(screen) == may, "home asks nothing but the right"


async def test_a_viewer_is_offered_no_change_and_the_keys_for_one_do_nothing(company_path):
    async with at_home(company_path) as clerk:
        viewer = replace(clerk.app.context.actor, role=Role.VIEWER, administrator=False)
        clerk.app._signed_in = replace(clerk.app.context, actor=viewer)
        await clerk.press("slash", "polis", "enter")
        screen = clerk.app.screen
        assert WRITES.isdisjoint(offered(screen))
        await clerk.press(*"zhdelgkva")
        assert clerk.app.screen is screen
        assert "niet toe" not in clerk.screen


def test_every_line_of_the_menu_says_what_it_takes():
    for _title, items in MENU:
        for item in items:
            assert is_guarded(item.action), item.action


def test_what_writes_asks_for_more_than_seeing():
    for action in WRITES:
        assert not may_start(Role.VIEWER, action), action
        assert may_start(Role.COMBI, action), action
    assert not allows(Role.VIEWER, Right.TASKS)
