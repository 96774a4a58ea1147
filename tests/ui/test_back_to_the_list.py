"""From a dossier, Escape leads back to the list it was opened from, as that was."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.clerk import at_home
from xstui.domain.leaving import LeavingReason
from xstui.screens.home import HomeScreen
from xstui.services.employment import leaving
from xstui.services.people import search
from xstui.widgets.rows import RowList
from xstui.widgets.safe_input import SafeInput

JANSEN, VRIES = 2, 5


def state(clerk):
    screen = clerk.app.screen
    return type(screen).__name__, screen.query_one(SafeInput).value, screen.query_one(RowList).cursor


async def test_back_from_a_dossier_is_the_search_with_its_query_and_row(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "vries", "down", "down", "enter")
        clerk.sees("Dossier: Vries, L. de")
        await clerk.press("escape")
        assert state(clerk) == ("SearchScreen", "vries", 1)
        await clerk.press("escape")
        assert isinstance(clerk.app.screen, HomeScreen)


async def test_back_after_a_registration_from_the_dossier_is_the_search_too(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "vries", "down", "down", "enter", "z", "g", "f2")
        clerk.sees("Ziek gemeld: Vries, L. de")
        await clerk.press("escape")
        assert state(clerk) == ("SearchScreen", "vries", 1)
        clerk.reads("Vries, L. de 31-12-1999 Kantoor 563171 [ziek 100 %]")


async def test_what_is_typed_after_coming_back_takes_the_place_of_the_query(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jans", "enter", "escape", "slash", "berg", "enter")
        clerk.sees("Dossier: Berg, J. van den")
        await clerk.press("escape", "polis", "enter")
        clerk.sees("Dossier: Polis, V.")


async def test_back_from_a_unit_is_the_search(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "kantoor", "enter")
        clerk.sees("Kantoor")
        await clerk.press("escape")
        assert state(clerk)[:2] == ("SearchScreen", "kantoor")


async def test_back_to_all_employees_is_the_row_one_was_at(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w", "down", "down", "down", "enter", "escape")
        assert state(clerk) == ("SearchScreen", "", 2)


@pytest.mark.parametrize(("key", "row"), [("t", 1), ("r", 0)])
async def test_back_to_tasks_and_cases_is_the_row_one_was_at(company_path, key, row):
    async with at_home(company_path) as clerk:
        await clerk.press(key, *["down"] * row, "enter", "escape")
        assert clerk.app.screen.query_one(RowList).cursor == row


async def test_back_to_home_is_the_task_one_was_at(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "01052026", "f2", "f2", "down", "enter")
        clerk.sees("Dossier: Jansen, A.")
        await clerk.press("escape")
        assert clerk.app.screen.query_one("#urgent", RowList).cursor == 1


async def test_an_ex_employee_with_just_this_name_is_told(company_path):
    async with at_home(company_path) as clerk:
        leaving.report_leaving(clerk.app.context, JANSEN, date(2026, 5, 31), LeavingReason.EMPLOYEE)
        await clerk.press("slash", "jansen")
        clerk.reads("1 uit dienst: Ctrl+F")
        await clerk.press("ctrl+f")
        clerk.sees("Jansen, A.")
        assert "1 uit dienst: Ctrl+F" not in clerk.screen
        await clerk.press("escape", "z", "jansen")
        clerk.sees("1 die past is uit dienst.")


@pytest.mark.parametrize("key", ["slash", "z"])
async def test_who_merely_looks_like_it_is_called_so(company_path, key):
    async with at_home(company_path) as clerk:
        await clerk.press(key, "jansne")
        clerk.reads(
            "Niemand heet precies zo. Op één letter na wel: jansen.", "Jansen, A. 03-02-1990 Inkomen 563167 lijkt op"
        )
        await clerk.press("backspace", "backspace")
        assert "letter na" not in clerk.screen


def test_ex_employees_are_counted_by_their_exact_name(context):
    leaving.report_leaving(context, JANSEN, date(2026, 5, 31), LeavingReason.EMPLOYEE)
    found = {query: search.ex_employees_named(context, query) for query in ("jansen", "jans", "jansne", "vries", "")}
    assert found == {"jansen": 1, "jans": 1, "jansne": 0, "vries": 0, "": 0}
