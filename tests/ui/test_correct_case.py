"""A case that was registered wrongly is mended from the dossier: `c`, overtype, F2."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.ui.clerk import at_home
from xstui.domain.absence import Step
from xstui.screens.absence.correct_case import CorrectCaseScreen
from xstui.screens.people.dossier import DossierScreen
from xstui.services.absence import absence, corrections

TO_FORM = ("slash", "polis", "enter", "c")
FIRST = date(2026, 3, 2)


def times(clerk):
    return corrections.registered(clerk.app.context, 1).times


async def test_the_first_sick_day_is_overtyped_and_undone(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM)
        clerk.sees("Traject corrigeren", "traject 100001", "Eerste ziektedag *", "02-03-2026", "100,00")
        await clerk.press("2702", "f2")
        clerk.sees("Traject gecorrigeerd: Polis, V., ziek vanaf 27-02-2026", "27-02-2026")
        assert times(clerk).first_sick_day == date(2026, 2, 27)
        await clerk.press("u")
        assert times(clerk).first_sick_day == FIRST


async def test_a_change_that_was_forgotten_is_added_and_one_that_never_was_goes(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM, "enter", "enter", "0104", "enter", "50", "f2")
        assert times(clerk).steps == (Step(FIRST, Decimal(100)), Step(date(2026, 4, 1), Decimal(50)))
        await clerk.press("c", "enter", "enter", "ctrl+u", "enter", "ctrl+u", "f2")
        assert times(clerk).steps == (Step(FIRST, Decimal(100)),)
        clerk.sees("Traject gecorrigeerd")


async def test_what_is_wrong_stands_beside_its_field_all_at_once(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM, "ctrl+u", "enter", "ctrl+u", "150", "tab", "0101", "f2")
        assert isinstance(clerk.app.screen, CorrectCaseScreen)
        wrong = {name for name in clerk.app.screen.FIELDS if clerk.app.screen.field(name).has_class("-refused")}
        assert wrong == {"first_sick_day", "percentage_0", "valid_from_1"}
        assert clerk.app.screen.field("first_sick_day").has_focus_within


async def test_a_day_without_a_percentage_says_what_is_missing(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM, "enter", "enter", "0104", "f2")
        assert clerk.app.screen.field("percentage_1").has_class("-refused")
        await clerk.press("50", "f2")
        assert isinstance(clerk.app.screen, DossierScreen)


async def test_a_recovery_that_was_none_is_emptied_and_the_case_runs_again(company_path):
    async with at_home(company_path) as clerk:
        absence.report_recovery(clerk.app.context, 1, date(2026, 5, 1))
        await clerk.press(*TO_FORM)
        clerk.sees("Laatste ziektedag", "01-05-2026")
        clerk.app.screen.field("last_sick_day").focus()
        await clerk.press("ctrl+u", "f2")
        assert times(clerk).last_sick_day is None
        clerk.sees("100,00 %")


async def test_without_a_case_there_is_nothing_to_correct(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jansen", "enter", "c")
        clerk.sees("Er is geen traject.")
