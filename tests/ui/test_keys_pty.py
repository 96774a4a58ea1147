"""Escape and refusals in the middle of a burst, through a real terminal."""

import random
import sys
from datetime import date

import pytest

from tests.ui.test_bursts_pty import F2, at_home, rows_of
from tests.ui.test_keygate_pty import chunked
from xstui.store.tables import AbsenceCase

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ptys")
__all__ = ["at_home"]

ESCAPING = f"zjans\x1bt\x1b/poli\x1b2\x1bzjan\x1b\r\x1b\x1bzjans\r-1{F2}"
"""From a field to another list, to a search, to nothing, to who is in the list of tasks, and back to a report."""


def sent(terminal, keys, answer):
    terminal.write(keys.encode())
    return terminal.read_until(lambda seen: answer.encode() in seen)


def test_nothing_is_joined_or_lost_behind_escape_nor_lands_in_a_form_behind_a_refused_save(company_path, at_home):
    """One test for both, as signing in through a terminal takes a second or more."""
    rng = random.Random(1)
    for parts in ([ESCAPING], *(chunked(ESCAPING, rng) for _round in range(3))):
        for part in parts[:-1]:
            at_home.write(part.encode())
            at_home.drain()
        sent(at_home, parts[-1], "Ziek gemeld: Jansen")
        sent(at_home, "u", "Ongedaan gemaakt: Ziek gemeld: Jansen")
    assert b"^" not in at_home.seen
    answer = sent(at_home, f"zjans\r+9{F2}k2\x1b[A2", "niet gebruikt")
    assert b"in de toekomst" in answer
    sent(at_home, f"\x7f\x7f-1{F2}", "Ziek gemeld: Jansen")
    assert rows_of(company_path, AbsenceCase)[-1]["first_sick_day"] == date(2026, 6, 7)
