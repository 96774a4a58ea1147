"""F1 to F5 as a clerk meets them."""

from __future__ import annotations

import ctypes
import gc
import sys

import pytest

from tests.company import NOW, PASSWORD
from tests.ui.clerk import at_sign_in
from tests.ui.test_own_password import open_screen
from xstui.bootstrap import Program
from xstui.domain.problems import Problem
from xstui.i18n import problem_text
from xstui.screens.sign_in.password import PasswordScreen
from xstui.screens.sign_in.sign_in import SignInScreen
from xstui.services.access import sign_in_history
from xstui.store import key_file
from xstui.store.opening import open_store
from xstui.store.tables import Account
from xstui.store.unit import EntryMeta
from xstui.terminal.hardening import PR_SET_DUMPABLE


async def test_F1_F4_password_then_token(company_path):
    async with at_sign_in(company_path) as clerk:
        clerk.sees("Gebruikersnaam", "Wachtwoord", "demo", "combi", PASSWORD)
        await clerk.sign_in()
        clerk.sees("Startpagina  DEMO", "ma 8 jun 2026 · Sam Voorbeeld")


async def test_files_that_others_could_read_are_told_at_the_sign_in_and_closed_to_them(encrypted_path):
    for file in encrypted_path.parent.glob("company.db*"):
        file.chmod(0o644)
    with key_file.changing(encrypted_path) as keys:
        keys.set_meta("public login", b"")
    async with at_sign_in(encrypted_path) as clerk:
        clerk.sees("Anderen op deze computer konden company.db, company.db.keys lezen", "ga na wie het heeft gedaan")
        assert {file.stat().st_mode & 0o777 for file in encrypted_path.parent.glob("company.db*")} == {0o600}


async def test_memory_is_cleaned_up_again_once_the_sign_in_is_there(company_path):
    gc.disable()
    try:
        async with at_sign_in(company_path):
            assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()


async def test_a_wrong_password_says_so_and_empties_the_field(company_path):
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", "verkeerd", "enter")
        assert clerk.app.screen.query_one("#password").value == ""
        assert clerk.app.screen.query_one("#token").disabled
        clerk.sees("klopt niet")


async def test_a_wrong_token_says_so(company_path):
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", PASSWORD, "enter", "000000", "enter")
        clerk.sees("Deze code klopt niet")


async def test_F4_back_to_the_sign_in_page(company_path):
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", PASSWORD, "enter", "12", "escape")
        assert clerk.app.focused.id == "username"
        assert clerk.app.screen.query_one("#token").disabled


async def test_F5_the_backup_code_opens_and_a_new_one_is_shown(company_path):
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", PASSWORD, "enter", "f4", "2")
        await clerk.press("07566539", "enter")
        clerk.sees("Back-upcode:")
        assert "0756 6539" not in clerk.screen
        await clerk.press("enter")
        clerk.sees("Startpagina")


async def test_F2_F3_first_sign_in_shows_qr_code_and_secret(company_path, clock):
    store = open_store(company_path, clock.now())
    with store.unit(EntryMeta("test", "test", clock.now(), undoable=False)) as unit:
        unit.session.get_one(Account, 2).totp_sealed = None
    store.close()
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi-without-claims", "enter", PASSWORD, "enter")
        clerk.sees("▀", "Geheime sleutel", "Token")
        secret = clerk.app.screen._enrolment.secret
        shown = " ".join(secret[i : i + 4] for i in range(0, 32, 4))
        assert shown.split()[0] in clerk.screen
        await clerk.press("000000", "enter")
        clerk.sees("klopt niet")
        import pyotp

        await clerk.press(pyotp.TOTP(secret).at(int(clock.ticks())), "enter")
        clerk.sees("Back-upcode:")
        await clerk.press("enter")
        clerk.sees("Startpagina")


async def test_a_store_that_cannot_be_opened_says_why(tmp_path):
    (tmp_path / "x.db").write_text("no database" * 200)
    async with at_sign_in(tmp_path / "x.db") as clerk:
        clerk.sees("beschadigd")


async def test_enter_goes_from_anywhere_to_the_first_field(company_path):
    async with at_sign_in(company_path) as clerk:
        clerk.app.screen.set_focus(None)
        await clerk.press("enter")
        assert clerk.app.focused.id == "username"


async def test_keys_before_all_fields_are_laid_out_do_no_harm(company_path, monkeypatch):
    monkeypatch.setattr(SignInScreen, "_prepare", lambda self: self._ready.set())
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "escape", "f8", "f4", "2", "f4", "3")
        assert not clerk.app.screen.query("#token")
        assert clerk.app.focused.id == "username"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the mark")
async def test_the_app_keeps_its_memory_to_itself_before_it_opens_a_store(company_path, monkeypatch):
    mark, asked, dumpable = ctypes.CDLL(None).prctl, [], 3
    mark(PR_SET_DUMPABLE, 1, 0, 0, 0)
    login = Program.demo_login
    monkeypatch.setattr(Program, "demo_login", lambda self: asked.append(mark(dumpable, 0, 0, 0, 0)) or login(self))
    async with at_sign_in(company_path):
        assert asked[0] == 0


NOT_COPIED = "Een wachtwoord wordt niet gekopieerd: andere programma's zouden het kunnen lezen. Typ het opnieuw waar het nodig is."


@pytest.mark.parametrize("key", ["ctrl+x", "ctrl+c"])
async def test_a_password_never_reaches_the_clipboard(company_path, key, monkeypatch):
    copied = []
    monkeypatch.setattr("textual.app.App.copy_to_clipboard", lambda _app, text: copied.append(text))
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", "geheim", "shift+home", key)
        assert copied == []
        assert clerk.app.screen.query_one("#password").value == "geheim"
        clerk.says(NOT_COPIED)
        await clerk.press("escape", "shift+tab")
        await clerk.sign_in()
        await open_screen(clerk, PasswordScreen())
        await clerk.press("geheim", "shift+home", key)
        assert (copied, clerk.app.screen.field("old").raw) == ([], "geheim")
        clerk.says(f"! {NOT_COPIED}")
        await clerk.press("escape", "escape", "ctrl+l", "geheim", "shift+home", key)
        assert (copied, clerk.app.screen.query_one("#password").value) == ([], "geheim")
        clerk.says(NOT_COPIED)


async def test_the_demo_says_for_how_long_its_token_is_shown(company_path):
    async with at_sign_in(company_path) as clerk:
        clerk.sees("over 30 s een ander")


async def test_refused_sign_ins_are_told_at_the_next_one(company_path):
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", "verkeerd", "enter", "verkeerd", "enter")
        await clerk.press("shift+tab", "home", "shift+end", "delete")
        await clerk.sign_in()
        clerk.sees("! 2 keer inloggen geweigerd.")


async def test_a_clock_that_is_behind_hides_no_refused_sign_ins(company_path, monkeypatch):
    behind = Problem("clock-behind", "", {"now": NOW, "last": NOW})
    monkeypatch.setattr(sign_in_history, "clock_behind", lambda _context: behind)
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi", "enter", "verkeerd", "enter")
        await clerk.press("shift+tab", "home", "shift+end", "delete")
        await clerk.sign_in()
        clerk.says("1 keer inloggen geweigerd.", problem_text(behind))
