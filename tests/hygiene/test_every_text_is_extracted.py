"""Every text that the code has translated is in the catalogue: what is written inside an f-string is not found there."""

from __future__ import annotations

import ast
from pathlib import Path

from babel.messages.pofile import read_po

SOURCES = Path(__file__).resolve().parents[2] / "xstui"
MARKS = {"_", "N_", "ngettext_"}


def texts_of(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                yield first.value


def test_every_text_is_in_the_dutch_catalogue():
    with (SOURCES / "locale" / "nl" / "LC_MESSAGES" / "xstui.po").open("rb") as file:
        catalogue = read_po(file)
    known = {text for message in catalogue for text in (message.id if isinstance(message.id, tuple) else (message.id,))}
    used = {text for path in SOURCES.rglob("*.py") for text in texts_of(path.read_text("utf-8"))}
    assert len(used) > 500
    assert used - known == set()
