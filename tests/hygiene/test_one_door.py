"""Nothing but `xstui.cli.output` prints, asks, or writes to the streams of the process."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.hygiene.sources import nodes_of

ROOT = Path(__file__).resolve().parents[2] / "xstui"
DOOR = ROOT / "cli" / "output.py"
KEYBOARD = ROOT / "terminal" / "signals.py"
"""Looks whether the terminal is still there, and writes nothing."""
CALLS = {"print", "input"}
STREAMS = {"stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__", "displayhook", "excepthook"}


def around_the_door(code):
    """Return the lines of a module that reach the terminal by themselves."""
    found = []
    for node in nodes_of(code):
        calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS
        streams = isinstance(node, ast.Attribute) and node.attr in STREAMS and ast.unparse(node.value) == "sys"
        taken = isinstance(node, ast.ImportFrom) and node.module == "sys" and {n.name for n in node.names} & STREAMS
        asks = isinstance(node, ast.Import | ast.ImportFrom) and "getpass" in ast.unparse(node)
        if calls or streams or taken or asks:
            found.append(node.lineno)
    return found


def test_nothing_else_prints():
    others = [path for path in sorted(ROOT.rglob("*.py")) if path not in {DOOR, KEYBOARD}]
    assert len(others) > 200
    found = {
        str(path.relative_to(ROOT)): lines for path in others if (lines := around_the_door(path.read_text("utf-8")))
    }
    assert found == {}


def test_every_way_around_is_noticed():
    ways = ("print(1)", "input()", "import sys\nsys.stdout.write('')", "from sys import stderr", "import getpass")
    assert [bool(around_the_door(way)) for way in ways] == [True] * len(ways)
    assert around_the_door("def output(): return self.stdout") == []
