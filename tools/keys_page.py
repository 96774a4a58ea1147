# ruff: noqa: T201 - it reports on the command line
"""Write docs/toetsen.md: every command, its key and the name by which a file can give it another.

python -m tools.keys_page [--check]
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

import xstui.screens
from xstui.i18n import set_language
from xstui.i18n.key_names import key_name
from xstui.screens.base.command import Command, Commanded

PAGE = Path(__file__).resolve().parent.parent / "docs" / "toetsen.md"
HEAD = """# De namen van de opdrachten

Voor `keys.toml`; zie [de gebruiksaanwijzing](gebruik.md#eigen-toetsen). Waar een opdracht op een scherm anders heet,
staat dat erachter. Deze lijst wordt gemaakt door `python -m tools.keys_page`.

| naam | toets | opdracht |
|---|---|---|
"""


def screens() -> list[type[Commanded]]:
    """Return every screen that has commands."""
    for info in pkgutil.walk_packages(xstui.screens.__path__, "xstui.screens."):
        importlib.import_module(info.name)
    found, waiting = [], [Commanded]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        found += kinds
        waiting += kinds
    return sorted(set(found), key=lambda kind: kind.__name__)


def commands() -> dict[str, list[Command]]:
    """Return the commands of all screens by their names, each in the ways that screens have it."""
    found: dict[str, list[Command]] = {}
    for kind in screens():
        for command in kind.__dict__.get("OWN_COMMANDS", ()):
            if command.label:
                found.setdefault(command.name, []).append(command)
    return found


def page() -> str:
    """Return the page."""
    set_language("nl")
    return HEAD + "".join(_line(name, ways) for name, ways in sorted(commands().items()))


def _line(name: str, ways: list[Command]) -> str:
    """Return the line of a command, with all its keys and all that it is called."""
    keys = dict.fromkeys(key_name(key) for way in ways for key in way.keys.split(",") if key and key != "ctrl+j")
    shown = ", ".join(f"`{key}`" for key in keys) or "in *Acties*"
    return f"| `{name}` | {shown} | {' / '.join(dict.fromkeys(way.words for way in ways))} |\n"


def main() -> int:
    """Write the page, or with `--check` tell whether it is as it should be."""
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text("utf-8") == page()
        print("docs/toetsen.md is up to date" if same else "docs/toetsen.md is old: python -m tools.keys_page")
        return 0 if same else 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
