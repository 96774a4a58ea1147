"""The program locks itself, and keeps what was typed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.company import NOW, PASSWORD, TODAY, context_of
from tests.ui.clerk import at_home
from tools.two_programs import files_of, locks_of
from xstui.app import app as app_module
from xstui.clock import FixedClock
from xstui.domain.absence import Step
from xstui.domain.problems import refuse
from xstui.domain.roles import Role
from xstui.screens.base import routes
from xstui.screens.base.form_page import FormPage
from xstui.screens.home import HomeScreen
from xstui.screens.people.search import SearchScreen
from xstui.screens.sign_in.lock import LockScreen
from xstui.services.absence import absence
from xstui.services.context import drafts
from xstui.services.context.settings import demo_login
from xstui.services.security import chain_head
from xstui.store.opening import open_store
from xstui.store.tables import Account
from xstui.store.unit import EntryMeta, UnitOfWork
from xstui.terminal import signals

PLANTED = "Zzgeplant"


def raw_bytes(path):
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())


async def test_a_locked_program_shows_nobodys_data_and_goes_on_where_it_was(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await clerk.press("z", "jans", "enter", "0706", "ctrl+l")
        assert isinstance(clerk.app.screen, LockScreen)
        clerk.sees("Vergrendeld", "combi")
        assert "Jansen" not in clerk.screen
        assert clerk.app.program.is_locked
        assert clerk.app.context.store.key is None
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Jansen", "zo 07-06-2026")
        await clerk.press("f2")
        clerk.sees("Ziek gemeld")


async def test_a_lock_says_that_typing_is_kept_where_there_was_any(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+l")
        clerk.says("Vergrendeld Geef uw wachtwoord om verder te gaan.")
        await clerk.press(PASSWORD, "enter", "z", "jans", "enter", "-3", "ctrl+l")
        clerk.says("Vergrendeld Wat u typte is bewaard. Geef uw wachtwoord om verder te gaan.")


async def test_a_wrong_password_leaves_it_locked(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await clerk.press("ctrl+l", "verkeerd", "enter")
        clerk.sees("klopt niet")
        assert clerk.app.program.is_locked
        await clerk.press("escape", "f3", "z")
        assert isinstance(clerk.app.screen, LockScreen)


@pytest.mark.parametrize("which", ["company_path", "encrypted_path"])
async def test_after_five_wrong_passwords_the_lock_says_that_it_is_closed_and_for_how_long(which, request):
    async with at_home(request.getfixturevalue(which)) as clerk:
        await clerk.press("ctrl+l")
        for _try in range(4):
            await clerk.press("x", "enter")
            clerk.says("Het wachtwoord klopt niet.")
        closed = "Dicht na te veel foute pogingen: nog 60 seconden, ook met het juiste wachtwoord."
        await clerk.press("x", "enter")
        clerk.says(closed)
        await clerk.press(PASSWORD, "enter")
        clerk.says(closed)
        assert isinstance(clerk.app.screen, LockScreen)


async def test_minutes_without_a_key_lock_it(company_path):
    async with at_home(company_path) as clerk:
        clerk.app.lock_if_idle()
        await clerk.press()
        assert not isinstance(clerk.app.screen, LockScreen)
        clerk.app._last_key -= 10 * 60
        clerk.app.lock_if_idle()
        await clerk.app.gate.settled()
        assert isinstance(clerk.app.screen, LockScreen)


async def test_a_laptop_that_slept_is_locked_by_its_first_key_which_does_nothing_else(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0706")
        clerk.app.program.system_clock = FixedClock(TODAY + timedelta(days=1))
        await clerk.press("f2")
        assert isinstance(clerk.app.screen, LockScreen)
        clerk.sees("Vergrendeld")
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Jansen", "zo 07-06-2026")


@pytest.fixture
def continued(monkeypatch):
    """Let signals be handled as on a terminal; return the calls of the handler that was there."""
    calls, before = [], signal.signal(signal.SIGCONT, lambda *_: calls.append("continued"))
    monkeypatch.setattr(signals, "has_terminal", lambda: True)
    yield calls
    signal.signal(signal.SIGCONT, before)


@pytest.mark.skipif(not hasattr(signal, "SIGCONT"), reason="this system has no such signal")
async def test_a_program_that_a_shell_stopped_for_long_is_locked_once_it_continues(company_path, continued):
    async with at_home(company_path) as clerk:
        os.kill(os.getpid(), signal.SIGCONT)
        await clerk.press()
        assert not clerk.app.is_locked
        clerk.app.program.system_clock = FixedClock(TODAY + timedelta(days=1))
        os.kill(os.getpid(), signal.SIGCONT)
        await clerk.app.gate.settled()
        assert isinstance(clerk.app.screen, LockScreen)
        assert continued == ["continued"] * 2


async def test_zero_minutes_never_lock_it(company_path):
    async with at_home(company_path) as clerk:
        clerk.app.lock_after = 0
        clerk.app._last_key -= 10_000_000
        clerk.app.lock_if_idle()
        await clerk.app.gate.settled()
        assert not isinstance(clerk.app.screen, LockScreen)


async def test_what_was_typed_survives_a_kill_and_is_encrypted(encrypted_path):
    async with at_home(encrypted_path) as clerk:
        await clerk.press("z", "jans", "enter", "0506", "ctrl+l")
        raw = raw_bytes(encrypted_path)
        assert b"first_sick_day" not in raw
        assert b"Jansen" not in raw
        clerk.app.exit()
    async with at_home(encrypted_path) as clerk:
        await clerk.press("z")
        clerk.sees("Ctrl+R")
        await clerk.press("ctrl+r")
        clerk.sees("Jansen", "vr 05-06-2026")
        await clerk.press("f2")
        clerk.sees("Ziek gemeld: Jansen, A. per 05-06-2026")
        await clerk.press("z")
        assert "Ctrl+R" not in clerk.screen


async def test_escape_keeps_what_was_typed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0506", "escape")
        clerk.sees("bewaard")
        await clerk.press("z", "ctrl+r")
        clerk.sees("Jansen", "vr 05-06-2026")


async def test_a_draft_never_fills_a_form_unasked(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0506", "escape")
        await clerk.burst("z", "berg", "enter", "-1", "f2")
        clerk.sees("Ziek gemeld: Berg, J. van den per 07-06-2026")


async def test_a_form_is_kept_once_typing_rests(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0506")
        form = clerk.app.screen
        assert isinstance(form, FormPage)
        form.drafting._rested()
        await clerk.press()
        from xstui.services.context import drafts

        kept = drafts.draft_of(clerk.app.context, form.draft_name)
        assert kept.content["first_sick_day"] == "0506"
        assert kept.content["person"] == 2


@pytest.mark.parametrize("key", ["f2", "escape"])
async def test_an_untouched_form_leaves_no_draft(company_path, key):
    async with at_home(company_path) as clerk:
        await clerk.press("z", key, "escape")
        await clerk.press("z")
        assert "Ctrl+R" not in clerk.screen


async def test_what_was_typed_for_one_person_is_not_offered_for_another(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jans", "down", "z", "-3", "escape")
        await clerk.press("escape", "slash", "vries", "down", "z")
        assert "Ctrl+R" not in clerk.screen
        await clerk.press("ctrl+r")
        clerk.sees("Vries, K. de")
        await clerk.press("escape", "escape", "slash", "jans", "down", "z")
        clerk.sees("Ctrl+R")
        await clerk.press("ctrl+r")
        clerk.sees("Jansen, A.", "-3")


async def test_a_draft_does_not_take_the_place_of_what_is_being_typed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-3", "escape")
        await clerk.press("z", "polis", "enter", "-5", "ctrl+r")
        clerk.sees("Polis, V.", "-5")


async def test_the_draft_of_a_recovery_names_its_person(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "polis", "enter", "-1", "tab", "10/36", "escape")
        await clerk.press("h", "ctrl+r")
        clerk.sees("Polis, V.", "10/36")


async def test_a_login_that_was_ended_elsewhere_locks_the_open_program(company_path):
    async with at_home(company_path) as clerk:
        change_account(clerk, ends_on=TODAY)
        await clerk.press("t")
        clerk.sees("Vergrendeld", "Deze inlog is beëindigd. Vraag de beheerder van dit gegevensbestand.")
        await clerk.press(PASSWORD, "enter")
        clerk.sees("klopt niet")


async def test_other_rights_are_there_after_unlocking_on_a_home_of_their_own(company_path):
    async with at_home(company_path) as clerk:
        clerk.sees("Ziekmelden")
        await clerk.press("t")
        change_account(clerk, role=Role.VIEWER)
        await clerk.press("f5")
        clerk.sees("De beheerder heeft uw rechten gewijzigd.")
        await clerk.press(PASSWORD, "enter")
        assert isinstance(clerk.app.screen, HomeScreen)
        assert len(clerk.app.screen_stack) == 2
        assert "Ziekmelden" not in clerk.screen


async def test_after_twelve_hours_the_password_and_a_new_code_are_asked(company_path):
    async with at_home(company_path) as clerk:
        login = demo_login(clerk.app.program.store)
        clerk.app.context.session.since -= 12 * 3600
        await clerk.press("t")
        clerk.sees("U bent twaalf uur geleden ingelogd.", "Token")
        await clerk.press(PASSWORD, "enter", "000000", "enter")
        clerk.sees("Deze code klopt niet")
        await clerk.press(PASSWORD, "enter", login.token(clerk.app.program.clock.ticks()), "enter")
        assert not isinstance(clerk.app.screen, LockScreen)
        assert not clerk.app.session_is_over


def change_account(clerk, **values):
    """Change the clerk's account as an administrator at another machine does."""
    store = clerk.app.program.store
    with store.unit(EntryMeta("test", "test", clerk.app.program.clock.now(), undoable=False)) as unit:
        account = unit.session.get_one(Account, clerk.app.context.actor.account_id)
        for name, value in values.items():
            setattr(account, name, value)


