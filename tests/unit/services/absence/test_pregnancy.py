"""Pregnancy and its leave: a case beside any absence, with its own tasks, ends and undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import changed_since, problem_of, problems_of
from xstui.domain.absence import CaseKind, Classification, EndReason
from xstui.domain.leave import Around
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services import home, reporting
from xstui.services.absence import absence, corrections, on_leave, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.on_leave import SickAround
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.cases import joining
from xstui.services.context.conflicts import FieldChange
from xstui.services.employment import leaving
from xstui.services.people import people, progress
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase, Employment, PregnancyLeave, Task

POLIS, JANSEN, BERG, CELIK = 1, 2, 3, 7
DUE = date(2026, 9, 15)
START, END = date(2026, 8, 5), date(2026, 11, 24)
SOON = Pregnancy(DUE, 6)
DAY = timedelta(days=1)
MISTAKEN = EndReason.MISTAKEN


def rows(context, case_id):
    with context.reading() as session:
        case = session.get_one(AbsenceCase, case_id)
        leave = session.exec(select(PregnancyLeave).where(PregnancyLeave.case_id == case_id)).one()
        return case, leave


def task_days(context, case_id):
    with context.reading() as session:
        found = session.exec(select(Task).where(Task.case_id == case_id)).all()
        return {task.code: (task.due, task.closed_as) for task in found}


BORN = date(2026, 6, 1)
WAS_DUE = date(2026, 6, 8)
SPREAD = date(2026, 12, 31)
SUMMER = Pregnancy(date(2026, 7, 10), 4)
"""Leave from 13-06-2026; it could start on 30-05-2026."""
FRIDAY = date(2026, 6, 5)


def open_tasks(context, case_id):
    return {code: due for code, (due, closed) in task_days(context, case_id).items() if not closed}


AUGUST = Pregnancy(date(2026, 9, 10), 5)
"""Leave from 7 August; it could start on 31 July."""
EVE = date(2026, 8, 6)


def sick_until_the_leave(context):
    """Report a leave, and a sickness that runs into it; return their cases, and a context two weeks into the leave."""
    leave = pregnancy.report_pregnancy(context, JANSEN, AUGUST)
    sick = absence.report_sick(
        context_of(context.store, today=date(2026, 7, 24)), SickReport(JANSEN, date(2026, 7, 24))
    )
    return leave.case_id, sick.case_id, context_of(context.store, today=date(2026, 8, 21))


def closed(context, case_id, code):
    with context.reading() as session:
        task = session.exec(select(Task).where(Task.case_id == case_id, Task.code == code)).one()
        return task.closed_as, task.closed_on


def recover(context, case_id):
    absence.report_recovery(context, case_id, EVE)


def end_for_leave(context, case_id):
    absence.end_case(context, case_id, EVE, EndReason.LEAVE)


def correct(context, case_id):
    found = corrections.registered(context, case_id)
    corrections.correct_case(context, case_id, replace(found.times, last_sick_day=EVE), seen=found.version)


def test_F41_a_pregnancy_is_a_case_with_its_leave_and_tasks(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, SOON)
    assert (receipt.case_no, receipt.name, receipt.start, receipt.end) == (100002, "Jansen, A.", START, END)
    case, leave = rows(context, receipt.case_id)
    assert (case.kind, case.first_sick_day, case.counted_from, case.last_sick_day) == ("pregnancy", START, START, None)
    assert (leave.due_date, leave.starts_on, leave.ends_on, leave.weeks_before) == (DUE, START, END, 6)
    assert task_days(context, case.key) == {"P01": (date(2026, 7, 15), ""), "P02": (date(2026, 7, 22), "")}
    assert [line.code for line in tasks.tasks_of_person(context, JANSEN, everything=True)] == ["P01", "P02"]


def test_F41_the_dossier_shows_it_and_it_is_no_absence(context):
    pregnancy.report_pregnancy(context, JANSEN, Pregnancy(TODAY, 6))
    (line,) = people.dossier_of(context, JANSEN).cases
    assert (line.kind, line.percentage) == (CaseKind.PREGNANCY, 0)
    assert people.dossier_of(context, JANSEN).open_case is None
    assert home.home(context).absent == 1
    shown = home.running_cases(context, (CaseKind.ABSENCE, CaseKind.PREGNANCY))
    assert {one.name for one in shown} == {"Polis, V.", "Jansen, A."}


def test_F41_a_sick_report_goes_beside_it_and_joins_nothing(context):
    pregnancy.report_pregnancy(context, JANSEN, SOON)
    sick = absence.report_sick(context, SickReport(JANSEN, TODAY))
    with context.reading() as session:
        assert session.get_one(AbsenceCase, sick.case_id).joined_case_id is None
    assert people.dossier_of(context, JANSEN).open_case.case_no == sick.case_no


def test_one_undo_takes_back_case_leave_and_tasks(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, SOON)
    assert undo.undo(context).use_case == "pregnancy.report"
    assert people.dossier_of(context, JANSEN).cases == ()
    assert task_days(context, receipt.case_id) == {}
    undo.redo(context)
    assert rows(context, receipt.case_id)[1].ends_on == END
    assert audit.verify_store(context.store).findings == ()
    assert [registration.use_case for registration in progress.of_person(context, JANSEN)] == [
        "pregnancy.report",
        "demo.make",
    ]


def test_there_is_one_at_a_time(context):
    pregnancy.report_pregnancy(context, JANSEN, SOON)
    assert problems_of(pregnancy.report_pregnancy, context, JANSEN, SOON) == [Problem("leave-open", "", {"due": DUE})]


@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        (
            Pregnancy(TODAY + timedelta(weeks=43), 6),
            Problem("due-too-far", "due_date", {"latest": date(2027, 3, 29)}),
        ),
        (
            Pregnancy(date(2025, 4, 30), 6),
            Problem("before-employment", "due_date", {"start": date(2025, 5, 1)}),
        ),
        (Pregnancy(DUE, 7), Problem("leave-weeks-out-of-range", "weeks_before", {"fewest": 4, "most": 6})),
        (Pregnancy(TODAY, 6, born_on=TODAY + DAY), Problem("date-in-future", "born_on", {"latest": TODAY})),
        (Pregnancy(TODAY, 6, born_on=TODAY, hospital_days=-1), Problem("number-below-zero", "hospital_days")),
    ],
)
def test_what_is_wrong_is_said_at_its_field(context, wish, problem):
    assert problems_of(pregnancy.report_pregnancy, context, JANSEN, wish) == [problem]
    assert people.dossier_of(context, JANSEN).cases == ()


def test_no_leave_begins_after_the_employment(context):
    with context.unit("test.leave") as unit:
        unit.session.get_one(Employment, JANSEN).end_date = START - DAY
    found = problems_of(pregnancy.report_pregnancy, context, JANSEN, SOON)
    assert found == [Problem("after-employment", "due_date", {"end": date(2026, 8, 4)})]


def test_a_correction_moves_leave_and_tasks_and_tells_who_looked_before(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, SOON)
    seen = pregnancy.current_leave(context, JANSEN).version
    pregnancy.change_leave(context, receipt.case_id, Pregnancy(DUE, 4), seen=seen)
    case, leave = rows(context, receipt.case_id)
    assert (case.first_sick_day, leave.starts_on, leave.ends_on) == (
        date(2026, 8, 19),
        date(2026, 8, 19),
        date(2026, 12, 8),
    )
    assert task_days(context, case.key)["P02"] == (date(2026, 8, 5), "")
    now = pregnancy.current_leave(context, JANSEN).version
    found = problem_of(pregnancy.change_leave, context, receipt.case_id, SOON, seen=seen)
    assert found == changed_since(context, "pregnancy.change", now, *found.details["changes"])
    assert FieldChange("pregnancy_leave", "weeks_before", 6, 4) in found.details["changes"]
    twins = Pregnancy(DUE, 10, multiple=True)
    pregnancy.change_leave(context, receipt.case_id, twins)
    assert pregnancy.current_leave(context, JANSEN).pregnancy == twins


def test_a_birth_settles_the_end_and_no_open_task_is_lost(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(WAS_DUE, 6))
    done = pregnancy.change_leave(context, receipt.case_id, Pregnancy(WAS_DUE, 6, born_on=BORN))
    case, _leave = rows(context, receipt.case_id)
    assert (case.end_reason, case.last_sick_day, done.end) == (
        EndReason.BORN,
        BORN + timedelta(weeks=11),
        case.last_sick_day,
    )
    assert task_days(context, case.key)["P02"][1] == ""
    pregnancy.change_leave(context, case.key, Pregnancy(WAS_DUE, 6, born_on=BORN, hospital_days=21))
    assert rows(context, case.key)[0].last_sick_day == BORN + timedelta(weeks=12)
    undo.undo(context)
    assert rows(context, case.key)[0].last_sick_day == BORN + timedelta(weeks=11)


def test_3_1_6_a_spread_leave_lasts_until_its_last_day_and_the_benefit_does_not(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(WAS_DUE, 6, born_on=BORN))
    wish = Pregnancy(WAS_DUE, 6, born_on=BORN, spread_until=SPREAD)
    done = pregnancy.change_leave(context, receipt.case_id, wish)
    case, leave = rows(context, receipt.case_id)
    assert (case.last_sick_day, done.end, leave.ends_on) == (SPREAD, SPREAD, BORN + timedelta(weeks=11))
    current = pregnancy.current_leave(context, JANSEN)
    assert (current.pregnancy, current.ends_on) == (wish, SPREAD)
    with context.reading() as session:
        assert [days.last for days in joining.leaves_of(session, case.employment_id)] == [leave.ends_on]
    undo.undo(context)
    case, leave = rows(context, receipt.case_id)
    assert (case.last_sick_day, leave.spread_until) == (BORN + timedelta(weeks=11), None)


@pytest.mark.parametrize("until", [BORN + timedelta(weeks=11), BORN + timedelta(weeks=36, days=1)])
def test_3_1_6_a_day_outside_the_thirty_weeks_is_refused_at_its_field(context, until):
    receipt = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(WAS_DUE, 6, born_on=BORN))
    wish = Pregnancy(WAS_DUE, 6, born_on=BORN, spread_until=until)
    assert problems_of(pregnancy.change_leave, context, receipt.case_id, wish) == [
        Problem("spread-out-of-range", "spread_until", {"earliest": date(2026, 8, 18), "latest": date(2027, 2, 8)})
    ]
    assert rows(context, receipt.case_id)[0].last_sick_day == BORN + timedelta(weeks=11)


def test_a_leave_that_is_over_makes_room_for_another_that_does_not_overlap(context):
    born = date(2025, 9, 1)
    pregnancy.report_pregnancy(context, JANSEN, Pregnancy(born, 6, born_on=born))
    assert pregnancy.current_leave(context, JANSEN) is None
    found = problems_of(pregnancy.report_pregnancy, context, JANSEN, Pregnancy(date(2025, 12, 1), 6))
    assert found == [Problem("case-overlap", "due_date", {"since": date(2025, 7, 22)})]
    pregnancy.report_pregnancy(context, JANSEN, SOON)
    assert pregnancy.current_leave(context, JANSEN).starts_on == START


def test_a_report_by_mistake_is_no_sickness(context):
    case = people.dossier_of(context, POLIS).open_case
    absence.end_case(context, case.case_id, TODAY, EndReason.MISTAKEN)
    assert pregnancy.outlook(context, POLIS, Pregnancy(TODAY + timedelta(days=36), 5)).plan.after_birth_days == 77


def test_r2_7_cases_around_a_leave_join_as_soon_as_it_is_known(context):
    absence.report_recovery(context, people.dossier_of(context, POLIS).open_case.case_id, date(2026, 3, 31))
    again = absence.report_sick(context, SickReport(POLIS, date(2026, 6, 5)))
    pregnancy.report_pregnancy(context, POLIS, Pregnancy(date(2026, 3, 15), 4, born_on=date(2026, 3, 15)))
    with context.reading() as session:
        joined = session.get_one(AbsenceCase, again.case_id)
        assert joined.joined_case_id is not None
        assert joined.counted_from == date(2026, 3, 2) + timedelta(days=65)
    undo.undo(context)
    with context.reading() as session:
        assert session.get_one(AbsenceCase, again.case_id).counted_from == date(2026, 6, 5)


def test_a_leave_that_has_begun_ends_for_the_reason_that_was_given(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(WAS_DUE, 6))
    pregnancy.end_leave(context, receipt.case_id, TODAY, EndReason.OTHER)
    case, _leave = rows(context, receipt.case_id)
    assert (case.first_sick_day, case.last_sick_day, case.end_reason) == (date(2026, 4, 28), TODAY, EndReason.OTHER)


def test_a_leave_that_has_not_begun_is_withdrawn_and_says_no_more(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, SOON)
    pregnancy.end_leave(context, receipt.case_id, TODAY, EndReason.OTHER)
    case, _leave = rows(context, receipt.case_id)
    assert case.end_reason == EndReason.WITHDRAWN
    with context.reading() as session:
        assert joining.leaves_of(session, case.employment_id) == []
    assert on_leave.leaves_on(context, [JANSEN], TODAY) == {}
    assert {closed for _due, closed in task_days(context, case.key).values()} == {"lapsed"}
    assert pregnancy.current_leave(context, JANSEN) is None
    assert problems_of(pregnancy.change_leave, context, receipt.case_id, SOON) == [Problem("leave-closed")]


@pytest.mark.parametrize(
    ("day", "reason", "problem"),
    [
        (TODAY + DAY, EndReason.LEFT, Problem("date-in-future", "last_day", {"latest": TODAY})),
        (TODAY, EndReason.LEFT, Problem("employment-goes-on", "reason")),
        (TODAY, EndReason.BORN, Problem("choice-unknown", "reason", {"value": EndReason.BORN})),
        (TODAY, EndReason.RECOVERED, Problem("choice-unknown", "reason", {"value": EndReason.RECOVERED})),
    ],
)
def test_no_end_in_the_future_nor_for_a_reason_of_another_kind_of_case(context, day, reason, problem):
    receipt = pregnancy.report_pregnancy(context, JANSEN, SOON)
    assert problems_of(pregnancy.end_leave, context, receipt.case_id, day, reason) == [problem]


def test_an_absence_is_no_leave(context):
    case_id = people.dossier_of(context, POLIS).open_case.case_id
    assert problems_of(pregnancy.end_leave, context, case_id, TODAY, EndReason.OTHER) == [Problem("no-case")]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PAYROLL])
def test_F41_who_may_not_report_may_not_see_either(context, role):
    other = context_of(context.store, role)
    for call in (
        lambda: pregnancy.report_pregnancy(other, JANSEN, SOON),
        lambda: pregnancy.current_leave(other, JANSEN),
        lambda: pregnancy.outlook(other, JANSEN, SOON),
    ):
        assert problems_of(call) == [Problem("not-allowed", "", {"role": role})]


def test_other_units_are_out_of_reach(context):
    other = context_of(context.store, units=[3])
    assert problems_of(pregnancy.report_pregnancy, other, JANSEN, SOON) == [Problem("other-unit")]
    assert problems_of(pregnancy.current_leave, other, JANSEN) == [Problem("other-unit")]


def test_3_4_leave_is_never_counted_in_the_figures(context):
    asked = reporting.defaults(context, "verzuimcijfers")
    before = reporting.make(context, asked)
    pregnancy.report_pregnancy(context, JANSEN, Pregnancy(date(2026, 3, 1), 6, born_on=date(2026, 3, 1)))
    after = reporting.make(context, asked)
    assert [row.cells for row in after.rows] == [row.cells for row in before.rows]
    assert after.totals == before.totals


def test_sick_in_the_weeks_before_the_leave_is_safety_net_by_the_fourth_day(context):
    leave = pregnancy.report_pregnancy(context, JANSEN, SUMMER)
    assert leave.end == date(2026, 10, 2)
    found = on_leave.sick_around(context, JANSEN, FRIDAY)
    assert found == SickAround(Around.BEFORE, since=FRIDAY, report_by=TODAY, leave_ends=date(2026, 9, 28))
    sick = absence.report_sick(context, SickReport(JANSEN, FRIDAY))
    assert open_tasks(context, sick.case_id)["T21"] == TODAY
    assert pregnancy.current_leave(context, JANSEN).ends_on == date(2026, 9, 28)
    assert pregnancy.outlook(context, JANSEN, SUMMER).plan.end == date(2026, 9, 28)
    assert open_tasks(context, leave.case_id)["P03"] == date(2026, 6, 12)


def test_a_leave_that_is_reported_later_brings_the_task_to_the_case_that_runs(context):
    sick = absence.report_sick(context, SickReport(JANSEN, FRIDAY))
    leave = pregnancy.report_pregnancy(context, JANSEN, SUMMER)
    assert open_tasks(context, sick.case_id)["T21"] == TODAY
    absence.report_recovery(context, sick.case_id, TODAY)
    assert "P03" not in open_tasks(context, leave.case_id)


def test_right_after_the_leave_the_task_says_to_check_and_no_ground_is_recorded(context):
    born = date(2026, 3, 27)  # a Friday, as is the last day of the leave
    pregnancy.report_pregnancy(context, JANSEN, Pregnancy(born, 6, born_on=born))
    last = born + timedelta(weeks=10)
    assert on_leave.sick_around(context, JANSEN, last + 3 * DAY) == SickAround(
        Around.AFTER, since=last + 3 * DAY, report_by=last + 6 * DAY, leave_ends=last
    )
    assert on_leave.sick_around(context, JANSEN, last + 4 * DAY) is None
    sick = absence.report_sick(context, SickReport(JANSEN, last + 3 * DAY, classification=Classification.SAFETY_NET))
    found = open_tasks(context, sick.case_id)
    assert (found["T22"], "T14" in found) == (last + 6 * DAY, False)


def test_who_is_not_pregnant_is_told_nothing(context):
    assert on_leave.sick_around(context, JANSEN, TODAY) is None
    sick = absence.report_sick(context, SickReport(JANSEN, TODAY))
    assert not {"T21", "T22"} & set(open_tasks(context, sick.case_id))


def test_a_leave_that_would_begin_after_she_has_left_is_withdrawn(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, SOON)
    leaving.report_leaving(context, JANSEN, TODAY, LeavingReason.EMPLOYEE)
    assert rows(context, receipt.case_id)[0].end_reason == EndReason.WITHDRAWN


def test_a_birth_that_ends_the_absence_carries_out_that_task_and_leaves_what_uwv_must_hear(context):
    leave, sick, later = sick_until_the_leave(context)
    before = open_tasks(later, leave)
    assert before == {"P01": date(2026, 7, 17), "P02": date(2026, 7, 24), "P03": EVE}
    pregnancy.change_leave(later, leave, replace(AUGUST, born_on=date(2026, 8, 20)), end_sick=True)
    assert rows(later, leave)[0].last_sick_day == date(2026, 11, 19)
    assert closed(later, leave, "P03") == ("done", EVE)
    assert open_tasks(later, leave) == {"P01": date(2026, 7, 17), "P02": date(2026, 7, 24)}
    assert open_tasks(later, sick) == {"T21": date(2026, 8, 3)}
    assert {state for _due, state in task_days(later, sick).values() if state} == {"lapsed"}
    assert [(line.code, line.days_late) for line in tasks.open_tasks(later) if line.case_id == sick] == [("T21", 18)]
    undo.undo(later)
    assert open_tasks(later, leave) == before
    assert audit.verify_store(context.store).findings == ()


@pytest.mark.parametrize("born_on", [None, date(2026, 8, 20)])
@pytest.mark.parametrize("end", [recover, end_for_leave, correct])
def test_however_the_absence_ends_the_task_to_end_it_is_carried_out(context, end, born_on):
    leave, sick, later = sick_until_the_leave(context)
    if born_on:
        pregnancy.change_leave(later, leave, replace(AUGUST, born_on=born_on))
        assert open_tasks(later, leave)["P03"] == EVE
    end(later, sick)
    assert closed(later, leave, "P03") == ("done", EVE)
    assert open_tasks(later, sick) == {"T21": date(2026, 8, 3)}


def test_a_mistaken_report_leaves_nothing_to_do_and_nothing_that_was_done(context):
    leave, sick, later = sick_until_the_leave(context)
    absence.end_case(later, sick, EVE, MISTAKEN)
    assert closed(later, leave, "P03") == ("lapsed", later.today)
    assert open_tasks(later, sick) == {}


def test_a_second_absence_before_the_leave_is_to_be_ended_as_well(context):
    leave, sick, _later = sick_until_the_leave(context)
    day = date(2026, 7, 28)
    context = context_of(context.store, today=day)
    absence.report_recovery(context, sick, day - DAY)
    assert closed(context, leave, "P03") == ("done", day - DAY)
    absence.report_sick(context, SickReport(JANSEN, day))
    assert open_tasks(context, leave)["P03"] == EVE


def test_the_safety_net_is_reported_to_uwv_though_the_case_has_ended(context):
    sick = absence.report_sick(context, SickReport(JANSEN, FRIDAY, classification=Classification.SAFETY_NET))
    absence.report_recovery(context, sick.case_id, TODAY)
    assert open_tasks(context, sick.case_id) == {"T14": date(2026, 7, 17)}


def test_a_leave_that_is_withdrawn_takes_the_report_around_it_away_from_a_case_that_has_ended_too(context):
    leave, sick, later = sick_until_the_leave(context)
    recover(later, sick)
    early = context_of(context.store, today=date(2026, 8, 1))
    pregnancy.end_leave(early, leave, early.today, EndReason.OTHER)
    assert open_tasks(context, sick) == {}


def test_an_early_birth_moves_no_term_that_ran_before_it(context):
    leave = pregnancy.report_pregnancy(context, JANSEN, SOON).case_id
    before = open_tasks(context, leave)
    later = context_of(context.store, today=date(2026, 7, 15))
    pregnancy.change_leave(later, leave, replace(SOON, born_on=date(2026, 7, 14)))
    assert rows(later, leave)[0].first_sick_day == date(2026, 7, 15)
    assert open_tasks(later, leave) == before


def test_the_benefit_for_a_leave_that_was_broken_off_is_still_to_be_asked_for(context):
    leave = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(WAS_DUE, 6)).case_id
    pregnancy.end_leave(context, leave, TODAY, EndReason.OTHER)
    assert set(open_tasks(context, leave)) == {"P01", "P02"}
