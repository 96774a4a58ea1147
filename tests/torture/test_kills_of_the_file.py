"""Killed while it changes keys, copies, tables, logins or lock: `python tools/kills_of_the_file.py 200` is for the record."""

import pytest

from tools import kills_of_the_file
from tools.kills_of_the_file import PLAYS, Room, torture


def test_the_store_opens_and_keeps_what_was_told_after_each_kill(tmp_path):
    figures = torture(len(PLAYS), 1, tmp_path)
    assert figures.wrong == []
    assert figures.kills == len(PLAYS)
    assert figures.told.keys() == PLAYS.keys()
    assert all(figures.told.values())


def test_kills_before_anything_was_told_prove_nothing_and_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(kills_of_the_file, "kill_once", lambda *_play: [])
    assert torture(1, 1, tmp_path, "lock").wrong == ["too little acknowledged to prove anything: lock"]


@pytest.mark.parametrize(
    ("play", "told", "wrong"),
    [
        ("lock", "saved 999999", "lost: 999999"),
        ("password", "password dit is het nooit geworden", "Refused: "),
        ("recovery", "recovery AAAA", "no recovery key: "),
        ("logins", "login nooit gemaakt", "login: nooit"),
        ("logins", "ended combi {password}", "ended: combi"),
    ],
)
def test_what_was_told_and_is_not_there_is_found(tmp_path, monkeypatch, play, told, wrong):
    def killed(room: Room, *_play: object) -> list[str]:
        return [told.format(password=room.password).replace("combi", room.username)]

    monkeypatch.setattr(kills_of_the_file, "kill_once", killed)
    found = torture(1, 1, tmp_path, play).wrong
    assert [text for text in found if wrong.split()[0] in text], found
