"""Pictures of the main screens, as grids of text: a changed screen is seen in the change of a file.

`XSTUI_PICTURES=renew pytest tests/snapshots` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.clerk import NARROW, WIDE, at_home, at_sign_in

FOLDER = Path(__file__).parent
RENEW = os.environ.get("XSTUI_PICTURES") == "renew"
DOSSIER = ("slash", "polis", "enter")
PICTURES = {
    "home-80x24": ((), NARROW),
    "home-120x40": ((), WIDE),
    "sick-80x24": (("z", "jans", "enter", "g"), NARROW),
    "recovery-80x24": (("h", "poli", "enter"), NARROW),
    "dossier-80x24": (DOSSIER, NARROW),
    "dossier-120x40": (DOSSIER, WIDE),
    "figures-80x24": (("v",), NARROW),
    "staff-80x24": (("b",), NARROW),
    "tasks-80x24": (("t", "down"), NARROW),
    "what-if-80x24": ((*DOSSIER, "full_stop", "1", "08062026", "enter", "27062026"), NARROW),
    "what-if-120x40": ((*DOSSIER, "full_stop", "1", "08062026", "enter", "27062026"), WIDE),
    "year-calendar-80x24": ((*DOSSIER, "full_stop", "3"), NARROW),
    "year-calendar-120x40": ((*DOSSIER, "full_stop", "3"), WIDE),
    "year-calendar-unit-80x24": (("s", "down", "full_stop", "1"), NARROW),
}


def matches(name, screen):
    path = FOLDER / f"{name}.txt"
    if RENEW:
        path.write_text(screen + "\n", "utf-8")
    assert screen + "\n" == path.read_text("utf-8")


@pytest.mark.parametrize("name", PICTURES)
async def test_the_screen_is_as_its_picture(company_path, name):
    keys, size = PICTURES[name]
    async with at_home(company_path, size) as clerk:
        await clerk.press(*keys)
        matches(name, clerk.screen)


async def test_the_sign_in_screen_is_as_its_picture(company_path):
    async with at_sign_in(company_path) as clerk:
        login_free = "\n".join(line for line in clerk.screen.splitlines() if "Token" not in line)
        matches("sign-in-80x24", login_free)
