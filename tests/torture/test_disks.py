"""A full disk and a read-only one, for real: a clear message, the typing kept, the store sound, no half file."""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.company import NOW, PASSWORD, TODAY, context_of
from tests.refusals import problem_of
from tests.ui.clerk import at_home
from tools.mending import mend_step
from xstui.bootstrap import Program
from xstui.cli import main
from xstui.domain.absence import Step
from xstui.domain.problems import Problem, Refused
from xstui.reports import formats
from xstui.services import reporting
from xstui.services.people import people
from xstui.services.security import secrets, throttle, vault
from xstui.services.security.making import new_store
from xstui.services.upkeep import backup
from xstui.services.upkeep.audit import verify_store
from xstui.store.opening import open_store
from xstui.store.whole_file import integrity_problems


def mount(*words):
    return subprocess.run(["mount", *map(str, words)], capture_output=True, check=False)


def unmount(place):
    subprocess.run(["umount", "--lazy", str(place)], capture_output=True, check=False)


@pytest.fixture
def disk(tmp_path):
    """A file system of 2 MB of its own."""
    if sys.platform != "linux" or shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk, and only on Linux")
    place = tmp_path / "disk"
    place.mkdir()
    done = mount("-t", "tmpfs", "-o", "size=2M", "tmpfs", place)
    if done.returncode:
        pytest.skip(f"this machine mounts nothing: {done.stderr.decode().strip()}")
    yield place
    unmount(place)


@pytest.fixture
def on_disk(disk, company_path):
    """The small company on the small disk."""
    path = disk / "company.db"
    shutil.copy(company_path, path)
    return path


def fill(disk, spare=0):
    """Fill the disk but for some bytes."""
    stuffing = disk / "stuffing"
    with pytest.raises(OSError, match="No space"), stuffing.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    if spare:
        os.truncate(stuffing, max(0, stuffing.stat().st_size - spare))


@contextmanager
def read_only(disk):
    assert mount("-o", "remount,ro", disk).returncode == 0
    try:
        yield
    finally:
        mount("-o", "remount,rw", disk)


def check_sound(path, percentage):
    """Fail unless the store is sound, and its case stands at a percentage."""
    assert integrity_problems(path) == []
    store = open_store(path, NOW)
    try:
        assert verify_store(store).findings == ()
        assert people.dossier_of(context_of(store), 1).cases[0].percentage == percentage
    finally:
        store.close()


def full(path, field=""):
    return Problem("disk-full", field, {"path": path})


def unwritable(path, error):
    return Problem("file-unwritable", "out", {"path": path, "reason": os.strerror(error)})


def change(context, percentage):
    return mend_step(context, 1, Step(date(2026, 6, 1), Decimal(percentage)))


def save_until_refused(context):
    """Save until the disk is full; return the last percentage saved, and the refusal."""
    last = 100
    for percentage in range(1, 100):
        try:
            change(context, percentage)
        except Refused as refused:
            return last, refused.problems[0]
        last = percentage
    pytest.fail("the disk does not get full")


@pytest.mark.parametrize("spare", [0, 4096, 20_000, 65_536])
def test_a_full_disk_refuses_and_what_was_saved_before_stays(disk, on_disk, spare):
    store = open_store(on_disk, NOW)
    context = context_of(store)
    change(context, 99)
    fill(disk, spare)
    last, refusal = save_until_refused(context)
    assert refusal == full(on_disk)
    (disk / "stuffing").unlink()
    change(context, 98)
    store.close()
    check_sound(on_disk, 98)
    assert last in range(1, 101)


def test_a_full_disk_at_the_screen_keeps_the_typing_and_saves_once_there_is_room(disk, on_disk):
    async def act():
        async with at_home(on_disk) as clerk:
            await clerk.press("d", "poli", "enter", "enter", "50")
            fill(disk)
            await clerk.press("f2")
            clerk.sees("De schijf is vol", "50")
            assert clerk.app.screen.field("percentage").raw == "50"
            (disk / "stuffing").unlink()
            await clerk.press("f2")
            clerk.sees("Gewijzigd: Polis, V. per 08-06-2026, 50,00 % ziek")

    run(act())
    check_sound(on_disk, 50)


def run(coroutine):
    import asyncio

    asyncio.run(coroutine)


