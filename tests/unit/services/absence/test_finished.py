"""An absence that is over already, in one registration."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.i18n.registrations import registration_text
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import people, progress
from xstui.services.upkeep import undo
from xstui.store.tables import AbsenceCase, Task

POLIS, JANSEN, BERG = 1, 2, 3
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 3)
NAMED = {"name": "Jansen, A."}


def rows(context, table, case_id):
    column = table.id if table is AbsenceCase else table.case_id
    with context.reading() as session:
        found = session.exec(select(table).where(column == case_id)).all()
        apart = {"id", "version", "case_id", "case_no", "person_id", "employment_id", "wage_at_start"}
        return sorted(str(sorted(row.model_dump(exclude=apart).items())) for row in found)


def test_a_report_of_what_is_over_is_a_report_and_a_recovery_in_one(context):
    once = absence.report_sick(context, SickReport(JANSEN, FIRST, last_sick_day=LAST))
    twice = absence.report_sick(context, SickReport(BERG, FIRST))
    absence.report_recovery(context, twice.case_id, LAST)
    for table in (AbsenceCase, Task):
        assert rows(context, table, once.case_id) == rows(context, table, twice.case_id)
    entry = progress.of_person(context, JANSEN)[0]
    assert registration_text(entry.use_case, entry.summary) == (
        "Ziek gemeld: Jansen, A. van 01-06-2026 tot en met 03-06-2026, 100,00 %"
    )
    undo.undo(context, once.seq)
    assert people.dossier_of(context, JANSEN).cases == ()


@pytest.mark.parametrize(
    ("last", "problem"),
    [
        (FIRST - timedelta(days=1), Problem("before-first-sick-day", "last_sick_day", {"first": FIRST, **NAMED})),
        (TODAY + timedelta(days=1), Problem("date-in-future", "last_sick_day", {"latest": TODAY, **NAMED})),
    ],
)
def test_a_last_day_before_the_first_or_to_come_is_refused(context, last, problem):
    assert problems_of(absence.report_sick, context, SickReport(JANSEN, FIRST, last_sick_day=last)) == [problem]


def test_what_was_over_before_the_present_absence_began_can_still_be_reported_and_is_joined(context):
    over = date(2026, 2, 9), date(2026, 2, 13)
    receipt = absence.report_sick(context, SickReport(POLIS, over[0], last_sick_day=over[1]))
    running, earlier = people.dossier_of(context, POLIS).cases
    assert (earlier.case_id, earlier.last_sick_day) == (receipt.case_id, over[1])
    assert running.counted_from == date(2026, 3, 2) - timedelta(days=5)
    overlapping = SickReport(POLIS, date(2026, 2, 16), last_sick_day=date(2026, 3, 2))
    assert problems_of(absence.report_sick, context, overlapping) == [
        Problem("case-overlap", "last_sick_day", {"since": date(2026, 3, 2), "name": "Polis, V."})
    ]
