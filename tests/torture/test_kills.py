"""Killed while it saves: nothing acknowledged is lost. `python tools/kills.py 500` is the run for the record."""

import pytest

from tools.kills import torture
from tools.storework import faults, make_place
from xstui.store.engine import connect
from xstui.store.whole_file import integrity_problems


@pytest.mark.parametrize(("kills", "encrypted"), [(4, False), (2, True)])
def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path, kills, encrypted):
    figures = torture(kills, 20260608, tmp_path, encrypted=encrypted)
    assert figures.wrong == []
    assert figures.kills == kills
    assert figures.acknowledged > 0


def test_the_check_finds_half_a_case_and_a_row_changed_by_hand(tmp_path):
    place = make_place(tmp_path)
    assert faults(place) == []
    with_connection = connect(place.path)
    with_connection.execute("PRAGMA foreign_keys = OFF")
    with_connection.execute("DELETE FROM percentage_step WHERE case_id = 1")
    with_connection.close()
    found = faults(place)
    assert any(text.startswith("row-removed percentage_step") for text in found)
    assert any(text.startswith("half case") for text in found)


def test_the_check_finds_a_damaged_file(tmp_path):
    place = make_place(tmp_path)
    raw = bytearray(place.path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 8192] = b"x" * 8192
    place.path.write_bytes(raw)
    assert integrity_problems(place.path)
