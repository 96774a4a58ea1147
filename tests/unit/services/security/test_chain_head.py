"""What the journal and the file can't tell of themselves: an end that was cut off, an older file, other parts."""

from __future__ import annotations

import os
import shutil
from contextlib import closing

import pytest

from tests.company import NOW, PASSWORD, TODAY, context_of
from xstui.bootstrap import Program
from xstui.domain.findings import Finding
from xstui.i18n.findings import finding_text
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.security import chain_head, signature, vault
from xstui.services.upkeep import backup, undo
from xstui.services.upkeep.audit import verify_store
from xstui.store import engine, journal, schema


@pytest.fixture(params=["company_path", "encrypted_path"])
def path(request):
    return request.getfixturevalue(request.param)


def opened(path):
    program = Program(path, TODAY)
    program.enter("combi", PASSWORD)
    return program


def report(path, *people):
    """Report people sick and leave, as the program does; return the number of the last entry."""
    program = opened(path)
    for person in people:
        absence.report_sick(context_of(program.store), SickReport(person, TODAY))
    with program.store.reading() as session:
        seq = journal.last_entry(session.connection())[0]
    program.leave()
    return seq


def found(path):
    program = opened(path)
    findings = verify_store(program.store).findings
    program.reopen(None)
    return findings


def by_hand(path, *statements):
    """Carry out statements on the file as somebody does who has its key and knows SQL."""
    key = vault.unlock(path, "combi", PASSWORD, NOW) if engine.is_encrypted(path) else None
    with closing(engine.connect(path, key)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_older_file_in_the_place_of_the_store_is_told_and_goes_on_being_told(path, tmp_path):
    report(path, 2)
    older = tmp_path / "older"
    shutil.copy(path, older)
    newest = report(path, 3, 4)
    assert found(path) == ()
    shutil.copy(older, path)
    expected = (Finding("head-missing", "journal", newest),)
    assert found(path) == expected
    report(path, 5, 6)
    report(path, 7)
    assert [f.code for f in found(path)] == ["head-missing"], "later registrations don't cover it"
    assert "regel" in finding_text(Finding("head-missing", "journal", newest))


def test_an_end_that_was_cut_off_with_its_rows_is_told(path):
    before = report(path, 2)
    newest = report(path, 3)
    seals = [f"DROP TRIGGER journal_{table}_no_delete" for table in ("entry", "change")]
    rows = [f"DELETE FROM {name} WHERE version = {newest}" for name in ("task", "percentage_step", "absence_case")]
    ends = [f"DELETE FROM journal_{table} WHERE seq > {before}" for table in ("change", "entry")]
    by_hand(path, "PRAGMA foreign_keys = OFF", *seals, *rows, *ends)
    codes = {(f.code, f.place, f.number) for f in found(path)}
    assert ("head-missing", "journal", newest) in codes
    assert ("schema-missing", "journal_entry_no_delete", 0) in codes


def test_what_undo_takes_back_is_no_cut(path):
    report(path, 2, 3)
    program = opened(path)
    undo.undo(context_of(program.store))
    program.leave()
    assert found(path) == ()


def test_a_new_data_key_keeps_the_newest_entry(encrypted_path):
    newest = report(encrypted_path, 2)
    key = vault.unlock(encrypted_path, "combi", PASSWORD, NOW)
    fresh = vault.change_data_key(encrypted_path, key)
    assert signature.kept_head(encrypted_path, fresh).startswith(f"{newest}:")
    assert found(encrypted_path) == ()


def test_a_store_that_was_restored_is_held_to_its_own_newest_entry(path, tmp_path):
    report(path, 2)
    program = opened(path)
    copy = backup.back_up(program.store, tmp_path / "copies", NOW)
    key = program.key
    program.leave()
    report(path, 3)
    backup.restore(copy, path, key, NOW, lambda _copy: "combi")
    assert found(path) == ()


def test_the_newest_entry_is_kept_now_and_then_without_an_exit(company_path, monkeypatch):
    monkeypatch.setattr(chain_head, "EVERY", 1)
    program = opened(company_path)
    seq = absence.report_sick(context_of(program.store), SickReport(2, TODAY)).seq
    assert chain_head.path_beside(company_path).read_text().startswith(f"{seq}:")
    program.leave()


def test_what_another_program_saves_and_keeps_during_the_check_is_no_cut_end(path, monkeypatch):
    report(path, 2)
    parts = schema.findings

    def meanwhile(connection):
        report(path, 3)
        return parts(connection)

    monkeypatch.setattr(schema, "findings", meanwhile)
    assert found(path) == ()


def test_a_kept_entry_that_was_changed_by_hand_is_told(company_path):
    report(company_path, 2)
    chain_head.path_beside(company_path).write_text("none")
    assert found(company_path) == (Finding("head-unreadable", "journal", 0),)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("CREATE TABLE extra (x)", Finding("schema-added", "extra", 0, "table")),
        ("DROP TRIGGER person_search_update", Finding("schema-missing", "person_search_update", 0, "trigger")),
        (
            "CREATE TRIGGER more AFTER INSERT ON person BEGIN DELETE FROM task; END",
            Finding("schema-added", "more", 0, "trigger"),
        ),
        ("CREATE INDEX more ON task (due)", Finding("schema-added", "more", 0, "index")),
        ("CREATE VIEW more AS SELECT 1", Finding("schema-added", "more", 0, "view")),
        (
            "INSERT INTO alembic_version VALUES ('777777')",
            Finding("schema-changed", "alembic_version", 0, "table"),
        ),
        ("ALTER TABLE task ADD COLUMN more TEXT", Finding("schema-changed", "task", 0, "table")),
        ("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'person'", Finding("numbers-lowered", "person", 0)),
        ("UPDATE sqlite_sequence SET seq = seq + 9 WHERE name = 'person'", Finding("numbers-raised", "person", 0)),
        ("PRAGMA user_version = 7", Finding("schema-changed", "user_version", 0, "number")),
        ("PRAGMA application_id = 7", Finding("schema-changed", "application_id", 0, "number")),
        ("ANALYZE task", Finding("schema-added", "sqlite_stat1", 0, "table")),
    ],
)
def test_another_part_of_the_store_than_the_migrations_make_is_told(company_path, statement, expected):
    by_hand(company_path, statement)
    assert found(company_path) == (expected,)
    assert finding_text(expected)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("kind", ["pipe", "endless", "number that no entry has"])
def test_what_is_no_file_in_the_place_of_the_newest_entry_is_told_and_not_waited_for(company_path, kind):
    place = chain_head.path_beside(company_path)
    place.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind.startswith("number"):
        place.write_text("99999999999999999999:aa")
    else:
        place.write_bytes(b"1:" + b"0" * 10_000)
    program = opened(company_path)
    assert list(verify_store(program.store).findings) == [Finding("head-unreadable", "journal", 0)]
    program.leave()
