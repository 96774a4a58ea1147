"""The context of a use case: who acts, and in which unit of work."""

from datetime import date
from decimal import Decimal

import pytest

from tests.company import NOW, TODAY, context_of
from tests.refusals import problem_of
from xstui.domain.absence import Step
from xstui.domain.problems import Problem, Refused
from xstui.domain.roles import Role
from xstui.services.absence import absence
from xstui.services.context.context import Rehearsed, rehearsal
from xstui.services.people import people
from xstui.store.opening import open_store

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
