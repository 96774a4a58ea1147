"""Mending what was registered of a case (domain rules, 2.2): days, percentages, and a recovery that was none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import changed_since, problems_of
from tools.mending import mend_end, mend_step
from xstui.domain.absence import CaseTimes, EndReason, Step
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services.absence import absence, corrections, pregnancy
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.cases import joining
from xstui.services.context.conflicts import FieldChange
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase, Task

POLIS, JANSEN, CASE = 1, 2, 1
FIRST, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 1)
FULL, HALF = Decimal(100), Decimal(50)


@pytest.fixture
def stepped(context):
    """Polis is ill since 2 March, half from 1 May."""
    absence.change_percentage(context, CASE, Step(MAY, HALF))
    return context


def times(context, case_id=CASE):
    return corrections.registered(context, case_id).times


def correct(context, case_id=CASE, **changes):
    known = corrections.registered(context, case_id)
    return corrections.correct_case(context, case_id, replace(known.times, **changes), known.version)


def due_of(context, code, case_id=CASE):
    with context.reading() as session:
        return session.exec(select(Task.due).where(Task.case_id == case_id, Task.code == code)).first()


def row_of(context, case_id):
    with context.reading() as session:
        return session.get_one(AbsenceCase, case_id)


def test_the_first_day_moves_and_every_term_with_it(stepped):
    before = (times(stepped), due_of(stepped, "T05"))
    earlier = FIRST - timedelta(days=3)
    receipt = correct(stepped, first_sick_day=earlier, steps=(Step(earlier, FULL), Step(MAY, HALF)))
    assert (receipt.name, receipt.day, receipt.percentage) == ("Polis, V.", earlier, HALF)
    assert row_of(stepped, CASE).counted_from == earlier
    assert due_of(stepped, "T05") == before[1] - timedelta(days=3)
    undo.undo(stepped)
    assert (times(stepped), due_of(stepped, "T05")) == before
    undo.redo(stepped)
    assert times(stepped).first_sick_day == earlier
    assert audit.verify_store(stepped.store).findings == ()


def test_a_change_is_moved_added_and_taken_out(stepped):
    correct(stepped, steps=(Step(FIRST, FULL), Step(APRIL, HALF)))
    assert times(stepped).steps == (Step(FIRST, FULL), Step(APRIL, HALF))
    mend_step(stepped, CASE, Step(MAY, Decimal(25)))
    assert [step.percentage for step in times(stepped).steps] == [100, 50, 25]
    correct(stepped, steps=(Step(FIRST, Decimal(80)),))
    assert times(stepped).steps == (Step(FIRST, Decimal(80)),)
    undo.undo(stepped)
    assert len(times(stepped).steps) == 3
    assert audit.verify_store(stepped.store).findings == ()


def test_a_recovery_that_was_none_is_taken_back_with_its_tasks(context):
    absence.report_recovery(context, CASE, MAY)
    open_before = due_of(context, "T05")
    mend_end(context, CASE, None)
    row = row_of(context, CASE)
    assert (row.last_sick_day, row.end_reason) == (None, "")
    with context.reading() as session:
        closed = session.exec(select(Task.closed_as).where(Task.case_id == CASE, Task.code == "T05")).all()
    assert set(closed) == {""}
    assert due_of(context, "T05") == open_before


def test_a_case_that_runs_may_be_given_its_end(context):
    mend_end(context, CASE, MAY)
    assert (row_of(context, CASE).last_sick_day, row_of(context, CASE).end_reason) == (MAY, EndReason.RECOVERED)


def since(day):
    """Return the changes by which a case begins on a day, at 100 %."""
    return {"first_sick_day": day, "steps": (Step(day, FULL),)}


def test_a_case_that_moves_joins_the_one_before_it_or_no_longer(context):
    absence.report_recovery(context, CASE, APRIL)
    again = absence.report_sick(context, SickReport(POLIS, date(2026, 5, 11))).case_id
    assert row_of(context, again).joined_case_id is None
    day = APRIL + timedelta(days=28)
    correct(context, again, first_sick_day=day, steps=(Step(day, FULL),))
    assert (row_of(context, again).joined_case_id, row_of(context, again).counted_from) == (
        CASE,
        FIRST + timedelta(days=27),
    )
    with context.reading() as session:
        assert len(joining.chain_of(session, session.get_one(AbsenceCase, again))) == 2


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        (since(TODAY + timedelta(days=1)), [Problem("date-in-future", "first_sick_day", {"latest": TODAY})]),
        (
            since(date(2025, 4, 30)),
            [
                Problem("before-employment", "first_sick_day", {"start": date(2025, 5, 1)}),
                Problem("case-overlap", "last_sick_day", {"since": date(2026, 1, 5)}),
            ],
        ),
        (since(date(2026, 1, 12)), [Problem("case-overlap", "first_sick_day", {"since": date(2026, 1, 5)})]),
        (
            {"last_sick_day": FIRST - timedelta(days=1)},
            [Problem("before-first-sick-day", "last_sick_day", {"first": FIRST})],
        ),
        (
            {"last_sick_day": TODAY + timedelta(days=1)},
            [Problem("date-in-future", "last_sick_day", {"latest": TODAY})],
        ),
        ({"last_sick_day": APRIL}, [Problem("before-last-step", "last_sick_day", {"last": MAY})]),
        (
            {"steps": (Step(FIRST, FULL), Step(FIRST - timedelta(days=1), HALF))},
            [Problem("before-first-sick-day", "valid_from", {"first": FIRST})],
        ),
        (
            {"steps": (Step(FIRST, FULL), Step(TODAY + timedelta(days=1), HALF))},
            [Problem("date-in-future", "valid_from", {"latest": TODAY})],
        ),
        (
            {"steps": (Step(FIRST, FULL), Step(MAY, HALF), Step(MAY, FULL))},
            [Problem("day-twice", "valid_from")],
        ),
        ({"steps": (Step(FIRST, Decimal(101)),)}, [Problem("percentage-out-of-range", "percentage")]),
    ],
)
def test_what_can_not_have_been_is_refused_and_changes_nothing(stepped, changes, problems):
    with stepped.unit("test.before") as unit:
        unit.add(
            AbsenceCase(
                case_no=900_001,
                kind="absence",
                person_id=POLIS,
                employment_id=1,
                first_sick_day=date(2026, 1, 5),
                last_sick_day=date(2026, 1, 16),
                counted_from=date(2026, 1, 5),
                end_reason="recovered",
            )
        )
    before = times(stepped)
    assert problems_of(correct, stepped, **changes) == problems
    assert times(stepped) == before


def test_a_case_does_not_run_on_into_a_later_one(context):
    absence.report_recovery(context, CASE, APRIL)
    absence.report_sick(context, SickReport(POLIS, MAY))
    found = problems_of(mend_end, context, CASE, None)
    assert found == [Problem("case-overlap", "last_sick_day", {"since": date(2026, 5, 1)})]


def test_a_mistake_keeps_its_reason_and_stands_in_nobodys_way(context):
    absence.end_case(context, CASE, APRIL, EndReason.MISTAKEN)
    absence.report_sick(context, SickReport(POLIS, MAY))
    mend_end(context, CASE, TODAY)
    assert row_of(context, CASE).end_reason == EndReason.MISTAKEN


def test_who_has_left_does_not_become_ill_again(context):
    absence.report_recovery(context, CASE, APRIL)
    with context.unit("test.leave") as unit:
        from xstui.store.tables import Employment

        unit.session.get_one(Employment, 1).end_date = MAY
    for changes in ({"last_sick_day": None}, {"last_sick_day": TODAY}):
        assert problems_of(correct, context, **changes) == [Problem("after-employment", "last_sick_day", {"end": MAY})]
    assert problems_of(correct, context, **since(TODAY), last_sick_day=TODAY) == [
        Problem("after-employment", "first_sick_day", {"end": MAY}),
        Problem("after-employment", "last_sick_day", {"end": MAY}),
    ]


def test_what_somebody_else_changed_since_is_told(stepped):
    known = corrections.registered(stepped, CASE)
    other = context_of(stepped.store, Role.COMBI_WITHOUT_CLAIMS)
    theirs = absence.change_percentage(other, CASE, Step(TODAY, Decimal(20)))
    assert problems_of(corrections.correct_case, stepped, CASE, known.times, known.version) == [
        changed_since(
            other,
            "absence.change_percentage",
            theirs.seq,
            FieldChange("percentage_step", "valid_from", None, TODAY),
            FieldChange("percentage_step", "percentage", None, Decimal("20.00")),
        )
    ]
    assert len(times(stepped).steps) == 3


def test_a_case_that_is_as_it_was_is_no_correction(stepped):
    assert problems_of(correct, stepped) == [Problem("nothing-changed")]


def test_a_leave_and_what_is_not_there_are_refused(context):
    pregnancy.report_pregnancy(context, POLIS, Pregnancy(date(2026, 9, 15), 6))
    leave = next(case for case in people.dossier_of(context, POLIS).cases if case.kind == "pregnancy")
    for case_id, code in ((leave.case_id, "case-is-leave"), (999, "no-case")):
        assert problems_of(corrections.registered, context, case_id) == [Problem(code)]
        times = CaseTimes(FIRST, None, (Step(FIRST, FULL),))
        assert problems_of(corrections.correct_case, context, case_id, times, leave.version) == [Problem(code)]
