"""What the database says, as a condition that can be told; and what it does with others in the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests import company
from tests.other_program import having_open
from tests.refusals import problem_of, problems_of
from xstui.domain.problems import Problem
from xstui.services.security import vault
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


def test_a_file_that_others_write_or_read_is_not_written_anew(company_path):
    with closing(sqlite3.connect(company_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert problems_of(whole_file.compact, company_path) == [Problem("store-locked", "", {"path": company_path})]
        other.execute("ROLLBACK")
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM person").fetchone()
        assert problems_of(whole_file.compact, company_path) == [Problem("store-locked", "", {"path": company_path})]
    whole_file.compact(company_path)


def test_a_store_is_not_moved_away_under_another_program(company_path):
    def hold():
        with whole_file.nobody_else(company_path):
            pass

    with having_open(company_path):
        assert problems_of(hold) == [Problem("store-locked", "", {"path": company_path})]
    hold()


def test_a_data_key_is_not_changed_under_another_program(encrypted_path):
    key = vault.unlock(encrypted_path, "combi", company.PASSWORD, company.NOW)
    with closing(engine.connect(encrypted_path, key)) as other:
        other.execute("SELECT count(*) FROM person").fetchone()
        assert problem_of(whole_file.change_key, encrypted_path, key, b"k" * 32) == Problem(
            "store-locked", "", {"path": encrypted_path}
        )
    assert engine.key_fits(encrypted_path, key)
