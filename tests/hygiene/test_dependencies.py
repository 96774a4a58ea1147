"""What the project says it depends on is what the program imports; the page of dependencies has every one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.hygiene.test_allowed_imports import imports_of

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MODULE_OF = {"argon2-cffi": "argon2", "python-stdnum": "stdnum"}
NEEDED = [re.split("[=<>]", line)[0] for line in PROJECT["project"]["dependencies"]]


@cache
def imported():
    """Return the first names of all that the program imports."""
    sources = (path.read_text("utf-8") for path in (ROOT / "xstui").rglob("*.py"))
    return {name.partition(".")[0] for source in sources for name in imports_of(source)}


@pytest.mark.parametrize("name", NEEDED)
def test_a_dependency_is_imported_locked_and_told(name):
    assert MODULE_OF.get(name, name) in imported()
    assert re.search(rf"^{name}==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    within, _, beside = (ROOT / "docs" / "dependencies.md").read_text("utf-8").partition("## For those who work on it")
    assert re.search(rf"^\| {name}\b", within, re.MULTILINE)
    assert not re.search(rf"^\| {name}\b", beside, re.MULTILINE)


@pytest.mark.parametrize("page", ["architecture.md"])
def test_a_page_names_files_that_are_there(page):
    text = (ROOT / "docs" / page).read_text("utf-8")
    named = set(re.findall(r"`((?:xstui|tests|tools|benchmarks|data)/[\w./]+)`", text))
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
