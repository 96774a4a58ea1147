"""Folders to work in: left by killed programs at any moment, and contended by programs that run."""

import fcntl
import itertools
import os
import shutil
import subprocess
import sys
import tempfile

import pytest

from xstui.services.upkeep.work_folder import IN_USE, work_folder

PREFIX = ".x-backup-"
STEPS = frozenset({"os.mkdir", "open", "fcntl.flock", "os.remove", "os.rmdir"})
"""What is done to folders and files, by the names of its audit events."""
KILLED = """
import sys, os, signal
from pathlib import Path
from xstui.services.upkeep.work_folder import work_folder
with work_folder(Path(sys.argv[1]), ".x-backup-") as folder:
    (folder / "half").touch()
    print("working", flush=True)
    sys.stdin.read()
"""


def test_a_folder_that_a_program_works_in_stays_and_goes_once_it_is_killed(tmp_path):
    words = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"working\n"
        with work_folder(tmp_path, PREFIX), work_folder(tmp_path, PREFIX):
            assert len(list(tmp_path.iterdir())) == 3
        process.kill()
    assert len(list(tmp_path.iterdir())) == 1
    with work_folder(tmp_path, PREFIX):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def killed_before(step, folder):
    """Work in a folder in a process that is killed before a step; tell whether it was."""
    if not (child := os.fork()):
        steps = itertools.count()

        def watch(event, _args):
            if event in STEPS and next(steps) == step:
                os._exit(1)

        sys.addaudithook(watch)
        with work_folder(folder, PREFIX) as work:
            for name in ("a-half", "z-half"):
                (work / name).touch()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1


def test_whatever_the_moment_of_a_kill_the_next_program_removes_what_is_left(tmp_path):
    left = 0
    for step in itertools.count():
        killed = killed_before(step, tmp_path)
        left += len(list(tmp_path.iterdir()))
        with work_folder(tmp_path, PREFIX) as work:
            assert list(tmp_path.iterdir()) == [work], f"killed before step {step}"
        if not killed:
            break
    assert left > 5


def test_a_kill_while_leftovers_are_removed_leaves_them_to_the_next_program(tmp_path):
    for step in itertools.count():
        (tmp_path / f"{PREFIX}empty").mkdir()
        (tmp_path / f"{PREFIX}left").mkdir()
        for name in ("a-half", IN_USE, "z-half"):
            (tmp_path / f"{PREFIX}left" / name).touch()
        killed = killed_before(step, tmp_path)
        with work_folder(tmp_path, PREFIX) as work:
            assert list(tmp_path.iterdir()) == [work], f"killed before step {step}"
        if not killed:
            break


def sweep(folder):
    """Do what another program does first that needs a folder."""
    with work_folder(folder, PREFIX):
        pass


def before(monkeypatch, module, name, act):
    """Do something before the first call of a function."""
    function, calls = getattr(module, name), itertools.count()

    def wrapper(*args, **words):
        if next(calls) == 0:
            act()
        return function(*args, **words)

    monkeypatch.setattr(module, name, wrapper)


def after_it_is_made(monkeypatch, folder):
    make, calls = tempfile.mkdtemp, itertools.count()

    def wrapper(*args, **words):
        made = make(*args, **words)
        if next(calls) == 0:
            sweep(folder)
        return made

    monkeypatch.setattr(tempfile, "mkdtemp", wrapper)


def before_its_mark_is_locked(monkeypatch, folder):
    before(monkeypatch, fcntl, "flock", lambda: sweep(folder))


@pytest.mark.parametrize("moment", [after_it_is_made, before_its_mark_is_locked])
def test_a_folder_that_another_program_takes_for_left_is_made_once_more(tmp_path, monkeypatch, moment):
    moment(monkeypatch, tmp_path)
    with work_folder(tmp_path, PREFIX) as work:
        assert list(tmp_path.iterdir()) == [work]
        sweep(tmp_path)
        assert (work / IN_USE).exists()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_removed_while_its_mark_is_locked(tmp_path, monkeypatch):
    left = tmp_path / f"{PREFIX}left"
    left.mkdir()
    (left / IN_USE).touch()
    before(monkeypatch, shutil, "rmtree", lambda: refused_lock(left / IN_USE))
    sweep(tmp_path)
    assert not left.exists()


def refused_lock(mark):
    with mark.open("rb+") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
