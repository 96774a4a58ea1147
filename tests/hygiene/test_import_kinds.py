"""A kind of file that is taken over is declared once, and is known wherever kinds are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from xstui.domain.import_kinds import KINDS
from xstui.i18n import _, set_language
from xstui.services.imports import drafts, headers, running
from xstui.services.upkeep import undo

ROOT = Path(__file__).resolve().parents[2]
KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
PLANTED = """
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from xstui.domain import import_kinds
from xstui.domain.roles import Right, Role

shoes = replace(
    import_kinds.EMPLOYEES, name="shoes", words="pairs of shoes", receipt="Shoes taken over: {count}", right=Right.CLAIMS,
    fields=("dossier_no",), required=("dossier_no",), key_days=(), unique="", ends=None,
)
import_kinds.KINDS += (shoes,)

class Checker:
    notes = ()
    def __init__(self, context): pass
    def read(self, row): return row.number("dossier_no")

module = ModuleType("xstui.services.imports.shoes")
module.Checker, module.write = Checker, lambda unit, context, drafts: print("written", drafts)
sys.modules[module.__name__] = module

from xstui.cli.main import run
from xstui.i18n.registrations import registration_text
from xstui.services.upkeep import undo

file = Path(sys.argv[1]).with_name("shoes.csv")
file.write_text("Dossiernummer\\n12\\n", "utf-8")
words = ["--lang", "en", "--store", sys.argv[1], "--today", "2026-06-08"]
try:
    run(["import", "--help", "--lang", "en"])
except SystemExit:
    pass
assert run(["import", "shoes", str(file), *words]) == 0
print(registration_text("import.shoes", {"count": 1}))
print(undo.RIGHTS["import.shoes"])
"""


@KIND
def test_a_kind_has_a_module_that_reads_and_one_that_writes(kind):
    module = running.module_of(kind)
    assert callable(module.Checker)
    assert callable(module.write)


@KIND
def test_every_field_of_a_kind_has_headers_and_every_needed_one_is_a_field(kind):
    asked = {*kind.required, *kind.missing, *kind.by_name, *kind.key_days, *((kind.unique,) if kind.unique else ())}
    ends = {kind.ends.first, *kind.ends.ends} if kind.ends else set()
    assert asked | ends <= set(kind.fields) <= set(headers.SYNONYMS)
    assert {*kind.key_days, *ends} <= drafts.DATE_FIELDS


@KIND
def test_a_kind_is_offered_and_called_by_its_name_in_dutch(kind):
    set_language("nl")
    assert _(kind.words) != kind.words
    assert _(kind.receipt) != kind.receipt


@KIND
def test_the_manual_names_the_command_of_a_kind(kind):
    assert f"xstui import {kind.name}" in (ROOT / "docs" / "gebruik.md").read_text("utf-8")


def test_what_is_about_absence_is_known_by_its_declaration():
    assert [kind.name for kind in KINDS if kind.use_case in undo.ABOUT_ABSENCE] == ["absences"]


def test_a_kind_that_is_added_in_one_place_is_known_everywhere(company_path):
    done = subprocess.run(
        [sys.executable, "-c", PLANTED, str(company_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "shoes (pairs of shoes)" in " ".join(done.stdout.split())
    assert done.stdout.splitlines()[-4:] == [
        "written [12]",
        "Taken over: 1. Left out: 0.",
        "Shoes taken over: 1",
        "claims",
    ]


def test_no_list_of_kinds_is_kept_beside_the_declarations():
    names = {f'"{kind.name}"' for kind in KINDS}
    keeping = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "xstui").rglob("*.py")
        if len([name for name in names if name in path.read_text("utf-8")]) > 2
    ]
    assert keeping == ["xstui/domain/import_kinds.py"]
