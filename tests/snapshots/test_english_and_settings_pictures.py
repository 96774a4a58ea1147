"""Pictures in English, whose words are longer or shorter, and in Dutch of the screens that clerks seldom open."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from tests.snapshots.test_pictures import matches
from tests.ui.clerk import at_home
from xstui.services.access import key_administration
from xstui.services.access.key_administration import KeyFacts
from xstui.store.opening import open_store
from xstui.store.tables import Employment
from xstui.store.unit import EntryMeta

DOSSIER = ("slash", "polis", "enter")
ENGLISH = {
    "home": (),
    "search": ("slash", "vries"),
    "dossier": DOSSIER,
    "sick": ("z", "jans", "enter", "g"),
    "recovery": ("h", "poli", "enter"),
    "tasks": ("t", "down"),
    "figures": ("v",),
    "settings": ("i",),
}
DUTCH = {
    "settings": ("i",),
    "password": ("i", "enter"),
    "sign-ins": ("i", "down", "enter"),
    "roles": ("i", "down", "down", "enter"),
    "logins": ("i", *["down"] * 3, "enter"),
    "office": ("i", "end", "enter"),
    "sector": ("i", *["down"] * 6, "enter"),
    "lock": ("ctrl+l",),
    "new-employee": ("n", "bakker", "enter"),
    "employment": (*DOSSIER, "k", "01092026"),
    "employment-history": (*DOSSIER, "y"),
    "messages": ("m",),
    "organisation": ("s", "down"),
    "help": ("f1",),
}


@pytest.mark.parametrize("name", ENGLISH)
async def test_the_screen_in_english_is_as_its_picture(company_path, name):
    async with at_home(company_path, language="en") as clerk:
        await clerk.press(*ENGLISH[name])
        matches(f"{name}-en-80x24", clerk.screen)


@pytest.mark.parametrize("name", DUTCH)
async def test_the_screen_in_dutch_is_as_its_picture(company_path, name):
    async with at_home(company_path) as clerk:
        await clerk.press(*DUTCH[name])
        matches(f"{name}-80x24", clerk.screen)


@pytest.fixture
def backed_up(monkeypatch):
    """Facts with a folder of a fixed name: that of a test is another one each time."""
    folder = PurePosixPath("/home/sam/xstui/backups")
    facts = KeyFacts(
        encrypted=True,
        accounts=7,
        has_recovery_key=True,
        has_ring=True,
        in_ring=False,
        folder=folder,
        back_ups=tuple(folder / f"company-2026060{day}-090000.db" for day in (8, 5, 4)),
    )
    monkeypatch.setattr(key_administration, "key_facts", lambda _context: facts)


@pytest.fixture
def past_term(company_path, clock):
    """The company, with two people who left two years ago."""
    store = open_store(company_path, clock.now())
    with store.unit(EntryMeta("test", "test", clock.now(), undoable=False)) as unit:
        for number in (2, 3):
            employment = unit.session.get_one(Employment, number)
            employment.start_date, employment.end_date = date(2020, 5, 1), date(2024, 5, 31)
    store.close()
    return company_path


async def test_the_keys_are_as_their_picture(company_path, backed_up):
    async with at_home(company_path) as clerk:
        await clerk.press("i", *["down"] * 4, "enter")
        matches("keys-80x24", clerk.screen)


async def test_what_is_past_its_term_is_as_its_picture(past_term):
    async with at_home(past_term) as clerk:
        await clerk.press("i", *["down"] * 5, "enter", "space")
        matches("retention-80x24", clerk.screen)
