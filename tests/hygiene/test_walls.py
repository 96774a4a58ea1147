"""The walls between the layers, the quick start, and the one door to the time of day."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import measure

ROOT = Path(__file__).resolve().parents[2]
BESIDE_PYTHON = Path(sys.executable).parent
HEAVY = ("textual", "sqlmodel", "sqlalchemy", "reportlab", "openpyxl", "babel")
CLOCK = ROOT / "xstui" / "clock.py"
ASKS_THE_MACHINE = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow|today)|time\.(?:time|localtime))\(")


def run(*words):
    return subprocess.run(
        [str(word) for word in words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_layers_keep_to_their_contracts():
    done = run(BESIDE_PYTHON / "lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def imported(*words):
    """Return the top-level packages that a run of the program imports."""
    done = run(sys.executable, "-X", "importtime", "-m", "xstui", *words)
    assert done.returncode == 0, done.stderr
    modules = re.findall(r"^import time:.*\|\s+([\w.]+)$", done.stderr, re.MULTILINE)
    assert "xstui.cli.main" in modules
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize("words", [("--help",), ("--version",)])
def test_a_short_answer_loads_nothing_heavy(words):
    assert imported(*words) & set(HEAVY) == set()


def test_the_sign_in_screen_is_there_before_the_store_is_imported():
    script = "import sys, xstui.app.app, xstui.bootstrap; print(*sorted(sys.modules))"
    loaded = run(sys.executable, "-c", script)
    modules = set(loaded.stdout.split())
    assert "textual" in modules, loaded.stderr
    assert modules & {"sqlmodel", "sqlalchemy", "reportlab", "openpyxl", "cryptography"} == set()


def test_the_demo_loads_no_other_command():
    script = "import sys; from xstui.cli.main import parser; parser(['demo']); print(*sorted(sys.modules))"
    loaded = run(sys.executable, "-c", script)
    modules = set(loaded.stdout.split())
    assert "xstui.cli.demo" in modules, loaded.stderr
    assert modules & {"xstui.cli.report", "xstui.cli.rules", "xstui.cli.import_file"} == set()


def test_no_modules_import_each_other_late_imports_included():
    assert measure.circle() == []


def test_a_circle_is_found():
    assert measure.largest_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]


def test_only_the_clock_asks_the_machine_for_the_time():
    asking = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "xstui").rglob("*.py"))
        if path != CLOCK
        for line in path.read_text("utf-8").splitlines()
        if ASKS_THE_MACHINE.search(line)
    ]
    assert asking == []


def test_the_clock_is_where_this_test_looks():
    assert ASKS_THE_MACHINE.search(CLOCK.read_text("utf-8"))
