"""A plain store becomes an encrypted one: whole or not at all, and with nobody else in it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests import company
from tests.other_program import having_open
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.access import accounts
from xstui.services.access.conversion import encrypt_store
from xstui.services.context.settings import setting
from xstui.services.security import secrets, vault
from xstui.services.upkeep.audit import verify_store
from xstui.store import engine, key_file
from xstui.store.opening import open_store
from xstui.store.tables import Setting
from xstui.store.unit import EntryMeta

NEW = "paraplu kerktoren dijk zes"
PASSWORD = "kruiwagen tulp negen brug"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(secrets, "STRONG", secrets.LIGHT)


@pytest.fixture
def plain(company_path):
    store = open_store(company_path, company.NOW)
    with store.unit(EntryMeta("test", "sam", company.NOW, undoable=False)) as unit:
        unit.add(Setting(name="plain_store", value="yes"))
    yield store
    store.close()


def admin(store):
    context = company.context_of(store)
    return replace(context, actor=replace(context.actor, administrator=True))


def refusal(store, context_of=admin):
    return problems_of(encrypt_store, context_of(store), PASSWORD)


def is_untouched(path: Path) -> bool:
    left = {file.name for file in path.parent.iterdir()} - {path.name, f"{path.name}-wal", f"{path.name}-shm"}
    with closing(sqlite3.connect(path)) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()
    return not engine.is_encrypted(path) and not left and mode == ("wal",)


def test_the_store_is_encrypted_with_all_that_was_in_it(plain):
    rows = verify_store(plain).rows
    done = encrypt_store(admin(plain), PASSWORD)
    key = vault.unlock(plain.path, "combi", PASSWORD, company.NOW)
    assert key == vault.unlock_by_recovery_key(plain.path, done.recovery_key)
    assert "combi" not in done.shut_out
    assert len(done.shut_out) == len(company.Role) - 1
    store = open_store(plain.path, company.NOW, key)
    audit = verify_store(store)
    assert (audit.findings, audit.rows, setting(store, "plain_store")) == ((), rows, "")
    store.close()
    files = [file for file in plain.path.parent.iterdir() if file.is_file()]
    assert all(b"Jansen" not in file.read_bytes() for file in files)
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_a_store_that_another_program_has_open_stays_as_it_is(plain):
    with having_open(plain.path):
        assert refusal(plain) == [Problem("store-locked", "", {"path": plain.path})]
    assert is_untouched(plain.path)
    assert verify_store(plain).findings == ()


def test_nobody_else_can_write_while_it_is_copied(plain, monkeypatch):
    from xstui.services.access import conversion

    monkeypatch.setattr(conversion, "_check", lambda *_args: refused_elsewhere(plain.path))
    encrypt_store(admin(plain), PASSWORD)


def refused_elsewhere(path):
    write = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('UPDATE person SET surname = 1')"
    done = subprocess.run([sys.executable, "-c", write, str(path)], capture_output=True, text=True, check=False)
    assert "database is locked" in done.stderr


def test_a_store_that_was_tampered_with_is_not_taken_over(plain):
    plain.close()
    with closing(sqlite3.connect(plain.path)) as connection:
        connection.execute("UPDATE person SET surname = 'Anders' WHERE id = 1")
        connection.commit()
    assert refusal(plain) == [Problem("store-damaged", "", {"path": plain.path})]
    assert is_untouched(plain.path)


def test_only_an_administrator_may(plain):
    assert refusal(plain, company.context_of) == [Problem("administrators-only")]
    assert is_untouched(plain.path)


def test_who_was_shut_out_gets_in_with_a_new_password_from_an_administrator(plain):
    done = encrypt_store(admin(plain), PASSWORD)
    key = vault.unlock(plain.path, "combi", PASSWORD, company.NOW)
    store = open_store(plain.path, company.NOW, key)
    context = admin(store)
    other = next(login for login in accounts.logins(context) if login.username in done.shut_out)
    issued = accounts.reset_password(context, other.account_id, secrets.LIGHT)
    assert vault.unlock(plain.path, other.username, issued.password, company.NOW) == key
    store.close()


def test_an_encrypted_store_or_one_beside_a_key_file_is_refused(plain):
    key_file.path_beside(plain.path).touch()
    assert refusal(plain) == [Problem("keys-exist", "", {"path": key_file.path_beside(plain.path)})]
    key_file.path_beside(plain.path).unlink()
    assert is_untouched(plain.path)
    encrypt_store(admin(plain), PASSWORD)
    key = vault.unlock(plain.path, "combi", PASSWORD, company.NOW)
    store = open_store(plain.path, company.NOW, key)
    assert refusal(store) == [Problem("store-encrypted-already", "", {"path": plain.path})]
    store.close()


KILLED = """
import os, sys
from pathlib import Path
from tests import company
from tests.unit.services.access.test_conversion import admin
from tests.refusals import problems_of
from xstui.services.access import conversion
from xstui.store.opening import open_store

path, moment = Path(sys.argv[1]), sys.argv[2]
real = Path.replace
if moment == "copied":
    conversion._check = lambda *_given: os._exit(9)
else:
    Path.replace = lambda part, place: os._exit(9) if part.name.endswith(moment) else real(part, place)
conversion.encrypt_store(admin(open_store(path, company.NOW)), company.PASSWORD)
"""


@pytest.mark.parametrize("moment", ["copied", ".encrypting.keys", ".encrypting"])
def test_what_a_kill_left_is_taken_up_by_the_next_try(plain, moment):
    plain.close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(plain.path), moment], check=False)
    assert done.returncode == 9
    assert not engine.is_encrypted(plain.path)
    encrypt_store(admin(plain), PASSWORD)
    key = vault.unlock(plain.path, "combi", PASSWORD, company.NOW)
    store = open_store(plain.path, company.NOW, key)
    assert verify_store(store).findings == ()
    store.close()
    assert sorted(file.name for file in plain.path.parent.glob(f"{plain.path.name}*") if "-" not in file.name) == [
        plain.path.name,
        f"{plain.path.name}.keys",
    ]
