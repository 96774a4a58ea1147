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


def test_a_draft_is_its_makers_alone_and_the_last_one_counts(office):
    drafts.keep_drafts(office, "EmployeeForm", [{"surname": "Een"}])
    drafts.keep_drafts(office, "EmployeeForm", [{"surname": "Twee"}, {"surname": "Een"}])
    found = drafts.draft_of(office, "EmployeeForm")
    assert found.contents == ({"surname": "Twee"}, {"surname": "Een"})
    assert (found.content, found.saved_at) == ({"surname": "Twee"}, office.clock.now())
    assert drafts.draft_of(office, "LeavingScreen") is None
    assert drafts.draft_of(replace(office, actor=replace(office.actor, account_id=2)), "EmployeeForm") is None


def test_a_draft_goes_where_it_is_dropped_or_nothing_is_kept(office):
    for forget in (drafts.drop_draft, lambda context, form: drafts.keep_drafts(context, form, [])):
        drafts.keep_drafts(office, "EmployeeForm", [{"surname": "Een"}])
        drafts.keep_drafts(office, "LeavingScreen", [{"last_day": "1-7"}])
        forget(office, "EmployeeForm")
        assert drafts.draft_of(office, "EmployeeForm") is None
        assert drafts.draft_of(office, "LeavingScreen").content == {"last_day": "1-7"}


def test_the_people_of_a_draft_are_those_taken_on_it():
    assert drafts.people_in({"person": 3, "people": [4, 5]}) == {3, 4, 5}
    assert drafts.people_in({"person": None, "people": None}) == drafts.people_in({}) == frozenset()


def test_drafts_about_people_go_by_number_and_by_surname(office):
    kept = {"PregnancyForm 7": {"due_date": "1-9"}, "Search": {"words": "çelik"}, "Other": {"note": "Polis"}}
    for form, content in kept.items():
        drafts.keep_drafts(office, form, [content])
    with office.store.scratch() as connection:
        drafts.drop_about(connection, [7], ["Polis, V."])
    assert [form for form in kept if drafts.draft_of(office, form)] == ["Search"]
