"""Whatever can be taken back is called by its name on the receipt, in the progress overview and by undo."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import xstui.services
import xstui.store.tables
from xstui.i18n.deeds import DONE, deed_text
from xstui.i18n.findings import table_text
from xstui.services.absence.tasks import USE_CASES

SERVICES = Path(xstui.services.__file__).parent


def undoable_deeds():
    """Return the names of the use cases that open a unit of work which can be taken back; f-strings left out."""
    for path in sorted(SERVICES.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "unit":
                options = {option.arg: option.value for option in call.keywords}
                name = call.args[0] if call.args else None
                if "undoable" not in options and isinstance(name, ast.Constant):
                    yield name.value


def test_there_are_deeds_to_look_at():
    assert {"absence.report_sick", "employees.add", "terms.change"} <= set(undoable_deeds())


@pytest.mark.parametrize("name", sorted(set(undoable_deeds())))
def test_a_deed_that_can_be_taken_back_has_words(name):
    assert name in DONE


def test_both_ways_to_close_a_task_have_words():
    assert set(USE_CASES.values()) <= set(DONE)


def all_deeds():
    """Return the names of all use cases that write to the journal, those that can't be taken back as well."""
    for path in sorted(SERVICES.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            unit = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "unit"
            if unit and call.args and isinstance(call.args[0], ast.Constant):
                yield call.args[0].value


@pytest.mark.parametrize("name", sorted(set(all_deeds())))
def test_whatever_is_written_has_words_that_a_clerk_knows(name):
    assert deed_text(name, {}).partition(":")[0] != name


@pytest.mark.parametrize("table", sorted(SQLModel.metadata.tables))
def test_a_table_has_words_that_a_clerk_knows(table):
    assert table_text(table) != table
