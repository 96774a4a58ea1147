"""Keys of one's own: commands moved by a file, single letters switched off (WCAG 2.1.4)."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from textual import events

from tests.company import TODAY
from tests.ui.clerk import Clerk
from tools.keys_page import PAGE
from xstui.app.app import XstuiApp
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.problems import Refused
from xstui.screens.absence.report_sick import ReportSickScreen
from xstui.screens.absence.tasks import TasksScreen
from xstui.screens.case_file.messages import MessagesScreen
from xstui.screens.home import HomeScreen
from xstui.screens.office.keys import KeysScreen
from xstui.screens.people.search import SearchScreen
from xstui.terminal.keyboard import KeyReader
from xstui.terminal.keymap import KeyMap, read_keymap
from xstui.widgets.safe_input import SafeInput


@asynccontextmanager
async def at_home_with(path, keymap):
    app = XstuiApp(Program(path, TODAY, FixedClock(TODAY)), "nl", keymap)
    async with app.run_test(size=(80, 24)) as pilot:
        clerk = Clerk(app, pilot)
        await clerk.press()
        await app.workers.wait_for_complete()
        await clerk.sign_in()
        yield clerk


async def test_a_command_is_moved_to_another_key(company_path):
    async with at_home_with(company_path, KeyMap({"home.sick": "f11"})) as clerk:
        clerk.sees("F11 Ziek")
        await clerk.press("z")
        assert isinstance(clerk.app.screen, HomeScreen)
        await clerk.press("f11")
        assert isinstance(clerk.app.screen, ReportSickScreen)


async def test_words_name_the_keys_that_the_user_has(company_path):
    keys = KeyMap({"home.tasks": "f11", "save": "ctrl+k"}, single_letters=False)
    async with at_home_with(company_path, keys) as clerk:
        assert "Alt+⏎" not in clerk.screen
        clerk.sees("Alt+/ Werknemer", "Nu uitvoeren 1  F11  ", "Alt+g  Zwanger melden", "Alt+i  Instellingen")
        assert "Uw eigen toetsen" not in clerk.screen
        await clerk.press("x")
        assert "Een letter alleen" not in clerk.screen
        await clerk.press("g")
        clerk.sees("! Een letter alleen doet niets: Alt+g.")
        await clerk.press("alt+z", "jans", "enter", "-1", "ctrl+q")
        clerk.sees("Ctrl+K slaat op, Esc sluit")
        await clerk.press("ctrl+k")
        clerk.sees("Alt+u = ongedaan maken")


async def test_a_key_that_was_taken_is_told(company_path):
    async with at_home_with(company_path, KeyMap({"home.sick": "t"})) as clerk:
        await clerk.press("down")
        clerk.says("Uw eigen toetsen nemen de toets over van: Taken")


async def test_letters_alone_do_nothing_and_alt_does_it(company_path):
    async with at_home_with(company_path, KeyMap(single_letters=False)) as clerk:
        clerk.sees("Alt+z")
        await clerk.press("z", "v", "slash")
        assert isinstance(clerk.app.screen, HomeScreen)
        await clerk.press("alt+z")
        assert isinstance(clerk.app.screen, ReportSickScreen)
        await clerk.press("jans", "enter", "-1", "f2")
        clerk.sees("Ziek gemeld: Jansen, A.")


async def test_where_letters_alone_do_nothing_figures_do_nothing_either_and_the_tabs_say_what_does(company_path):
    async with at_home_with(company_path, KeyMap(single_letters=False)) as clerk:
        await clerk.press("enter", "3")
        clerk.sees("Alt+ 1 Overzicht   2 Taken   3 Trajectendossier", "! Een cijfer alleen doet niets: Alt+3.")
        await clerk.press("alt+3")
        clerk.sees("Overzicht voortgang")
        await clerk.press("alt+r")
        clerk.sees("Alt+ 1 Alle 1")


async def test_choices_are_typed_also_where_letters_alone_do_nothing(company_path):
    async with at_home_with(company_path, KeyMap(single_letters=False)) as clerk:
        await clerk.press("alt+z", "jans", "enter", "enter", "2")
        clerk.sees("● 2 Ziek t.g.v. arbeidsongeval")
        await clerk.press("f4", "3")
        clerk.sees("● 3 Ziek t.g.v. ongeval")


async def test_the_title_of_the_tasks_is_never_cut_by_a_long_key(company_path):
    async with at_home_with(company_path, KeyMap(single_letters=False)) as clerk:
        clerk.sees("Nu uitvoeren 1  Alt+t  ")


def test_the_file_is_read(tmp_path):
    file = tmp_path / "keys.toml"
    assert read_keymap(file) == KeyMap()
    file.write_text('single_letters = false\n[keys]\n"home.sick" = "f11"\n"home.tasks" = "ctrl+k"\n')
    assert read_keymap(file) == KeyMap({"home.sick": "f11", "home.tasks": "ctrl+k"}, single_letters=False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[keys", "keymap-unreadable"),
        ('single_letters = "no"', "keymap-unreadable"),
        ("keys = 3", "keymap-unreadable"),
        ("letters = false", "keymap-unknown"),
        ('[keys]\n"home.sick" = "ctrl+i"', "keymap-key"),
        ('[keys]\n"home.sick" = 7', "keymap-key"),
        ('[keys]\n"home.sick" = "shift+f3"', "keymap-key"),
        ("\x00", "keymap-unreadable"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(tmp_path, text, code):
    file = tmp_path / "keys.toml"
    file.write_text(text)
    with pytest.raises(Refused) as refused:
        read_keymap(file)
    assert refused.value.problems[0].code == code
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused):
        read_keymap(file)


async def send(clerk, text):
    """Send what a terminal writes in one go."""
    for message in KeyReader().feed(text):
        clerk.app.post_message(message)
    await clerk.press()


async def test_alt_and_a_letter_as_most_terminals_send_them(company_path):
    """Escape and the letter in one go."""
    async with at_home_with(company_path, KeyMap({"home.tasks": "alt+k"}, single_letters=False)) as clerk:
        await send(clerk, "\x1bz")
        assert isinstance(clerk.app.screen, ReportSickScreen)
        await send(clerk, "ja\x1bznk\x1bkss")
        assert clerk.app.screen.query_one(SafeInput).value == "jankss"
        await clerk.press("escape")
        assert isinstance(clerk.app.screen, HomeScreen)
        await clerk.press("z", "k")
        assert isinstance(clerk.app.screen, HomeScreen)
        await send(clerk, "\x1b/")
        assert isinstance(clerk.app.screen, SearchScreen)
        await send(clerk, "jans\x1b\x1bk")
        assert isinstance(clerk.app.screen, TasksScreen)


async def test_what_is_asked_twice_names_the_key_that_it_was_moved_to(company_path):
    async with at_home_with(company_path, KeyMap({"open": "f9"})) as clerk:
        await clerk.app.push_screen(KeysScreen())
        await clerk.press("end", "f9")
        clerk.says("Druk nog eens op F9.")


async def test_escape_and_a_quick_key_are_two_keys_in_a_field_and_outside(company_path):
    """Alt and a letter as a terminal reports it that tells them apart does nothing."""
    async with at_home_with(company_path, KeyMap()) as clerk:
        for sent, kind in {"zjans\x1bt": TasksScreen, "\x1b/jans": SearchScreen, "\x1bz": ReportSickScreen}.items():
            await send(clerk, sent)
            assert isinstance(clerk.app.screen, kind)
        await send(clerk, "jans\x1b\x1b\x1bzpol")
        assert clerk.app.screen.query_one(SafeInput).value == "pol"
        await send(clerk, "\x1b[122;3u")
        assert isinstance(clerk.app.screen, ReportSickScreen)
        assert clerk.app.screen.query_one(SafeInput).value == "pol"


async def test_a_key_of_ones_own_with_alt_stays_one_key(company_path):
    async with at_home_with(company_path, KeyMap({"home.messages": "alt+z"})) as clerk:
        await clerk.press("t")
        clerk.app.post_message(events.Key("alt+z", "z"))
        await clerk.press()
        assert isinstance(clerk.app.screen, MessagesScreen)


async def test_a_command_moved_by_its_former_name_is_shown_with_its_key_wherever_it_stands(company_path):
    own = KeyMap({"home.sick": "f11", "undo": "ctrl+k"})
    async with at_home_with(company_path, own) as clerk:
        clerk.sees("F11 Ziek", "F11  Ziekmelden")
        await clerk.press("f1")
        clerk.reads("F11 Ziekmelden")
        await clerk.press("escape", "ctrl+p")
        clerk.sees("Ziekmelden  (F11)")
        await clerk.press("escape", "full_stop")
        clerk.reads("Acties · Startpagina", "F11 Ziekmelden")
        await clerk.press("escape", "f11", "jans", "enter", "-1", "f2")
        clerk.sees("Ctrl+K = ongedaan maken")
        await clerk.press("t", "ctrl+k")
        clerk.says("Nog eens Ctrl+K maakt dit ongedaan: Ziek gemeld: Jansen, A.")
        assert "`report-sick`" in PAGE.read_text("utf-8")
