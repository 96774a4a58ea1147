"""What each layer may import, as lists of what is allowed: whatever is not on them is found, late imports included."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.hygiene.sources import nodes_of

ROOT = Path(__file__).resolve().parents[2]
STANDARD = frozenset(sys.stdlib_module_names)
REACHES_OUT = frozenset({"sqlite3", "socket", "subprocess", "urllib", "http", "smtplib", "ftplib", "ssl", "asyncio"})
"""Of the standard library: a database, another program, the network."""
PURE = STANDARD - REACHES_OUT - {"os", "pathlib", "io", "shutil", "tempfile", "tomllib", "json", "time", "threading"}
"""What a rule may use: nothing that reads, waits or asks the machine."""
TERMINAL = frozenset({"textual", "rich"})
ALLOWED: dict[str, frozenset[str]] = {
    "xstui.domain": PURE | {"xstui.domain"},
    "xstui.i18n": STANDARD - REACHES_OUT | {"xstui.i18n", "xstui.domain"},
    "xstui.widgets": STANDARD - REACHES_OUT | TERMINAL | {"qrcode", "xstui.widgets", "xstui.i18n", "xstui.domain"},
    "xstui.reports": STANDARD - REACHES_OUT
    | {"reportlab", "xlsxwriter", "xstui.reports", "xstui.i18n", "xstui.domain"},
    "xstui.store": STANDARD
    | {"sqlmodel", "sqlalchemy", "alembic", "sqlcipher3", "cryptography", "xstui.store", "xstui.domain"},
    "xstui.cli": STANDARD - REACHES_OUT
    | {"xstui.cli", "xstui.bootstrap", "xstui.__version__", "xstui.services", "xstui.i18n", "xstui.domain"}
    | {"xstui.app.app", "xstui.terminal.keymap", "xstui.terminal.hardening"},
    "xstui.screens": STANDARD - REACHES_OUT
    | TERMINAL
    | {"asyncio", "xstui.screens", "xstui.widgets", "xstui.services", "xstui.i18n", "xstui.domain"}
    | {
        "xstui.reports.table",
        "xstui.reports.formats",
        "xstui.reports.definitions",
        "xstui.__version__",
    }
    | {"xstui.terminal.type_ahead", "xstui.terminal.hardening", "xstui.terminal.compositor", "xstui.terminal.pressed"},
}
"""By layer: packages of others by their first name, our own by the longest name that covers them."""

WORDS_IN_SERVICES = {"reporting", "imports", "people/records.py", "security/recovery_pdf.py"}
"""Services that make words: those of reports, of files that are read, and of what is printed."""


@cache
def imports_of(source: str) -> frozenset[str]:
    """Return every module that a source names, wherever in it; those for type checking alone are left out."""
    return frozenset(_imports_of(source))


def _imports_of(source: str) -> Iterator[str]:
    only_types = {
        node
        for branch in nodes_of(source)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
        for node in ast.walk(branch)
    }
    for node in nodes_of(source):
        if node in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from xstui import store` names a package, and not something in the module.
            inner = [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "xstui" else [node.module]
            yield from inner


def strangers(layer: str, source: str) -> list[str]:
    """Return what a source of a layer imports that is not on the layer's list."""
    allowed = ALLOWED[layer]
    return sorted(name for name in imports_of(source) if not _is_allowed(name, allowed))


def _is_allowed(name: str, allowed: frozenset[str]) -> bool:
    if name == "xstui" or not name.startswith("xstui."):
        return name.partition(".")[0] in allowed
    parts = name.split(".")
    return any(".".join(parts[:end]) in allowed for end in range(2, len(parts) + 1))


@pytest.mark.parametrize("layer", ALLOWED)
def test_a_layer_imports_what_is_on_its_list_alone(layer):
    folder = ROOT / layer.replace(".", "/")
    sources = sorted(folder.rglob("*.py"))
    assert sources
    found = {str(path.relative_to(ROOT)): strangers(layer, path.read_text("utf-8")) for path in sources}
    assert {path: names for path, names in found.items() if names} == {}


def test_services_leave_words_to_the_edge():
    folder = ROOT / "xstui" / "services"
    speaking = {
        str(path.relative_to(folder)) for path in folder.rglob("*.py") if _names(path, "xstui.i18n") and path.is_file()
    }
    kept = {name for name in speaking if not {name, Path(name).parts[0]} & WORDS_IN_SERVICES}
    assert kept == set()
    assert all(any(name.startswith(exception) for name in speaking) for exception in WORDS_IN_SERVICES)


def screens_imported(source: str) -> set[str]:
    """Return the screens that a source takes from another module than those of the base."""
    return {
        alias.name
        for node in nodes_of(source)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("xstui.screens.")
        if not (node.module or "").startswith("xstui.screens.base.")
        for alias in node.names
        if alias.name.endswith("Screen")
    }


def test_a_screen_opens_another_by_its_route():
    folder = ROOT / "xstui" / "screens"
    found = {str(path.relative_to(folder)): screens_imported(path.read_text("utf-8")) for path in folder.rglob("*.py")}
    before_a_session = {"EnrolmentScreen", "BackupCodeScreen", "LostPasswordScreen"}
    assert {name: screens for name, screens in found.items() if screens} == {"sign_in/sign_in.py": before_a_session}
    assert screens_imported("def f():\n    from xstui.screens.people.dossier import DossierScreen") == {"DossierScreen"}


def _names(path: Path, package: str) -> bool:
    return any(f"{name}.".startswith(f"{package}.") for name in imports_of(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("layer", "line"),
    [
        ("xstui.domain", "import numpy"),
        ("xstui.domain", "import sqlite3"),
        ("xstui.domain", "from pathlib import Path"),
        ("xstui.domain", "from xstui.i18n import _"),
        ("xstui.domain", "def f():\n    from xstui.store import engine"),
        ("xstui.widgets", "from xstui.services import search"),
        ("xstui.widgets", "from xstui import store"),
        ("xstui.widgets", "from xstui.reports.table import Column"),
        ("xstui.cli", "def f():\n    from xstui.store.engine import compact"),
        ("xstui.cli", "from xstui.store import tables"),
        ("xstui.cli", "import rich"),
        ("xstui.screens", "from xstui.reports.xlsx_writer import write_xlsx"),
        ("xstui.screens", "def f():\n    import xstui.reports.pdf_writer"),
        ("xstui.screens", "from xstui.store.engine import connect"),
        ("xstui.screens", "import sqlite3"),
        ("xstui.screens", "import reportlab.pdfgen"),
        ("xstui.reports", "from xstui.store import tables"),
        ("xstui.store", "from xstui.services.context.context import Context"),
        ("xstui.store", "from textual.app import App"),
        ("xstui.i18n", "import urllib.request"),
    ],
)
def test_what_may_not_be_imported_is_found(layer, line):
    assert strangers(layer, f"from __future__ import annotations\n{line}\n") != []


def test_what_is_for_type_checking_alone_is_no_import():
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from xstui.store import engine\n"
    assert strangers("xstui.domain", source) == []
