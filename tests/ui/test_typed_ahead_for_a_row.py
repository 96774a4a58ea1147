"""What is typed ahead of a list whose row under the cursor goes: undo still means what it says, the rest is dropped."""

from __future__ import annotations

import pytest

from tests.ui.clerk import at_home
from xstui.services.absence import tasks

DROPPED = "Wat al verder getypt was, is niet gebruikt."
DOSSIER = ("slash", "poli", "enter", "2")


def open_codes(clerk):
    return [task.code for task in tasks.open_tasks(clerk.app.context)]


@pytest.mark.parametrize("closing", [("v",), ("a", "1", "f2"), ("space", "space", "v")])
@pytest.mark.parametrize("way", [("t",), DOSSIER])
async def test_undo_typed_ahead_takes_back_what_the_clerk_has_just_closed(company_path, way, closing):
    async with at_home(company_path) as clerk:
        before = open_codes(clerk)
        assert len(before) > 1
        await clerk.burst(*way, *closing, "u")
        clerk.sees("Ongedaan gemaakt: ")
        assert DROPPED not in clerk.screen
        assert open_codes(clerk) == before


@pytest.mark.parametrize("ahead", ["v", "a", "space"])
@pytest.mark.parametrize("way", [("t",), DOSSIER])
async def test_no_key_typed_ahead_hits_the_task_that_takes_the_place_of_the_closed_one(company_path, way, ahead):
    async with at_home(company_path) as clerk:
        rest = open_codes(clerk)[1:]
        await clerk.burst(*way, "v", ahead, "1", "f2")
        clerk.says("uitgevoerd: Polis, V.", DROPPED)
        assert open_codes(clerk) == rest
        await clerk.press("v")
        assert rest[0] not in open_codes(clerk)


async def test_keys_that_move_or_lead_elsewhere_hold_and_the_row_they_move_to_is_not_closed_unseen(company_path):
    async with at_home(company_path) as clerk:
        rest = open_codes(clerk)[1:]
        await clerk.burst("t", "v", "down", "v")
        clerk.says(DROPPED)
        assert open_codes(clerk) == rest
        await clerk.burst("home", "v", "escape", "z", "jans", "enter", "-1", "f2")
        clerk.sees("Ziek gemeld: Jansen, A.")
        assert rest[0] not in open_codes(clerk)


async def test_enter_typed_ahead_does_not_open_the_dossier_of_the_task_that_came_up_at_home(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("enter", "v", "escape", "enter")
        clerk.sees("Startpagina")
        clerk.says(DROPPED)
