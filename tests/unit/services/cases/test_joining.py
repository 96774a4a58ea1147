"""The four-week rule in the store: joined, declined, corrected and undone (domain rules, 2.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from tools.mending import mend_end
from xstui.domain.absence import CaseTimes, EndReason
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.services.absence import absence, tasks
from xstui.services.absence.absence import Joinable, SickReport
from xstui.services.cases import joining
from xstui.services.employment import bulk
from xstui.services.imports import chains
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase, Employment, PregnancyLeave, Task

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


def test_a_joined_case_is_reported_to_the_health_service_within_a_week_of_its_own_first_day(joined):
    """Domain rules, 14.6: the other terms count from the shifted day."""
    case = case_of(joined)
    assert due_of(joined, case.case_id, "T01") == AGAIN + timedelta(days=7)
    assert due_of(joined, case.case_id, "T02") == case.counted_from + timedelta(days=42)


def test_what_was_done_is_not_asked_again_in_a_case_that_joins_but_for_the_report_itself(context):
    first = case_of(context)
    for line in tasks.tasks_of_person(context, POLIS, everything=True):
        if line.code in {"T01", "T02"}:
            tasks.close_task(context, line.task_id, TaskState.DONE)
    absence.report_recovery(context, first.case_id, TODAY - timedelta(days=1))
    second = absence.report_sick(context, SickReport(POLIS, TODAY))
    assert due_of(context, second.case_id, "T01") == TODAY + timedelta(days=7)
    assert due_of(context, second.case_id, "T02") is None
    assert due_of(context, second.case_id, "T03") == TODAY + timedelta(days=14)


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


def end_employment(context, last):
    with context.unit("test.leave") as unit:
        unit.session.get_one(Employment, 1).end_date = last


def test_2_2_a_case_does_not_end_after_the_employment_unless_she_left(context):
    case_id = case_of(context).case_id
    end_employment(context, date(2026, 5, 31))
    found = problems_of(absence.report_recovery, context, case_id, TODAY)
    assert found == [Problem("after-employment", "last_sick_day", {"end": date(2026, 5, 31)})]
    absence.end_case(context, case_id, TODAY, EndReason.LEFT)
    assert case_of(context).last_sick_day == TODAY


def test_case_open_names_the_person_and_since_when(context):
    both = [SickReport(JANSEN, TODAY), SickReport(POLIS, TODAY)]
    found = problems_of(absence.report_all_sick, context, both)
    assert found == [Problem("case-open", "", {"since": FIRST, "name": "Polis, V."})]


def test_2_4_the_third_report_in_twelve_months_is_called_frequent(context):
    reports = [date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 1)]
    found = []
    for first in reports:
        receipt = absence.report_sick(context, SickReport(JANSEN, first))
        found.append(receipt.reports)
        absence.report_recovery(context, receipt.case_id, first)
    assert found == [0, 0, 3]
    assert people.dossier_of(context, JANSEN).frequent_reports == 3
    assert people.dossier_of(context_of(context.store, today=date(2027, 1, 5)), JANSEN).frequent_reports == 0


def test_2_4_a_report_by_mistake_does_not_count_as_frequent(context):
    for first in [date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 1)]:
        receipt = absence.report_sick(context, SickReport(JANSEN, first))
        absence.end_case(context, receipt.case_id, first, EndReason.MISTAKEN)
    assert people.dossier_of(context, JANSEN).frequent_reports == 0


def on_leave(context, first, last, ended=None):
    """Write a pregnancy case with its leave for Polis, as the leave's own service does."""
    with context.unit("pregnancy.report") as unit:
        case = AbsenceCase(
            case_no=900_001,
            kind="pregnancy",
            person_id=POLIS,
            employment_id=1,
            first_sick_day=first,
            last_sick_day=ended,
            counted_from=first,
        )
        leave = PregnancyLeave(
            case_id=unit.add(case).key, due_date=first, weeks_before=6, starts_on=first, ends_on=last
        )
        unit.add(leave)
        joining.rejoin(unit, context, 1)


LATER = date(2026, 5, 30)


def test_r2_7_leave_between_two_cases_is_no_interruption(context):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    on_leave(context, date(2026, 4, 1), LATER - timedelta(days=1))
    assert absence.joinable(context, POLIS, LATER) == Joinable(100001, date(2026, 3, 31), FIRST + timedelta(days=59))
    absence.report_sick(context, SickReport(POLIS, LATER))
    assert case_of(context).counted_from == FIRST + timedelta(days=59)


def test_r2_7_leave_that_is_written_afterwards_joins_the_cases_and_undo_parts_them(context):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    later = absence.report_sick(context, SickReport(POLIS, LATER)).case_id
    assert row_of(context, later).counted_from == LATER
    on_leave(context, date(2026, 4, 1), LATER - timedelta(days=1))
    assert row_of(context, later).counted_from == FIRST + timedelta(days=59)
    assert due_of(context, later, "T05") == FIRST + timedelta(days=59 + 294)
    undo.undo(context)
    assert row_of(context, later).counted_from == LATER


@pytest.mark.parametrize(("ended", "joined"), [(date(2026, 4, 30), False), (date(2026, 5, 5), True)])
def test_r2_7_leave_that_was_broken_off_counts_to_its_end(context, ended, joined):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    on_leave(context, date(2026, 4, 1), LATER, ended)
    assert (absence.joinable(context, POLIS, LATER) is not None) is joined


def test_r2_7_leave_that_never_began_is_none(context):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    on_leave(context, date(2026, 4, 1), LATER, date(2026, 3, 20))
    assert absence.joinable(context, POLIS, LATER) is None


def test_r2_7_imported_cases_join_over_leave_too(context):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    on_leave(context, date(2026, 4, 1), LATER - timedelta(days=1))
    with context.unit("test.import") as unit:
        fresh = bulk.NewCase(POLIS, 1, CaseTimes(LATER, None, ()), None, "")
        bulk.write_cases(unit, context.reference, [fresh], chains.stored(unit))
    assert case_of(context).counted_from == FIRST + timedelta(days=59)
