# ruff: noqa: T201 - it reports on the command line
"""Write docs/toetsen.md: every command, its key and the name by which a file can give it another.

python -m tools.keys_page [--check]
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from textual.binding import Binding
from textual.screen import Screen

import xstui.screens
from xstui.i18n import _, set_language

PAGE = Path(__file__).resolve().parent.parent / "docs" / "toetsen.md"
HEAD = """# De namen van de opdrachten

Voor `keys.toml`; zie [de gebruiksaanwijzing](gebruik.md#eigen-toetsen).
Deze lijst wordt gemaakt door `python -m tools.keys_page`.

| naam | toets | opdracht |
|---|---|---|
"""


def commands() -> Iterator[tuple[str, str, str]]:
    """Yield name, keys and words of every command of a screen."""
    for info in pkgutil.walk_packages(xstui.screens.__path__, "xstui.screens."):
        module = importlib.import_module(info.name)
        for _name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Screen) and kind.__module__ == info.name:
                for binding in vars(kind).get("BINDINGS", ()):
                    if isinstance(binding, Binding) and binding.id and binding.description:
                        yield binding.id, binding.key, binding.description


def page() -> str:
    """Return the page."""
    set_language("nl")
    rows = sorted({(name, keys, _(words)) for name, keys, words in commands()})
    return HEAD + "".join(f"| `{name}` | `{keys}` | {words} |\n" for name, keys, words in rows)


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
