"""What is typed after a name is the day, whatever digit it begins with: through a real terminal, all in one burst."""

import json
import os
import sys
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import NOW, TODAY
from tests.ui.test_bursts_pty import F2, at_home  # noqa: F401 - a fixture
from xstui.domain import cautions
from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.leave import WEEKS_BEFORE
from xstui.store.journal import unpack
from xstui.store.opening import open_store
from xstui.store.tables import JournalChange, JournalEntry

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ptys")

ALL = (*map(str, range(1, 32)), "0106", "1505", "-3", "g", "di")
"""Typed at every form with `XSTUI_DAYS=all`, which takes minutes; else some for each. `ma` is asked on a Monday."""
EVERY = os.environ.get("XSTUI_DAYS") == "all"


def nothing(day):
    return []


def leave_begun(day):
    """Return what a due date is asked about: most leaves begin six weeks before it."""
    start = day + timedelta(days=1) - timedelta(weeks=max(WEEKS_BEFORE[False]))
    return [*cautions.of_due_date(day, TODAY), *cautions.of_leave_start(start, TODAY)]


@dataclass(frozen=True)
class Form:
    """The keys of a command up to its saving, what some of the days are, and where an incomplete one is looked for."""

    keys: str
    days: tuple[str, ...]
    direction: Direction = Direction.PAST
    asked: object = nothing
    read: tuple[str, str] | None = None
    """Table and column that have the day, where the entry's summary has another."""


FORMS = {
    "absence.report_recovery": Form("hpoli\r{day}{F2}", ("1", "31", "-3")),
    "absence.report_sick": Form(
        "zjans\r{day}{F2}", ("3", "2505"), asked=lambda day: cautions.of_first_sick_day(day, TODAY)
    ),
    "absence.change_percentage": Form("dpoli\r{day}\r50{F2}", ("30", "0206")),
    "tasks.close": Form("ta{day}{F2}", ("1",)),
    "leaving.report": Form("ljans\r{day}\r1{F2}", ("2", "0106", "g"), Direction.PLANNED),
    "pregnancy.report": Form(
        "gjans\r{day}{F2}", ("21", "2509"), Direction.PLANNED, leave_begun, ("pregnancy_leave", "due_date")
    ),
    "terms.change": Form("/jans\rk{day}\r\r\r\r20{F2}", ("1", "di"), Direction.NEAREST),
}


def meant(typed, form) -> date:
    (day,) = parse_date(typed, today=TODAY, direction=form.direction)
    return day


def typed_at(terminal, forms):
    """Type each day at its form in one burst, which only a question about a day ends: the keys behind it are dropped."""
    keys = ""
    for form, typed in forms:
        keys += "0" + form.keys.format(day=typed, F2=F2)
        if form.asked(meant(typed, form)):
            terminal.write((keys + F2).encode())  # the second F2 is dropped, and where that stands, keys count again
            terminal.read_until(lambda seen: b"is niet gebruikt" in seen, seconds=60 + len(keys))
            terminal.read_until_quiet()  # a burst that came in pieces is dropped to its end
            keys = F2
        keys += "u"
    terminal.write(f"{keys}i".encode())
    terminal.read_until(lambda seen: b"Inloggeschiedenis" in seen, seconds=60 + len(keys))


def days_of(path, use_case):
    """Return the days that a use case saved, in order of time."""
    store = open_store(path, NOW)
    try:
        with store.reading() as session:
            entries = session.exec(select(JournalEntry).where(JournalEntry.use_case == use_case)).all()
            done = sorted(entry.seq for entry in entries if entry.kind == "do")
            if FORMS[use_case].read is None:
                summaries = {entry.seq: json.loads(entry.summary) for entry in entries}
                return [summaries[seq]["day"] for seq in done]
            table, column = FORMS[use_case].read
            changes = session.exec(select(JournalChange).where(JournalChange.table_name == table)).all()
            payloads = {change.seq: change.payload for change in changes}
            return [unpack(payloads[seq])[0][2][column] for seq in done]
    finally:
        store.close()


@pytest.mark.parametrize("use_cases", [(use_case,) for use_case in FORMS] if EVERY else [tuple(FORMS)])
def test_the_day_typed_after_a_name_is_the_day_saved(company_path, at_home, use_cases):  # noqa: F811
    before = {use_case: len(days_of(company_path, use_case)) for use_case in use_cases}
    typed = {use_case: ALL if EVERY else FORMS[use_case].days for use_case in use_cases}
    typed_at(at_home, [(FORMS[use_case], day) for use_case in use_cases for day in typed[use_case]])
    for use_case in use_cases:
        saved = days_of(company_path, use_case)[before[use_case] :]
        assert saved == [meant(day, FORMS[use_case]).isoformat() for day in typed[use_case]], use_case
