"""What the database says, as a condition that can be told; and what it does with others in the file."""

from __future__ import annotations

import sqlite3

import pytest

from tests.refusals import problem_of, problems_of
from xstui.domain.problems import Problem
from xstui.store import engine, whole_file


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MS", 10)


def test_a_path_that_is_no_file_says_why(tmp_path):
    assert problems_of(engine.is_encrypted, tmp_path / "none.db") == [
        Problem("store-missing", "", {"path": tmp_path / "none.db"})
    ]
    found = problem_of(engine.is_encrypted, tmp_path)
    assert found == Problem("store-foreign", "", {"path": tmp_path})


@pytest.mark.parametrize(
    "act", [engine.schema_revision, lambda path: engine.key_fits(path, b"k" * 32), whole_file.integrity_problems]
)
def test_what_can_not_be_opened_is_told_by_the_databases_name_for_it(tmp_path, act):
    found = problem_of(act, tmp_path)
    assert found == Problem("store-unreadable", "", {"path": tmp_path, "reason": found.details["reason"]})
    assert found.details["reason"] in {"SQLITE_CANTOPEN", "SQLITE_IOERR_READ"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("database disk image is malformed", "store-damaged"),
        ("file is not a database", "store-damaged"),
        ("database is locked", "store-locked"),
        ("database is busy", "store-locked"),
        ("database or disk is full", "disk-full"),
        ("attempt to write a readonly database", "store-read-only"),
        ("FOREIGN KEY constraint failed", "row-in-use"),
        ("Could not decode to UTF-8 column 'surname' with text 'Jansen'", "store-unreadable"),
    ],
)
def test_each_error_has_its_condition_and_tells_no_value(tmp_path, text, code):
    (found,) = engine.as_refusal(sqlite3.OperationalError(text), tmp_path).problems
    assert found == Problem(
        code, "", {"path": tmp_path, **({"reason": found.details["reason"]} if code == "store-unreadable" else {})}
    )
    assert "Jansen" not in str(found.details)
