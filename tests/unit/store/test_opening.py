"""Making, opening, upgrading and refusing stores."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.refusals import problems_of
from xstui.domain.problems import Problem, Refused
from xstui.store import engine, key_file, opening, whole_file
from xstui.store.tables import OrgUnit
from xstui.store.unit import EntryMeta

NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)


def test_a_new_store_is_its_owners_alone(tmp_path):
    store = opening.create_store(tmp_path / "deep" / "x.db")
    store.close()
    assert (tmp_path / "deep" / "x.db").stat().st_mode & 0o077 == 0


def test_a_store_is_not_made_over_another(store):
    before = store.path.read_bytes()
    assert problems_of(opening.create_store, store.path) == [Problem("store-exists", "", {"path": store.path})]
    assert store.path.read_bytes() == before


def test_the_copies_of_a_store_whose_name_is_a_pattern_too_are_found(tmp_path):
    copy = tmp_path / "x[1].db.backup-0003-20260601120000"
    copy.touch()
    assert opening.forget_copies(tmp_path / "x[1].db", NOW) == [copy]
    assert not copy.exists()


def test_a_missing_store_says_so(tmp_path):
    assert problems_of(opening.open_store, tmp_path / "none.db", NOW) == [
        Problem("store-missing", "", {"path": tmp_path / "none.db"})
    ]
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_store_is_refused_untouched(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, but long enough to be read as one" * 100)
    before = path.read_bytes()
    assert problems_of(opening.open_store, path, NOW) == [Problem("store-damaged", "", {"path": path})]
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    assert problems_of(opening.open_store, path, NOW) == [Problem("store-foreign", "", {"path": path})]


def test_a_store_newer_than_the_program_is_refused_untouched(store):
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = store.path.read_bytes()
    assert problems_of(opening.open_store, store.path, NOW) == [Problem("store-newer", "", {"path": store.path})]
    assert store.path.read_bytes() == before
    assert not list(store.path.parent.glob("*.backup-*"))


def test_an_older_store_is_backed_up_before_it_is_brought_up_to_date(store, monkeypatch):
    store.close()
    asked = []
    monkeypatch.setattr(opening, "KNOWN", frozenset({"0000", *opening.KNOWN}))
    monkeypatch.setattr(opening, "migrate", lambda opened: asked.append(opened.path))
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    opening.open_store(store.path, NOW).close()
    (backup,) = store.path.parent.glob("*.backup-0000-*")
    assert engine.schema_revision(backup) == "0000"
    assert asked == [store.path]


def make_older(path, key, monkeypatch):
    """Let a store look as one of a program before the first."""
    monkeypatch.setattr(opening, "KNOWN", frozenset({"0000", *opening.KNOWN}))
    monkeypatch.setattr(opening, "migrate", lambda _store: None)
    with closing(engine.connect(path, key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")


def test_the_copy_of_an_older_encrypted_store_can_be_opened_by_its_own_key_file(encrypted_path, monkeypatch):
    from tests.company import PASSWORD
    from xstui.services.security import vault

    key = vault.unlock(encrypted_path, "combi", PASSWORD, NOW)
    make_older(encrypted_path, key, monkeypatch)
    opening.open_store(encrypted_path, NOW, key).close()
    copy = next(path for path in encrypted_path.parent.glob("*.backup-0000-*") if path.suffix != ".keys")
    vault.change_data_key(encrypted_path, key)
    assert engine.key_fits(copy, vault.unlock(copy, "combi", PASSWORD, NOW))
    assert all(path.stat().st_mode & 0o077 == 0 for path in encrypted_path.parent.glob("*.backup-*"))


def test_an_older_store_without_room_for_its_copy_is_left_as_it_was(store, monkeypatch):
    store.close()
    make_older(store.path, None, monkeypatch)
    before = store.path.read_bytes()

    def no_room(_source, target, _key=None):
        target.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(whole_file, "copy_store", no_room)
    copy = store.path.with_name("xstui.db.backup-0000-20260608120000")
    assert problems_of(opening.open_store, store.path, NOW) == [Problem("disk-full", "", {"path": copy})]
    monkeypatch.setattr(whole_file, "copy_store", lambda *_args: (_ for _ in ()).throw(PermissionError(13, "no")))
    assert problems_of(opening.open_store, store.path, NOW) == [
        Problem("backup-failed", "", {"path": copy, "reason": "no"})
    ]
    assert not list(store.path.parent.glob("*.backup-*"))
    assert store.path.read_bytes() == before


def test_the_newest_revision_is_the_one_the_program_names():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(opening.Path(opening.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == opening.REVISION
    assert {script.revision for script in scripts.walk_revisions()} == opening.KNOWN


def test_the_migrations_make_the_tables_that_the_code_knows(store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    with store.engine.connect() as connection:
        migration = MigrationContext.configure(connection)
        differences = compare_metadata(migration, SQLModel.metadata)
    assert [d for d in differences if "person_search" not in str(d)] == []


def test_a_locked_store_says_so_and_keeps_the_rows(store, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MS", 10)
    impatient = opening.open_store(store.path, NOW)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused) as refused, impatient.unit(EntryMeta("x", "me", NOW)) as unit:
            unit.add(OrgUnit(kind="employer", name="A"))
    impatient.close()
    assert refused.value.problems == (Problem("store-locked", "", {"path": store.path}),)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_store_says_so(store):
    store.close()
    store.path.chmod(0o400)
    store.path.parent.chmod(0o500)
    try:
        reopened = opening.open_store(store.path, NOW)
        with pytest.raises(Refused) as refused, reopened.unit(EntryMeta("x", "me", NOW)) as unit:
            unit.add(OrgUnit(kind="employer", name="A"))
    finally:
        store.path.parent.chmod(0o700)
    assert refused.value.problems == (Problem("store-read-only", "", {"path": store.path}),)


def test_a_full_disk_says_so_and_loses_nothing(store):
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refused) as refused, store.unit(EntryMeta("x", "me", NOW)) as unit:
        for number in range(2_000):
            unit.add(OrgUnit(kind="employer", name="A" * 100, code=str(number)))
    assert refused.value.problems == (Problem("disk-full", "", {"path": store.path}),)
    with store.reading() as session:
        assert session.get(OrgUnit, 1) is None


def test_a_copy_of_a_store_in_use_is_whole(store, tmp_path):
    with store.unit(EntryMeta("x", "me", NOW)) as unit:
        unit.add(OrgUnit(kind="employer", name="A"))
    whole_file.copy_store(store.path, tmp_path / "copy.db")
    reopened = opening.open_store(tmp_path / "copy.db", NOW)
    with reopened.reading() as session:
        assert session.get_one(OrgUnit, 1).name == "A"
    reopened.close()
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_an_unwritable_place_says_why(tmp_path):
    (tmp_path / "file").write_text("")
    assert problems_of(opening.create_store, tmp_path / "file" / "x.db") == [
        Problem("file-unwritable", "", {"path": tmp_path / "file" / "x.db", "reason": os.strerror(errno.EEXIST)})
    ]


FIRST_TRIGGER = (
    "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
)


def test_a_store_of_the_first_revision_is_upgraded_with_all_its_rows(store, monkeypatch):
    from datetime import date

    from xstui.services.upkeep.audit import verify_store
    from xstui.store.tables import Employment, Person

    # The first program chained the summary itself.
    monkeypatch.setattr("xstui.store.journal.summary_digest", lambda _summary: "")
    with store.unit(EntryMeta("test", "sam", NOW)) as unit:
        employer = unit.add(OrgUnit(kind="employer", name="Voorbeeld"))
        person = unit.add(Person(dossier_no=1, surname="Polis", gender="female", birth_date=date(1982, 5, 1)))
        unit.add(Employment(person_id=person.key, employer_id=employer.key, start_date=date(2025, 5, 1)))
    store.close()
    later = (
        ("account", "administrator"),
        ("account", "must_change"),
        ("account", "password_until"),
        ("account", "key_slot"),
        ("employment", "exclusion"),
        ("absence_case", "join_confirmed"),
        ("absence_case", "reported_on"),
        ("absence_case", "expected_until"),
    )
    newer = (
        "sickness_contact",
        "pregnancy_leave",
        "policy_cover",
        "policy",
        "payout",
        "protocol_variation",
        "draft",
        "last_number",
    )
    with closing(sqlite3.connect(store.path)) as connection:
        for table in newer:
            connection.execute(f"DROP TABLE {table}")
        for table, column in later:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("DROP TRIGGER journal_entry_no_update")
        connection.execute("ALTER TABLE journal_entry DROP COLUMN summary_digest")
        connection.execute(FIRST_TRIGGER)
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    upgraded = opening.open_store(store.path, NOW)
    assert not verify_store(upgraded).findings
    with upgraded.reading() as session:
        assert session.get_one(Employment, 1).exclusion == ""
    upgraded.close()
    assert engine.schema_revision(store.path) == opening.REVISION
    (backup,) = store.path.parent.glob("*.backup-0001-*")
    assert engine.schema_revision(backup) == "0001"


def test_a_store_that_a_killed_program_left_without_a_write_ahead_log_gets_it_back(store):
    store.close()
    for_itself = "PRAGMA journal_mode"
    with closing(engine.connect(store.path)) as connection:
        assert connection.execute(f"{for_itself} = DELETE").fetchone() == ("delete",)
    opening.open_store(store.path, NOW).close()
    with closing(engine.connect(store.path)) as connection:
        assert connection.execute(for_itself).fetchone() == ("wal",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_a_folder_is_no_store_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "pipe", tmp_path / "folder"):
        for opens in (lambda place: opening.open_store(place, NOW), engine.is_encrypted):
            assert problems_of(opens, path) == [Problem("store-foreign", details={"path": path})]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_a_pipe_or_a_folder_in_the_place_of_a_part_is_told_and_not_waited_for(store, make, end):
    store.close()
    part = store.path.with_name(f"{store.path.name}{end}")
    part.unlink(missing_ok=True)
    make(part)
    assert problems_of(opening.open_store, store.path, NOW) == [Problem("store-part-odd", details={"path": part})]
    key_file.create(store.path, b"salt", "store")
    part = part.rename(store.path.with_name(f"{store.path.name}.keys{end}"))
    assert problems_of(key_file.reading(store.path).__enter__) == [Problem("store-part-odd", details={"path": part})]


def test_a_store_that_was_encrypted_between_two_looks_is_in_use_and_not_replaced(store, tmp_path, monkeypatch):
    path = store.path
    store.close()
    look = engine.schema_revision

    def look_and_lose(place, key):
        found = look(place, key)
        place.write_bytes(os.urandom(4096))
        place.with_name(f"{place.name}.keys").write_bytes(b"")
        return found

    monkeypatch.setattr(engine, "schema_revision", look_and_lose)
    assert problems_of(opening.open_store, path, NOW) == [Problem("store-locked", details={"path": path})]
