"""Services asked for what is not there, or not any more: each says so by its code, and writes nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY
from tests.refusals import problems_of
from xstui.domain.absence import EndReason, Step
from xstui.domain.problems import Problem
from xstui.services import reporting
from xstui.services.absence import absence, tasks
from xstui.services.employment import leaving, terms
from xstui.services.people import people, search
from xstui.services.upkeep import undo
from xstui.store.journal import entries

NOBODY = 999
DAY = timedelta(days=1)
NO_REPORT = Problem("unknown-report", "", {"name": "loonstroken"})


def nowhere(field):
    return Problem("unknown-unit", field, {"name": "Nergens"})


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (lambda context: people.dossier_of(context, NOBODY), Problem("no-person")),
        (lambda context: search.by_id(context, NOBODY), Problem("no-person")),
        (lambda context: terms.history(context, NOBODY), Problem("no-person")),
        (lambda context: leaving.outlook(context, NOBODY, TODAY), Problem("no-person")),
        (lambda context: tasks.close_task(context, NOBODY, tasks.TaskState.DONE), Problem("no-task")),
        (lambda context: absence.change_percentage(context, NOBODY, Step(TODAY, Decimal(50))), Problem("no-case")),
        (lambda context: absence.end_case(context, NOBODY, TODAY, EndReason.LEFT), Problem("no-case")),
        (lambda context: reporting.defaults(context, "loonstroken"), NO_REPORT),
        (lambda context: reporting.parameters_from(context, "verzuimcijfers", {"unit": "Nergens"}), nowhere("unit")),
        (
            lambda context: reporting.parameters_from(context, "verzuimcijfers", {"detail": "Nergens"}),
            nowhere("detail"),
        ),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_written(context, asked, problem):
    def written():
        with context.reading() as session:
            return len(session.connection().execute(select(entries.c.seq)).all())

    before = written()
    assert problems_of(asked, context) == [problem]
    assert written() == before


def test_a_registration_that_another_takes_back_first_is_not_taken_back_twice(context, monkeypatch):
    absence.report_recovery(context, 1, TODAY - DAY)
    real = undo.stack.undo_candidate
    found = iter([real])

    def overtaken(connection, account_id):
        """Find what stands at the first look; at the second, another session has taken it back meanwhile."""
        return next(found, lambda *_: None)(connection, account_id)

    monkeypatch.setattr(undo.stack, "undo_candidate", overtaken)
    assert problems_of(undo.undo, context) == [Problem("undo-blocked")]
    assert people.dossier_of(context, 1).cases[0].last_sick_day == TODAY - DAY
