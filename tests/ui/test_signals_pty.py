"""Ended, stopped or hung up by the machine: drafts kept, the store sound, the terminal as it was."""

import os
import signal
import sys
import termios
from contextlib import contextmanager

import pytest

from tests.company import NOW, PASSWORD, context_of
from tests.ui.terminal import Terminal
from xstui.services.context import drafts, settings
from xstui.services.upkeep.audit import verify_store
from xstui.store.opening import open_store
from xstui.store.whole_file import integrity_problems

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither ptys nor these signals")
NORMAL_SCREEN, CURSOR_SHOWN = b"\x1b[?1049l", b"\x1b[?25h"


@contextmanager
def on_sick_report(path, *words):
    """The app with somebody signed in, and a name typed on the form of a sick report."""
    terminal = Terminal("tests.ui.signals_app", path, *words)
    try:
        terminal.read_until(lambda seen: b"Gebruikersnaam" in seen)
        terminal.write(f"combi\r{PASSWORD}\r{token(path)}\r".encode())
        terminal.read_until(lambda seen: b"Ziekmelden" in seen)
        terminal.write(b"zjans\r-3")
        terminal.read_until(lambda seen: b"vr 05-06-2026" in seen)
        yield terminal
    finally:
        terminal.close()


def token(path):
    store = open_store(path, NOW)
    try:
        return settings.demo_login(store).token(NOW.timestamp())
    finally:
        store.close()


def kept_draft(path):
    """Return the draft that was kept, of a store that is sound."""
    assert integrity_problems(path) == []
    store = open_store(path, NOW)
    try:
        assert verify_store(store).findings == ()
        return drafts.draft_of(context_of(store), "ReportSickScreen")
    finally:
        store.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_keeps_the_draft_and_gives_the_terminal_back(company_path, number):
    with on_sick_report(company_path) as terminal:
        terminal.send(number)
        assert terminal.wait() == 128 + number
        assert NORMAL_SCREEN in terminal.seen
        assert CURSOR_SHOWN in terminal.seen
        assert termios.tcgetattr(terminal.fd)[3] & termios.ECHO
    assert kept_draft(company_path).content["first_sick_day"] == "-3"


@pytest.mark.parametrize("words", [(), ("deaf",)], ids=["told", "not told"])
def test_a_terminal_that_is_gone_ends_the_app_with_the_draft_kept(company_path, words):
    with on_sick_report(company_path, *words) as terminal:
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
    assert kept_draft(company_path).content["first_sick_day"] == "-3"


def test_stopped_and_continued_by_the_shell_the_form_is_there_again(company_path):
    with on_sick_report(company_path) as terminal:
        terminal.send(signal.SIGTSTP)
        terminal.read_until(lambda seen: NORMAL_SCREEN in seen)
        os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
        terminal.send(signal.SIGCONT)
        terminal.read_until(lambda seen: b"vr 05-06-2026" in seen)
        terminal.write(b"\x1bOQ")
        terminal.read_until(lambda seen: b"Ziek gemeld" in seen)
        terminal.write(b"\x11")
        assert terminal.wait() == 0
    assert kept_draft(company_path) is None


def test_bytes_that_are_no_utf_8_do_not_end_the_app(company_path):
    with on_sick_report(company_path) as terminal:
        terminal.write(b"\xe9\xff\xc3")
        terminal.read_until(lambda seen: "\ufffd".encode() in seen)
        terminal.send(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM


def test_a_signal_ends_the_app_whatever_is_typed_ahead(company_path):
    with on_sick_report(company_path) as terminal:
        os.set_blocking(terminal.fd, False)
        flood(terminal, b"\x1b[A\x1b[B" * 4000)
        terminal.send(signal.SIGTERM)
        assert terminal.wait(6) == 128 + signal.SIGTERM
    assert kept_draft(company_path).content["first_sick_day"] == "-3"


def flood(terminal, keys):
    """Type as long as the program reads on: until it has read nothing for half a second, or all."""
    quiet = 0
    while keys and quiet < 25:
        try:
            keys = keys[os.write(terminal.fd, keys[:1024]) :]
            quiet = 0
        except BlockingIOError:
            terminal.drain()
            quiet += 1
