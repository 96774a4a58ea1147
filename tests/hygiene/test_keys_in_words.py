"""Keys on the screen are asked for and never written: the user may have others."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding

import xstui
from tests.hygiene.sources import nodes_of
from xstui.i18n import _
from xstui.i18n.key_names import KEYS_IN_WORDS, key_name, keys_in_words, use_own_keys

ROOT = Path(xstui.__file__).parent
KEY = re.compile(
    r"\bF([1-9]|1[0-2])\b|\bCtrl\b|\bAlt\+|\bEsc(ape)?\b|\bEnter\b|\b[a-z] = |\b[Uu]se [a-z]\b|\bPress [a-z]\b"
)
FIXED = {
    "Several people fit: choose with the arrows and Enter.": "the list's own keys, which nobody moves",
    "Nobody has just this name. Who looks like it: choose with the arrows and Enter.": "as above",
    "Several units fit: choose with the arrows and Enter.": "as above",
}


def written(path):
    """Return the texts of a module, without docstrings and bindings."""
    nodes = nodes_of(path.read_text("utf-8"))
    left_out = set()
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Binding", "Command"}:
            left_out.update(ast.walk(node))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out
    }


def test_no_text_holds_a_key():
    paths = [path for room in ("screens", "widgets", "i18n") for path in (ROOT / room).rglob("*.py")]
    found = {text: path.name for path in paths if path.name != "key_names.py" for text in written(path)}
    assert {text for text in found if KEY.search(text)} == set(FIXED)


def declared():
    """Return all keys of each command of the program."""
    keys = {}
    for path in [*(ROOT / "screens").rglob("*.py"), *(ROOT / "widgets").rglob("*.py"), ROOT / "app" / "app.py"]:
        module = import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
        for kind in vars(module).values():
            for binding in vars(kind).get("BINDINGS", ()) if isinstance(kind, type) else ():
                if isinstance(binding, Binding) and binding.id:
                    keys.setdefault(binding.id, set()).update(binding.key.split(","))
    return keys


@pytest.mark.parametrize("placeholder", KEYS_IN_WORDS)
def test_each_key_that_words_name_is_one_of_its_command(placeholder):
    command, key = KEYS_IN_WORDS[placeholder]
    assert key in declared()[command]


def test_words_name_the_keys_that_the_user_has():
    use_own_keys({"save": "ctrl+k"}, single_letters=False)
    try:
        words = keys_in_words()
        assert (words["key_save"], words["key_undo"]) == ("Ctrl+K", "Alt+u")
        assert _("{key_undo} = undo", **words) == "Alt+u = ongedaan maken"
    finally:
        use_own_keys({}, single_letters=True)
    assert keys_in_words()["key_undo"] == key_name("u") == "u"
