"""What if, on a case of the store: the same answer as when it is done, and nothing saved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.domain.what_if import Scenario
from xstui.services.absence import absence, tasks, what_if
from xstui.services.absence.absence import SickReport
from xstui.services.people import people
from xstui.services.upkeep import audit
from xstui.store.tables import Task

POLIS = 1
CASE = 1


@pytest.mark.parametrize("gap", [0, 1, 10])
def test_what_it_says_is_what_happens(context, gap):
    """The dates tried out are those that the case has once it is really done."""
    for line in tasks.tasks_of_person(context, POLIS, everything=True):
        if line.code in {"T01", "T02"}:
            tasks.close_task(context, line.task_id, TaskState.DONE)
    recovered = TODAY - timedelta(days=15)
    again = recovered + timedelta(days=gap)
    said = what_if.ask(context, CASE, Scenario(recovered, again)).outcome
    absence.report_recovery(context, CASE, recovered - timedelta(days=1))
    done = absence.report_sick(context, SickReport(POLIS, again))
    assert people.dossier_of(context, POLIS).cases[0].counted_from == said.counted_from
    with context.reading() as session:
        rows = session.exec(select(Task).where(Task.case_id == done.case_id)).all()
        found = {(task.code, task.sequence): task.due for task in rows}
    assert found == {(s.rule.code, s.sequence): s.after for s in said.shifts if not s.rule.informational}


def test_asking_saves_nothing_and_names_the_case(context):
    before = audit.store_facts(context.store)
    view = what_if.ask(context, CASE, Scenario(TODAY, TODAY + timedelta(days=40)))
    assert (view.name, view.case_no, view.first_sick_day) == ("Polis, V.", 100001, date(2026, 3, 2))
    assert view.outcome.joined is False
    assert audit.store_facts(context.store) == before


def test_a_case_that_has_ended_or_is_none_has_nothing_to_try(context):
    absence.report_recovery(context, CASE, TODAY)
    for case_id in (CASE, 99):
        assert problems_of(what_if.ask, context, case_id, Scenario()) == [Problem("no-case")]


def test_only_who_may_see_the_tasks_and_the_person_may_ask(context):
    role = {"role": Role.CLAIMS_VIEWER}
    found = problems_of(what_if.ask, context_of(context.store, Role.CLAIMS_VIEWER), CASE, Scenario())
    assert found == [Problem("not-allowed", "", role)]
    assert problems_of(what_if.ask, context_of(context.store, units={3}), CASE, Scenario()) == [Problem("other-unit")]
