"""What falls due by itself: an absence ends with an employment whose end was announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests import company
from tests.company import NOW, TODAY, context_of
from tests.refusals import problem_of, problems_of
from tests.unit.services.insurance.self_insurers import at, self_insurer
from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem
from xstui.domain.retention import Keeping
from xstui.domain.roles import Role
from xstui.services import home
from xstui.services.absence import absence, corrections, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.employment import leaving
from xstui.services.people import people
from xstui.services.upkeep import audit, retention, undo
from xstui.services.upkeep.audit import verify_store
from xstui.store.journal import entries
from xstui.store.tables import AbsenceCase, EmployerDetails, Employment, Task

POLIS, JANSEN = 1, 2
FIRST, LAST = date(2026, 3, 2), date(2026, 5, 31)
LATER = date(2026, 7, 31)
REASON = LeavingReason.CONTRACT_ENDED
DAY = timedelta(days=1)


def insure(context):
    with context.unit("test.insure") as unit:
        unit.session.exec(select(EmployerDetails)).one().insured_sickness_act = True


def employment_of(context, person_id):
    with context.reading() as session:
        return session.exec(select(Employment).where(Employment.person_id == person_id)).one()


def open_tasks(context, *wanted):
    with context.reading() as session:
        found = session.exec(select(Task).where(Task.closed_as == "")).all()
        return {task.code: task.due for task in found if task.code in wanted}


def case_of(context, person_id):
    (case,) = people.dossier_of(context, person_id).cases
    return case.last_sick_day, case.end_reason


@pytest.mark.parametrize("insured", [False, True])
@pytest.mark.parametrize(
    ("reason", "ended"),
    [(LeavingReason.DECEASED, EndReason.DECEASED), (LeavingReason.PENSION, EndReason.PENSION)],
)
def test_F40_where_no_sick_pay_follows_the_case_ends_whoever_is_insured(context, insured, reason, ended):
    if insured:
        insure(context)
    found = leaving.outlook(context, POLIS, LAST, reason).case
    assert (found.ends, found.ends_now) == (ended, True)
    leaving.report_leaving(context, POLIS, LAST, reason)
    (case,) = people.dossier_of(context, POLIS).cases
    assert (case.last_sick_day, case.end_reason) == (LAST, ended)
    assert open_tasks(context, "T05", "T17", "T18") == {}
    undo.undo(context)
    assert people.dossier_of(context, POLIS).open_case.case_no == 100001


def test_a_leaving_that_was_settled_is_taken_back_whole_and_settled_again_when_done_again(context):
    leaving.report_leaving(context, POLIS, LATER, REASON)
    later = context_of(context.store, today=LATER + 3 * DAY)
    before = [(case.last_sick_day, case.end_reason) for case in people.dossier_of(later, POLIS).cases]
    assert before == [(LATER, EndReason.LEFT)]
    for turn, end, cases in 3 * [(undo.undo, None, [(None, None)]), (undo.redo, LATER, before)]:
        turn(later)
        assert employment_of(later, POLIS).end_date == end
        assert [(case.last_sick_day, case.end_reason) for case in people.dossier_of(later, POLIS).cases] == cases
    assert audit.verify_store(context.store).findings == ()


def test_a_settled_leaving_stays_where_its_case_was_changed_since(context):
    leaving.report_leaving(context, POLIS, LATER, REASON)
    later = context_of(context.store, today=LATER + 3 * DAY)
    times = corrections.registered(later, 1).times
    other = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS, today=LATER + 3 * DAY)
    mended = replace(times, last_sick_day=LATER + DAY)
    corrections.correct_case(other, 1, mended, seen=corrections.registered(later, 1).version)
    found = problem_of(undo.undo, later)
    registration = found.details["registration"]
    details = {
        "who": "combi-without-claims",
        "when": NOW + timedelta(days=(LATER - TODAY).days + 3),
        "registration": registration,
    }
    assert found == Problem("undo-blocked", "", details)
    assert (registration.use_case, registration.summary["case_no"]) == ("absence.correct", 100001)
    assert employment_of(later, POLIS).end_date == LATER


def test_F40_until_she_has_left_the_case_runs_and_its_tasks_say_what_to_do(context):
    receipt = leaving.report_leaving(context, POLIS, LATER, REASON)
    assert receipt.outlook.case.ends_now is False
    assert people.dossier_of(context, POLIS).open_case.case_no == 100001
    assert open_tasks(context, "T17", "T18") == {"T18": LATER}
    assert problems_of(leaving.report_leaving, context, POLIS, LATER, REASON) == [Problem("nothing-changed")]
    leaving.report_leaving(context, POLIS, LATER + DAY, REASON)
    assert open_tasks(context, "T17", "T18") == {"T18": LATER}


def test_a_case_reported_late_ends_with_an_employment_that_is_over_and_is_taken_back_whole(context):
    over = TODAY - 7 * DAY
    leaving.report_leaving(context, JANSEN, over, REASON)
    absence.report_sick(context, SickReport(JANSEN, over - 5 * DAY))
    assert case_of(context, JANSEN) == (over, EndReason.LEFT)
    undo.undo(context)
    assert people.dossier_of(context, JANSEN).cases == ()
    undo.redo(context)
    assert case_of(context, JANSEN) == (over, EndReason.LEFT)
    assert audit.verify_store(context.store).findings == ()


def test_an_undo_leaves_no_case_running_after_an_employment_that_is_over(context):
    over = TODAY - 7 * DAY
    colleague = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)
    case = absence.report_sick(context, SickReport(JANSEN, over - 9 * DAY))
    absence.report_recovery(context, case.case_id, over - 5 * DAY)
    leaving.report_leaving(colleague, JANSEN, over, REASON)
    undo.undo(context)
    assert case_of(context, JANSEN) == (over, EndReason.LEFT)
    undo.redo(context)
    assert case_of(context, JANSEN) == (over - 5 * DAY, EndReason.RECOVERED)
    undo.undo(context)
    undo.undo(colleague)
    assert case_of(context, JANSEN) == (None, None)
    assert audit.verify_store(context.store).findings == ()


BERG = 3


def test_an_announced_leaving_ends_the_case_on_its_day_without_cover(office):
    last = date(2026, 6, 15)
    leaving.report_leaving(office, POLIS, last, LeavingReason.EMPLOYEE)
    on_the_day, after = at(office, last), at(office, last + DAY)
    assert people.dossier_of(on_the_day, POLIS).open_case.case_no == 100001
    assert home.home(after).absent == 0
    (to_report,) = tasks.open_tasks(after)
    assert (to_report.due, to_report.actor, to_report.case_ended) == (last, "WG", last)  # to UWV, ZW 38:2
    (case,) = people.dossier_of(after, POLIS).cases
    assert (case.last_sick_day, case.end_reason, case.kind) == (last, EndReason.LEFT, CaseKind.ABSENCE)
    with office.reading() as session:
        entry = session.connection().execute(select(entries).where(entries.c.use_case == "leaving.settle")).one()
    assert (entry.who, entry.account_id, entry.person_id, entry.undoable) == ("xstui", None, POLIS, False)
    assert verify_store(office.store).findings == ()
    (item,) = retention.past_term(at(office, date(2028, 6, 16)))
    assert (item.row_id, item.due, item.keeping) == (POLIS, date(2028, 6, 16), Keeping.ORDINARY)


def test_an_announced_leaving_that_was_undone_ends_nothing(office):
    leaving.report_leaving(office, POLIS, date(2026, 6, 15), LeavingReason.EMPLOYEE)
    undo.undo(office)
    assert people.dossier_of(at(office, date(2026, 7, 1)), POLIS).open_case.case_no == 100001


def test_an_announced_leaving_under_own_risk_goes_on_as_sickness_act(office):
    self_insurer(office)
    leaving.report_leaving(office, POLIS, date(2026, 6, 15), LeavingReason.EMPLOYEE)
    assert people.dossier_of(at(office, date(2026, 6, 15)), POLIS).open_case.kind is CaseKind.ABSENCE
    assert people.dossier_of(at(office, date(2026, 6, 16)), POLIS).open_case.kind is CaseKind.SICKNESS_ACT


def test_a_case_of_long_ago_that_was_left_open_ends_too(office):
    with office.unit("test") as unit:
        case = unit.session.exec(select(AbsenceCase)).one()
        employment = unit.session.get_one(company.Employment, case.employment_id)
        employment.end_date, employment.end_reason = date(2026, 3, 31), LeavingReason.DECEASED
    (line,) = people.dossier_of(at(office, company.TODAY), POLIS).cases
    assert (line.last_sick_day, line.end_reason) == (date(2026, 3, 31), EndReason.DECEASED)
