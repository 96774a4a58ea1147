"""How a key is called, as it stands on the keyboard, and which key a command has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xstui.i18n.catalogue import N_, _

_NAMES = MappingProxyType(
    {
        "escape": "Esc",
        "enter": "⏎",
        "slash": "/",
        "full_stop": ".",
        "question_mark": "?",
        "space": N_("Space"),
        "pageup": "PgUp",
        "pagedown": "PgDn",
        "delete": "Del",
        "backspace": "⌫",
        "up": "↑",
        "down": "↓",
        "left": "←",
        "right": "→",
        "plus": "+",
        "minus": "-",
    }
)


SIGNS = "⏎⌫↑↓←→"
"""The names of keys that are one character long and type none."""


def key_name(key: str) -> str:
    """Return the name of a key as a binding has it: `Ctrl+Z`, `Esc`, `F3`, `z`."""
    *modifiers, last = key.split("+")
    stands_alone = len(last) == 1 and not modifiers
    shown = _(_NAMES[last]) if last in _NAMES else last if stands_alone else last.capitalize()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


KEYS_IN_WORDS = MappingProxyType(
    {
        "key_save": ("save", "f2"),
        "key_back": ("back", "escape"),
        "key_quit": ("quit", "ctrl+q"),
        "key_undo": ("undo", "u"),
        "key_redo": ("redo", "ctrl+y"),
        "key_draft": ("draft", "ctrl+r"),
        "key_reload": ("reload", "f5"),
        "key_choices": ("field.choices", "f4"),
        "key_list": ("lookup.list", "f4"),
        "key_trouble": ("trouble", "f4"),
    }
)
"""Placeholders of texts, with the command whose key they name and its key where the user gave it no other."""


class _Own:
    """The user's own keys, as `language` is the user's own: texts are written in many places."""

    keys: Mapping[str, str] = MappingProxyType({})
    single_letters = True


def use_own_keys(keys: Mapping[str, str], *, single_letters: bool) -> None:
    """Have texts name the keys that the user gave to commands."""
    _Own.keys, _Own.single_letters = keys, single_letters


def shown_key(name: str) -> str:
    """Return a key's name as it is pressed: a letter with Alt where letters alone do nothing."""
    return f"Alt+{name}" if len(name) == 1 and name not in SIGNS and not _Own.single_letters else name


def before_figures() -> str:
    """Return what stands before a row of figures that are keys: `Alt+` once, where they do nothing alone."""
    return "" if _Own.single_letters else "Alt+"


def keys_in_words() -> dict[str, str]:
    """Return the values of the placeholders for keys, to be handed to `_` with a text that names any."""
    return {
        placeholder: shown_key(key_name(_Own.keys.get(command, key)))
        for placeholder, (command, key) in KEYS_IN_WORDS.items()
    }
