"""How a key is called: as it stands on the keyboard."""

from __future__ import annotations

from types import MappingProxyType

from xstui.i18n import N_, _

_NAMES = MappingProxyType(
    {
        "escape": "Esc",
        "enter": "⏎",
        "slash": "/",
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


def key_name(key: str) -> str:
    """Return the name of a key as a binding has it: `Ctrl+Z`, `Esc`, `F3`, `z`."""
    *modifiers, last = key.split("+")
    stands_alone = len(last) == 1 and not modifiers
    shown = _(_NAMES[last]) if last in _NAMES else last if stands_alone else last.capitalize()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])
