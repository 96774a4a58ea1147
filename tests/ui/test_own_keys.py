"""Keys of one's own: commands moved by a file, single letters switched off (WCAG 2.1.4)."""

from __future__ import annotations

import os
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events

from tests.company import TODAY
from tests.refusals import problems_of
from tests.ui.clerk import Clerk
from tools.keys_page import PAGE, screens
from xstui.app.app import XstuiApp
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.problems import Problem
from xstui.i18n import problem_text
from xstui.screens.absence.report_sick import ReportSickScreen
from xstui.screens.absence.tasks import TasksScreen
from xstui.screens.base import commands
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
        clerk.sees("Alt+/ Werknemer", "─ F11 Naar taken", "Alt+g Zwanger melden", "Alt+i Instellingen")
        assert "Uw eigen toetsen" not in clerk.screen
        await clerk.press("x")
        assert "Een letter alleen" not in clerk.screen
        await clerk.press("g")
        clerk.sees("! Een letter alleen doet niets: Alt+g.")
        await clerk.press("alt+z", "jans", "enter", "-1", "ctrl+q")
        clerk.sees("Ctrl+K slaat op, Esc sluit")
        await clerk.press("ctrl+k")
        clerk.sees("Alt+u = ongedaan maken")


async def test_a_letter_of_a_command_that_was_moved_says_its_key_and_takes_it_from_nobody(company_path):
    async with at_home_with(company_path, KeyMap({"report-sick": "f11"}, single_letters=False)) as clerk:
        await clerk.press("alt+z")
        clerk.sees("! Alt+z is nu F11: Ziekmelden.")
        await clerk.press("alt+/")
        assert "nemen de toets over" not in clerk.screen


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
        clerk.sees("Alt+ 1 Overzicht  2 Taken 3  3 Trajectendossier  4 Berichten  5 Verzekeringen")
        clerk.sees("! Een cijfer alleen doet niets: Alt+3.")
        await clerk.press("alt+3")
        clerk.sees("Overzicht voortgang")
        await clerk.press("alt+r")
        clerk.sees("Alt+ 1 Alle 1")


async def test_choices_are_typed_also_where_letters_alone_do_nothing(company_path):
    async with at_home_with(company_path, KeyMap(single_letters=False)) as clerk:
        await clerk.press("alt+z", "jans", "enter", "enter", "enter", "2")
        clerk.sees("● 2 Ziek t.g.v. arbeidsongeval")
        await clerk.press("f4", "3")
        clerk.sees("● 3 Ziek t.g.v. ongeval")


async def test_the_title_of_the_tasks_is_never_cut_by_a_long_key(company_path):
    async with at_home_with(company_path, KeyMap(single_letters=False)) as clerk:
        clerk.sees("Taken ─", "─ Alt+t Naar taken", "Uitkeringsspecificaties", "Trajecten ─", "─ Alt+r")


def test_the_file_is_read(tmp_path):
    file = tmp_path / "keys.toml"
    assert read_keymap(file) == KeyMap()
    file.write_text('single_letters = false\n[keys]\n"home.sick" = "f11"\n"home.tasks" = "ctrl+k"\n')
    keys = {"home.sick": "f11", "home.tasks": "ctrl+k"}
    assert read_keymap(file) == KeyMap(keys, False, file, {"home.sick": 3, "home.tasks": 4})


