"""Whatever can be taken back is called by its name on the receipt, in the progress overview and by undo."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import xstui.services
from xstui.i18n.deeds import DONE
from xstui.services.tasks import USE_CASES

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
