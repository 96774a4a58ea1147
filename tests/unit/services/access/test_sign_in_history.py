"""What is told of earlier sign-ins, and of a clock that stands wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from tests.unit.services.access.logins import FIRST, enter, refuse_passwords
from xstui.domain.problems import Problem
from xstui.i18n import problem_text
from xstui.services.access import sign_in_history
from xstui.services.upkeep.audit import verify_store
from xstui.store.tables import Setting
from xstui.store.unit import EntryMeta

NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)


def test_a_clock_that_stands_before_the_newest_registration_is_told_and_spoils_nothing(program):
    context = enter(program, "sam", FIRST)
    assert sign_in_history.clock_behind(context) is None
    right = program.clock.now()
    program.clock.day = TODAY - timedelta(days=400)
    problem = sign_in_history.clock_behind(context)
    assert problem == Problem("clock-behind", "", {"now": program.clock.now(), "last": right})
    assert "De klok van deze computer staat op 04-05-2025" in problem_text(problem)
    assert problems_of(context.unit("x").__enter__) == [Problem("session-over")]
    with context.store.unit(EntryMeta("office.change", "sam", program.clock.now())) as unit:
        unit.add(Setting(name="earlier", value="1"))
    assert verify_store(context.store).findings == ()
    program.clock.day = TODAY + timedelta(days=4_000)
    assert sign_in_history.clock_behind(context) is None


def test_refused_passwords_of_an_encrypted_store_are_told_at_the_next_sign_in(program):
    context = enter(program, "sam", FIRST)
    program.lock()
    refuse_passwords(program, "sam", 4)
    context = enter(program, "sam", FIRST)
    last, refused = sign_in_history.last_before_this(context)
    assert (last.at, refused) == (NOW, 4)
    assert [(one.how, one.count) for one in sign_in_history.sign_ins(context)] == [
        ("token", 1),
        ("failed", 4),
        ("enrol", 1),
    ]
    program.lock()
    assert sign_in_history.last_before_this(enter(program, "sam", FIRST))[1] == 0


def test_refusals_since_the_last_good_sign_in_are_counted(context):
    for use_case in ("sign_in.token", "sign_in.failed", "sign_in.failed", "sign_in.token"):
        with context.unit(use_case, kind="note", undoable=False):
            pass
    last, refused = sign_in_history.last_before_this(context)
    assert (last.how, last.failed, refused) == ("token", False, 2)
    assert [one.failed for one in sign_in_history.sign_ins(context)] == [False, True, True, False]
    assert sign_in_history.last_before_this(context_of(context.store, list(type(context.actor.role))[3])) == (None, 0)


def test_the_last_two_hundred_sign_ins_are_shown(context):
    for _ in range(201):
        with context.unit("sign_in.token", kind="note", undoable=False):
            pass
    assert len(sign_in_history.sign_ins(context)) == 200


@pytest.mark.parametrize(("behind", "is_told"), [(timedelta(hours=1), False), (timedelta(hours=1, seconds=1), True)])
def test_a_clock_is_behind_by_more_than_an_hour(context, behind, is_told):
    with context.unit("test") as unit:
        unit.session.exec(select(Setting).where(Setting.name == "demo")).one().value = "no"
    right = context.clock.now()

    class Clock(type(context.clock)):
        def now(self):
            return right - behind

    found = sign_in_history.clock_behind(replace(context, clock=Clock(context.clock.day)))
    assert (found is not None) is is_told
