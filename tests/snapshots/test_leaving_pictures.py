"""Pictures of reporting a pregnancy and of reporting that somebody leaves, sick."""

from __future__ import annotations

import pytest

from tests.snapshots.test_pictures import matches
from tests.ui.clerk import NARROW, WIDE, at_home

PREGNANT = ("g", "poli", "enter", "15062026")
LEAVING = ("l", "poli", "enter", "31052026")
PICTURES = {
    "pregnancy-80x24": (PREGNANT, NARROW),
    "pregnancy-120x40": (PREGNANT, WIDE),
    "leaving-80x24": (LEAVING, NARROW),
    "leaving-120x40": (LEAVING, WIDE),
}


@pytest.mark.parametrize("name", PICTURES)
async def test_the_screen_is_as_its_picture(company_path, name):
    keys, size = PICTURES[name]
    async with at_home(company_path, size) as clerk:
        await clerk.press(*keys)
        matches(name, clerk.screen)
