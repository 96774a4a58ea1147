"""The seal over a key file."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.refusals import problem_of, problems_of
from tests.unit.services.security.vaults import NOW, PASSWORD, unlocked
from xstui.domain.problems import Problem
from xstui.services.security import signature, vault
from xstui.store import key_file


@pytest.mark.parametrize("column", ["public", "sealed", "wrapped", "label"])
def test_a_key_file_that_was_tampered_with_is_refused(path, column):
    with closing(sqlite3.connect(key_file.path_beside(path))) as connection:
        (value,) = connection.execute(f"SELECT {column} FROM slot WHERE number = 2").fetchone()
        connection.execute(f"UPDATE slot SET {column} = ? WHERE number = 2", (bytes(value[::-1]),))
        connection.commit()
    assert problems_of(unlocked, path) == [Problem("keys-tampered", "", {"path": key_file.path_beside(path)})]


def test_the_seal_and_the_slots_are_read_of_one_moment_whatever_another_program_writes(path, monkeypatch):
    key = vault.unlock(path, "sam", PASSWORD, NOW)
    slots, told = key_file.KeyFile.slots, []

    def and_meanwhile(keys):
        found = slots(keys)
        with closing(sqlite3.connect(key_file.path_beside(path), timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE meta SET value = x'00' WHERE name = 'signature'")
            try:
                other.execute("COMMIT")
            except sqlite3.OperationalError as error:
                told.append(str(error))
        return found

    monkeypatch.setattr(key_file.KeyFile, "slots", and_meanwhile)
    signature.check(path, key)
    assert told == ["database is locked"]


def test_an_added_slot_is_refused(path):
    with key_file.changing(path) as keys:
        keys.add(keys.slots()[0])
    assert problems_of(unlocked, path) == [Problem("keys-tampered", "", {"path": key_file.path_beside(path)})]


def test_missing_and_damaged_key_files_say_so(path):
    beside = key_file.path_beside(path)
    content = beside.read_bytes()
    beside.unlink()
    assert problems_of(unlocked, path) == [Problem("keys-missing", "", {"path": key_file.path_beside(path)})]
    beside.write_bytes(b"rubbish" * 1000)
    assert problems_of(unlocked, path) == [Problem("keys-damaged", "", {"path": key_file.path_beside(path)})]
    beside.write_bytes(content)
    assert unlocked(path)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO throttle SELECT label, 9, 'soon' FROM slot",
        "UPDATE slot SET sealed = zeroblob(length(sealed))",
        "UPDATE slot SET sealed = CAST(substr(sealed, 1, 1) || x'ffffffffffffffffff' || substr(sealed, 11) AS BLOB)",
    ],
)
def test_a_key_file_with_values_that_nobody_wrote_is_refused_in_words(path, statement):
    with closing(sqlite3.connect(key_file.path_beside(path))) as connection:
        connection.execute(statement)
        connection.commit()
    damaged = Problem("keys-damaged", "", {"path": key_file.path_beside(path)})
    assert problem_of(unlocked, path) in (damaged, Problem("sign-in-failed"))


def test_the_newest_entry_is_kept_under_the_seal(path):
    key = unlocked(path)
    assert signature.kept_head(path, key) == ""
    signature.keep_head(path, key, "12:abcd")
    assert signature.kept_head(path, key) == "12:abcd"
    assert unlocked(path) == key
    with key_file.changing(path) as keys:
        keys.set_meta(signature.HEAD, b"13:abcd")
    tampered = [Problem("keys-tampered", "", {"path": key_file.path_beside(path)})]
    assert problems_of(signature.kept_head, path, key) == tampered
    assert problems_of(signature.keep_head, path, key, "14:abcd") == tampered
    assert problems_of(signature.check, path, key) == tampered
