"""Services asked for what is not there, or not any more: each says so by its code, and writes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import delete, select

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.absence import EndReason, Step
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem
from xstui.services import reporting
from xstui.services.absence import absence, tasks
from xstui.services.access import sign_in_history
from xstui.services.context.employments import employment_on, terms_on
from xstui.services.employment import hiring, leaving, terms
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.people import people, search
from xstui.services.reporting.declarations.staff import StaffParameters
from xstui.services.upkeep import undo
from xstui.store.journal import entries
from xstui.store.tables import Employment, EmploymentTerms

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


def test_an_employment_without_terms_or_a_person_without_employment_is_refused(context):
    with context.unit("test", undoable=False) as unit:
        unit.session.execute(delete(EmploymentTerms).where(EmploymentTerms.employment_id == 2))
        unit.session.flush()
        assert problems_of(terms_on, unit.session, 2, TODAY) == [Problem("no-employment")]
        unit.session.execute(delete(Employment).where(Employment.person_id == 2))
        assert problems_of(employment_on, unit.session, 2, TODAY) == [Problem("no-employment")]


def test_the_terms_before_the_first_ones_are_the_first(context):
    with context.reading() as session:
        assert terms_on(session, 1, date(2000, 1, 1)).valid_from == date(2025, 5, 1)


def test_who_starts_after_the_reference_date_is_not_on_the_staff_list_yet(context):
    person = PersonData(PersonName("N.", "", "Straks"), date(1990, 1, 1))
    hiring.add_employee(context, NewEmployee(person, 2, TODAY + 30 * DAY, "42200", Decimal(36)))
    for day, there in ((TODAY, False), (TODAY + 30 * DAY, True)):
        table = reporting.make(context, StaffParameters(reference_date=day))
        assert ("Straks, N." in {row.cells[0] for row in table.rows}) is there
    card = people.dossier_of(context, search.find(context, "straks")[0].person_id).employment
    assert card.years == 0, "who has still to begin has no years, and not one less than none"


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


def test_refusals_since_the_last_good_sign_in_are_counted(context):
    for use_case in ("sign_in.token", "sign_in.failed", "sign_in.failed", "sign_in.token"):
        with context.unit(use_case, kind="note", undoable=False):
            pass
    last, refused = sign_in_history.last_before_this(context)
    assert (last.how, last.failed, refused) == ("token", False, 2)
    assert [one.failed for one in sign_in_history.sign_ins(context)] == [False, True, True, False]
    assert sign_in_history.last_before_this(context_of(context.store, list(type(context.actor.role))[3])) == (None, 0)
