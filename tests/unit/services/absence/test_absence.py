"""Reporting sick, changing, recovering, ending: each with its tasks, its journal entry and its undo."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import changed_since, problems_of
from tools.mending import mend_step
from xstui.domain.absence import Classification, EndReason, Step
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.services import home
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.cases.details import ReportDetails, details_of
from xstui.services.context.conflicts import FieldChange
from xstui.services.people import people, progress
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase, Employment, PercentageStep, Task

POLIS, JANSEN, BERG = 1, 2, 3
YESTERDAY = TODAY - timedelta(days=1)
OF_JANSEN = {"name": "Jansen, A."}
TOMORROW = Problem("date-in-future", "first_sick_day", {"latest": TODAY, **OF_JANSEN})
NO_PERCENTAGE = Problem("percentage-out-of-range", "percentage", OF_JANSEN)
SICK_ALREADY = Problem("case-open", "", {"since": date(2026, 3, 2), "name": "Polis, V."})


def case_of(context, person_id):
    return people.dossier_of(context, person_id).cases[0]


def task_days(context, case_id):
    with context.reading() as session:
        rows = session.exec(select(Task).where(Task.case_id == case_id)).all()
        return {(t.code, t.sequence): (t.due, t.closed_as) for t in rows}


def test_every_item_of_a_sick_report_is_kept(context):
    earlier = absence.report_sick(context, SickReport(JANSEN, TODAY - timedelta(days=9)))
    absence.report_recovery(context, earlier.case_id, TODAY - timedelta(days=6))
    said = ReportDetails(TODAY, TODAY, "0612345678", "Langestraat 1, Zwolle")
    classification = Classification.WORK_ACCIDENT
    wanted = SickReport(JANSEN, YESTERDAY, Decimal(40), classification, "een ander bedrijf", "", YESTERDAY, said)
    receipt = absence.report_sick(context, wanted)
    with context.reading() as session:
        case = session.get_one(AbsenceCase, receipt.case_id)
        step = session.exec(select(PercentageStep).where(PercentageStep.case_id == case.id)).one()
        kept = {
            "person_id": case.person_id,
            "first_sick_day": case.first_sick_day,
            "percentage": step.percentage,
            "classification": case.classification,
            "declined": case.join_declined,
            "confirmed": case.join_confirmed,
            "last_sick_day": case.last_sick_day,
            "details": details_of(session, case),
        }
    assert kept == vars(wanted)


def test_F33_a_report_makes_a_case_with_its_protocols_tasks(context):
    receipt = absence.report_sick(context, SickReport(JANSEN, YESTERDAY))
    case = case_of(context, JANSEN)
    assert (case.case_no, case.first_sick_day, case.percentage) == (receipt.case_no, YESTERDAY, Decimal(100))
    assert task_days(context, case.case_id)["T01", 0] == (YESTERDAY + timedelta(days=7), "")


def test_r1_the_manuals_case_has_the_deadlines_of_the_law(context):
    days = task_days(context, case_of(context, POLIS).case_id)
    expected = {
        ("T01", 0): date(2026, 3, 9),
        ("T02", 0): date(2026, 4, 13),
        ("T03", 0): date(2026, 4, 27),
        ("T04", 0): date(2026, 6, 8),
        ("T05", 0): date(2026, 12, 21),
        ("T06", 0): date(2027, 3, 1),
        ("T09", 0): date(2027, 11, 29),
        ("T10", 0): date(2027, 12, 13),
    }
    assert {place: days[place][0] for place in expected} == expected


def test_F28_the_manuals_duration(context):
    duration = case_of(context, POLIS).duration
    assert (duration.weeks, duration.days) == (14, 1)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (SickReport(JANSEN, TODAY + timedelta(days=1)), [TOMORROW]),
        (
            SickReport(JANSEN, date(2025, 4, 30)),
            [Problem("before-employment", "first_sick_day", {"start": date(2025, 5, 1), **OF_JANSEN})],
        ),
        (SickReport(POLIS, YESTERDAY), [SICK_ALREADY]),
        (SickReport(JANSEN, YESTERDAY, Decimal(0)), [NO_PERCENTAGE]),
        (SickReport(JANSEN, YESTERDAY, Decimal("100.01")), [NO_PERCENTAGE]),
        (SickReport(99, YESTERDAY), [Problem("no-person")]),
        (SickReport(JANSEN, TODAY + timedelta(days=1), Decimal(0)), [NO_PERCENTAGE, TOMORROW]),
    ],
)
def test_a_wrong_report_names_all_its_problems_and_changes_nothing(context, report, expected):
    before = audit.store_facts(context.store)
    assert problems_of(absence.report_sick, context, report) == expected
    assert audit.store_facts(context.store) == before


def test_several_people_in_one_report_are_one_undo(context):
    absence.report_all_sick(context, [SickReport(JANSEN, YESTERDAY), SickReport(BERG, YESTERDAY)])
    assert home.home(context).absent == 3
    undo.undo(context)
    assert home.home(context).absent == 1


def test_several_people_are_all_or_nothing(context):
    both = [SickReport(JANSEN, YESTERDAY), SickReport(POLIS, YESTERDAY)]
    assert problems_of(absence.report_all_sick, context, both) == [SICK_ALREADY]
    assert home.home(context).absent == 1


def test_F37_a_percentage_changes_from_a_day_on(context):
    case = case_of(context, POLIS)
    absence.change_percentage(context, case.case_id, Step(TODAY, Decimal("62.5")), seen=case.version)
    assert case_of(context, POLIS).percentage == Decimal("62.50")


def test_F37_the_oldest_change_comes_first_unless_it_mends_one(context):
    case = case_of(context, POLIS)
    absence.change_percentage(context, case.case_id, Step(TODAY, Decimal(50)))
    assert problems_of(absence.change_percentage, context, case.case_id, Step(YESTERDAY, Decimal(75))) == [
        Problem("change-before-last-step", "valid_from", {"last": date(2026, 6, 8)})
    ]
    mend_step(context, case.case_id, Step(YESTERDAY, Decimal(75)))
    absence.change_percentage(context, case.case_id, Step(TODAY, Decimal(40)))
    assert case_of(context, POLIS).percentage == Decimal(40)


def test_F34_recovery_ends_the_case_and_its_open_tasks_lapse(context):
    case = case_of(context, POLIS)
    absence.report_recovery(context, case.case_id, YESTERDAY, seen=case.version)
    ended = case_of(context, POLIS)
    assert (ended.last_sick_day, ended.end_reason) == (YESTERDAY, EndReason.RECOVERED)
    assert {closed for _, closed in task_days(context, case.case_id).values()} == {TaskState.LAPSED}


def test_F35_a_case_ends_for_another_reason(context):
    case = case_of(context, POLIS)
    receipt = absence.end_case(context, case.case_id, TODAY, EndReason.WAITING_TIME)
    assert (receipt.use_case, case_of(context, POLIS).end_reason) == ("absence.end_case", EndReason.WAITING_TIME)


@pytest.mark.parametrize("reason", [EndReason.LEFT, EndReason.DECEASED])
def test_a_case_ends_by_leaving_or_death_only_once_the_employment_is_over(context, reason):
    case = case_of(context, POLIS)
    goes_on = [Problem("employment-goes-on", "reason")]
    assert problems_of(absence.end_case, context, case.case_id, TODAY, reason) == goes_on
    with context.unit("test.leave") as unit:
        unit.session.get_one(Employment, 1).end_date = TODAY + timedelta(days=1)
    assert problems_of(absence.end_case, context, case.case_id, TODAY, reason) == goes_on
    with context.unit("test.leave") as unit:
        unit.session.get_one(Employment, 1).end_date = TODAY
    absence.end_case(context, case.case_id, TODAY, reason)
    assert case_of(context, POLIS).end_reason is reason


@pytest.mark.parametrize(
    ("last", "code", "details"),
    [
        (date(2026, 3, 1), "before-first-sick-day", {"first": date(2026, 3, 2)}),
        (TODAY + timedelta(days=1), "date-in-future", {"latest": TODAY}),
    ],
)
def test_a_wrong_last_sick_day_is_refused_at_its_field(context, last, code, details):
    found = problems_of(absence.report_recovery, context, case_of(context, POLIS).case_id, last)
    assert found == [Problem(code, "last_sick_day", details)]


def test_a_case_does_not_end_on_days_of_a_later_one(context):
    with context.unit("test.later") as unit:
        for first in (TODAY, TODAY - timedelta(days=3)):
            case = AbsenceCase(
                case_no=900_000 + first.day,
                kind="absence",
                person_id=POLIS,
                employment_id=1,
                first_sick_day=first,
                last_sick_day=first,
                counted_from=first,
            )
            unit.add(case)
    case_id = next(case.case_id for case in people.dossier_of(context, POLIS).cases if case.last_sick_day is None)
    found = problems_of(absence.report_recovery, context, case_id, TODAY)
    assert found == [Problem("case-overlap", "last_sick_day", {"since": date(2026, 6, 5)})]
    assert absence.report_recovery(context, case_id, date(2026, 6, 4)).day == date(2026, 6, 4)


def test_undo_brings_back_the_case_its_tasks_and_every_date(context):
    case = case_of(context, POLIS)
    before = task_days(context, case.case_id)
    absence.report_recovery(context, case.case_id, YESTERDAY)
    undo.undo(context)
    assert case_of(context, POLIS) == case
    assert task_days(context, case.case_id) == before
    undo.redo(context)
    assert case_of(context, POLIS).last_sick_day == YESTERDAY
    assert audit.verify_store(context.store).findings == ()


@pytest.mark.parametrize(("gap", "joined"), [(0, True), (27, True), (28, False)])
def test_r2_1_cases_with_less_than_four_weeks_between_join_and_shift(context, gap, joined):
    last = date(2026, 4, 30)
    absence.report_recovery(context, case_of(context, POLIS).case_id, last)
    first = last + timedelta(days=gap + 1)
    absence.report_sick(context, SickReport(POLIS, first))
    case = case_of(context, POLIS)
    assert case.counted_from == (date(2026, 3, 2) + timedelta(days=gap) if joined else first)
    assert task_days(context, case.case_id)["T05", 0][0] == case.counted_from + timedelta(days=294)


def test_r2_5_joining_is_declined_with_a_reason(context):
    absence.report_recovery(context, case_of(context, POLIS).case_id, YESTERDAY)
    absence.report_sick(context, SickReport(POLIS, TODAY, declined="nieuw bedongen arbeid"))
    assert case_of(context, POLIS).counted_from == TODAY


def test_the_42_week_report_is_left_out_under_a_safety_net(context):
    absence.report_sick(context, SickReport(JANSEN, YESTERDAY, classification=Classification.SAFETY_NET))
    assert ("T05", 0) not in task_days(context, case_of(context, JANSEN).case_id)


def test_a_change_on_what_somebody_else_changed_is_refused(context):
    case = case_of(context, POLIS)
    other = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)
    theirs = absence.report_recovery(other, case.case_id, YESTERDAY)
    assert problems_of(absence.report_recovery, context, case.case_id, TODAY, seen=case.version) == [
        changed_since(
            other,
            "absence.report_recovery",
            theirs.seq,
            FieldChange("absence_case", "last_sick_day", None, YESTERDAY),
            FieldChange("absence_case", "end_reason", "", "recovered"),
        )
    ]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CLAIMS_VIEWER, Role.PAYROLL])
def test_who_may_not_report_is_refused(context, role):
    found = problems_of(absence.report_sick, context_of(context.store, role), SickReport(JANSEN, YESTERDAY))
    assert found == [Problem("not-allowed", "", {"role": role})]


def test_who_is_not_authorised_for_the_unit_is_refused(context):
    kantoor_only = context_of(context.store, units={3})
    report = SickReport(JANSEN, YESTERDAY)
    assert problems_of(absence.report_sick, kantoor_only, report) == [Problem("other-unit", "", OF_JANSEN)]
    assert problems_of(absence.report_recovery, kantoor_only, 1, YESTERDAY) == [Problem("other-unit")]
    assert problems_of(people.dossier_of, kantoor_only, POLIS) == [Problem("other-unit")]
    assert home.home(kantoor_only).absent == 0


def test_the_progress_overview_reads_the_journal(context):
    case = case_of(context, POLIS)
    absence.change_percentage(context, case.case_id, Step(TODAY, Decimal(50)))
    undo.undo(context)
    registrations = progress.of_person(context, POLIS)
    assert [(d.use_case, d.taken_back) for d in registrations] == [
        ("absence.change_percentage", True),
        ("absence.report_sick", False),
        ("demo.make", False),
    ]


def test_the_wage_at_the_start_of_the_absence_is_kept(context):
    with context.reading() as session:
        case = session.exec(select(AbsenceCase)).one()
    assert (case.wage_at_start, case.wage_basis) == (Decimal(4000), "gross-month")