def test_a_read_only_disk_at_the_screen_keeps_the_typing(disk, on_disk):
    """An open store on a disk that goes read-only, as a failing one does."""

    async def act():
        async with at_home(on_disk) as clerk:
            await clerk.press("d", "poli", "enter", "enter", "50")
            # The system does not make a disk read-only while files on it are open for writing.
            make_immutable(clerk.app.program.store)
            await clerk.press("f2")
            clerk.sees("is alleen-lezen")
            assert clerk.app.screen.field("percentage").raw == "50"

    run(act())
    check_sound(on_disk, 100)


def make_immutable(store):
    """Let every connection of a store be one that may read only."""
    from sqlalchemy import event

    @event.listens_for(store.engine, "checkout")
    def only_reading(connection, _record, _proxy):
        connection.execute("PRAGMA query_only = ON")


def test_a_store_on_a_read_only_disk_is_refused_with_the_reason(disk, on_disk):
    with read_only(disk):
        found = problem_of(lambda: change(context_of(open_store(on_disk, NOW)), 50))
        assert found in (
            Problem("store-read-only", "", {"path": on_disk}),
            Problem("store-unreadable", "", found.details),
        )
    check_sound(on_disk, 100)


@pytest.fixture
def encrypted_on_disk(disk, encrypted_path):
    """The same, encrypted, as a demo's: it opens by the login that it publishes."""
    for end in ("", ".keys"):
        shutil.copy(f"{encrypted_path}{end}", disk)
    vault.publish(disk / encrypted_path.name, "combi", PASSWORD)
    return disk / encrypted_path.name


@pytest.mark.parametrize("how", ["full", "read-only"])
@pytest.mark.parametrize("which", ["on_disk", "encrypted_on_disk"])
def test_what_only_reads_works_on_a_full_and_on_a_read_only_disk(disk, which, how, request, capsys):
    path = request.getfixturevalue(which)
    before = {file.name for file in disk.iterdir()}
    if how == "full":
        fill(disk)
        spoiled = contextlib.nullcontext()
    else:
        spoiled = read_only(disk)
    with spoiled:
        codes = [main.run([*words, "--store", str(path)]) for words in (["verify"], ["store", "info"])]
    said = capsys.readouterr()
    assert (codes, said.err) == ([0, 0], "")
    assert "In orde" in said.out
    assert {file.name for file in disk.iterdir() if file.stat().st_size} - {"stuffing"} == before


def test_what_lies_in_the_log_counts_on_a_full_disk(disk, on_disk):
    store = open_store(on_disk, NOW)
    change(context_of(store), 50)
    for end in ("", "-wal"):
        shutil.copy(f"{on_disk}{end}", f"{on_disk.with_name('copy.db')}{end}")
    store.shut()
    fill(disk)
    check_sound(on_disk.with_name("copy.db"), 50)


@pytest.fixture
def table(context):
    return reporting.make(context, reporting.parameters_from(context, "werknemersbestand", {}))


EXPORTS = list(formats.ExportFormat)


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_to_a_full_disk_leaves_nothing_behind(disk, context, table, form):
    fill(disk)
    before = sorted(disk.iterdir())
    path = disk / f"list{form.suffix}"
    assert problem_of(reporting.export, context, table, form, path) == full(path, "out")
    assert sorted(disk.iterdir()) == before


@pytest.mark.parametrize("spare", [0, 65_536])
def test_a_back_up_to_a_full_disk_leaves_nothing_behind(disk, company_path, spare):
    store = open_store(company_path, NOW)
    fill(disk, spare)
    assert problem_of(backup.back_up, store, disk, NOW) == full(disk / "company-20260608-120000.db")
    assert [file.name for file in disk.iterdir()] == ["stuffing"]
    (disk / "stuffing").unlink()
    assert backup.rehearse(backup.back_up(store, disk, NOW), None, NOW).findings == ()
    store.close()


def test_a_restore_on_a_full_disk_leaves_the_store_as_it_was(disk, on_disk, company_path, tmp_path):
    store = open_store(company_path, NOW)
    copy = backup.back_up(store, tmp_path / "copies", NOW)
    store.close()
    before = on_disk.read_bytes()
    fill(disk, 20_000)
    assert problem_of(backup.restore, copy, on_disk, None, NOW, lambda _store: "sam") == full(on_disk)
    assert on_disk.read_bytes() == before
    assert {file.name for file in disk.iterdir()} == {"stuffing", on_disk.name}


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_store_that_does_not_fit_leaves_nothing_and_says_that_the_disk_is_full(disk, encrypted):
    fill(disk, 150_000)
    with pytest.raises(Refused) as refused, new_store(disk / "x.db", encrypted=encrypted):
        pass
    (found,) = refused.value.problems
    assert found == full(found.details["path"])
    assert (found.details["path"].name, found.details["path"].parent.parent) == ("x.db", disk), "beside, in the making"
    assert [file.name for file in disk.iterdir()] == ["stuffing"]