@pytest.mark.skipif(sys.platform != "linux", reason="locks are told by /proc")
@pytest.mark.parametrize("which", ["company_path", "encrypted_path"])
async def test_a_lock_over_figures_that_are_worked_out_closes_every_file(which, request):
    path = request.getfixturevalue(which)
    async with at_home(path) as clerk:
        await clerk.burst("v", "ctrl+l")
        clerk.sees("Vergrendeld")
        assert files_of(os.getpid(), path) == []
        await clerk.press("verkeerd", "enter")
        clerk.sees("klopt niet")
        assert files_of(os.getpid(), path) == []
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Verzuimcijfers")
        assert "READ" in locks_of(os.getpid(), path)


async def test_what_goes_on_below_the_lock_is_refused_and_asks_for_no_restore(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("v", "ctrl+l")
        report = clerk.app.screen_stack[-2]
        report.load()
        await clerk.app.workers.wait_for_complete()
        clerk.sees("Vergrendeld")
        await clerk.press(PASSWORD, "enter")
        assert "beschadigd" not in clerk.screen


class HeldUp:
    """Work in a thread that waits, at one point, until the test lets it go on."""

    def __init__(self, monkeypatch, owner, name, *, before=True):
        self.reached, self.released = threading.Event(), threading.Event()
        real = getattr(owner, name)

        def held(*args, **kwargs):
            if not before:
                result = real(*args, **kwargs)
            self.reached.set()
            assert self.released.wait(20)
            return real(*args, **kwargs) if before else result

        monkeypatch.setattr(owner, name, held)

    async def reach(self, clerk):
        await until(clerk, self.reached.is_set)


async def until(clerk, condition):
    """Let the program run until something is so, without waiting for work that is held up."""
    for _turn in range(2000):
        if condition():
            break
        await asyncio.sleep(0.002)
    assert condition()
    await clerk.pilot._wait_for_screen()


async def idle(clerk):
    """Let ten minutes pass without a key."""
    clerk.app._last_key -= 10 * 60
    assert clerk.app.lock_if_idle()
    await until(clerk, lambda: "ergrendeld" in clerk.screen)


async def test_the_screens_are_covered_while_the_store_is_still_being_closed(encrypted_path, monkeypatch):
    async with at_home(encrypted_path) as clerk:
        await clerk.press("z", "jans", "enter", "0706")
        closing = HeldUp(monkeypatch, chain_head, "keep")
        clerk._send("ctrl+l")
        await closing.reach(clerk)
        clerk.sees("Wordt vergrendeld", "combi")
        assert "Jansen" not in clerk.screen
        assert not clerk.app.program.is_locked
        for key in (*PASSWORD, "enter"):
            clerk._send(key)
        await until(clerk, lambda: "Jansen" not in clerk.screen)
        closing.released.set()
        await clerk.press()
        clerk.sees("Jansen", "zo 07-06-2026")


async def test_the_lock_says_so_once_the_key_is_gone(encrypted_path, monkeypatch):
    async with at_home(encrypted_path) as clerk:
        closing = HeldUp(monkeypatch, chain_head, "keep")
        await idle(clerk)
        await closing.reach(clerk)
        clerk.sees("Wordt vergrendeld", "wordt bewaard")
        closing.released.set()
        await until(clerk, lambda: "Geef uw wachtwoord" in clerk.screen)
        assert clerk.app.program.is_locked
        assert clerk.app.program.key is None


async def test_the_lock_says_where_typing_could_not_be_stored(company_path, monkeypatch):
    async with at_home(company_path) as clerk:

        def full(*_args):
            raise refuse("disk-full")

        monkeypatch.setattr(drafts, "keep_drafts", full)
        await clerk.press("z", "jans", "enter", "0706", "ctrl+l")
        clerk.says("Vergrendeld Wat u typte staat er nog, maar kon niet worden bewaard: afsluiten wist het.")
        await clerk.press(PASSWORD, "enter", "f2")
        clerk.sees("Ziek gemeld: Jansen, A. per 07-06-2026")


@pytest.mark.parametrize("before", [True, False])
async def test_a_save_that_the_lock_comes_over_ends_with_its_receipt(company_path, monkeypatch, before):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0706")
        saving = HeldUp(monkeypatch, UnitOfWork, "finish", before=before)
        clerk._send("f2")
        await saving.reach(clerk)
        await idle(clerk)
        saving.released.set()
        await clerk.press()
        assert isinstance(clerk.app.screen, LockScreen)
        assert files_of(os.getpid(), company_path) == []
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Ziek gemeld: Jansen, A. per 07-06-2026")
        assert isinstance(clerk.app.screen, HomeScreen)
        await clerk.press("z")
        assert "Ctrl+R" not in clerk.screen


async def test_an_undo_that_the_lock_comes_over_ends_with_its_receipt(company_path, monkeypatch):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0706", "f2")
        saving = HeldUp(monkeypatch, UnitOfWork, "finish", before=False)
        clerk._send("u")
        await saving.reach(clerk)
        await idle(clerk)
        saving.released.set()
        await clerk.press()
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Ongedaan gemaakt: Ziek gemeld: Jansen, A.")


async def test_a_save_that_had_not_begun_is_refused_by_the_lock_and_stays_typed(company_path, monkeypatch):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0706")
        saving = HeldUp(monkeypatch, absence, "report_all_sick")
        clerk._send("f2")
        await saving.reach(clerk)
        await idle(clerk)
        await until(clerk, lambda: clerk.app.program.is_locked or not clerk.app.program.is_open)
        saving.released.set()
        await clerk.press()
        assert isinstance(clerk.app.screen, LockScreen)
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Jansen", "zo 07-06-2026")
        await clerk.press("f2")
        clerk.sees("Ziek gemeld: Jansen, A. per 07-06-2026")


async def test_the_key_that_locks_does_not_wait_for_ever_for_work_that_hangs(company_path, monkeypatch):
    monkeypatch.setattr(app_module, "LOCK_PATIENCE", 0.05)
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0706")
        saving = HeldUp(monkeypatch, UnitOfWork, "finish")
        clerk._send("f2")
        await saving.reach(clerk)
        for key in ("escape", "ctrl+l"):
            clerk._send(key)
        await until(clerk, lambda: "Wordt vergrendeld" in clerk.screen)
        assert "Jansen" not in clerk.screen
        saving.released.set()
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Ziek gemeld: Jansen, A. per 07-06-2026")


async def test_what_opens_below_the_lock_is_there_once_it_is_unlocked(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+l")
        await clerk.app.go(routes.Search())
        await clerk.press()
        clerk.sees("Vergrendeld")
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Typ een naam, geboortedatum of nummer.")
        assert isinstance(clerk.app.screen, SearchScreen)


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_a_locked_program_is_left_at_once_also_with_typing_below(company_path, key):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0706", "ctrl+l")
        clerk.sees("Ctrl+Q Afsluiten")
        clerk._send(key)
        await until(clerk, lambda: clerk.app.return_code == 0)


async def test_no_empty_password_counts_as_a_wrong_try(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("ctrl+l", *["enter"] * 7)
        clerk.sees("Vergrendeld")
        await clerk.press("enter", "enter")
        clerk.sees("Typ uw wachtwoord.")
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Startpagina")


async def test_no_palette_opens_over_the_lock_nor_after_it(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+l", "ctrl+p", "ctrl+p", PASSWORD, "enter")
        clerk.sees("Startpagina")
        assert len(clerk.app.screen_stack) == 2


async def test_a_right_password_at_the_lock_ends_the_count_of_wrong_ones(company_path):
    async with at_home(company_path) as clerk:
        for _wrong in range(3):
            await clerk.press("ctrl+l", "verkeerd", "enter", "verkeerd", "enter", PASSWORD, "enter")
            clerk.sees("Startpagina")


@pytest.mark.parametrize("over", ["full_stop", "ctrl+p", "f1"])
async def test_the_program_locks_also_over_a_list_the_palette_and_the_help(company_path, over):
    async with at_home(company_path) as clerk:
        await clerk.press(over, "ctrl+l")
        clerk.sees("Vergrendeld")
        await clerk.press(PASSWORD, "enter")
        assert not clerk.app.is_locked


async def test_the_choice_between_two_changes_is_covered_by_the_lock_and_there_again_after_it(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("h", "poli", "enter")
        other = context_of(clerk.app.context.store, Role.COMBI_WITHOUT_CLAIMS)
        absence.change_percentage(other, 1, Step(date(2026, 6, 1), Decimal(50)))
        await clerk.press("f2")
        clerk.sees("Gewijzigd door combi-without-claims")
        await clerk.press("ctrl+l")
        assert isinstance(clerk.app.screen, LockScreen)
        assert "Gewijzigd" not in clerk.screen
        await clerk.press(PASSWORD, "enter")
        clerk.sees("Gewijzigd door combi-without-claims")
        await clerk.press("1")
        clerk.sees("Hersteld gemeld: Polis, V.")


@pytest.mark.parametrize("keys", [("ctrl+l",), ("f2",)], ids=["locked", "choosing"])
async def test_a_signal_to_end_over_a_lock_or_a_choice_keeps_the_typing(company_path, keys):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "polis", "enter", "-1", "tab", "10/36")
        other = context_of(clerk.app.context.store, Role.COMBI_WITHOUT_CLAIMS)
        absence.change_percentage(other, 1, Step(date(2026, 6, 1), Decimal(50)))
        await clerk.press(*keys)
        await signals.leave(clerk.app, signal.SIGHUP)
        assert clerk.app.return_code == 128 + signal.SIGHUP
    store = open_store(company_path, NOW)
    assert drafts.draft_of(context_of(store), "ReportRecoveryScreen")
    store.close()
