"""The four-week rule in the store: joined, declined, corrected and undone (domain rules, 2.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from tools.mending import mend_end
from xstui.domain.absence import EndReason
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services.absence import absence
from xstui.services.absence.absence import Joinable, SickReport
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase, Task

POLIS, JANSEN = 1, 2
FIRST, LAST, AGAIN = date(2026, 3, 2), date(2026, 4, 30), date(2026, 5, 11)


@pytest.fixture
def joined(context):
    """Sick since 2 March, recovered for ten days in May, sick again."""
    absence.report_recovery(context, case_of(context, 0).case_id, LAST)
    absence.report_sick(context, SickReport(POLIS, AGAIN))
    return context


def case_of(context, back=0, person=POLIS):
    return people.dossier_of(context, person).cases[back]


def due_of(context, case_id, code):
    with context.reading() as session:
        return session.exec(select(Task.due).where(Task.case_id == case_id, Task.code == code)).first()


def row_of(context, case_id):
    with context.reading() as session:
        return session.get_one(AbsenceCase, case_id)


def test_r2_5_the_report_is_told_which_case_it_may_join(context):
    absence.report_recovery(context, case_of(context).case_id, LAST)
    assert absence.joinable(context, POLIS, AGAIN) == Joinable(100001, LAST, FIRST + timedelta(days=10))
    assert absence.joinable(context, POLIS, LAST + timedelta(days=29)) is None
    assert absence.joinable(context, JANSEN, AGAIN) is None


def test_r2_5_a_report_that_declines_keeps_its_reason_and_counts_by_itself(context):
    absence.report_recovery(context, case_of(context).case_id, LAST)
    receipt = absence.report_sick(context, SickReport(POLIS, AGAIN, declined="nieuw bedongen arbeid"))
    row = row_of(context, receipt.case_id)
    assert (row.counted_from, row.joined_case_id, row.join_declined) == (AGAIN, None, "nieuw bedongen arbeid")


def test_r2_5_who_declined_is_not_joined_by_a_later_correction_either(context):
    absence.report_recovery(context, case_of(context).case_id, LAST)
    receipt = absence.report_sick(context, SickReport(POLIS, AGAIN, declined="nieuw bedongen arbeid"))
    mend_end(context, case_of(context, 1).case_id, LAST + timedelta(days=5))
    assert row_of(context, receipt.case_id).counted_from == AGAIN


def test_three_cases_in_a_row_count_from_the_first(joined):
    absence.report_recovery(joined, case_of(joined).case_id, date(2026, 5, 20))
    absence.report_sick(joined, SickReport(POLIS, date(2026, 6, 1)))
    assert case_of(joined).counted_from == FIRST + timedelta(days=10 + 11)


@pytest.mark.parametrize(
    ("last", "shift"),
    [
        (LAST - timedelta(days=1), 11),
        (LAST + timedelta(days=4), 6),
        (AGAIN - timedelta(days=1), 0),
        (AGAIN - timedelta(days=28), 27),
    ],
)
def test_correcting_the_end_of_a_case_shifts_those_that_join_it_with_their_tasks(joined, last, shift):
    later = case_of(joined)
    mend_end(joined, case_of(joined, 1).case_id, last)
    assert case_of(joined).counted_from == FIRST + timedelta(days=shift)
    assert due_of(joined, later.case_id, "T05") == FIRST + timedelta(days=shift + 294)
    assert row_of(joined, later.case_id).joined_case_id == case_of(joined, 1).case_id


def test_a_correction_may_part_two_cases_and_undo_joins_them_again(joined):
    before = (case_of(joined), row_of(joined, case_of(joined).case_id))
    mend_end(joined, case_of(joined, 1).case_id, AGAIN - timedelta(days=29))
    assert case_of(joined).counted_from == AGAIN
    assert row_of(joined, case_of(joined).case_id).joined_case_id is None
    undo.undo(joined)
    assert (case_of(joined), row_of(joined, case_of(joined).case_id)) == before
    undo.redo(joined)
    assert case_of(joined).counted_from == AGAIN
    assert audit.verify_store(joined.store).findings == ()


@pytest.mark.parametrize(
    ("last", "code", "details"),
    [
        (AGAIN, "case-overlap", {"since": AGAIN}),
        (FIRST - timedelta(days=1), "before-first-sick-day", {"first": FIRST}),
        (TODAY, "case-overlap", {"since": AGAIN}),
    ],
)
def test_a_correction_that_can_not_be_is_refused_and_changes_nothing(joined, last, code, details):
    before = case_of(joined, 1)
    assert problems_of(mend_end, joined, before.case_id, last) == [Problem(code, "last_sick_day", details)]
    assert case_of(joined, 1) == before


def test_a_correction_keeps_the_reason_that_the_case_ended_for(context):
    case = case_of(context)
    absence.end_case(context, case.case_id, LAST, EndReason.LEAVE)
    mend_end(context, case.case_id, LAST - timedelta(days=1), seen=case_of(context).version)
    assert (case_of(context).end_reason, case_of(context).last_sick_day) == (EndReason.LEAVE, LAST - timedelta(days=1))


def test_the_end_of_a_case_can_not_be_taken_back_while_somebody_elses_report_follows_it(context):
    other = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)
    absence.report_recovery(other, case_of(context).case_id, LAST)
    absence.report_sick(context, SickReport(POLIS, AGAIN))
    overlap = {"name": "Polis, V.", "case_no": 100002, "first": AGAIN, "other": 100001}
    why = Problem("cases-overlap", "", overlap)
    assert problems_of(undo.undo, other) == [Problem("undo-unlawful", "", {"why": why})]
    undo.undo(context)
    undo.undo(other)
    assert case_of(context).last_sick_day is None


def test_undoing_somebody_elses_correction_moves_the_later_case_back(joined):
    other = context_of(joined.store, Role.COMBI_WITHOUT_CLAIMS)
    mend_end(other, case_of(joined, 1).case_id, LAST + timedelta(days=4))
    undo.undo(other)
    assert case_of(joined).counted_from == FIRST + timedelta(days=10)
    assert audit.verify_store(joined.store).findings == ()
