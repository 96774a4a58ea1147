"""After a refused save the first refused field is ready for another text, and keys typed ahead are dropped."""

import pytest

from tests.ui.clerk import at_home
from xstui.screens.absence.report_sick import ReportSickScreen


async def test_typing_takes_the_place_of_what_the_form_refused(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "m", "f2")
        field = clerk.app.screen.field("first_sick_day")
        assert (field.raw, field.has_focus_within) == ("m", True)
        await clerk.press("g")
        assert field.raw == "g"


async def test_typing_takes_the_place_of_what_a_service_refused(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "01042025", "f2")
        await clerk.press("f2")
        clerk.reads_wrapped("! Dit is voor het begin van het dienstverband")
        field = clerk.app.screen.field("first_sick_day")
        assert (field.raw, field.has_focus_within) == ("01042025", True)
        await clerk.press("g")
        assert field.raw == "g"


@pytest.mark.parametrize("keys", [("z", "jans", "enter", "m"), ("slash", "jans", "enter", "z", "01042025")])
async def test_keys_typed_ahead_of_a_refusal_stay_out_of_the_form(company_path, keys):
    async with at_home(company_path) as clerk:
        await clerk.burst(*keys, "f2", "f2", "h", "5")
        assert isinstance(clerk.app.screen, ReportSickScreen)
        assert clerk.app.screen.field("first_sick_day").raw == keys[-1]
        clerk.reads_wrapped("! ")


async def test_all_that_a_save_was_refused_for_stays_said_until_it_is_changed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "k", "3113", "tab", "tab", "tab", "99", "f2")
        clerk.says("2 velden kloppen niet: Ingangsdatum en Type dienstverband.", "! 99 is niet een van de keuzes.")
        await clerk.press("f2")
        clerk.says("! 99 is niet een van de keuzes.")
        await clerk.press("tab", "tab", "tab", "1")
        assert "99 is niet" not in clerk.screen
