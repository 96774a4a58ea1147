"""`xstui` without a command: the app, or why not."""

from __future__ import annotations

import io
import os
import shutil
import sys

import pytest

from tests.unit.cli.administrator import PASSWORD
from xstui.bootstrap import Program
from xstui.cli import open_app
from xstui.cli.main import run

DAY = ("--today", "2026-06-08")


def test_a_program_without_a_terminal_says_so(demo, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(["demo", "--store", demo]) == 1
    assert "terminal" in capsys.readouterr().err
    assert run(["init", "--store", str(tmp_path / "new.db")]) == 1
    assert "Afgebroken" in capsys.readouterr().err
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("words", [[], ["demo"], ["demo", "--no-open"]])
def test_a_folder_is_no_store(tmp_path, capsys, words):
    assert run([*words, "--store", str(tmp_path)]) == 1
    assert "geen gegevensbestand" in capsys.readouterr().err


@pytest.mark.parametrize(("asked", "grey"), [("", False), ("1", True), (None, False)])
def test_an_empty_no_color_asks_nothing(demo, monkeypatch, asked, grey):
    seen = []
    monkeypatch.setattr(open_app, "_run_app", lambda _program: seen.append("NO_COLOR" in os.environ) or 0)
    monkeypatch.delenv("NO_COLOR", raising=False)
    if asked is not None:
        monkeypatch.setenv("NO_COLOR", asked)
    assert run(["--store", demo]) == 0
    assert seen == [grey]


def test_at_exit_a_back_up_is_made_or_said_why_not(made, answers, capsys):
    program = Program(made)
    open_app._back_up_at_exit(program)
    assert capsys.readouterr().out == "", "nothing was opened, so nothing changed"
    program.enter("sam", PASSWORD)
    open_app._back_up_at_exit(program)
    assert "Back-up gemaakt" in capsys.readouterr().out
    program.lock()
    shutil.rmtree(made.parent / "backups")
    (made.parent / "backups").touch()
    program.enter("sam", PASSWORD)
    open_app._back_up_at_exit(program)
    assert "niet gemaakt" in capsys.readouterr().err
    program.lock()
