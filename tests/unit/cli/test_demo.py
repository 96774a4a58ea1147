"""`xstui demo`: the demo company, made once."""

from __future__ import annotations

from xstui.cli.main import run

DAY = ("--today", "2026-06-08")


def test_the_demo_is_made_once(demo, capsys):
    assert run(["demo", "--store", demo, *DAY, "--no-open"]) == 0
    assert run(["verify", "--store", demo]) == 0
    assert "1 " in capsys.readouterr().out
