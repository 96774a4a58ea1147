"""Keys of one's own: a file that gives commands other keys, or switches single letters off.

```toml
single_letters = false      # z becomes Alt+z, so that dictation or a stray key starts nothing (WCAG 2.1.4)

[keys]
"report-sick" = "f11"         # the name of a command is in docs/toetsen.md
```
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xstui.domain.problems import Problem, refuse, refuse_if

LARGEST = 64 * 1024
"""Bytes of the file at most: a line for each command takes some five thousand."""

FORBIDDEN = frozenset({"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+enter", "alt+enter", "ctrl+j", "enter", "tab", "escape"})
"""Keys that terminals change or eat, or that every form needs."""
_KEY = r"(ctrl\+|alt\+)?([a-z]|f([1-9]|1[0-2])|insert|delete|home|end|pageup|pagedown|slash|comma|full_stop)"


@dataclass(frozen=True)
class KeyMap:
    """What the user changed.

    Attributes:
        keys: Key by the name of a command (its binding's id).
        single_letters: Whether a letter alone starts a command; else it takes Alt.
        path: The file that says so.
        lines: The line of each command in it.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    single_letters: bool = True
    path: Path = Path()
    lines: Mapping[str, int] = field(default_factory=dict)


def keymap_path() -> Path:
    """Return where the user's file is looked for."""
    from platformdirs import user_config_path

    return user_config_path("xstui", appauthor=False) / "keys.toml"


def read_keymap(path: Path) -> KeyMap:
    """Return what the file says; without a file nothing is changed.

    Raises:
        Refused: As `text_of` does; `keymap-no-toml` with its line, `keymap-form`, `keymap-unknown` or `keymap-key`.
    """
    if not os.path.lexists(path):
        return KeyMap()
    from xstui.services.context import toml_text
    from xstui.services.context.file_content import text_of

    text = text_of(path, LARGEST)
    try:
        raw = toml_text.parse(text)
    except (ValueError, RecursionError) as error:
        raise refuse("keymap-no-toml", path=path, line=toml_text.line_of(error, text)) from None
    problems = [
        Problem("keymap-unknown", details={"path": path, "name": name})
        for name in raw.keys() - {"single_letters", "keys"}
    ]
    letters, keys = raw.get("single_letters", True), raw.get("keys", {})
    if not isinstance(letters, bool) or not isinstance(keys, dict):
        raise refuse("keymap-form", path=path)
    problems += [
        Problem("keymap-key", details={"path": path, "name": name, "key": key})
        for name, key in keys.items()
        if not isinstance(key, str) or not _is_usable(key)
    ]
    refuse_if(problems)
    return KeyMap(keys, letters, path, {name: _line_of(name, text) for name in keys})


def _line_of(name: str, text: str) -> int:
    """Return the line on which a command is given a key, below the heading of the keys."""
    begins = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if begins.match(line)), len(lines))


def _is_usable(key: str) -> bool:
    return key not in FORBIDDEN and re.fullmatch(_KEY, key) is not None
