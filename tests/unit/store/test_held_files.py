"""A store file is opened by one library and by nothing else: else POSIX drops the locks of the process on it."""

import os
import sys
from contextlib import closing

import pytest

from tests.company import NOW
from tools.two_programs import locks_of
from xstui.domain.problems import Problem, Refused
from xstui.i18n import problem_text
from xstui.services.imports.reading import read_rows
from xstui.store import engine, held_files, whole_file
from xstui.store.tables import Setting
from xstui.store.unit import EntryMeta

KEY = b"k" * 32
linux = pytest.mark.skipif(sys.platform != "linux", reason="locks are told by /proc")


def read_once(store):
    with store.reading() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM person").one()


def locked(path):
    return (Problem("store-locked", "", {"path": path}),)


@linux
def test_whether_it_is_encrypted_is_told_without_losing_a_lock(store):
    read_once(store)
    before = locks_of(os.getpid(), store.path)
    assert "READ" in before
    assert not engine.is_encrypted(store.path)
    assert locks_of(os.getpid(), store.path) == before


@pytest.mark.parametrize(
    "act",
    [
        lambda path: engine.connect(path, KEY),
        lambda path: whole_file.nobody_else(path).__enter__(),
        lambda path: whole_file.encrypted_copy(path, path.with_name("copy.db"), KEY).__enter__(),
    ],
)
@linux
def test_whatever_else_would_open_it_is_refused(store, act):
    read_once(store)
    before = locks_of(os.getpid(), store.path)
    with pytest.raises(Refused) as refused:
        act(store.path)
    assert refused.value.problems == locked(store.path)
    assert locks_of(os.getpid(), store.path) == before


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
@linux
def test_an_import_from_the_store_itself_reads_nothing(store, end):
    read_once(store)
    path = store.path.with_name(store.path.name + end)
    before = locks_of(os.getpid(), path)
    with pytest.raises(Refused) as refused:
        list(read_rows(path))
    assert refused.value.problems == (Problem("file-unreadable", "file", {"path": path, "reason": ""}),)
    assert locks_of(os.getpid(), path) == before


def test_a_file_is_known_by_any_of_its_names_until_its_last_connection_is_closed(store, tmp_path):
    other = tmp_path / "other-name.db"
    other.hardlink_to(store.path)
    with closing(engine.connect(store.path)), closing(engine.connect(store.path)):
        assert held_files.library_of(other) == "sqlite3"
    assert held_files.library_of(other) is None


@linux
def test_a_log_that_was_taken_away_is_told_as_that_and_not_as_damage(store):
    read_once(store)
    store.path.with_name(f"{store.path.name}-wal").unlink()
    with pytest.raises(Refused) as refused, store.unit(EntryMeta("test.save", "me", NOW)) as unit:
        unit.add(Setting(name="first", value="1"))
    assert refused.value.problems == (Problem("store-hold-lost", "", {"path": store.path}),)
    text = problem_text(refused.value.problems[0])
    assert "greep" in text
    assert "beschadigd" not in text
    with store.unit(EntryMeta("test.save", "me", NOW)) as unit:
        unit.add(Setting(name="first", value="1"))


def test_damage_is_said_only_of_a_file_that_was_read_and_found_so(store, monkeypatch):
    def stumble():
        with store.reading() as session:
            session.connection().exec_driver_sql("SELECT * FROM absent_table")

    monkeypatch.setitem(engine.CONDITIONS, "no such table", "store-damaged")
    with pytest.raises(Refused) as refused:
        stumble()
    assert refused.value.problems == (Problem("store-hold-lost", "", {"path": store.path}),)
    raw = bytearray(store.path.read_bytes())
    raw[4096 * 2 : 4096 * 40] = b"x" * (4096 * 38)
    store.path.write_bytes(raw)
    with pytest.raises(Refused) as refused:
        stumble()
    assert refused.value.problems == (Problem("store-damaged", "", {"path": store.path}),)
