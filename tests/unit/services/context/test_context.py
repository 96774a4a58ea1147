"""The context of a use case: who acts, and in which unit of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.company import NOW, TODAY, context_of
from tests.refusals import problem_of, problems_of
from xstui.clock import FixedClock
from xstui.domain.absence import Step
from xstui.domain.problems import Problem, Refused
from xstui.domain.roles import Right, Role
from xstui.services.absence import absence
from xstui.services.context.context import Rehearsed, rehearsal
from xstui.services.people import people
from xstui.store.journal import entries
from xstui.store.opening import open_store
from xstui.store.tables import Setting

POLIS, CASE = 1, 1
JUNE = date(2026, 6, 1)


@pytest.fixture
def other(context):
    """Another clerk at a store of her own, on the same file."""
    store = open_store(context.store.path, NOW)
    yield context_of(store, Role.COMBI_WITHOUT_CLAIMS)
    store.close()


def seen_by(context):
    return people.dossier_of(context, POLIS).cases[0].version


def conflict(call, *args, **kwargs):
    problem = problem_of(call, *args, **kwargs)
    assert problem == Problem("changed-since", "", problem.details)
    assert set(problem.details) == {"who", "when", "use_case", "version", "changes"}
    return problem.details


def test_a_rehearsal_tells_whether_a_use_case_would_go_through_and_saves_nothing(context, other):
    seen = seen_by(context)
    last = absence.change_percentage(other, CASE, Step(JUNE, Decimal(50))).seq
    with pytest.raises(Rehearsed), rehearsal():
        absence.report_recovery(context, CASE, TODAY, seen=last)
    with pytest.raises(Refused) as refused, rehearsal():
        absence.change_percentage(context, CASE, Step(date(2026, 5, 1), Decimal(40)), seen=last)
    assert refused.value.problems == (Problem("change-before-last-step", "valid_from", {"last": JUNE}),)
    assert conflict(absence.report_recovery, context, CASE, TODAY, seen=seen)["version"] == last
    assert (seen_by(context), people.dossier_of(context, POLIS).cases[0].last_sick_day) == (last, None)
    assert absence.report_recovery(context, CASE, TODAY, seen=last).seq == last + 1


def test_a_right_is_asked_for_reading_and_for_changing(context):
    viewer = context_of(context.store, Role.VIEWER)
    viewer.require(Right.EMPLOYEES)
    assert problems_of(viewer.require, Right.EMPLOYEE_CHANGES, write=True) == [
        Problem("not-allowed", "", {"role": Role.VIEWER})
    ]
    assert problems_of(context.require_administrator) == [Problem("administrators-only")]
    replace(context, actor=replace(context.actor, administrator=True)).require_administrator()


def test_only_the_units_of_the_actor_are_seen_and_the_program_sees_all(context):
    assert [context_of(context.store, units=[2]).may_see_unit(unit) for unit in (1, 2)] == [False, True]
    assert replace(context, actor=replace(context.actor, unit_ids=None)).may_see_unit(99)


def test_a_registration_is_signed_and_the_last_that_can_be_taken_back_is_known(context):
    assert context.last_registered is None
    with context.unit("test.one") as unit:
        unit.add(Setting(name="x", value="1"))
    first = unit.seq
    with context.unit("test.note", kind="note", undoable=False):
        pass
    assert context.last_registered == first
    with context.reading() as session:
        rows = session.connection().execute(select(entries).order_by(entries.c.seq.desc()).limit(2)).all()
    assert [(row.use_case, row.who, row.kind, row.undoable) for row in rows] == [
        ("test.note", "combi", "note", False),
        ("test.one", "combi", "do", True),
    ]


def test_what_fell_due_is_registered_once_a_day_and_after_each_registration(context):
    settled = []
    context = replace(context, settle=settled.append, kept={}, clock=FixedClock(TODAY))
    for _ in range(2):
        with context.reading():
            pass
    assert len(settled) == 1
    context.clock.day = TODAY + timedelta(days=1)
    with context.reading():
        pass
    with context.unit("test"):
        pass
    with context.reading():
        pass
    assert len(settled) == 3
