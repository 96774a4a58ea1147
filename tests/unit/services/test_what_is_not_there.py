"""Services asked for what is not there, or not any more: each says so by its code, and writes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import delete, select

from tests.company import TODAY, desk_of
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
from xstui.services.reporting import Parameters
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
        (lambda desk: people.dossier_of(desk, NOBODY), Problem("no-person")),
        (lambda desk: search.by_id(desk, NOBODY), Problem("no-person")),
        (lambda desk: terms.history(desk, NOBODY), Problem("no-person")),
        (lambda desk: leaving.outlook(desk, NOBODY, TODAY), Problem("no-person")),
        (lambda desk: tasks.close_task(desk, NOBODY, tasks.TaskState.DONE), Problem("no-task")),
        (lambda desk: absence.change_percentage(desk, NOBODY, Step(TODAY, Decimal(50))), Problem("no-case")),
        (lambda desk: absence.end_case(desk, NOBODY, TODAY, EndReason.LEFT), Problem("no-case")),
        (lambda desk: reporting.make(desk, Parameters("loonstroken", TODAY, date(2026, 5, 31))), NO_REPORT),
        (lambda desk: reporting.parameters_from(desk, "verzuimcijfers", {"unit": "Nergens"}), nowhere("unit")),
        (lambda desk: reporting.parameters_from(desk, "verzuimcijfers", {"detail": "Nergens"}), nowhere("detail")),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_written(desk, asked, problem):
    def written():
        with desk.reading() as session:
            return len(session.connection().execute(select(entries.c.seq)).all())

    before = written()
    assert problems_of(asked, desk) == [problem]
    assert written() == before


def test_an_employment_without_terms_or_a_person_without_employment_is_refused(desk):
    with desk.unit("test", undoable=False) as unit:
        unit.session.execute(delete(EmploymentTerms).where(EmploymentTerms.employment_id == 2))
        unit.session.flush()
        assert problems_of(terms_on, unit.session, 2, TODAY) == [Problem("no-employment")]
        unit.session.execute(delete(Employment).where(Employment.person_id == 2))
        assert problems_of(employment_on, unit.session, 2, TODAY) == [Problem("no-employment")]


def test_the_terms_before_the_first_ones_are_the_first(desk):
    with desk.reading() as session:
        assert terms_on(session, 1, date(2000, 1, 1)).valid_from == date(2025, 5, 1)


def test_who_starts_after_the_reference_date_is_not_on_the_staff_list_yet(desk):
    person = PersonData(PersonName("N.", "", "Straks"), date(1990, 1, 1))
    hiring.add_employee(desk, NewEmployee(person, 2, TODAY + 30 * DAY, "42200", Decimal(36)))
    for day, there in ((TODAY, False), (TODAY + 30 * DAY, True)):
        table = reporting.make(desk, Parameters("werknemersbestand", day, date(2026, 5, 31)))
        assert ("Straks, N." in {row.cells[0] for row in table.rows}) is there
    card = people.dossier_of(desk, search.find(desk, "straks")[0].person_id).employment
    assert card.years == 0, "who has still to begin has no years, and not one less than none"


def test_a_registration_that_another_takes_back_first_is_not_taken_back_twice(desk, monkeypatch):
    absence.report_recovery(desk, 1, TODAY - DAY)
    real = undo.stack.undo_candidate
    found = iter([real])

    def overtaken(connection, account_id):
        """Find what stands at the first look; at the second, another seat has taken it back meanwhile."""
        return next(found, lambda *_: None)(connection, account_id)

    monkeypatch.setattr(undo.stack, "undo_candidate", overtaken)
    assert problems_of(undo.undo, desk) == [Problem("undo-blocked")]
    assert people.dossier_of(desk, 1).cases[0].last_sick_day == TODAY - DAY


def test_refusals_since_the_last_good_sign_in_are_counted(desk):
    for use_case in ("sign_in.token", "sign_in.failed", "sign_in.failed", "sign_in.token"):
        with desk.unit(use_case, kind="note", undoable=False):
            pass
    last, refused = sign_in_history.last_before_this(desk)
    assert (last.how, last.failed, refused) == ("token", False, 2)
    assert [one.failed for one in sign_in_history.sign_ins(desk)] == [False, True, True, False]
    assert sign_in_history.last_before_this(desk_of(desk.store, list(type(desk.actor.role))[3])) == (None, 0)