@pytest.mark.parametrize("spare", [0, 8_192])
def test_a_store_that_finds_no_room_for_its_log_is_read_and_says_at_a_save_that_the_disk_is_full(disk, on_disk, spare):
    fill(disk, spare)
    store = open_store(on_disk, NOW)
    assert verify_store(store).findings == ()
    assert problem_of(change, context_of(store), 50) == full(on_disk)
    store.shut()


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_to_a_read_only_disk_says_so(disk, context, table, form):
    with read_only(disk):
        path = disk / f"list{form.suffix}"
        assert problem_of(reporting.export, context, table, form, path) == unwritable(path, errno.EROFS)
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize("form", EXPORTS)
class TestOddTargets:
    def test_a_folder_is_no_file(self, context, table, form, tmp_path):
        target = tmp_path / "folder"
        target.mkdir()
        assert problem_of(reporting.export, context, table, form, target) == Problem(
            "file-is-folder", "out", {"path": target}
        )
        assert list(target.iterdir()) == []
        assert list(tmp_path.glob(".xstui-*")) == []

    def test_a_link_is_replaced_and_what_it_points_to_stays(self, context, table, form, tmp_path):
        precious, link = tmp_path / "precious", tmp_path / "link"
        precious.write_text("keep me")
        link.symlink_to(precious)
        reporting.export(context, table, form, link)
        assert precious.read_text() == "keep me"
        assert link.stat().st_size > 0
        assert not link.is_symlink()

    def test_a_pipe_and_a_device_are_left_alone(self, context, table, form, tmp_path):
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes with names")
        pipe, link = tmp_path / "pipe", tmp_path / "null"
        os.mkfifo(pipe)
        link.symlink_to(os.devnull)
        for target in (pipe, Path(os.devnull), link):
            refused = Problem("file-unwritable", "out", {"path": target, "reason": ""})
            assert problem_of(reporting.export, context, table, form, target) == refused
        assert pipe.is_fifo()
        assert link.is_symlink()
        assert Path(os.devnull).is_char_device()
        assert list(tmp_path.glob(".xstui-*")) == []

    def test_a_path_that_can_not_be_is_refused(self, context, table, form, tmp_path):
        for target, refused in (
            (tmp_path / "none" / "x", Problem("folder-missing", "out", {"folder": tmp_path / "none"})),
            (tmp_path / ("n" * 300), unwritable(tmp_path / ("n" * 300), errno.ENAMETOOLONG)),
        ):
            assert problem_of(reporting.export, context, table, form, target) == refused
        nothing = Path(f"{tmp_path}/a\0b")
        details = {"path": nothing, "reason": "embedded null byte"}
        assert problem_of(reporting.export, context, table, form, nothing) == Problem("file-unwritable", "out", details)


def test_at_the_lock_of_a_full_disk_wrong_passwords_are_refused_and_counted(disk, on_disk):
    program = Program(on_disk, TODAY)
    program.enter("combi", PASSWORD)
    program.lock()
    fill(disk)
    for _try in range(throttle.FREE_FAILURES):
        assert problem_of(program.enter, "combi", "wrong") == Problem("sign-in-failed")
    assert problem_of(program.enter, "combi", PASSWORD) == Problem("sign-in-failed")


def test_an_encrypted_store_on_a_full_disk_opens_after_a_typing_error_and_counts_them(disk, monkeypatch):
    monkeypatch.setattr(secrets, "STRONG", secrets.LIGHT)
    path = disk / "x.db"
    with new_store(path, encrypted=True) as store:
        vault.add_account(store.path, store.key, "sam", PASSWORD, secrets.LIGHT)
    assert problem_of(vault.unlock, path, "sam", "wrong", NOW) == Problem("sign-in-failed")
    fill(disk)
    assert vault.unlock(path, "sam", PASSWORD, NOW)
    for _try in range(throttle.FREE_FAILURES):
        assert problem_of(vault.unlock, path, "sam", "wrong", NOW) == Problem("sign-in-failed")
    assert problem_of(vault.unlock, path, "sam", PASSWORD, NOW) == Problem("sign-in-failed")
