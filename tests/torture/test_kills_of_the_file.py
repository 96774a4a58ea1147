"""Killed while it changes keys, copies, tables or lock: `python tools/kills_of_the_file.py 200` is the run for the record."""

from tools.kills_of_the_file import PLAYS, torture


def test_the_store_opens_and_keeps_what_was_told_after_each_kill(tmp_path):
    figures = torture(len(PLAYS), 1, tmp_path)
    assert figures.wrong == []
    assert figures.kills == len(PLAYS)
    assert sum(figures.told.values()) > 0
