"""A store is made whole or not at all, and what a killed program left stands in nobody's way."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys

import pytest

from tests.company import NOW
from xstui.domain.problems import Problem, Refused
from xstui.services.security import making, secrets, vault
from xstui.services.security.making import new_store
from xstui.store import engine, key_file
from xstui.store.opening import create_store, open_store

MAKING = """
import sys
from pathlib import Path
from xstui.services.security.making import new_store
with new_store(Path(sys.argv[1]), encrypted=sys.argv[2] == "encrypted") as store:
    with store.reading() as session:
        session.connection().exec_driver_sql("SELECT 1 FROM person").all()
    print("making", flush=True)
    sys.stdin.read()
"""
DEMO = "from xstui.cli.main import run; import sys; sys.exit(run(sys.argv[1:]))"


def being_made(path, how):
    words = [sys.executable, "-c", MAKING, str(path), how]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"making\n"
    return process


def names(folder):
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("how", ["plain", "encrypted"])
def test_a_kill_halfway_leaves_nothing_that_looks_like_a_store_and_goes_at_the_next_try(tmp_path, how):
    path = tmp_path / "x.db"
    with being_made(path, how) as process:
        assert not path.exists()
        process.kill()
    assert len(names(tmp_path)) == 1
    with new_store(path, encrypted=False):
        pass
    assert names(tmp_path) == ["x.db"]
    open_store(path, NOW).close()


def test_what_was_left_of_a_store_whose_name_is_a_pattern_too_goes(tmp_path):
    left = tmp_path / ".x[1].db.making-abc"
    left.mkdir()
    os.utime(left, (0, 0))
    making.take_leftovers_away(tmp_path / "x[1].db")
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows an open file can't be removed anyway")
def test_a_store_that_another_program_is_making_is_let_be(tmp_path):
    path = tmp_path / "x.db"
    with being_made(path, "plain") as process:
        making.take_leftovers_away(path)
        process.stdin.close()
        assert process.wait(20) == 0
    assert names(tmp_path) == ["x.db"]
    open_store(path, NOW).close()


def test_a_kill_between_the_key_file_and_the_store_leaves_no_key_file_in_the_way(tmp_path, monkeypatch):
    path = tmp_path / "x.db"
    real = type(path).replace

    def stop_at_the_store(part, place):
        if part.name == "x.db":
            raise SystemExit
        return real(part, place)

    with monkeypatch.context() as patched:
        patched.setattr(type(path), "replace", stop_at_the_store)
        patched.setattr(making.shutil, "rmtree", lambda *_given, **_more: None)
        with pytest.raises(SystemExit), new_store(path, encrypted=True):
            pass
    assert key_file.path_beside(path).exists()
    with new_store(path, encrypted=True) as store:
        vault.add_account(store.path, store.key, "sam", "kruiwagen tulp negen brug", secrets.LIGHT)
    assert names(tmp_path) == ["x.db", "x.db.keys"]
    assert engine.key_fits(path, vault.unlock(path, "sam", "kruiwagen tulp negen brug", NOW))


def test_a_key_file_of_another_store_stays(tmp_path):
    path = tmp_path / "x.db"
    vault.add_account(path, vault.make(path), "sam", "kruiwagen tulp negen brug", secrets.LIGHT)
    before = key_file.path_beside(path).read_bytes()
    with pytest.raises(Refused) as refused, new_store(path, encrypted=True):
        pass
    assert refused.value.problems == (Problem("keys-exist", "", {"path": key_file.path_beside(path)}),)
    assert key_file.path_beside(path).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_a_demo_that_is_broken_off_leaves_nothing_and_says_so(tmp_path):
    path = tmp_path / "folder" / "demo.db"
    words = [sys.executable, "-c", DEMO, "demo", "--no-open", "--employees", "20000", "--store", str(path)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not list(tmp_path.glob("folder/.demo.db.making-*/demo.db-wal")):
            pass
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err.endswith("xstui: Afgebroken: er is niets gedaan.\n")
    assert names(path.parent) == []


def dead_empty(path):
    path.touch()


def dead_without_logins(path):
    create_store(path).close()


def dead_without_a_way_in(path):
    create_store(path, vault.make(path)).close()


@pytest.mark.parametrize("dead", [dead_empty, dead_without_logins, dead_without_a_way_in])
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_dead_file_that_was_left_in_the_place_of_a_store_is_replaced(tmp_path, dead, encrypted):
    path = tmp_path / "x.db"
    dead(path)
    assert not making.is_taken(path)
    with new_store(path, encrypted=encrypted) as store, store.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM account").scalar() == 0
    assert engine.is_encrypted(path) is encrypted


def test_what_somebody_can_sign_in_to_or_is_no_store_is_not_dead(company_path, encrypted_path, tmp_path):
    other = tmp_path / "notes.db"
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE note (id INTEGER)")
    unreadable = tmp_path / "text.db"
    unreadable.write_text("a letter to somebody, and not a database at all", "utf-8")
    for path in (company_path, encrypted_path, other, unreadable):
        before = path.read_bytes()
        assert making.is_taken(path)
        with pytest.raises(Refused, match="store-exists"), new_store(path, encrypted=False):
            pass
        assert path.read_bytes() == before
