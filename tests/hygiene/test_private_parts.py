"""The private parts of libraries that the program relies on: the page of dependencies has each, and each is still there."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from functools import cache
from pathlib import Path

from tests.hygiene.sources import tree_of

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = {"textual", "xlsxwriter", "openpyxl", "reportlab", "argparse", "sqlalchemy", "sqlmodel", "rich", "holidays"}
OWN = re.compile(r"_[a-z]\w*$", re.IGNORECASE)


def told():
    """Return the private parts of the page, by class."""
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    _, _, table = page.partition("## Private parts that are relied on")
    rows = re.findall(r"^\| `([\w.]+)` \| ([^|]+) \|", table, re.MULTILINE)
    return {owner: set(re.findall(r"`(\w+)`", names)) for owner, names in rows}


@cache
def source_of(owner):
    """Return the source of a class or module of a library."""
    try:
        return inspect.getsource(importlib.import_module(owner))
    except ModuleNotFoundError:
        module, _, name = owner.rpartition(".")
        return inspect.getsource(getattr(importlib.import_module(module), name))


def private_in(tree):
    """Return every private name that a part of a source asks something for, or defines."""
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    return {name for name in asked | defined if OWN.match(name)}


@cache
def parts_of(owner):
    """Return the private names that the source of a library's class defines."""
    return set(re.findall(r"(?:self\.|def |class |^\s*)(_[a-zA-Z]\w*)\b", source_of(owner), re.MULTILINE))


def inherited():
    """Return the private names that classes of the program share with a library's class above them."""
    found = set()
    for path in sorted((ROOT / "xstui").rglob("*.py")):
        if "migrations" in path.parts or path.name in {"__main__.py", "__init__.py"}:
            continue
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for node in tree_of(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                above = getattr(module, node.name).__mro__
                owners = {f"{base.__module__}.{base.__qualname__}" for base in above}
                of_libraries = {owner for owner in owners if owner.partition(".")[0] in LIBRARIES}
                found |= private_in(node) & set().union(*map(parts_of, of_libraries))
    return found


def marked():
    """Return the private names of others in lines that are marked as such."""
    lines = [
        line
        for path in (ROOT / "xstui").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if "noqa: SLF001" in line or "_waiters" in line
    ]
    return {name for line in lines for name in re.findall(r"(?<!self)(?:\.|\")(_[a-zA-Z]\w+)", line)}


def test_the_page_has_every_private_part_that_is_used_and_no_other():
    assert inherited() | marked() == set().union(*told().values())


def test_every_private_part_is_still_there():
    assert {owner: names - parts_of(owner) for owner, names in told().items() if names - parts_of(owner)} == {}


def test_a_part_that_is_gone_is_found():
    assert "_layout_updates" in parts_of("textual.widget.Widget")
    assert "_layout_update" not in parts_of("textual.widget.Widget")
