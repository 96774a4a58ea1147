"""Whatever can be taken back is called by its name on the receipt, in the progress overview and by undo."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import xstui.services
import xstui.store.tables
from tests.hygiene.sources import nodes_of, tree_of
from xstui.domain.import_kinds import KINDS
from xstui.i18n import set_language
from xstui.i18n.column_names import COLUMNS, column_text
from xstui.i18n.findings import table_text
from xstui.i18n.registrations import DONE, registration_name, registration_text
from xstui.i18n.values import CHOICES
from xstui.services.absence.tasks import USE_CASES
from xstui.store.tables import RECORDS

SERVICES = Path(xstui.services.__file__).parent


def undoable_registrations():
    """Return the names of the use cases that open a unit of work which can be taken back; f-strings left out."""
    for path in sorted(SERVICES.rglob("*.py")):
        for call in nodes_of(path.read_text("utf-8")):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "unit":
                options = {option.arg: option.value for option in call.keywords}
                name = call.args[0] if call.args else None
                if "undoable" not in options and isinstance(name, ast.Constant):
                    yield name.value


def test_there_are_registrations_to_look_at():
    assert {"absence.report_sick", "employees.add", "terms.change"} <= set(undoable_registrations())


def test_a_registration_that_can_be_taken_back_has_words():
    assert sorted(set(undoable_registrations()) - set(DONE)) == []


def test_both_ways_to_close_a_task_have_words():
    assert set(USE_CASES.values()) <= set(DONE)


OPENERS = ("unit", "EntryMeta", "_meta")
"""What opens a unit of work: its first or last word is the use case."""


def all_registrations():
    """Return the names of all use cases that write to the journal, those that can't be taken back as well."""
    sources = [path.read_text("utf-8") for path in sorted(Path(xstui.__file__).parent.rglob("*.py"))]
    named = [
        (target.id, node.value.value)
        for source in sources
        for node in tree_of(source).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(node.value.value))
    ]
    for call in (node for source in sources for node in nodes_of(source) if isinstance(node, ast.Call)):
        if _name(call.func) in OPENERS:
            for given in call.args:
                if isinstance(given, ast.Constant) and "." in str(given.value):
                    yield given.value
                yield from (registration for name, registration in named if name == _name(given))


def _name(node):
    return getattr(node, "id", getattr(node, "attr", ""))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_whatever_is_written_has_words_that_a_clerk_knows(language):
    set_language(language)
    names = sorted({*all_registrations(), *(kind.use_case for kind in KINDS)})
    assert [name for name in names if name in registration_text(name, {})] == []
    assert [name for name in names if re.search(r"[{}]|\w[._]\w", registration_name(name))] == []


def test_registrations_named_by_a_constant_are_found_too():
    assert {"office.rates", "retention.wipe", "sign_in.failed", "sign_in.token", "keys.restore"} <= set(
        all_registrations()
    )


COLUMNS_OF = sorted((str(record.__tablename__), key) for record in RECORDS for key in record.__table__.c.keys())  # noqa: SIM118 - columns, by their keys


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_column_has_words_that_a_clerk_knows(language):
    set_language(language)
    texts = {place: column_text(*place) for place in COLUMNS_OF}
    assert [place for place, text in texts.items() if text == place[1] or re.search(r"[_*]|^[a-z]", text)] == []
    for table in {table for table, _column in COLUMNS_OF}:
        own = [text for (name, _column), text in texts.items() if name == table]
        assert len(own) == len(set(own)), f"two columns of {table} have one name"


def test_no_words_are_kept_for_columns_that_are_not_there():
    there = {name for table, column in COLUMNS_OF for name in (column, f"{table}.{column}")}
    assert COLUMNS.keys() | CHOICES.keys() <= there


@pytest.mark.parametrize("table", sorted(SQLModel.metadata.tables))
def test_a_table_has_words_that_a_clerk_knows(table):
    assert table_text(table) != table
