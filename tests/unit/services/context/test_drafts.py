"""What was typed on a form that is not saved yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from tests import company
from tests.refusals import problems_of
from xstui.clock import FixedClock
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem
from xstui.services.context import drafts
from xstui.services.employment import leaving
from xstui.services.upkeep import retention
from xstui.store.tables import Draft

BERG, VRIES = 3, 5
LEFT = date(2026, 6, 5)


@pytest.fixture
def office(context):
    """The company at an administrator's context, with a clock that can be set."""
    return replace(context, actor=replace(context.actor, administrator=True), clock=FixedClock(company.TODAY))


def at(context, day):
    return replace(context, clock=FixedClock(day))


def test_a_draft_about_who_is_wiped_goes_too(office):
    drafts.keep_drafts(office, "LeavingScreen", [{"last_day": "1-7", "person": BERG}])
    drafts.keep_drafts(office, "EmployeeForm 3", [{"phone": "06-12345678"}])
    drafts.keep_drafts(office, "ReportSickScreen", [{"note": "Çelik gebeld", "people": [VRIES]}])
    leaving.report_leaving(office, BERG, LEFT, LeavingReason.EMPLOYEE)
    later = at(office, date(2028, 6, 6))
    retention.wipe(later, [item for item in retention.past_term(later) if item.row_id == BERG])
    with office.reading() as session:
        assert [draft.form for draft in session.exec(select(Draft)).all()] == ["ReportSickScreen"]


def test_a_form_that_stood_open_about_who_was_wiped_leaves_no_draft(office):
    leaving.report_leaving(office, BERG, LEFT, LeavingReason.EMPLOYEE)
    later = at(office, date(2028, 6, 6))
    retention.wipe(later, [item for item in retention.past_term(later) if item.row_id == BERG])
    gone = [Problem("no-person")]
    assert problems_of(drafts.keep_drafts, office, "LeavingScreen", [{"last_day": "1-7", "person": BERG}]) == gone
    assert problems_of(drafts.keep_drafts, office, f"EmployeeForm {BERG}", [{"phone": "06-12345678"}]) == gone
    assert (
        problems_of(drafts.keep_drafts, office, "ReportSickScreen", [{"people": [VRIES]}, {"people": [BERG]}]) == gone
    )
    drafts.keep_drafts(office, f"CorrectCaseScreen {VRIES} 4711", [{"first_sick_day": "1-7"}])
    drafts.keep_drafts(office, "EmployeeForm", [{"surname": "Nieuw", "person": None}])
    with office.reading() as session:
        kept = {draft.form for draft in session.exec(select(Draft)).all()}
    assert kept == {f"CorrectCaseScreen {VRIES} 4711", "EmployeeForm"}
