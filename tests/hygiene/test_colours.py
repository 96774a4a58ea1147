"""All colours stand in `xstui/widgets/themes.py`, by what they mean: nothing else names one of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import COLOR_NAME_TO_RGB

import xstui

ROOT = Path(xstui.__file__).parent
SCREEN = ("app", "screens", "widgets", "styles", "terminal")
"""What is painted on a terminal; a PDF has colours of its own."""
NEEDS_ITS_OWN = {"widgets/themes.py", "widgets/qr_code.py"}
"""The tokens themselves; and black on white, without which no phone reads a code."""
DECLARED = re.compile(
    r"(?<![\w-])(?:color|background(?:-tint)?|tint|(?:border|outline|keyline|hatch)(?:-(?:top|right|bottom|left))?"
    r"|(?:border|scrollbar|link)-[a-z-]*(?:color|background|hover|active))\s*:\s*([^;{}]+);"
)
STYLE = re.compile(r"""["'](?:not )?(?:(?:bold|dim|italic|underline|reverse|strike|on|none)\s+|\S+ on )[^"']*["']""")
NUMBER = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b|\b(?:rgba?|hsla?)\(")
NAMED = frozenset(COLOR_NAME_TO_RGB) - {"ansi_default"} | {"dim"}
"""Colours by name; and dim, of which nobody knows the contrast."""
SIGNS = re.compile(r"[\w$-]+")


def sources():
    return [
        path
        for folder in SCREEN
        for kind in ("*.py", "*.tcss")
        for path in sorted((ROOT / folder).rglob(kind))
        if path.relative_to(ROOT).as_posix() not in NEEDS_ITS_OWN
    ]


def own_colours(text):
    """Return the colours that a style sheet or a style names by themselves."""
    values = [*DECLARED.findall(text), *STYLE.findall(text)]
    words = {word for value in values for word in SIGNS.findall(value) if not word.startswith("$")}
    return sorted({*NUMBER.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)), *(words & NAMED)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A { color: $text-muted; border: round $border-blurred; }", []),
        ("A { color: ansi_default; border: none; background: transparent 0%; }", ["transparent"]),
        ("A { background: #0f141b; }", ["#0f141b"]),
        ("A { border-title-color: rgb(1, 2, 3); }", ["rgb("]),
        ("A { border-left: tall white; scrollbar-color: ansi_red; }", ["ansi_red", "white"]),
        ('Text("x", "bold red")', ["red"]),
        ('Text("x", "black on $primary")', ["black"]),
        ("Content.styled(x, 'bold $error on $boost')", []),
        ('Text("x", "dim italic")', ["dim"]),
    ],
)
def test_a_colour_of_its_own_is_found(text, found):
    assert own_colours(text) == found


def test_no_screen_or_widget_names_a_colour_of_its_own():
    found = {path.relative_to(ROOT).as_posix(): own_colours(path.read_text("utf-8")) for path in sources()}
    assert {name: colours for name, colours in found.items() if colours} == {}
