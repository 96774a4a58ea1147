"""What cases have in common: their tasks, how often somebody is sick, and who may change them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from tests.unit.services.insurance.self_insurers import self_insurer
from xstui.domain.absence import EndReason
from xstui.domain.leave import Around
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.services.absence import absence, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.cases import cases
from xstui.services.people import people
from xstui.store.tables import AbsenceCase, Employment, Task

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


def end_employment(context, last):
    with context.unit("test.leave") as unit:
        unit.session.get_one(Employment, 1).end_date = last


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


def test_a_leave_and_a_sickness_know_of_each_other(context):
    leave = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(date(2026, 7, 15), 6))
    with context.reading() as session:
        row = session.get_one(AbsenceCase, leave.case_id)
        found = cases.term_inputs(session, row)
        assert (found.absent_since, found.around, found.ended, found.insured) == (None, {}, None, False)
    sick = absence.report_sick(context, SickReport(JANSEN, date(2026, 5, 20)))
    with context.reading() as session:
        of_leave = cases.term_inputs(session, session.get_one(AbsenceCase, leave.case_id))
        of_sickness = cases.term_inputs(session, session.get_one(AbsenceCase, sick.case_id))
    assert (of_leave.absent_since, of_leave.around) == (date(2026, 5, 20), {Around.AT_START: leave.start})
    assert of_sickness.absent_since is None
    assert Around.AT_START not in of_sickness.around


def test_an_employer_bears_the_risk_by_the_first_of_joined_cases(context):
    self_insurer(context, ends_on=date(2026, 3, 31))
    absence.report_recovery(context, 1, date(2026, 5, 20))
    absence.report_sick(context, SickReport(POLIS, date(2026, 6, 1)))
    with context.reading() as session:
        rows = session.exec(select(AbsenceCase).order_by(AbsenceCase.first_sick_day)).all()
        employment = session.get_one(Employment, 1)
        assert [cases.first_of(session, row).key for row in rows] == [rows[0].key] * 2
        assert [cases.bears_risk(session, row, employment) for row in rows] == [True, True]


def test_a_case_of_somebody_else_or_none_is_not_changed(context):
    with context.unit("test") as unit:
        assert problems_of(cases.case_to_change, unit, context, 99) == [Problem("no-case")]
        assert problems_of(cases.case_to_change, unit, context, 1, seen=0)[0].code == "changed-since"
        other = context_of(context.store, units=[3])
        assert problems_of(cases.case_to_change, unit, other, 1) == [Problem("other-unit")]
        assert cases.case_to_change(unit, context, 1).key == 1
