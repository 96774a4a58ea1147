"""Trying out what recovering, or falling ill again, does to the terms of a case (never saved)."""

from __future__ import annotations

from tests.ui.clerk import WIDE, at_home
from xstui.screens.absence.what_if import WhatIfScreen
from xstui.services.upkeep import audit


async def at_what_if(clerk):
    await clerk.press("slash", "polis", "enter", "full_stop", "1")
    assert isinstance(clerk.app.screen, WhatIfScreen)


async def test_each_term_is_shown_with_its_old_day_its_new_one_and_its_source(company_path):
    async with at_home(company_path) as clerk:
        await at_what_if(clerk)
        clerk.sees("Polis, V. · traject 100001", "09-03-2026", "blijft", "bewaart niets")
        await clerk.press("08062026", "enter")
        clerk.sees("Het traject eindigt", "vervalt")
        await clerk.press("27062026", "enter")
        clerk.sees("19 herstelde dagen", "één traject", "21-03-2026", "04-07-2026 *", "schuift")
        clerk.sees("* 04-07-2026 valt op een zaterdag; de termijn verschuift niet.")
        await clerk.press(*["down"] * 8)
        clerk.sees("Bron: ZW art. 38 lid 1")


async def test_in_english_the_sources_are_english(company_path):
    async with at_home(company_path, WIDE, "en") as clerk:
        await at_what_if(clerk)
        await clerk.press("08062026", "enter", "27062026", "enter")
        clerk.sees("counts as one case", "(BW 7:629 paragraph 10)", "Practice of occupational health services")
        assert " lid " not in clerk.screen
        await clerk.press("escape", "2", "f")
        clerk.sees("employer", "OHS", "Source: Practice of occupational health services: within one week")
        assert "arbodienst" not in clerk.screen


async def test_four_weeks_later_a_new_case_begins(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await at_what_if(clerk)
        await clerk.press("08062026", "enter", "06072026")
        clerk.sees("28 herstelde dagen", "nieuw traject", "06-07-2026", "opnieuw")


async def test_what_is_wrong_stands_beside_its_field_and_the_table_stays(company_path):
    async with at_home(company_path) as clerk:
        await at_what_if(clerk)
        await clerk.press("08062026", "enter", "01062026")
        clerk.sees("08-06-2026", "vervalt")
        await clerk.press("escape")
        clerk.sees("Dossier: Polis")


async def test_trying_it_out_writes_nothing(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter")
        before = audit.store_facts(clerk.app.context.store)
        await clerk.press("full_stop", "1", "08062026", "enter", "10062026", "enter", "escape")
        assert audit.store_facts(clerk.app.context.store) == before


async def test_without_a_running_case_there_is_nothing_to_try(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jansen", "enter", "full_stop")
        clerk.says("Wat als: Er loopt geen traject")
        assert not isinstance(clerk.app.screen, WhatIfScreen)
