"""F39 and F40: leaving, also while sick, with and without the insurer that takes over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import changed_since, problems_of
from xstui.domain.absence import Classification, EndReason, Step
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.services.absence import absence, corrections, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.context.conflicts import FieldChange
from xstui.services.employment import leaving, terms
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import EmployerDetails, Employment, Task

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


def test_F39_an_employment_ends_after_a_day_and_undo_takes_it_back(context):
    receipt = leaving.report_leaving(context, JANSEN, TODAY, LeavingReason.EMPLOYEE)
    assert (receipt.name, receipt.day, receipt.outlook.case) == ("Jansen, A.", TODAY, None)
    employment = employment_of(context, JANSEN)
    assert (employment.end_date, employment.end_reason) == (TODAY, "employee")
    assert people.dossier_of(context, JANSEN).employment.end_date == TODAY
    undo.undo(context)
    assert employment_of(context, JANSEN).end_date is None
    assert audit.verify_store(context.store).findings == ()


def test_F40_with_cover_nothing_ends_and_the_request_is_a_task(context):
    insure(context)
    found = leaving.outlook(context, POLIS, LAST).case
    assert (found.insured, found.ends_now, found.sick.dossier_required) == (True, False, False)
    leaving.report_leaving(context, POLIS, LAST, REASON)
    assert people.dossier_of(context, POLIS).open_case.case_no == 100001
    assert employment_of(context, POLIS).end_date == LAST
    assert open_tasks(context, "T05", "T17", "T18") == {"T05": date(2026, 12, 21), "T17": date(2026, 5, 29)}
    undo.undo(context)
    assert set(open_tasks(context, "T05", "T17", "T18")) == {"T05"}


@pytest.mark.parametrize("reason", [LeavingReason.DECEASED, LeavingReason.PENSION])
@pytest.mark.parametrize("last", [None, TODAY])
def test_where_no_sick_pay_follows_no_correction_has_the_case_go_on_whoever_is_insured(context, reason, last):
    insure(context)
    leaving.report_leaving(context, POLIS, LAST, reason)
    (case,) = people.dossier_of(context, POLIS).cases
    known = corrections.registered(context, case.case_id)
    longer = replace(known.times, last_sick_day=last)
    found = problems_of(corrections.correct_case, context, case.case_id, longer, known.version)
    assert found == [Problem("after-employment", "last_sick_day", {"end": LAST})]
    assert case_of(context, POLIS) == (LAST, case.end_reason)


def test_a_leaving_stays_while_a_case_has_ended_for_it(context):
    insure(context)
    leaving.report_leaving(context, POLIS, LAST, REASON)
    case = people.dossier_of(context, POLIS).cases[0]
    other = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)
    absence.end_case(other, case.case_id, TODAY, EndReason.LEFT)
    (problem,) = problems_of(undo.undo, context)
    assert (problem.code, problem.details["who"]) == ("undo-blocked", "combi-without-claims")
    assert problem.details["registration"].use_case == "absence.end_case"
    assert employment_of(context, POLIS).end_date == LAST
    undo.undo(other)
    undo.undo(context)
    assert employment_of(context, POLIS).end_date is None


def test_leaving_while_sick_that_is_reported_late_is_a_task_that_is_late_and_a_death_is_none(context):
    leaving.report_leaving(context, POLIS, LAST, REASON)
    (task,) = [one for one in tasks.open_tasks(context) if one.code == "T18"]
    assert (task.due, task.state, task.days_late) == (date(2026, 5, 29), TaskState.OVERDUE, 10)
    undo.undo(context)
    leaving.report_leaving(context, POLIS, LAST, LeavingReason.DECEASED)
    assert "T18" not in {one.code for one in tasks.tasks_of_person(context, POLIS, everything=True)}


def test_leaving_while_sick_is_still_to_be_reported_once_the_case_has_ended_for_it(context):
    leaving.report_leaving(context, POLIS, LATER, REASON)
    later = context_of(context.store, today=LATER + 3 * DAY)
    assert people.dossier_of(later, POLIS).cases[0].end_reason is EndReason.LEFT
    assert open_tasks(later, "T05", "T18") == {"T18": LATER}


def test_what_uwv_must_hear_of_an_ended_case_is_due_by_the_last_day_as_well(context):
    sick = absence.report_sick(context, SickReport(JANSEN, TODAY - DAY, classification=Classification.SAFETY_NET))
    absence.report_recovery(context, sick.case_id, TODAY)
    assert open_tasks(context, "T14") == {"T14": TODAY + 41 * DAY}
    leaving.report_leaving(context, JANSEN, TODAY + 30 * DAY, REASON)
    assert open_tasks(context, "T14") == {"T14": TODAY + 30 * DAY}


def test_who_recovers_before_leaving_does_not_leave_while_sick(context):
    leaving.report_leaving(context, POLIS, LATER, REASON)
    absence.report_recovery(context, people.dossier_of(context, POLIS).open_case.case_id, TODAY)
    assert open_tasks(context, "T18") == {}


@pytest.mark.parametrize(
    ("person", "day", "problem"),
    [
        (JANSEN, date(2025, 4, 30), Problem("before-employment", "last_day", {"start": date(2025, 5, 1)})),
        (POLIS, FIRST - DAY, Problem("case-after-leaving", "last_day", {"last": FIRST})),
    ],
)
def test_a_day_that_can_not_be_is_refused_before_and_at_saving(context, person, day, problem):
    assert problems_of(leaving.outlook, context, person, day) == [problem]
    assert problems_of(leaving.report_leaving, context, person, day, REASON) == [problem]
    assert employment_of(context, person).end_date is None


def test_nobody_dies_in_the_future(context):
    found = problems_of(leaving.report_leaving, context, JANSEN, TODAY + DAY, LeavingReason.DECEASED)
    assert found == [Problem("date-in-future", "last_day", {"latest": TODAY})]
    leaving.report_leaving(context, JANSEN, TODAY, LeavingReason.DECEASED)
    assert employment_of(context, JANSEN).end_date == TODAY


@pytest.mark.parametrize(("day", "ends"), [(TODAY, True), (LATER, False)])
def test_a_pregnancy_case_ends_with_an_employment_that_is_over(context, day, ends):
    pregnancy.report_pregnancy(context, JANSEN, Pregnancy(date(2026, 7, 10), 6))
    assert leaving.outlook(context, JANSEN, day).leave_ends is ends
    leaving.report_leaving(context, JANSEN, day, REASON)
    (case,) = people.dossier_of(context, JANSEN).cases
    assert case.end_reason is (EndReason.LEFT if ends else None)


def test_who_may_not_see_absence_is_not_told_of_it(context):
    payroll = context_of(context.store, Role.PAYROLL)
    assert leaving.outlook(payroll, POLIS, LAST).case is None
    receipt = leaving.report_leaving(payroll, POLIS, LAST, REASON)
    assert receipt.outlook.case is None
    assert people.dossier_of(context, POLIS).open_case is None


def test_two_clerks_one_employment(context):
    seen = leaving.outlook(context, JANSEN, TODAY).version
    other = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)
    theirs = leaving.report_leaving(other, JANSEN, LATER, REASON)
    assert problems_of(leaving.report_leaving, context, JANSEN, TODAY, REASON, seen=seen) == [
        changed_since(
            other,
            "leaving.report",
            theirs.seq,
            FieldChange("employment", "end_date", None, LATER),
            FieldChange("employment", "end_reason", "", "contract-ended"),
        )
    ]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER, Role.CLAIMS_VIEWER])
def test_roles_without_the_right_can_not(context, role):
    found = problems_of(leaving.report_leaving, context_of(context.store, role), JANSEN, TODAY, REASON)
    assert found == [Problem("not-allowed", "", {"role": role})]


def test_nobody_and_other_units_are_refused(context):
    assert problems_of(leaving.outlook, context, 999, TODAY) == [Problem("no-person")]
    other = context_of(context.store, units=[3])
    assert problems_of(leaving.report_leaving, other, JANSEN, TODAY, REASON) == [Problem("other-unit")]


def test_a_case_that_outlives_its_employment_changes_and_ends_after_it(context):
    insure(context)
    leaving.report_leaving(context, POLIS, date(2026, 5, 31), REASON)
    (case,) = people.dossier_of(context, POLIS).cases
    absence.change_percentage(context, case.case_id, Step(date(2026, 6, 2), Decimal(50)))
    absence.report_recovery(context, case.case_id, date(2026, 6, 5))
    assert people.dossier_of(context, POLIS).cases[0].last_sick_day == date(2026, 6, 5)


def test_nobody_leaves_before_terms_that_are_registered(context):
    terms.change(context, JANSEN, Terms(LATER, 2, "42200", ContractType.PERMANENT, Decimal(24), Decimal(3000)))
    found = problems_of(leaving.report_leaving, context, JANSEN, LATER - DAY, REASON)
    assert found == [Problem("terms-after-leaving", "last_day", {"day": LATER})]
    assert employment_of(context, JANSEN).end_date is None
    assert leaving.report_leaving(context, JANSEN, LATER, REASON).day == LATER


def test_terms_that_would_begin_after_the_last_day_lapse_where_that_was_asked_and_come_back_by_undo(context):
    for day, hours in ((LATER, 24), (LATER + 31 * DAY, 20)):
        terms.change(context, JANSEN, Terms(day, 2, "42200", ContractType.PERMANENT, Decimal(hours), Decimal(3000)))
    before = terms.history(context, JANSEN).lines
    assert leaving.outlook(context, JANSEN, LATER - DAY).lapsing == (LATER, LATER + 31 * DAY)
    assert leaving.outlook(context, JANSEN, LATER).lapsing == (LATER + 31 * DAY,)
    leaving.report_leaving(context, JANSEN, LATER - DAY, REASON, drops_terms=True)
    assert terms.history(context, JANSEN).lines == before[:1]
    undo.undo(context)
    assert terms.history(context, JANSEN).lines == before
    undo.redo(context)
    assert terms.history(context, JANSEN).lines == before[:1]
    assert audit.verify_store(context.store).findings == ()
