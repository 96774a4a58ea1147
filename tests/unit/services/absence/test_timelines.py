"""The 104 weeks of a case of the store: its steps, what it joins, the leave between, and the signs of its tasks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.absence import Step
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.domain.timeline import Sign, Spell
from xstui.services.absence import absence, pregnancy, tasks, timelines
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy

POLIS, JANSEN, CASE = 1, 2, 1
FIRST = date(2026, 3, 2)
DAY = timedelta(days=1)
NO_END = date(2028, 2, 27)


def test_each_change_of_the_percentage_is_a_spell(context):
    absence.change_percentage(context, CASE, Step(date(2026, 5, 4), Decimal(75)))
    absence.change_percentage(context, CASE, Step(date(2026, 6, 1), Decimal(50)))
    line = timelines.timeline(context, CASE)
    assert (line.case_no, line.counted_from, line.today, line.week, line.end) == (100001, FIRST, TODAY, 15, NO_END)
    assert line.spells == (
        Spell(FIRST, date(2026, 5, 3), Decimal(100)),
        Spell(date(2026, 5, 4), date(2026, 5, 31), Decimal(75)),
        Spell(date(2026, 6, 1), None, Decimal(50)),
    )


def test_the_case_that_is_joined_lies_on_the_line_and_the_days_between_are_blank(context):
    absence.report_recovery(context, CASE, TODAY - 11 * DAY)
    again = absence.report_sick(context, SickReport(POLIS, TODAY - DAY))
    line = timelines.timeline(context, again.case_id)
    assert line.counted_from == FIRST + 9 * DAY, "the nine days that were worked do not count"
    assert [(spell.first, spell.last) for spell in line.spells] == [(FIRST, TODAY - 11 * DAY), (TODAY - DAY, None)]
    assert line.on(TODAY - 5 * DAY) is None


def test_leave_between_lies_on_the_line_as_leave(context):
    leave = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(TODAY + 20 * DAY, 6))
    sick = absence.report_sick(context, SickReport(JANSEN, TODAY - 3 * DAY))
    line = timelines.timeline(context, sick.case_id)
    assert Spell(leave.start, leave.end, Decimal(0), is_leave=True) in line.spells
    assert [spell.first for spell in line.spells if not spell.is_leave] == [TODAY - 3 * DAY]


def test_the_signs_are_those_of_the_tasks_and_the_last_one_ends_the_waiting_time(context):
    found = {line.code: line for line in tasks.tasks_of_person(context, POLIS, everything=True)}
    tasks.close_task(context, found["T01"].task_id, TaskState.DONE)
    line = timelines.timeline(context, CASE)
    signs = {task.due: task.sign for task in line.tasks}
    assert signs[found["T01"].due] is Sign.DONE
    assert signs[found["T02"].due] is Sign.LATE
    assert signs[found["T05"].due] is Sign.OF_UWV
    assert signs[found["T06"].due] is Sign.LATER
    assert (line.tasks[-1].due, line.tasks[-1].sign) == (NO_END, Sign.END)


def test_a_role_that_sees_no_tasks_gets_the_line_without_them(context):
    line = timelines.timeline(context_of(context.store, Role.VIEWER), CASE)
    assert [task.sign for task in line.tasks] == [Sign.END]
    assert line.spells == (Spell(FIRST, None, Decimal(100)),)


def test_nobody_sees_the_line_of_another_unit_of_no_case_or_without_the_right(context):
    assert problems_of(timelines.timeline, context_of(context.store, units={3}), CASE) == [Problem("other-unit")]
    assert problems_of(timelines.timeline, context, 99) == [Problem("no-case")]
    viewer = context_of(context.store, Role.CLAIMS_VIEWER)
    expected = [Problem("not-allowed", "", {"role": Role.CLAIMS_VIEWER})]
    assert problems_of(timelines.timeline, viewer, CASE) == expected
