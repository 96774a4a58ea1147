"""The journal: every write lands in it, in the same transaction, and can be taken back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.store import journal, undo, verification
from xstui.store.tables import Account, JobGroup, OrgUnit, Person
from xstui.store.unit import EntryMeta

NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)


def registration(use_case="test", kind="do", reverses=None, account_id=1, undoable=True):
    return EntryMeta(use_case, "tester", NOW, account_id, kind=kind, reverses=reverses, undoable=undoable)


def write(store, *rows, account_id=1):
    with store.unit(registration(account_id=account_id)) as unit:
        for row in rows:
            unit.add(row)
    return unit.seq


def rename(store, person_id, surname, account_id=1):
    with store.unit(registration(account_id=account_id)) as unit:
        unit.session.get_one(Person, person_id).surname = surname
    return unit.seq


def reverse(store, *, forward=False, account_id=1):
    with store.reading() as session:
        find = undo.redo_candidate if forward else undo.undo_candidate
        seq = find(session.connection(), account_id)
    if seq is None:
        return None
    with store.unit(registration(kind="redo" if forward else "undo", reverses=seq, account_id=account_id)) as unit:
        undo.put_back(unit, seq, forward=forward)
    return seq


def findings(store):
    with store.reading() as session:
        return [(f.code, f.place, f.number) for f in verification.verify(session.connection())]


def surname(store, person_id=1):
    with store.reading() as session:
        person = session.get(Person, person_id)
        return None if person is None else person.surname


def person(number=1, name="[bold]O'Brien-De Wit"):
    return Person(dossier_no=number, surname=name, birth_date=date(1982, 5, 1), search_key=name.lower())


def behind_the_back(store, *statements):
    with closing(sqlite3.connect(store.path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_write_stamps_its_rows_with_the_entry_that_wrote_them(store):
    seq = write(store, person())
    with store.reading() as session:
        assert session.get_one(Person, 1).version == seq


def test_an_exception_rolls_back_rows_and_entry_together(store):
    with pytest.raises(ZeroDivisionError), store.unit(registration()) as unit:
        unit.add(person())
        raise ZeroDivisionError
    assert surname(store) is None
    with store.reading() as session:
        assert journal.last_entry(session.connection()) == (0, "")


def test_a_unit_that_changes_nothing_leaves_no_entry(store):
    write(store, person())
    with store.unit(registration()) as unit:
        unit.session.get_one(Person, 1).surname = "[bold]O'Brien-De Wit"
    with store.reading() as session:
        assert journal.last_entry(session.connection())[0] == 1


def test_before_and_after_of_a_change_are_kept(store):
    write(store, person())
    seq = rename(store, 1, "Polis")
    with store.reading() as session:
        row_id, before, after = journal.change_of(session.connection(), seq, "person", 1)
    assert (row_id, before["surname"], after["surname"]) == (1, "[bold]O'Brien-De Wit", "Polis")
    assert before["version"] == seq - 1


def test_undo_and_redo_walk_back_and_forth_over_all_that_was_done(store):
    write(store, person())
    rename(store, 1, "Polis")
    assert [reverse(store), surname(store)] == [2, "[bold]O'Brien-De Wit"]
    assert [reverse(store), surname(store)] == [1, None]
    assert reverse(store) is None
    assert [reverse(store, forward=True), surname(store)] == [1, "[bold]O'Brien-De Wit"]
    assert [reverse(store, forward=True), surname(store)] == [2, "Polis"]
    assert reverse(store, forward=True) is None
    assert findings(store) == []


def test_a_new_registration_ends_what_could_be_done_again(store):
    write(store, person())
    reverse(store)
    write(store, person(2, "Berg"))
    assert reverse(store, forward=True) is None


def test_each_account_takes_back_its_own(store):
    write(store, person(1, "Polis"), account_id=1)
    write(store, person(2, "Berg"), account_id=2)
    assert reverse(store, account_id=1) == 1
    assert surname(store, 2) == "Berg"


def test_what_somebody_else_changed_since_cannot_be_taken_back(store):
    write(store, person())
    rename(store, 1, "Polis", account_id=2)
    assert problems_of(reverse, store, account_id=1) == [Problem("undo-blocked", "", {"table": "person", "entry": 2})]
    assert surname(store) == "Polis"
    assert findings(store) == []


def test_what_others_refer_to_since_cannot_be_taken_back(store):
    write(store, OrgUnit(kind="employer", name="A"))
    write(store, OrgUnit(kind="branch", name="B", parent_id=1), account_id=2)
    assert problems_of(reverse, store, account_id=1) == [Problem("undo-blocked", "", {"table": "org_unit", "entry": 2})]
    assert findings(store) == []


def test_the_journal_refuses_to_be_changed(store):
    write(store, person())
    for statement in (
        "DELETE FROM journal_entry",
        "UPDATE journal_entry SET who = 'x'",
        "DELETE FROM journal_change",
        "UPDATE journal_change SET table_name = 'x'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            behind_the_back(store, statement)


def test_an_emptied_payload_leaves_the_chain_whole_and_is_named_all_the_same(store):
    write(store, person())
    rename(store, 1, "Polis")
    behind_the_back(store, "UPDATE journal_change SET payload = x'' WHERE seq = 1")
    assert findings(store) == [("payload-erased", "journal", 1)]


UNLOCK = "DROP TRIGGER journal_entry_no_update", "DROP TRIGGER journal_entry_no_delete"
UNLOCK_CHANGES = "DROP TRIGGER journal_change_no_update", "DROP TRIGGER journal_change_no_delete"


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["UPDATE person SET surname = 'X'"], ("row-changed", "person", 1)),
        (["UPDATE person SET version = 1"], ("row-changed", "person", 1)),
        (["DELETE FROM person"], ("row-removed", "person", 1)),
        (["INSERT INTO job_group (name, version) VALUES ('x', 2)"], ("row-added", "job_group", 1)),
        ([*UNLOCK, "UPDATE journal_entry SET who = 'x' WHERE seq = 1"], ("entry-changed", "journal", 1)),
        (
            [
                *UNLOCK,
                *UNLOCK_CHANGES,
                "DELETE FROM journal_change WHERE seq = 1",
                "DELETE FROM journal_entry WHERE seq = 1",
            ],
            ("entry-missing", "journal", 1),
        ),
        (
            [*UNLOCK_CHANGES, "UPDATE journal_change SET payload = x'6a5b5d'"],
            ("payload-changed", "journal", 1),
        ),
        (
            ["INSERT INTO journal_change VALUES (2, 9, 'person', 1, 1, 'x', x'')"],
            ("entry-changed", "journal", 2),
        ),
    ],
)
def test_verify_finds_what_happened_behind_the_programs_back(store, statements, expected):
    write(store, person())
    rename(store, 1, "Polis")
    behind_the_back(store, *statements)
    assert expected in findings(store)


def test_many_rows_at_once_are_guarded_and_can_be_taken_back(store):
    rows = [
        {"dossier_no": n, "surname": f"Naam {n}", "birth_date": date(1980, 1, 1), "search_key": f"naam {n}"}
        for n in range(2_500)
    ]
    with store.unit(registration()) as unit:
        assert unit.insert_many(Person, rows) == 1
        assert unit.insert_many(Person, []) == 2_501
    assert surname(store, 2_500) == "Naam 2499"
    assert findings(store) == []
    reverse(store)
    assert surname(store, 1) is None
    reverse(store, forward=True)
    assert surname(store, 2_500) == "Naam 2499"
    assert findings(store) == []


def test_a_secret_stands_in_the_journal_as_a_digest_and_cannot_be_taken_back(store):
    write(store, Account(username="a", full_name="A", role="combi", password_hash="planted-secret"))
    assert b"planted-secret" not in b"".join(payloads(store))
    assert reverse(store) is None
    assert findings(store) == []
    behind_the_back(store, "UPDATE account SET password_hash = 'mine'")
    assert findings(store) == [("row-changed", "account", 1)]


def payloads(store):
    with store.reading() as session:
        for (payload,) in session.connection().execute(select(journal.changes.c.payload)):
            yield b"".join(str(row).encode() for row in journal.unpack(payload))


def test_a_row_that_was_removed_in_its_own_unit_never_was(store):
    with store.unit(registration()) as unit:
        group = unit.add(JobGroup(name="x"))
        unit.session.delete(group)
    with store.reading() as session:
        assert journal.last_entry(session.connection())[0] == 0


def test_a_removed_row_comes_back(store):
    write(store, JobGroup(name="x"))
    with store.unit(registration()) as unit:
        unit.session.delete(unit.session.get_one(JobGroup, 1))
    reverse(store)
    with store.reading() as session:
        assert session.get_one(JobGroup, 1).name == "x"
    assert findings(store) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["rename", "undo", "redo"]), max_size=12))
def test_undo_and_redo_behave_like_an_editor(store, registrations):
    """Any walk gives the same name as a list of states with a place in it, and verify stays content."""
    write(store, Person(dossier_no=store_size(store) + 1, surname="0", birth_date=date(1980, 1, 1)))
    person_id = store_size(store)
    states, place = ["0"], 0
    for number, what in enumerate(registrations, start=1):
        if what == "rename":
            rename(store, person_id, str(number))
            states, place = [*states[: place + 1], str(number)], place + 1
        elif what == "undo" and place > 0:
            reverse(store)
            place -= 1
        elif what == "redo" and place < len(states) - 1:
            reverse(store, forward=True)
            place += 1
        assert surname(store, person_id) == states[place]
    assert findings(store) == []


def store_size(store):
    with store.reading() as session:
        return len(session.connection().execute(select(journal.table_of("person").c.id)).all())
