"""What a row of a list tells at 80x24: the year of a day where it is another, the case of a task, settings in full."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.clerk import at_home
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport

JANSEN = 2


async def test_a_task_of_another_year_has_its_days_on_the_narrow_home_screen_and_its_year_in_the_list(company_path):
    async with at_home(company_path) as clerk:
        absence.report_sick(clerk.app.context, SickReport(JANSEN, date(2025, 9, 1)))
        await clerk.press("f5")
        clerk.reads("Jansen, A. Melding arbo +7 273 d")
        await clerk.press("t")
        clerk.reads("08-09-2025 273 dagen")


async def test_the_list_of_tasks_names_the_case_of_each(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("t")
        clerk.reads("Naam Taak Traject Uiterlijk Te laat", "100001 27-04-2026 * 42 dagen")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_setting_is_whole(company_path, language):
    async with at_home(company_path, language=language) as clerk:
        await clerk.press("i")
        assert "…" not in clerk.screen
