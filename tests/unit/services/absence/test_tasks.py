"""The tasks of cases: listed by urgency, done on a day, deviated from."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import select

from tests.company import TODAY
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.services.absence import tasks
from xstui.services.upkeep import undo
from xstui.store.tables import Task

POLIS, JANSEN, BERG = 1, 2, 3


def task_days(context, case_id):
    with context.reading() as session:
        rows = session.exec(select(Task).where(Task.case_id == case_id)).all()
        return {(t.code, t.sequence): (t.due, t.closed_as) for t in rows}


def test_F43_tasks_come_most_urgent_first_and_F44_can_be_done(context):
    lines = tasks.open_tasks(context)
    assert [(t.code, t.state) for t in lines] == [
        ("T01", TaskState.OVERDUE),
        ("T03", TaskState.OVERDUE),
        ("T04", TaskState.DUE_NOW),
    ]
    assert lines[0].days_late == (TODAY - date(2026, 3, 9)).days
    tasks.close_task(context, lines[0].task_id, TaskState.DONE, seen=lines[0].version)
    assert [t.code for t in tasks.open_tasks(context)] == ["T03", "T04"]
    undo.undo(context)
    assert len(tasks.open_tasks(context)) == 3


def test_t03_counts_from_the_day_that_t02_was_done(context):
    everything = tasks.tasks_of_person(context, POLIS, everything=True)
    t02 = next(t for t in everything if t.code == "T02")
    assert not t02.own
    tasks.close_task(context, t02.task_id, TaskState.DONE)
    days = task_days(context, t02.case_id)
    assert days["T03", 0][0] == TODAY + timedelta(days=14)
    assert days["T04", 0][0] == TODAY + timedelta(days=14 + 42)


def test_1_2_terms_count_from_the_day_that_a_task_was_done_on(context):
    everything = tasks.tasks_of_person(context, POLIS, everything=True)
    t02 = next(t for t in everything if t.code == "T02")
    for day, code, details in (
        (TODAY + timedelta(days=1), "date-in-future", {"latest": TODAY}),
        (date(2026, 3, 1), "before-first-sick-day", {"first": date(2026, 3, 2)}),
    ):
        found = problems_of(tasks.close_task, context, t02.task_id, TaskState.DONE, on=day)
        assert found == [Problem(code, "closed_on", details)]
    tasks.close_task(context, t02.task_id, TaskState.DONE, on=date(2026, 4, 20))
    assert task_days(context, t02.case_id)["T03", 0][0] == date(2026, 5, 4)
    undo.undo(context)
    assert task_days(context, t02.case_id)["T03", 0][0] == date(2026, 4, 27)


def test_deviating_from_a_task_asks_the_reason_and_a_done_task_stays_done(context):
    task = tasks.open_tasks(context)[0]
    found = problems_of(tasks.close_task, context, task.task_id, TaskState.DEVIATED, " ")
    assert found == [Problem("required", "remark")]
    tasks.close_task(context, task.task_id, TaskState.DEVIATED, "Herstel in zicht")
    assert problems_of(tasks.close_task, context, task.task_id, TaskState.DONE) == [Problem("changed-since")]
    assert problems_of(tasks.close_task, context, 999, TaskState.DONE) == [Problem("no-task")]
