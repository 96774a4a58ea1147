"""Changing, losing and being given a password, and managing logins, at the screen of an encrypted store."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager

import pytest

from tests.company import PASSWORD, TODAY
from tests.refusals import problems_of
from tests.ui.clerk import Clerk, at_home, at_sign_in
from tests.unit.services.access.logins import Phone
from xstui.app.app import XstuiApp
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.problems import Problem
from xstui.screens.home import HomeScreen
from xstui.screens.office.keys import KeysScreen, RecoveryKeyScreen
from xstui.screens.office.logins import LoginsScreen
from xstui.screens.sign_in.password import PasswordScreen
from xstui.services.access import accounts
from xstui.services.security import secrets, vault
from xstui.store import key_file

NEW = "paraplu kerktoren dijk zes"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(secrets, "STRONG", secrets.LIGHT)
    for name, least in (("hash_secret", 1), ("seal", 2)):
        real = getattr(secrets, name)
        monkeypatch.setattr(secrets, name, lambda *args, real=real, least=least: real(*args[:least], secrets.LIGHT))


RESET = ("full_stop", "1")


async def open_screen(clerk, screen):
    await clerk.app.push_screen(screen)
    await clerk.press()


@asynccontextmanager
async def sign_in_as(path, *keys):
    """Open the app on a store that is no demo any more, and press keys at the sign-in."""
    app = XstuiApp(Program(path, None, Phone(TODAY)), "nl")
    async with app.run_test(size=(80, 24)) as pilot:
        clerk = Clerk(app, pilot)
        await clerk.press()
        await app.workers.wait_for_complete()
        await clerk.press(*keys)
        yield clerk


async def test_a_password_is_changed_and_the_old_one_opens_nothing(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await open_screen(clerk, PasswordScreen())
        await clerk.press(PASSWORD, "enter", NEW, "enter", NEW, "f2")
        clerk.sees("Uw wachtwoord is gewijzigd", "nog met het oude wachtwoord", "1 Opnieuw versleutelen", "Esc Nu niet")
        await clerk.press("escape")
        clerk.sees("gewijzigd")
        await clerk.press("ctrl+l", PASSWORD, "enter")
        clerk.sees("klopt niet")
        await clerk.press(NEW, "enter")
        assert isinstance(clerk.app.screen, HomeScreen)


async def test_what_is_wrong_with_a_new_password_stands_beside_its_field(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await open_screen(clerk, PasswordScreen())
        await clerk.press("verkeerd", "enter", "kort", "enter", "kort", "f2")
        clerk.sees("klopt niet")
        await clerk.press("shift+tab", "shift+tab")
        screen = clerk.app.screen
        screen.field("old").raw = PASSWORD
        await clerk.press("f2")
        clerk.sees("te kort")
        screen.field("again").raw = "iets heel anders dan dat"
        await clerk.press("f2")
        clerk.sees("verschillen")


async def test_a_lost_password_is_replaced_with_the_recovery_key(encrypted_path):
    key = vault.unlock(encrypted_path, "combi", PASSWORD, FixedClock(TODAY).now())
    recovery = vault.new_recovery_key(encrypted_path, key)
    with vault.key_file.changing(encrypted_path) as keys:
        keys.set_meta("public login", b"")
    async with sign_in_as(encrypted_path, "combi", "enter", "onjuist", "enter", "f8") as clerk:
        clerk.sees("Herstelsleutel")
        await clerk.press("combi", "enter", recovery[:-1] + "?", "enter", NEW, "enter", NEW, "f2")
        clerk.sees("? komt in een herstelsleutel niet voor")
        clerk.app.screen.query_one("#recovery_key").raw = recovery
        await clerk.press("f2")
        clerk.sees("✓ Het nieuwe wachtwoord geldt: log ermee in.")
        assert "klopt niet" not in clerk.screen
        await clerk.press("combi", "enter", NEW, "enter")
        clerk.sees("Geheime sleutel")
        assert clerk.app.program.is_open


async def test_a_temporary_password_must_be_changed_first(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        issued = accounts.reset_password(clerk.app.context, 2)
    with vault.key_file.changing(encrypted_path) as keys:
        keys.set_meta("public login", b"")
    async with sign_in_as(encrypted_path, "combi-without-claims", "enter", issued.password, "enter") as clerk:
        secret = clerk.app.screen._enrolment.secret
        await clerk.press(secrets.token_now(secret, clerk.app.program.clock.ticks()), "enter", "enter")
        assert isinstance(clerk.app.screen, PasswordScreen)
        await clerk.press("escape")
        assert isinstance(clerk.app.screen, PasswordScreen), "there is no way around it"
        own = "lantaarn sloot vijver acht"
        await clerk.press(own, "enter", own, "f2")
        assert isinstance(clerk.app.screen, HomeScreen)
    async with sign_in_as(encrypted_path, "combi-without-claims", "enter", own, "enter") as clerk:
        clerk.sees("Token")
        clerk.app.program.system_clock.later = 60
        await clerk.press(secrets.token_now(secret, clerk.app.program.clock.ticks()), "enter")
        assert isinstance(clerk.app.screen, HomeScreen)


async def test_F8_F9_an_administrator_makes_and_ends_a_login(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await open_screen(clerk, LoginsScreen())
        clerk.sees("combi", "payroll")
        await clerk.press("n", "kim", "enter", "[bold]Kim", "enter", "info@voorbeeld.nl", "f2")
        clerk.sees("mailbox")
        await clerk.press("f2")
        clerk.sees("Tijdelijk wachtwoord van kim", "[bold]Kim")
        await clerk.press("home", "down", "down", "delete", "v", "f2")
        clerk.sees("combi-without-claims kan vanaf nu niet meer inloggen. Sla nog eens op om de")
        assert vault.has_account(encrypted_path, "kim")
        await clerk.press("f2")
        clerk.sees("De inlog combi-without-claims eindigt op 08-06-2026.")


async def test_who_resets_the_own_login_of_a_plain_store_reads_the_temporary_password(company_path):
    async with at_home(company_path) as clerk:
        await open_screen(clerk, LoginsScreen())
        await clerk.press("home", "down", *RESET, *RESET)
        clerk.sees("Tijdelijk wachtwoord van combi")


async def test_the_ending_of_a_login_is_taken_back_and_cleared_where_it_was_made(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        issued = accounts.reset_password(clerk.app.context, 2)
        await open_screen(clerk, LoginsScreen())
        await clerk.press("u")
        clerk.sees("Hier is niets om ongedaan te maken.")
        await clerk.press("home", "down", "down", "delete", "f2")
        clerk.sees("Vul dit veld in.")
        await clerk.press("v", "f2", "f2")
        clerk.sees("eindigt op 08-06-2026")
        assert not vault.has_account(encrypted_path, "combi-without-claims")
        await clerk.press("u")
        clerk.sees("De inlog combi-without-claims loopt door.")
        assert vault.unlock(encrypted_path, "combi-without-claims", issued.password, FixedClock(TODAY).now())
        await clerk.press("delete", "v", "f2", "f2", "delete", "backspace", "f2")
        clerk.sees("De inlog combi-without-claims loopt door.")
        assert vault.has_account(encrypted_path, "combi-without-claims")


async def test_an_administrator_gives_a_new_password(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await open_screen(clerk, LoginsScreen())
        await clerk.press("down", "down", *RESET, "down", *RESET)
        assert "Tijdelijk" not in clerk.screen  # asked of each login by itself
        await clerk.press("up", *RESET, *RESET)
        shown = " ".join(clerk.screen.split())
        assert re.search(
            r"Tijdelijk wachtwoord van combi-without-claims, alleen nu te zien: (\w{6} ){3}\w{6} Een ouder", shown
        )


async def test_a_new_password_says_what_an_older_key_file_opens_and_one_key_encrypts_again(encrypted_path):
    older = key_file.path_beside(encrypted_path).read_bytes()
    async with at_home(encrypted_path) as clerk:
        await open_screen(clerk, LoginsScreen())
        await clerk.press("down", "down", *RESET, *RESET)
        clerk.sees("opent dit gegevensbestand nog met het oude wachtwoord", "Back-ups van eerder blijven opengaan")
        before = clerk.app.context.store.key
        await clerk.press("1")
        assert isinstance(clerk.app.screen, LoginsScreen)
        clerk.sees("✓ Opnieuw versleuteld: een ouder sleutelbestand opent dit gegevensbestand niet")
        assert clerk.app.context.store.key != before
    key_file.path_beside(encrypted_path).write_bytes(older)
    other = [Problem("key-file-other", "", {"path": key_file.path_beside(encrypted_path)})]
    assert problems_of(vault.unlock, encrypted_path, "combi", PASSWORD, FixedClock(TODAY).now()) == other


async def test_who_is_no_administrator_reads_that_one_can_encrypt_again(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        clerk.app.context.actor.__dict__["administrator"] = False
        await open_screen(clerk, PasswordScreen())
        shown = " ".join(clerk.screen.split())
        assert "opent dit gegevensbestand nog met het oude wachtwoord" in shown
        clerk.sees("Dat kan een beheerder.")


async def test_a_new_recovery_key_says_that_an_older_key_file_goes_by_the_one_before(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await open_screen(clerk, KeysScreen())
        await clerk.press("down", "enter")
        assert "vorige herstelsleutel" not in clerk.screen
        await clerk.press("1")
        assert isinstance(clerk.app.screen, RecoveryKeyScreen)  # nothing was replaced, so 1 does nothing
        await clerk.press("f2", "enter", "enter")
        assert isinstance(clerk.app.screen, RecoveryKeyScreen)
        clerk.sees("met de vorige", "is onder een nieuwe sleutel.", "1 En opnieuw versleutelen")
        before, text = clerk.app.context.store.key, clerk.app.screen._text
        await clerk.press("1")
        clerk.sees("opnieuw versleuteld")
        assert clerk.app.context.store.key != before
        assert vault.unlock_by_recovery_key(encrypted_path, text) == clerk.app.context.store.key


async def test_keys_recovery_change_and_back_up(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await open_screen(clerk, KeysScreen())
        clerk.sees("SQLCipher", "Accounts met een sleutel: 1", "Herstelsleutel: nee")
        await clerk.press("down", "enter")
        assert isinstance(clerk.app.screen, RecoveryKeyScreen)
        text = clerk.app.screen._text
        clerk.sees(" ".join(text.split()[:3]), "▀")
        await clerk.press("f2")
        clerk.sees("Herstelsleutel: ja")
        before = clerk.app.context.store.key
        await clerk.press("end", "enter")
        clerk.sees("niet ongedaan", "Druk nog eens op ⏎")
        await clerk.press("enter")
        clerk.sees("opnieuw versleuteld")
        assert clerk.app.context.store.key != before
        assert vault.unlock_by_recovery_key(encrypted_path, text) == clerk.app.context.store.key
        await clerk.press("home", "down", "enter")
        clerk.sees("opent dan niets meer")
        assert isinstance(clerk.app.screen, KeysScreen)
        await clerk.press("enter")
        assert clerk.app.screen._text != text
        await clerk.press("f2", "home", "enter")
        clerk.sees("Back-up gemaakt")
        assert len(list((encrypted_path.parent / "backups").glob("company-*.db"))) == 1


async def test_a_plain_store_has_no_recovery_key_and_says_so(company_path):
    async with at_home(company_path) as clerk:
        await open_screen(clerk, KeysScreen())
        clerk.sees("NIET versleuteld")
        await clerk.press("down", "enter")
        clerk.sees("! Dit gegevensbestand is niet versleuteld.", "▸ Herstelsleutel")


async def test_an_encrypted_store_is_signed_in_to_like_any_other(encrypted_path):
    async with at_sign_in(encrypted_path) as clerk:
        clerk.sees("combi", PASSWORD)
        await clerk.press("combi", "enter", "verkeerd", "enter")
        clerk.sees("klopt niet")
