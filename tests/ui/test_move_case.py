"""A case on the wrong person is moved to the right one, with the keys counted."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.clerk import at_home
from xstui.domain.absence import EndReason
from xstui.screens.absence.move_case import MoveCaseScreen
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import people

POLIS, BERG, KVRIES, LVRIES = 1, 3, 5, 6
FIRST = date(2026, 6, 1)


def cases(clerk, person_id):
    return people.dossier_of(clerk.app.context, person_id).cases


@pytest.mark.parametrize(
    "keys",
    [
        ("r", "full_stop", "1", "down", "enter", "f2"),
        ("slash", "vrie", "enter", "enter", "full_stop", "2", "down", "enter", "f2"),
    ],
)
async def test_the_wrong_person_takes_no_more_than_12_keys(company_path, keys):
    async with at_home(company_path) as clerk:
        wrong = absence.report_sick(clerk.app.context, SickReport(KVRIES, FIRST))
        await clerk.press(*keys)
        assert clerk.pressed <= 12, clerk.pressed
        clerk.says(
            f"Verplaatst: traject van Vries, K. de, ziek per 01-06-2026, is nu {wrong.case_no + 1} van Vries, L. de"
        )
        assert cases(clerk, LVRIES)[0].first_sick_day == FIRST
        assert cases(clerk, KVRIES)[0].end_reason is EndReason.MISTAKEN
        await clerk.press("u")
        assert cases(clerk, LVRIES) == ()
        assert cases(clerk, KVRIES)[0].end_reason is None


async def test_what_becomes_of_the_case_is_said_and_why_it_can_not_be_of_somebody(company_path):
    async with at_home(company_path) as clerk:
        absence.report_sick(clerk.app.context, SickReport(BERG, FIRST))
        await clerk.press("slash", "berg", "enter", "ctrl+p", "verkeerde persoon", "enter")
        assert isinstance(clerk.app.screen, MoveCaseScreen)
        clerk.says("Traject 100002 staat op Berg, J. van den: ziek per 01-06-2026, 100,00 %.")
        await clerk.press("f2")
        clerk.says("Over wie gaat het? Typ een naam.")
        await clerk.press("polis", "enter")
        clerk.says("Polis, V. · Inkomen", "Bij Berg, J. van den blijft traject 100002 staan als onterechte melding")
        await clerk.press("f2")
        clerk.says("Deze dagen vallen al in het traject van 02-03-2026. Controleer de datums.")
        await clerk.press("vries", "f2", "down", "enter", "f2")
        clerk.says("is nu 100003 van Vries, L. de")


async def test_without_a_case_there_is_nothing_to_move(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "berg", "enter", "full_stop")
        clerk.sees("Verplaatsen naar een ander: Er is geen traject.")
