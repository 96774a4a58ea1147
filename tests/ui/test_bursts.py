"""Type-ahead and hostile typing: keys sent in one burst, names that look like markup, and refusals that keep the text."""

from __future__ import annotations

import pytest

from tests.company import HOSTILE, PASSWORD
from tests.ui.clerk import NARROW, at_home, at_sign_in
from xstui.services.context.settings import demo_login
from xstui.services.people import people
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.rows import RowList

ENGLISH = ("User name", "Password", "Back to", "Quit", "Scan the", "Secret key", "Write down", "Continue", "Save")


def bells_of(clerk, monkeypatch):
    rung = []
    monkeypatch.setattr(clerk.app, "bell", lambda: rung.append(1))
    return rung


async def test_F1_F4_name_password_and_token_in_one_burst(company_path):
    async with at_sign_in(company_path) as clerk:
        login = demo_login(clerk.app.program.store)
        token = login.token(clerk.app.program.clock.ticks())
        await clerk.burst(login.username, "enter", login.password, "enter", token, "enter")
        clerk.sees("Startpagina  DEMO")


async def test_F33_a_sick_report_in_one_burst(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("z", "jans", "enter", "-1", "f2")
        clerk.sees("Ziek gemeld: Jansen, A. per 07-06-2026")


async def test_F34_two_reports_and_a_recovery_in_one_burst(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("z", "jans", "enter", "g", "f2", "z", "celi", "enter", "f2", "h", "poli", "enter", "f2")
        clerk.sees("Hersteld gemeld: Polis, V.", "Regulier (verzuim)     2")


async def test_keys_behind_a_name_that_fits_two_people_are_dropped_with_a_bell(company_path, monkeypatch):
    async with at_home(company_path) as clerk:
        rung = bells_of(clerk, monkeypatch)
        await clerk.burst("z", "vries", "enter", "g", "f2")
        clerk.sees("Vries, K. de", "Vries, L. de")
        assert rung
        assert isinstance(clerk.app.focused, RowList)
        context = clerk.app.context
        assert [people.dossier_of(context, person).cases for person in (5, 6)] == [(), ()]


@pytest.mark.parametrize(
    ("keys", "typed", "says"),
    [
        (("enter", "m"), "m", "toekomst"),
        (("enter", "enter", "enter", "enter", "2", "enter", "0"), "0", "percentage"),
    ],
)
async def test_what_is_refused_stays_typed_with_the_reason_beside_it(company_path, keys, typed, says):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", *keys, "f2")
        lines = clerk.screen.splitlines()
        refused = next(number for number, line in enumerate(lines) if "! " in line)
        assert says in lines[refused].lower(), clerk.screen
        assert typed in lines[refused - 1]
        assert people.dossier_of(clerk.app.context, 2).cases == ()


@pytest.mark.parametrize("keys", [("slash", "obri"), ("slash", "obri", "enter"), ("z", "obri")])
async def test_a_hostile_name_is_shown_as_it_was_typed(company_path, keys):
    async with at_home(company_path) as clerk:
        await clerk.press(*keys)
        clerk.sees(HOSTILE[:20])


async def test_nothing_typed_in_a_search_is_markup(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "[@click=app.quit]x[/]", "enter")
        clerk.sees("[@click=app.quit]x[/]", "Niemand")
        assert clerk.app.is_running


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_F1_the_sign_in_screen_keeps_to_its_width_and_language(company_path, language):
    async with at_sign_in(company_path, NARROW, language) as clerk:
        assert all(words in clerk.screen for _key, words in clerk.app.screen.query_one(KeyFooter).hints())
        assert [word for word in ENGLISH if word in clerk.screen and language == "nl"] == []


async def test_F5_the_screen_of_the_backup_code_keeps_to_its_width_and_language(company_path):
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", PASSWORD, "enter", "f4", "2", "0756 6539", "enter")
        clerk.sees("Back-upcode:")
        assert all(words in clerk.screen for _key, words in clerk.app.screen.query_one(KeyFooter).hints())
        assert [word for word in ENGLISH if word in clerk.screen] == []


async def test_F5_a_wrong_backup_code_does_not_open(company_path):
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", PASSWORD, "enter", "f4", "2", "00000000", "enter")
        assert "Back-upcode:" not in clerk.screen
        assert "Startpagina" not in clerk.screen
        clerk.sees("klopt niet")
