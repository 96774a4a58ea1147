"""F25 and F26: terms change per date or are corrected, and the history tells which held when (manual section 4.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import changed_since, problem_of, problems_of
from xstui.domain.contract_type import ContractType
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services import reporting
from xstui.services.context.conflicts import FieldChange
from xstui.services.employment import hiring, terms
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import Employment, EmploymentTerms, Job

POLIS, JANSEN = 1, 2
INKOMEN, KANTOOR = 2, 3
START, SEPTEMBER = date(2025, 5, 1), date(2026, 9, 1)


@pytest.fixture
def first(context):
    """Return the terms that Polis began on."""
    return terms.history(context, POLIS).lines[0].terms


def lines(context, person_id=POLIS):
    return [line.terms for line in terms.history(context, person_id).lines]


def test_a_change_adds_terms_and_the_dossier_shows_those_of_the_day(context, first):
    raised = replace(first, valid_from=SEPTEMBER, hours=Decimal(24), unit_id=KANTOOR, wage=Decimal(4200))
    receipt = terms.change(context, POLIS, raised)
    assert (receipt.name, receipt.day) == ("Polis, V.", SEPTEMBER)
    assert lines(context) == [first, raised]
    assert people.dossier_of(context, POLIS).employment.hours == 36
    later = context_of(context.store, today=date(2026, 9, 2))
    card = people.dossier_of(later, POLIS).employment
    assert (card.hours, str(card.fte), card.department, card.wage) == (24, "0.65", "Kantoor", 4200)
    assert card.start_date == START


def test_the_history_names_departments_and_the_employment(context, first):
    terms.change(context, POLIS, replace(first, valid_from=SEPTEMBER, unit_id=KANTOOR))
    found = terms.history(context, POLIS)
    assert [line.department for line in found.lines] == ["Inkomen", "Kantoor"]
    assert (found.name, found.start_date, found.end_date) == ("Polis, V.", START, None)


def test_a_correction_mends_the_row_and_adds_none(context, first):
    line = terms.history(context, POLIS).lines[0]
    terms.correct(
        context, POLIS, line.terms_id, replace(first, hours=Decimal(32), contract_type=ContractType.TEMPORARY)
    )
    (mended,) = lines(context)
    assert (mended.hours, mended.contract_type, mended.valid_from) == (32, ContractType.TEMPORARY, START)


def test_correcting_the_first_day_moves_the_start_of_the_employment(context, first):
    line = terms.history(context, POLIS).lines[0]
    terms.correct(context, POLIS, line.terms_id, replace(first, valid_from=date(2024, 5, 1)))
    card = people.dossier_of(context, POLIS).employment
    assert (card.start_date, card.years) == (date(2024, 5, 1), 2)
    undo.undo(context)
    assert people.dossier_of(context, POLIS).employment.start_date == START


def test_the_employment_began_before_its_first_absence(context, first):
    line = terms.history(context, POLIS).lines[0]
    late = replace(first, valid_from=date(2026, 3, 3))
    assert problems_of(terms.correct, context, POLIS, line.terms_id, late) == [
        Problem("start-after-absence", "valid_from", {"first": date(2026, 3, 2)})
    ]


def test_a_new_job_comes_with_it_and_goes_with_its_undo(context, first):
    terms.change(context, POLIS, replace(first, valid_from=SEPTEMBER, job="Directeur"), job_group="Leiding")
    assert lines(context)[-1].job == "Directeur"
    undo.undo(context)
    assert lines(context) == [first]
    with context.reading() as session:
        assert "Directeur" not in session.exec(select(Job.name)).all()
    undo.redo(context)
    assert lines(context)[-1].job == "Directeur"
    assert audit.verify_store(context.store).findings == ()


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(context, first):
    wrong = replace(first, valid_from=date(2025, 4, 1), hours=Decimal(61), unit_id=99, job=" ")
    assert problems_of(terms.change, context, POLIS, wrong) == [
        Problem("unknown-unit", "unit_id"),
        Problem("required", "job"),
        Problem("hours-out-of-range", "hours", {"limit": 60}),
        Problem("before-employment", "valid_from", {"start": START}),
        Problem("change-before-last-step", "valid_from", {"last": START}),
    ]
    assert lines(context) == [first]


def test_terms_of_somebody_else_are_not_corrected(context, first):
    other = terms.history(context, JANSEN).lines[0]
    assert problems_of(terms.correct, context, POLIS, other.terms_id, first) == [Problem("no-employment")]


def test_the_second_clerk_is_told_what_the_first_changed(context, first):
    seen = terms.history(context, POLIS).version
    terms.change(context, POLIS, replace(first, valid_from=SEPTEMBER, hours=Decimal(24)))
    now = terms.history(context, POLIS).version
    mine = replace(first, valid_from=date(2026, 10, 1), wage=Decimal(5000))
    found = problem_of(terms.change, context, POLIS, mine, seen=seen)
    assert found == changed_since(context, "terms.change", now, *found.details["changes"])
    assert FieldChange("employment_terms", "hours", None, Decimal("24.00")) in found.details["changes"]
    assert FieldChange("employment_terms", "valid_from", None, SEPTEMBER) in found.details["changes"]
    terms.change(context, POLIS, mine, seen=now)


def test_the_figures_follow_the_department_of_the_day(context, first):
    terms.change(context, POLIS, replace(first, valid_from=date(2026, 5, 1), unit_id=KANTOOR))
    asked = replace(reporting.defaults(context, "verzuimcijfers"), last_month=date(2026, 5, 1), months=2)
    found = {row.key: row.cells[3] for row in reporting.make(context, asked).rows}
    assert found[INKOMEN] > 0
    assert found[KANTOOR] > 0


def test_wages_are_shown_to_who_may_change_employments_alone(context):
    assert terms.history(context, POLIS).lines[0].terms.wage == 4000
    viewer = context_of(context.store, Role.VIEWER)
    assert terms.history(viewer, POLIS).lines[0].terms.wage is None


def test_who_is_authorised_for_one_department_hires_and_changes_for_its_employer(context, first):
    """The employer is known although the clerk may not see it."""
    own = context_of(context.store, units={INKOMEN})
    terms.change(own, POLIS, replace(first, valid_from=SEPTEMBER, hours=Decimal(30)))
    moved = replace(first, valid_from=date(2026, 10, 1), unit_id=KANTOOR)
    assert problems_of(terms.change, own, POLIS, moved) == [Problem("unknown-unit", "unit_id")]
    person = PersonData(PersonName("N.", "", "Nieuw"), date(1990, 1, 1))
    hired = hiring.add_employee(own, NewEmployee(person, INKOMEN, TODAY, "42200", Decimal(36)))
    with context.reading() as session:
        employments = session.exec(select(Employment).where(Employment.person_id == hired.person_id)).all()
        assert [employment.employer_id for employment in employments] == [1]
        rows = session.exec(select(EmploymentTerms).where(EmploymentTerms.employment_id == employments[0].id)).all()
        assert [str(row.full_time_hours) for row in rows] == ["36.86"]
