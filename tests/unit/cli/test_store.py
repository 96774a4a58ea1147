"""`xstui store info`: what the store holds, and which store is meant."""

from __future__ import annotations

import os
import shutil
import stat

import pytest

from xstui import bootstrap
from xstui.cli.main import run

DAY = ("--today", "2026-06-08")


def test_store_info_counts_the_rows(demo, capsys):
    assert run(["store", "info", "--store", demo]) == 0
    said = capsys.readouterr().out
    assert "Personen                     18" in said
    assert "person" not in said


def test_the_store_may_come_from_the_environment(demo, capsys, monkeypatch):
    monkeypatch.setenv("XSTUI_STORE", demo)
    assert run(["store", "info"]) == 0
    assert demo in capsys.readouterr().out


def test_the_own_store_goes_before_the_demo(demo, tmp_path, capsys, monkeypatch):
    folder = tmp_path / "share"
    folder.mkdir()
    monkeypatch.delenv("XSTUI_STORE", raising=False)
    monkeypatch.setattr(bootstrap, "default_folder", lambda: folder)
    shutil.copy(demo, folder / "demo.db")
    assert run(["store", "info"]) == 0
    assert str(folder / "demo.db") in capsys.readouterr().out
    shutil.copy(demo, folder / "xstui.db")
    for words in (["store", "info"], ["backup"]):
        assert run(words) == 0
        assert "xstui" in capsys.readouterr().out
    assert [path.name[:6] for path in (folder / "backups").glob("*.db")] == ["xstui-"]


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_store_that_others_can_read_is_told_and_closed_to_them(demo, capsys):
    os.chmod(demo, 0o666)  # noqa: PTH101
    assert run(["store", "info", "--store", demo]) == 0
    assert "Anderen op deze computer konden demo.db lezen of wijzigen." in capsys.readouterr().err
    assert stat.S_IMODE(os.stat(demo).st_mode) == 0o600  # noqa: PTH116
    assert run(["store", "info", "--store", demo]) == 0
    assert capsys.readouterr().err == ""
