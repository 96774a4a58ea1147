"""Ending a case with something else: a leave that begins, an employment that ends."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.absence import EndReason
from xstui.domain.leaving import LeavingReason, LeavingSick
from xstui.domain.problems import Problem
from xstui.services.absence import absence, pregnancy
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.employment import leaving
from xstui.services.employment.leaving import RunningCase
from xstui.services.people import people
from xstui.services.upkeep import undo
from xstui.store.tables import Employment, Task

POLIS, JANSEN, BERG, CELIK = 1, 2, 3, 7
DUE = date(2026, 9, 15)
START, END = date(2026, 8, 5), date(2026, 11, 24)
SOON = Pregnancy(DUE, 6)
DAY = timedelta(days=1)


def test_a_sick_case_may_end_where_the_leave_begins(context):
    wish = Pregnancy(TODAY + timedelta(weeks=4), 6)
    found = pregnancy.outlook(context, POLIS, wish)
    assert found.sick_case == pregnancy.SickCase(100001, date(2026, 3, 2))
    assert found.sick_now is None
    pregnancy.report_pregnancy(context, POLIS, wish, end_sick=True)
    sick = people.dossier_of(context, POLIS).cases[-1]
    assert (sick.last_sick_day, sick.end_reason) == (found.plan.start - DAY, EndReason.LEAVE)
    undo.undo(context)
    assert people.dossier_of(context, POLIS).open_case.case_no == 100001


def test_it_goes_on_where_nobody_asks_and_until_the_leave_begins(context):
    found = pregnancy.outlook(context, POLIS, SOON)
    assert (found.sick_case, found.sick_now) == (None, pregnancy.SickCase(100001, date(2026, 3, 2)))
    well = pregnancy.outlook(context, JANSEN, SOON)
    assert (well.sick_case, well.sick_now) == (None, None)
    pregnancy.report_pregnancy(context, POLIS, SOON, end_sick=True)
    assert people.dossier_of(context, POLIS).open_case.case_no == 100001
    later = context_of(context.store, today=START)
    leave = pregnancy.current_leave(later, POLIS)
    assert pregnancy.outlook(later, POLIS, SOON).sick_case.case_no == 100001
    pregnancy.change_leave(later, leave.case_id, SOON, end_sick=True)
    assert people.dossier_of(later, POLIS).open_case is None


FIRST, LAST = date(2026, 3, 2), date(2026, 5, 31)
REASON = LeavingReason.CONTRACT_ENDED


def employment_of(context, person_id):
    with context.reading() as session:
        return session.exec(select(Employment).where(Employment.person_id == person_id)).one()


def open_tasks(context, *wanted):
    with context.reading() as session:
        found = session.exec(select(Task).where(Task.closed_as == "")).all()
        return {task.code: task.due for task in found if task.code in wanted}


def test_F40_without_cover_the_case_ends_with_the_employment(context):
    """From 2 March: 88 days to the last working day (ZW 38), 91 days of absence up to the last, both included (R1.3)."""
    found = leaving.outlook(context, POLIS, LAST)
    asked = LeavingSick(date(2026, 5, 29), 88, dossier_required=True)
    assert found.case == RunningCase(100001, FIRST, 91, insured=False, ends_now=True, sick=asked, ends=None)
    assert found.last_working_day == date(2026, 5, 29)
    receipt = leaving.report_leaving(context, POLIS, LAST, REASON)
    assert receipt.outlook == found
    (case,) = people.dossier_of(context, POLIS).cases
    assert (case.last_sick_day, case.end_reason) == (LAST, EndReason.LEFT)
    assert open_tasks(context, "T05", "T17", "T18") == {"T18": date(2026, 5, 29)}
    undo.undo(context)
    assert people.dossier_of(context, POLIS).open_case.case_no == 100001
    assert employment_of(context, POLIS).end_date is None
    assert set(open_tasks(context, "T05", "T17", "T18")) == {"T05"}


def test_without_that_cover_a_case_ends_with_the_employment_at_the_latest(context):
    leaving.report_leaving(context, POLIS, date(2026, 6, 10), REASON)
    (case,) = people.dossier_of(context, POLIS).cases
    later = context_of(context.store, today=date(2026, 6, 15))
    found = problems_of(absence.report_recovery, later, case.case_id, date(2026, 6, 12))
    assert found == [Problem("after-employment", "last_sick_day", {"end": date(2026, 6, 10)})]
