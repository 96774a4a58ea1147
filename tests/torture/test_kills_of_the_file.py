"""Killed while it changes keys, copies, tables or lock: `python tools/kills_of_the_file.py 200` is the run for the record."""

from tools.kills_of_the_file import PLAYS, torture

KILLS = 5


def test_the_store_opens_and_keeps_what_was_told_after_each_kill(tmp_path):
    figures = torture(KILLS, 1, tmp_path)
    assert figures.wrong == []
    assert figures.kills == KILLS
    assert all(figures.told[name] > 0 for name in list(PLAYS)[:KILLS])
