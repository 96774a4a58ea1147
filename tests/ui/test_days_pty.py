"""What is typed after a name is the day, whatever digit it begins with: through a real terminal, all in one burst."""

import json
import os
import sys
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.company import NOW, TODAY
from tests.ui.test_bursts_pty import F2, at_home  # noqa: F401 - a fixture
from xstui.domain.date_entry import Direction, parse_date
from xstui.store.opening import open_store
from xstui.store.tables import JournalEntry, Task

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ptys")

ALL = (*map(str, range(1, 32)), "0106", "1505", "-3", "g", "di")
"""Typed at every form with `XSTUI_DAYS=all`, which takes minutes; else some for each. `ma` is asked on a Monday."""
EVERY = os.environ.get("XSTUI_DAYS") == "all"
FORMS = {
    "absence.report_recovery": ("hpoli\r{day}{F2}", ("1", "2", "11", "31", "1505", "-3", "g")),
    "absence.report_sick": ("zjans\r{day}{F2}", ("3", "12", "20", "2505", "1-6", "zo")),
    "absence.change_percentage": ("dpoli\r{day}\r50{F2}", ("1", "30", "0206")),
}


def meant(typed):
    (day,) = parse_date(typed, today=TODAY, direction=Direction.PAST)
    return day


@pytest.mark.parametrize("use_case", FORMS)
def test_the_day_typed_after_a_name_is_the_day_saved(company_path, at_home, use_case):  # noqa: F811
    keys, days = FORMS[use_case]
    days = ALL if EVERY else days
    asks = [use_case == "absence.report_sick" and TODAY - meant(typed) > timedelta(days=28) for typed in days]
    burst = [keys.format(day=typed, F2=F2) + F2 * asked + "u" for typed, asked in zip(days, asks, strict=True)]
    at_home.write("".join([*burst, "i"]).encode())
    at_home.read_until(lambda seen: b"Inloggeschiedenis" in seen, seconds=15 * len(days))
    done = [entry for entry in rows(company_path, JournalEntry) if (entry.use_case, entry.kind) == (use_case, "do")]
    saved = [json.loads(entry.summary)["day"] for entry in sorted(done, key=lambda entry: entry.seq)]
    assert saved[-len(days) :] == [meant(typed).isoformat() for typed in days]


@pytest.mark.parametrize("typed", ALL if EVERY else ("1", "2505"))
def test_the_day_typed_at_a_task_is_the_day_it_was_done(company_path, at_home, typed):  # noqa: F811
    at_home.write(f"ta{typed}{F2}".encode())
    at_home.read_until(lambda seen: b"uitgevoerd: Polis, V." in seen)
    assert [task.closed_on for task in rows(company_path, Task) if task.closed_on] == [meant(typed)]


def rows(path, table):
    store = open_store(path, NOW)
    try:
        with store.reading() as session:
            return session.exec(select(table)).all()
    finally:
        store.close()
