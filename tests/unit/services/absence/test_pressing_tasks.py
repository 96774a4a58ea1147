"""Of each case the task that presses most, as the home screen shows it."""

from __future__ import annotations

from datetime import timedelta

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.services.absence import absence, tasks
from xstui.services.absence.absence import SickReport

POLIS, JANSEN, HOSTILE = 1, 2, 4
INKOMEN, KANTOOR = 2, 3


def pressing(context, limit=40):
    """Return who is asked what, and how many more there are of the same case."""
    return [(one.task.person_id, one.task.code, one.others) for one in tasks.pressing_tasks(context, limit)]


def fall_ill(context, person, days):
    absence.report_sick(context, SickReport(person, TODAY - timedelta(days=days)))


def test_each_case_is_one_row_with_its_oldest_task_and_the_number_of_others(context):
    all_open = tasks.open_tasks(context)
    assert [line.person_id for line in all_open] == [POLIS] * len(all_open)
    assert pressing(context) == [(POLIS, all_open[0].code, len(all_open) - 1)]


def test_a_task_that_is_closed_makes_room_for_the_next_one(context):
    first, second, *more = tasks.open_tasks(context)
    tasks.close_task(context, first.task_id, TaskState.DONE)
    assert pressing(context) == [(POLIS, second.code, len(more))]
    assert [one.task for one in tasks.pressing_tasks(context, 9)] == [tasks.open_tasks(context)[0]]


def test_the_most_urgent_case_comes_first_and_a_limit_leaves_out_the_last(context):
    fall_ill(context, HOSTILE, 20)
    fall_ill(context, JANSEN, 10)
    assert [person for person, *_rest in pressing(context)] == [POLIS, HOSTILE, JANSEN]
    assert [person for person, *_rest in pressing(context, 2)] == [POLIS, HOSTILE]


def test_a_case_of_which_nothing_is_to_be_done_now_is_no_row(context):
    fall_ill(context, JANSEN, 1)
    tasks.close_task(
        context, next(t.task_id for t in tasks.open_tasks(context) if t.person_id == JANSEN), TaskState.DONE
    )
    assert [person for person, *_rest in pressing(context)] == [POLIS]


def test_only_cases_of_the_actors_own_units_are_counted(context):
    fall_ill(context, HOSTILE, 20)
    assert pressing(context_of(context.store, units={KANTOOR})) == [(HOSTILE, "T01", 0)]
    assert [person for person, *_rest in pressing(context_of(context.store, units={INKOMEN}))] == [POLIS]


def test_a_role_without_tasks_is_refused(context):
    found = problems_of(pressing, context_of(context.store, Role.VIEWER))
    assert found == [Problem("not-allowed", "", {"role": Role.VIEWER})]