LINE = "regel {} is niet te lezen. Schrijf single_letters = false, of een toets onder [keys]."
FORM = "schrijf single_letters = true of false, en de toetsen van opdrachten onder [keys]."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"single_letters = true\n[keys", f"Uw toetsen in {{}}: {LINE.format(2)}"),
        (b"\x00", f"Uw toetsen in {{}}: {LINE.format(1)}"),
        (b"\na." * 20_000 + b"a = 1", f"Uw toetsen in {{}}: {LINE.format(2)}"),
        (b"a." * 30_000 + b"a = 1", f"Uw toetsen in {{}}: {LINE.format(1)}"),
        (b"a = " + b"[" * 60_000, f"Uw toetsen in {{}}: {LINE.format(1)}"),
        (b"a = " + b"9" * 60_000, f"Uw toetsen in {{}}: {LINE.format(1)}"),
        (b'single_letters = "no"', f"Uw toetsen in {{}}: {FORM}"),
        (b"keys = 3", f"Uw toetsen in {{}}: {FORM}"),
        (b"letters = false", "Uw toetsen in {}: letters bestaat niet, alleen single_letters en [keys]."),
        (b"#" * 65_537, "Het bestand {} is te groot."),
        (b"\xff\xfe\x00", "Het bestand {} is niet in UTF-8 geschreven. Sla het opnieuw op, als tekst of CSV in UTF-8."),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else "",
)
def test_what_is_wrong_with_the_file_is_said_in_the_users_language_and_in_no_time(tmp_path, content, said):
    file = tmp_path / "keys.toml"
    file.write_bytes(content)
    begun = time.monotonic()
    assert [problem_text(one) for one in problems_of(read_keymap, file)] == [said.format(file)]
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("key", ['"ctrl+i"', "7", '"shift+f3"'])
def test_a_key_that_can_be_none_is_said(tmp_path, key):
    file = tmp_path / "keys.toml"
    file.write_text(f'[keys]\n"home.sick" = {key}')
    said = f"home.sick kan de toets {key.strip(chr(34))} niet krijgen. Schrijf hem als f11, ctrl+k of alt+z."
    assert [problem_text(one) for one in problems_of(read_keymap, file)] == [f"Uw toetsen in {file}: {said}"]


def pipe(path):
    os.mkfifo(path)


@pytest.mark.parametrize(
    "make", [pipe, Path.mkdir, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to("nowhere")]
)
def test_a_file_that_is_none_is_not_waited_for(tmp_path, make):
    file = tmp_path / "keys.toml"
    make(file)
    said = f"Het bestand {file} is niet te lezen. Controleer het pad en uw rechten."
    assert [problem_text(one) for one in problems_of(read_keymap, file)] == [said]


def test_a_letter_alone_is_no_key_for_what_works_while_text_is_typed(company_path):
    keys = KeyMap({"quit": "a", "next": "slash", "save": "f9", "home.sick": "b"})
    found = problems_of(XstuiApp, Program(company_path, TODAY, FixedClock(TODAY)), "nl", keys)
    said = "werkt ook waar u tekst typt, dus {} alleen kan die toets niet zijn. Schrijf bijvoorbeeld ctrl+k of f11."
    assert [problem_text(one) for one in found] == [
        f"Uw eigen toetsen: quit {said.format('a')}",
        f"Uw eigen toetsen: next {said.format('slash')}",
    ]


def test_the_name_of_no_command_is_told_with_file_and_line(company_path, tmp_path):
    file = tmp_path / "keys.toml"
    file.write_text(
        'single_letters = true\n\n[keys]\n"report-sick" = "f11"\nrapport-sick = "f9"\n"home.sick" = "f10"\n'
    )
    found = problems_of(XstuiApp, Program(company_path, TODAY, FixedClock(TODAY)), "nl", read_keymap(file))
    assert found == [Problem("keymap-name", "", {"path": file, "line": 5, "name": "rapport-sick"})]
    assert problem_text(found[0]) == (
        f"Uw toetsen in {file}, regel 5: er is geen opdracht rapport-sick. De namen staan in de lijst van toetsen, "
        "docs/toetsen.md."
    )


def test_every_command_can_be_named():
    lists = [kind.__dict__.get(name, ()) for kind in screens() for name in ("OWN_COMMANDS", "WAYS_OUT")]
    names = {command.name for commands_of_screen in lists for command in commands_of_screen}
    assert names - commands.table().keys() == commands.NAMES_OF_SCREENS


async def test_a_letter_is_typed_in_a_field_whichever_command_has_it_elsewhere(company_path):
    async with at_home_with(company_path, KeyMap({"open": "o", "filter": "x", "remove": "r"})) as clerk:
        await clerk.press("slash", "o", "x", "r")
        assert clerk.app.screen.query_one(SafeInput).value == "oxr"


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
        clerk.sees("F11 Ziek", "F11 Ziekmelden")
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
