"""What is done to the file of a store as a whole."""

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
