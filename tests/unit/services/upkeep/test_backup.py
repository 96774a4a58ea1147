"""Back-ups: made while the store is in use, rehearsed, rotated and put back."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from tests import company
from tests.other_program import having_open
from tests.refusals import problem_of, problems_of
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.findings import Finding
from xstui.domain.problems import Problem
from xstui.i18n import problem_text
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.security import secrets, vault
from xstui.services.security.making import new_store
from xstui.services.upkeep import backup
from xstui.services.upkeep.audit import verify_store
from xstui.services.upkeep.work_folder import work_folder
from xstui.store import engine, key_file, whole_file
from xstui.store.journal import entries
from xstui.store.opening import open_store
from xstui.store.tables import Account, OrgUnit, Setting
from xstui.store.unit import EntryMeta

NOW = company.NOW
PASSWORD = "kruiwagen tulp negen brug"
DOSSIER = (("person", "563166"),)


def by_sam(_copy):
    """Let sam restore, whatever the copy."""
    return "sam"


def cases_in(store):
    with store.reading() as session:
        return session.connection().exec_driver_sql("SELECT count(*) FROM absence_case").scalar_one()


def write_setting(store, name, value):
    with store.unit(EntryMeta("test", "sam", NOW, undoable=False)) as unit:
        unit.add(Setting(name=name, value=value))


def test_a_back_up_is_made_while_the_store_is_in_use(context, tmp_path):
    with context.reading():
        path = backup.back_up(context.store, tmp_path / "copies", NOW)
    assert path.stat().st_mode & 0o077 == 0
    copy = open_store(path, NOW)
    assert not verify_store(copy).findings
    assert cases_in(copy) == cases_in(context.store)
    copy.close()
    assert [p.name for p in (tmp_path / "copies").iterdir() if p.name.endswith(".part")] == []


def test_a_back_up_is_rehearsed_without_touching_anything(context, tmp_path):
    path = backup.back_up(context.store, tmp_path / "copies", NOW)
    before = path.read_bytes()
    assert backup.rehearse(path, None, NOW).findings == ()
    assert path.read_bytes() == before
    assert list((tmp_path / "copies").iterdir()) == [path]


def test_a_back_up_comes_back_as_it_was_and_the_store_is_set_aside(context, tmp_path):
    path = backup.back_up(context.store, tmp_path / "copies", NOW)
    absence.report_sick(context, SickReport(2, date(2026, 6, 7)))
    assert cases_in(context.store) == 2
    context.store.close()
    aside = backup.restore(path, context.store.path, None, NOW, by_sam)
    restored = open_store(context.store.path, NOW)
    assert cases_in(restored) == 1
    restored.close()
    kept = open_store(aside, NOW)
    assert cases_in(kept) == 2
    kept.close()


def test_a_store_that_another_program_has_open_is_not_replaced(context, tmp_path):
    path = backup.back_up(context.store, tmp_path / "copies", NOW)
    context.store.close()
    before = sorted(file.name for file in tmp_path.iterdir())
    with having_open(context.store.path):
        assert problems_of(backup.restore, path, context.store.path, None, NOW, by_sam) == [
            Problem("store-locked", "", {"path": context.store.path})
        ]
    assert sorted(file.name for file in tmp_path.iterdir()) == before
    backup.restore(path, context.store.path, None, NOW, by_sam)


@pytest.mark.parametrize("moment", [1, 2, 3, 4])
def test_a_restore_that_is_killed_halfway_can_be_run_again_and_loses_no_key_file(
    encrypted_path, tmp_path, monkeypatch, moment
):
    key = vault.unlock(encrypted_path, "combi", company.PASSWORD, NOW)
    store = open_store(encrypted_path, NOW, key)
    path = backup.back_up(store, tmp_path / "copies", NOW)
    store.close()
    keys = key_file.path_beside(encrypted_path).read_bytes()
    moves = []

    def killed(real):
        def move(self, target):
            moves.append(self)
            if len(moves) == moment:
                raise KeyboardInterrupt
            return real(self, target)

        return move

    with monkeypatch.context() as patched:
        for name in ("rename", "replace"):
            patched.setattr(backup.Path, name, killed(getattr(backup.Path, name)))
        with pytest.raises(KeyboardInterrupt):
            backup.restore(path, encrypted_path, key, NOW, by_sam)
    backup.restore(path, encrypted_path, key, NOW + timedelta(minutes=1), by_sam)
    restored = open_store(encrypted_path, NOW, vault.unlock(encrypted_path, "combi", company.PASSWORD, NOW))
    assert not verify_store(restored).findings
    restored.close()
    aside = list(tmp_path.glob("*.before-restore-*"))
    assert any(engine.is_encrypted(file) for file in aside)
    assert any(file.read_bytes() == keys for file in aside)


def test_a_damaged_store_is_replaced_without_being_opened(context, tmp_path):
    path = backup.back_up(context.store, tmp_path / "copies", NOW)
    context.store.close()
    context.store.path.write_bytes(b"no database at all")
    aside = backup.restore(path, context.store.path, None, NOW, by_sam)
    assert aside.read_bytes() == b"no database at all"
    restored = open_store(context.store.path, NOW)
    assert cases_in(restored) == 1
    restored.close()


def test_an_unsound_back_up_replaces_nothing(context, tmp_path):
    path = backup.back_up(context.store, tmp_path / "copies", NOW)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE person SET surname = 'Iemand Anders' WHERE id = 1")
        connection.commit()
    context.store.close()
    before = context.store.path.read_bytes()
    assert Finding("row-changed", "person", 1, "surname", DOSSIER) in backup.rehearse(path, None, NOW).findings
    details = {"path": path, "findings": backup.rehearse(path, None, NOW).findings}
    assert problems_of(backup.restore, path, context.store.path, None, NOW, by_sam) == [
        Problem("backup-unsound", "", details)
    ]
    assert context.store.path.read_bytes() == before
    assert not list(context.store.path.parent.glob("*restor*"))


def test_a_truncated_back_up_is_refused(context, tmp_path):
    path = backup.back_up(context.store, tmp_path / "copies", NOW)
    path.write_bytes(path.read_bytes()[:50_000])
    found = problems_of(backup.restore, path, tmp_path / "new.db", None, NOW, by_sam)
    assert found == [Problem("backup-damaged", "", {"path": path})]
    assert not (tmp_path / "new.db").exists()
    none = tmp_path / "none.db"
    found = problems_of(backup.restore, none, tmp_path / "new.db", None, NOW, by_sam)
    assert found == [Problem("backup-missing", "", {"path": none})]


def test_an_encrypted_store_is_backed_up_encrypted_with_its_key_file(tmp_path):
    path = tmp_path / "x.db"
    with new_store(path, encrypted=True) as store:
        with store.unit(EntryMeta("test", "sam", NOW)) as unit:
            unit.add(OrgUnit(kind="employer", name="Geplante Naam"))
        vault.add_account(store.path, store.key, "sam", PASSWORD, secrets.LIGHT)
    key = vault.unlock(path, "sam", PASSWORD, NOW)
    store = open_store(path, NOW, key)
    made = backup.back_up(store, tmp_path / "copies", NOW)
    store.close()
    for file in made.parent.iterdir():
        assert b"Geplante Naam" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0
    assert engine.is_encrypted(made)
    vault.change_data_key(path, key)
    for file in (path, key_file.path_beside(path)):
        file.unlink()
    opened = vault.unlock(made, "sam", PASSWORD, NOW)
    assert backup.rehearse(made, opened, NOW).findings == ()
    assert backup.restore(made, path, opened, NOW, by_sam) is None
    again = open_store(path, NOW, vault.unlock(path, "sam", PASSWORD, NOW))
    assert not verify_store(again).findings
    again.close()


def test_back_ups_of_a_clock_that_was_ahead_keep_none_from_being_made_and_go_first(context):
    ahead = [backup.back_up_at_exit(context.store, NOW + timedelta(days=3_650 + 2 * day)) for day in range(backup.KEEP)]
    assert all(path.exists() for path in ahead)
    now = [backup.back_up_at_exit(context.store, NOW + timedelta(days=2 * day)) for day in (0, 1, 2)]
    assert all(path.exists() for path in now)
    assert [path.exists() for path in ahead] == [False] * 3 + [True] * (backup.KEEP - 3)
    assert backup.back_up_at_exit(context.store, NOW + timedelta(days=4, hours=1)) is None


def test_at_exit_one_back_up_a_day_is_made(context):
    first = backup.back_up_at_exit(context.store, NOW)
    assert first.parent == context.store.path.parent / "backups"
    assert backup.back_up_at_exit(context.store, NOW + timedelta(hours=8)) is None
    assert backup.back_up_at_exit(context.store, NOW + timedelta(days=1, minutes=1)) is not None


def test_rotation_keeps_the_newest(context, tmp_path):
    write_setting(context.store, "backup_folder", str(tmp_path / "elsewhere"))
    write_setting(context.store, "backup_keep", "3")
    made = [backup.back_up_at_exit(context.store, NOW + timedelta(days=2 * n)) for n in range(5)]
    left = backup.back_ups(tmp_path / "elsewhere", context.store.path.stem)
    assert left == made[-3:]


def test_the_copy_before_an_upgrade_goes_once_as_many_newer_back_ups_are_there(context, tmp_path):
    write_setting(context.store, "backup_keep", "3")
    store = context.store.path
    copies = [store.with_name(f"{store.name}.backup-0003-{day:%Y%m%d%H%M%S}") for day in (NOW, NOW + timedelta(days=9))]
    foreign = store.with_name(f"{store.name}.backup-of-mine")
    for file in (*copies, key_file.path_beside(copies[0]), foreign):
        file.write_bytes(b"")
    for day in (1, 3):
        backup.back_up_at_exit(context.store, NOW + timedelta(days=day))
    assert copies[0].exists()
    backup.back_up_at_exit(context.store, NOW + timedelta(days=5))
    assert [file.exists() for file in (*copies, key_file.path_beside(copies[0]), foreign)] == [False, True, False, True]


def test_no_days_means_no_back_up(context):
    write_setting(context.store, "backup_days", "0")
    assert backup.back_up_at_exit(context.store, NOW) is None


def test_other_files_in_the_folder_are_left_alone(context, tmp_path):
    stem = context.store.path.stem
    for name in (f"{stem}-notes.db", f"{stem}-20260608.db", "other-20260608-120000.db"):
        (tmp_path / name).touch()
    assert backup.back_ups(tmp_path, stem) == []
    path = backup.back_up(context.store, tmp_path, datetime(2026, 6, 8, 12, tzinfo=NOW.tzinfo))
    assert backup.back_ups(tmp_path, stem) == [path]
    assert backup.rotate([path], 0) == []


def test_a_folder_that_can_not_be_made_says_why(context, tmp_path):
    (tmp_path / "file").touch()
    found = problem_of(backup.back_up, context.store, tmp_path / "file", NOW)
    assert found == Problem(
        "backup-failed",
        "",
        {"path": tmp_path / "file" / "company-20260608-120000.db", "reason": os.strerror(errno.EEXIST)},
    )


def test_a_planted_link_or_a_loose_file_is_replaced_and_never_followed(context, tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("keep me")
    copies = tmp_path / "copies"
    made = backup.back_up(context.store, copies, NOW)
    made.unlink()
    made.with_name(f"{made.name}.part").symlink_to(precious)
    made = backup.back_up(context.store, copies, NOW)
    target = tmp_path / "restored.db"
    target.with_name("restored.db.restoring").symlink_to(precious)
    backup.restore(made, target, None, NOW, by_sam)
    assert precious.read_text() == "keep me"
    assert target.stat().st_mode & 0o077 == made.stat().st_mode & 0o077 == 0


def test_a_restore_is_in_the_journal_of_the_restored_store(context, tmp_path):
    path = backup.back_up(context.store, tmp_path / "copies", NOW)
    target = tmp_path / "restored.db"
    backup.restore(path, target, None, NOW, by_sam)
    restored = open_store(target, NOW)
    with restored.reading() as session:
        row = session.connection().execute(select(entries).order_by(entries.c.seq.desc())).first()
    restored.close()
    assert (row.use_case, row.who, row.at, row.undoable) == ("keys.restore", "sam", NOW, False)
    assert json.loads(row.summary) == {"file": path.name}


def test_keys_and_store_of_a_back_up_are_of_one_moment(encrypted_path, tmp_path, monkeypatch):
    """A password that is changed while the store is copied opens the copy all the same."""
    key = vault.unlock(encrypted_path, "combi", company.PASSWORD, NOW)
    store = open_store(encrypted_path, NOW, key)
    real, waiting = whole_file.copy_store, [True]

    def change_between(source, target, *key_given):
        real(source, target, *key_given)
        if waiting:
            waiting.clear()
            with (
                vault.new_password(encrypted_path, key, "combi", PASSWORD, secrets.LIGHT),
                store.unit(EntryMeta("test", "sam", NOW, undoable=False)) as unit,
            ):
                account = unit.session.exec(select(Account).where(Account.username == "combi")).one()
                account.password_hash = secrets.hash_secret(PASSWORD, secrets.LIGHT)
                account.totp_sealed = None

    monkeypatch.setattr(whole_file, "copy_store", change_between)
    path = backup.back_up(store, tmp_path / "copies", NOW)
    store.close()
    program = Program(path, system_clock=FixedClock(NOW.date()))
    assert program.enter("combi", PASSWORD).username == "combi"
    program.lock()


def test_a_back_up_whose_key_file_is_another_store_s_is_unsound(encrypted_path, tmp_path):
    key = vault.unlock(encrypted_path, "combi", company.PASSWORD, NOW)
    store = open_store(encrypted_path, NOW, key)
    path = backup.back_up(store, tmp_path / "copies", NOW)
    store.close()
    other = tmp_path / "other.db"
    vault.make(other)
    shutil.copy(key_file.path_beside(other), key_file.path_beside(path))
    keys = {"path": key_file.path_beside(path)}
    assert problems_of(backup.rehearse, path, key, NOW) == [Problem("keys-tampered", "", keys)]
    key_file.path_beside(path).unlink()
    assert problems_of(backup.rehearse, path, key, NOW) == [Problem("keys-missing", "", keys)]


def test_a_back_up_that_no_administrator_can_open_is_unsound(encrypted_path, tmp_path):
    key = vault.unlock(encrypted_path, "combi", company.PASSWORD, NOW)
    store = open_store(encrypted_path, NOW, key)
    vault.remove_account(encrypted_path, key, "combi")
    path = backup.back_up(store, tmp_path / "copies", NOW)
    store.close()
    assert backup.rehearse(path, key, NOW).findings == (Finding("no-administrator", "keys"),)


def test_what_killed_back_ups_left_goes_at_the_next_one(context, tmp_path):
    copies, stem = tmp_path / "copies", context.store.path.stem
    (copies / ".rehearsal-abc").mkdir(parents=True)
    (copies / ".rehearsal-abc" / "x.db").touch()
    (copies / f"{backup.WORK}abc").mkdir()
    (copies / f"{backup.WORK}abc" / "in-use").touch()
    (copies / f"{backup.WORK}new").mkdir()
    for name in (f"{stem}-20260101-120000.db.part", f"{stem}-20260102-120000.db.keys", "mine.part"):
        (copies / name).touch()
    path = backup.back_up(context.store, copies, NOW)
    assert sorted(copies.iterdir()) == sorted([path, copies / "mine.part"])


def test_the_key_file_that_another_program_puts_before_its_back_up_stays(context, tmp_path):
    copies = tmp_path / "copies"
    name = f"{context.store.path.stem}-20260102-120000.db"
    with work_folder(copies, backup.WORK) as work:
        (work / name).touch()
        (copies / f"{name}.keys").touch()
        path = backup.back_up(context.store, copies, NOW)
        assert sorted(copies.iterdir()) == sorted([path, work, copies / f"{name}.keys"])
    path = backup.back_up(context.store, copies, NOW)
    assert list(copies.iterdir()) == [path]


def test_a_name_that_is_a_pattern_too_has_its_back_ups_found(context, tmp_path):
    path = tmp_path / "a[b].db"
    whole_file.copy_store(context.store.path, path)
    (tmp_path / "a[b]-20260102-120000.db.keys").touch()
    with closing(open_store(path, NOW)) as store:
        made = backup.back_up(store, tmp_path, NOW)
    assert backup.back_ups(tmp_path, "a[b]") == [made]
    assert not (tmp_path / "a[b]-20260102-120000.db.keys").exists()


@pytest.mark.parametrize("act", ["back-up", "restore", "rehearse"])
def test_a_full_disk_is_told_as_such(context, tmp_path, monkeypatch, act):
    path = backup.back_up(context.store, tmp_path / "copies", NOW)
    target = tmp_path / "new" / "x.db"

    def full(*_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(engine, "new_file", full)
    acts = {
        "back-up": (backup.back_up, context.store, tmp_path / "copies", NOW),
        "restore": (backup.restore, path, target, None, NOW, by_sam),
        "rehearse": (backup.rehearse, path, None, NOW),
    }
    written = {"back-up": path, "restore": target, "rehearse": path}[act]
    assert problems_of(*acts[act]) == [Problem("disk-full", "", {"path": written})]
    assert not list(tmp_path.rglob(".*"))


def test_a_plain_file_in_the_place_of_an_encrypted_store_is_refused(encrypted_path, company_path, tmp_path):
    place = tmp_path / "swapped.db"
    shutil.copy(key_file.path_beside(encrypted_path), key_file.path_beside(place))
    shutil.copy(company_path, place)
    details = {"path": place, "keys": key_file.path_beside(place)}
    assert problems_of(open_store, place, NOW) == [Problem("store-replaced", "", details)]


def test_a_copy_that_has_a_log_beside_it_is_taken_with_what_the_log_holds(context, tmp_path):
    absence.report_sick(context, SickReport(2, date(2026, 6, 7)))
    copy, place = tmp_path / "hand.db", tmp_path / "new.db"
    for end in ("", "-wal"):
        shutil.copy(f"{context.store.path}{end}", f"{copy}{end}")
    before = {file.name: file.read_bytes() for file in tmp_path.glob("hand.db*")}
    assert before["hand.db-wal"], "the last registrations are in the log alone"
    assert backup.rehearse(copy, None, NOW).findings == ()
    backup.restore(copy, place, None, NOW, by_sam)
    restored = open_store(place, NOW)
    assert cases_in(restored) == cases_in(context.store) == 2
    restored.close()
    assert {file.name: file.read_bytes() for file in tmp_path.glob("hand.db*")} == before


def test_what_is_wrong_with_a_back_up_is_told_by_its_own_name(context, tmp_path):
    whole = backup.back_up(context.store, tmp_path / "copies", NOW).read_bytes()
    folder, pipe, empty, cut, other = (tmp_path / name for name in ("folder.db", "p.db", "e.db", "c.db", "other.db"))
    folder.mkdir()
    os.mkfifo(pipe)
    empty.touch()
    cut.write_bytes(whole[:50_000])
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE more (x)")
    expected = {
        tmp_path / "none.db": "backup-missing",
        folder: "backup-not-a-file",
        pipe: "backup-not-a-file",
        empty: "backup-empty",
        cut: "backup-damaged",
        other: "backup-foreign",
    }
    for path, code in expected.items():
        for act, given in ((backup.rehearse, ()), (backup.restore, (tmp_path / "new.db",))):
            problem = problem_of(act, path, *given, None, NOW, *([by_sam] if given else []))
            assert problem == Problem(code, "", {"path": path})
            assert str(path) in problem_text(problem)
    assert not list(tmp_path.glob("*restor*"))
