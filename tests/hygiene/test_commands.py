"""One key map: a letter means one command everywhere, or nothing, and every command can be reached."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import xstui
from tests.hygiene.sources import nodes_of
from tools.keys_page import commands, screens
from xstui.app.app import XstuiApp
from xstui.i18n import set_language
from xstui.screens.base.commands import APP_COMMANDS, PLACES, WHILE_TYPING, by_present_names, table
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.place import Place
from xstui.terminal.keymap import FORBIDDEN

ROOT = Path(xstui.__file__).parent
EVERY = [(kind, command) for kind in screens() for command in kind.commands().values()]


def is_letter(key):
    return len(key) == 1 and key.isalpha()


def names_by_key():
    """Return the names of the commands that each key has, over all screens."""
    found = {}
    for _kind, command in EVERY:
        for key in command.keys.split(","):
            found.setdefault(key, set()).add(command.name)
    return found


def test_a_letter_has_one_command_wherever_it_is():
    assert {key: names for key, names in names_by_key().items() if is_letter(key) and len(names) > 1} == {}


def test_what_registers_has_no_key_of_a_place():
    does = {
        key for command in table().values() if command.needs and command.needs.writes for key in command.keys.split(",")
    }
    goes = {key for command in PLACES for key in command.keys.split(",")}
    assert does & goes == set()


def test_no_screen_declares_a_key_beside_the_commands():
    bound = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "screens").rglob("*.py")
        for node in nodes_of(path.read_text("utf-8"))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Binding"
    }
    assert bound == {"screens/base/command.py", "screens/base/person_field.py"}, "a field has keys of its own"


def test_no_letter_and_no_digit_is_a_key_of_a_form():
    forms = [(kind, command) for kind, command in EVERY if issubclass(kind, FormPage)]
    assert len(forms) > 100
    assert [(k.__name__, c.name) for k, c in forms for key in c.keys.split(",") if len(key) == 1] == []


def test_every_place_can_be_gone_to_from_every_place():
    for kind in screens():
        if issubclass(kind, Place):
            assert {place.name for place in PLACES} <= set(kind.commands()), kind.__name__


def test_a_command_has_what_it_starts():
    for kind, command in EVERY:
        name = command.action.partition("(")[0]
        target = XstuiApp if name.startswith("app.") else kind
        assert hasattr(target, f"action_{name.removeprefix('app.')}"), (kind.__name__, command.name)


def test_every_command_of_the_table_is_on_a_screen_or_in_the_app():
    used = set(commands()) | set(APP_COMMANDS)
    assert set(table()) - used == set()


def test_names_that_files_of_own_keys_have_still_count():
    assert by_present_names({"home.sick": "f11", "dossier.sick": "f6", "tasks": "f7"}) == {
        "report-sick": "f11",
        "tasks": "f7",
    }
    former = [name for command in table().values() for name in command.formerly]
    assert len(former) == len(set(former))
    assert set(former).isdisjoint(table())


def test_every_former_name_that_a_screen_knows_counts():
    for name, ways in commands().items():
        for former in {former for way in ways for former in way.formerly}:
            assert by_present_names({former: "f11"}) == {name: "f11"}


def test_the_commands_that_work_while_text_is_typed_are_known_as_such():
    everywhere = {name for name, ways in commands().items() if all(way.priority for way in ways)}
    assert everywhere | {command.name for command in APP_COMMANDS.values() if command.priority} == WHILE_TYPING


def test_no_command_has_a_key_that_terminals_change():
    eaten = FORBIDDEN - {"enter", "tab", "escape", "ctrl+j"}
    assert set(names_by_key()) & eaten == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_footer_calls_a_command_by_words_of_its_name(language):
    set_language(language)
    others = {
        (command.hint, command.words)
        for command in table().values()
        if command.name != "new"  # the footer names what is new by the screen it stands on
        and not all(word.casefold() in command.words.casefold() for word in command.hint.split())
    }
    assert others == set()
