"""Two stores on one file: the second clerk is told who changed what, and when."""

from datetime import date
from decimal import Decimal

import pytest

from tests.company import NOW, TODAY, context_of
from tests.refusals import problem_of
from tools.mending import mend_end, mend_step
from xstui.domain.absence import Step
from xstui.domain.problems import Problem, Refused
from xstui.domain.roles import Role
from xstui.services.absence import absence, tasks
from xstui.services.context.conflicts import FieldChange, check_seen
from xstui.services.people import people
from xstui.services.upkeep import undo
from xstui.store.opening import open_store
from xstui.store.tables import Person

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


def test_a_changed_percentage_is_told_to_who_reports_recovery(context, other):
    seen = seen_by(context)
    receipt = absence.change_percentage(other, CASE, Step(JUNE, Decimal(50)))
    told = conflict(absence.report_recovery, context, CASE, TODAY, seen=seen)
    assert (told["who"], told["when"], told["use_case"]) == (other.actor.username, NOW, "absence.change_percentage")
    assert told["version"] == receipt.seq
    assert FieldChange("percentage_step", "percentage", None, Decimal("50.00")) in told["changes"]
    assert FieldChange("percentage_step", "valid_from", None, JUNE) in told["changes"]


def test_the_same_percentage_day_is_never_overwritten_unseen(context, other):
    seen = seen_by(context)
    absence.change_percentage(other, CASE, Step(JUNE, Decimal(50)))
    told = conflict(mend_step, context, CASE, Step(JUNE, Decimal(60)), seen=seen)
    assert mend_step(context, CASE, Step(JUNE, Decimal(60)), seen=told["version"])


def test_an_end_is_told_with_its_day_and_reason(context, other):
    seen = seen_by(context)
    absence.report_recovery(other, CASE, JUNE)
    changes = conflict(absence.change_percentage, context, CASE, Step(TODAY, Decimal(60)), seen=seen)["changes"]
    assert set(changes) == {
        FieldChange("absence_case", "last_sick_day", None, JUNE),
        FieldChange("absence_case", "end_reason", "", "recovered"),
    }


def test_several_changes_are_told_as_one_difference_with_the_last_registration(context, other):
    absence.change_percentage(other, CASE, Step(JUNE, Decimal(80)))
    seen = seen_by(context)
    mend_step(other, CASE, Step(JUNE, Decimal(50)))
    mend_step(other, CASE, Step(JUNE, Decimal(40)))
    absence.report_recovery(other, CASE, TODAY)
    told = conflict(absence.report_recovery, context, CASE, TODAY, seen=seen)
    assert told["use_case"] == "absence.report_recovery"
    assert FieldChange("percentage_step", "percentage", Decimal("80.00"), Decimal("40.00")) in told["changes"]
    assert len(told["changes"]) == 3


def test_a_change_taken_back_is_no_conflict(context, other):
    seen = seen_by(context)
    absence.change_percentage(other, CASE, Step(JUNE, Decimal(50)))
    undo.undo(other)
    assert seen_by(context) == seen
    absence.report_recovery(context, CASE, TODAY, seen=seen)


def test_taking_back_what_was_seen_is_told_as_well(context, other):
    absence.report_recovery(other, CASE, JUNE)
    seen = seen_by(context)
    undo.undo(other)
    told = conflict(mend_end, context, CASE, TODAY, seen=seen)
    assert FieldChange("absence_case", "last_sick_day", JUNE, None) in told["changes"]


def test_a_closed_task_does_not_stand_in_the_way(context, other):
    seen = seen_by(context)
    line = tasks.tasks_of_person(other, POLIS)[0]
    tasks.close_task(other, line.task_id, tasks.TaskState.DONE)
    absence.report_recovery(context, CASE, TODAY, seen=seen)


def test_who_looked_at_nothing_is_not_asked(context, other):
    absence.change_percentage(other, CASE, Step(JUNE, Decimal(50)))
    absence.report_recovery(context, CASE, TODAY)


def test_a_person_tells_what_reads_as_text_and_none_of_the_search_keys(context, other):
    with context.reading() as session:
        seen = session.get_one(Person, POLIS).version
    with other.unit("employees.mend") as unit:
        person = unit.session.get_one(Person, POLIS)
        person.phone, person.search_key, person.birth_date = "0612345678", "polis v", date(1982, 5, 2)
    with pytest.raises(Refused) as refused, context.reading() as session:
        check_seen(session, session.get_one(Person, POLIS), seen)
    assert set(refused.value.problems[0].details["changes"]) == {
        FieldChange("person", "phone", "", "0612345678"),
        FieldChange("person", "birth_date", date(1982, 5, 1), date(1982, 5, 2)),
    }


def test_an_entry_that_touched_rows_around_it_only_is_not_told(context, other):
    with context.reading() as session:
        seen = session.get_one(Person, 2).version
    with other.unit("employees.mend") as unit:
        unit.session.get_one(Person, 1).phone = unit.session.get_one(Person, 3).phone = "0612345678"
    with other.unit("employees.mend") as unit:
        unit.session.get_one(Person, 2).city = "Zwolle"
    with pytest.raises(Refused) as refused, context.reading() as session:
        check_seen(session, session.get_one(Person, 2), seen)
    assert refused.value.problems[0].details["changes"] == (FieldChange("person", "city", "", "Zwolle"),)
