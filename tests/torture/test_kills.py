"""Killed while it saves: nothing acknowledged is lost. `python tools/kills.py 500` is the run for the record."""

from contextlib import closing
from datetime import date

import pytest

from tools import kills
from tools.kills import torture
from tools.storework import context_on, employed, faults, make_place
from xstui.services.absence import pregnancy
from xstui.services.absence.pregnancy import Pregnancy
from xstui.store.engine import connect
from xstui.store.whole_file import integrity_problems


@pytest.mark.parametrize(("number", "encrypted"), [(4, False), (2, True)])
def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path, number, encrypted):
    figures = torture(number, 20260608, tmp_path, encrypted=encrypted)
    assert figures.wrong == []
    assert figures.kills == number
    assert figures.acknowledged > 0


def test_the_check_finds_half_a_case_and_a_row_changed_by_hand(tmp_path):
    place = make_place(tmp_path)
    with closing(place.open()) as store:
        context = context_on(store)
        pregnancy.report_pregnancy(context, employed(context)[0], Pregnancy(date(2026, 9, 1), weeks_before=6))
    assert faults(place) == []
    with_connection = connect(place.path)
    with_connection.execute("PRAGMA foreign_keys = OFF")
    half = []
    for table in ("percentage_step", "pregnancy_leave"):
        (case,) = with_connection.execute(f"SELECT case_id FROM {table} LIMIT 1").fetchone()
        with_connection.execute(f"DELETE FROM {table} WHERE case_id = ?", (case,))
        half += with_connection.execute("SELECT case_no FROM absence_case WHERE id = ?", (case,)).fetchone()
    with_connection.close()
    found = faults(place)
    assert {text.split()[1] for text in found if text.startswith("row-removed")} == {
        "percentage_step",
        "pregnancy_leave",
    }
    assert {text for text in found if text.startswith("half case")} == {f"half case {number}" for number in half}


@pytest.mark.parametrize(
    ("heard", "wrong"),
    [
        ([], "1 registrations acknowledged in 4 kills prove little"),
        ([999_999], "kill 0: lost: 999999"),
    ],
)
def test_a_registration_that_is_lost_and_a_run_without_any_are_found(tmp_path, monkeypatch, heard, wrong):
    kept = iter([heard or [1]])
    monkeypatch.setattr(kills, "kill_once", lambda *_place: next(kept, heard))
    assert wrong in torture(4, 1, tmp_path).wrong


def test_the_check_finds_a_damaged_file(tmp_path):
    place = make_place(tmp_path)
    raw = bytearray(place.path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 8192] = b"x" * 8192
    place.path.write_bytes(raw)
    assert integrity_problems(place.path)
