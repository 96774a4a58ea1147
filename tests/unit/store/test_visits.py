"""Closing a store while it is used: a save is saved, a reading ends, and nothing stays open."""

import os
import sys
import threading

import pytest
from sqlmodel import select

from tests.company import NOW
from tools.two_programs import files_of, locks_of
from xstui.domain.problems import Problem, Refused
from xstui.store import held_files
from xstui.store.operations import operation
from xstui.store.tables import Person, Setting
from xstui.store.unit import EntryMeta

MANY = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
"""Rows without an end."""


class Elsewhere:
    """Something that is done in another thread, and what it was refused with."""

    def __init__(self, act):
        self.begun, self.problems = threading.Event(), None
        self.thread = threading.Thread(target=self._run, args=(act,))
        self.thread.start()
        assert self.begun.wait(10)

    def _run(self, act):
        try:
            act(self.begun)
        except Refused as refused:
            self.problems = refused.problems

    def end(self):
        self.thread.join(10)
        assert not self.thread.is_alive()


def sealed(store):
    return (Problem("store-sealed", "", {"path": store.path}),)


def test_a_reading_without_an_end_is_broken_off(store):
    def read(begun):
        with store.reading() as session:
            for _row in session.connection().exec_driver_sql(MANY):
                begun.set()

    reader = Elsewhere(read)
    store.shut()
    assert held_files.library_of(store.path) is None
    reader.end()
    assert reader.problems == sealed(store)


def test_a_reading_that_does_something_else_meanwhile_gets_no_next_row(store):
    goes_on = threading.Event()

    def read(begun):
        with store.reading() as session:
            session.exec(select(Person)).all()
            begun.set()
            goes_on.wait(10)
            session.exec(select(Person)).all()

    reader, shut = Elsewhere(read), threading.Thread(target=store.shut)
    shut.start()
    while not store.visits.is_closed:
        pass
    goes_on.set()
    shut.join(10)
    reader.end()
    assert reader.problems == sealed(store)
    assert held_files.library_of(store.path) is None


def test_a_registration_under_way_is_saved_before_the_store_closes(store):
    goes_on = threading.Event()

    def save(begun):
        with store.unit(EntryMeta("test.save", "me", NOW)) as unit:
            unit.add(Setting(name="first", value="1"))
            begun.set()
            goes_on.wait(10)
            with store.reading() as session:
                session.exec(select(Setting)).all()
            unit.add(Setting(name="second", value="2"))

    writer, shut = Elsewhere(save), threading.Thread(target=store.shut)
    shut.start()
    while not store.visits.is_closed:
        pass
    assert held_files.library_of(store.path) is not None
    goes_on.set()
    shut.join(10)
    writer.end()
    assert writer.problems is None
    assert held_files.library_of(store.path) is None


def test_a_closed_store_lets_nobody_in(store):
    store.shut()
    for use in (store.reading, store.scratch, store.beside, lambda: store.unit(EntryMeta("test.save", "me", NOW))):
        with pytest.raises(Refused) as refused, use():
            pass
        assert refused.value.problems == sealed(store)


def test_who_comes_while_one_is_alone_waits(store):
    def read(begun):
        begun.set()
        with store.reading() as session:
            session.exec(select(Person)).all()

    with store.alone():
        reader = Elsewhere(read)
        assert held_files.library_of(store.path) is None
    reader.end()
    assert reader.problems is None


@pytest.mark.skipif(sys.platform != "linux", reason="locks are told by /proc")
def test_nothing_is_open_after_closing_and_a_lock_is_there_while_it_is_used(store):
    with store.reading() as session:
        session.exec(select(Person)).all()
    assert "READ" in locks_of(os.getpid(), store.path)
    store.shut()
    assert files_of(os.getpid(), store.path) == []
    assert locks_of(os.getpid(), store.path) == []


def test_an_errand_that_has_saved_reads_on_and_is_waited_for(store):
    saved, goes_on, read = threading.Event(), threading.Event(), []

    def save_and_read(begun):
        with operation():
            with store.unit(EntryMeta("test", "test", NOW)) as unit:
                unit.add(Setting(name="x", value="1"))
            begun.set()
            goes_on.wait(10)
            with store.reading() as session:
                read.extend(session.exec(select(Setting.value).where(Setting.name == "x")).all())

    def shut():
        with store.visits.seeing_out():
            saved.set()
            store.shut()

    at_work, closing = Elsewhere(save_and_read), threading.Thread(target=shut)
    closing.start()
    while not store.visits.is_closed:
        pass
    assert not saved.is_set()
    goes_on.set()
    at_work.end()
    closing.join(10)
    assert (at_work.problems, read) == (None, ["1"])
    assert held_files.library_of(store.path) is None


def test_an_errand_that_closes_the_store_does_not_wait_for_itself(store):
    with operation():
        with store.unit(EntryMeta("test", "test", NOW)) as unit:
            unit.add(Setting(name="x", value="1"))
        with store.visits.seeing_out(), store.reading() as session:
            assert session.exec(select(Setting.value).where(Setting.name == "x")).all() == ["1"]
        store.shut()
    assert held_files.library_of(store.path) is None
