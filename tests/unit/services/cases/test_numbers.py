"""A case or dossier number that was shown once never names another, whatever is undone, wiped or opened again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.company import NOW, TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services.absence import absence, pregnancy
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.employment import hiring, leaving
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.people import people
from xstui.services.upkeep import audit, retention, undo
from xstui.store.opening import open_store

JANSEN, BERG, WIT = 2, 3, 4
DAY = date(2026, 6, 1)


@pytest.fixture
def other(context):
    return context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)


def hire(context, surname):
    data = PersonData(PersonName("A.", "", surname), date(1990, 1, 1))
    return hiring.add_employee(context, NewEmployee(data, 2, date(2026, 1, 1), "Bakker", Decimal(36), confirmed=True))


def test_a_case_number_that_was_undone_is_not_given_to_somebody_else(context, other):
    first = absence.report_sick(context, SickReport(JANSEN, DAY))
    undo.undo(context)
    second = absence.report_sick(other, SickReport(BERG, DAY))
    third = pregnancy.report_pregnancy(other, WIT, Pregnancy(TODAY + timedelta(days=100), 6))
    assert [first.case_no, second.case_no, third.case_no] == [100002, 100003, 100004]


def test_a_report_that_was_undone_is_done_again_under_its_own_number_after_another(context, other):
    absence.report_sick(context, SickReport(JANSEN, DAY))
    undo.undo(context)
    absence.report_sick(other, SickReport(BERG, DAY))
    undo.redo(context)
    numbers = [people.dossier_of(context, person).cases[0].case_no for person in (JANSEN, BERG)]
    assert numbers == [100002, 100003]
    assert audit.verify_store(context.store).findings == ()


def test_a_dossier_number_that_was_undone_is_not_given_to_somebody_else(context, other):
    first = hire(context, "Bakker")
    undo.undo(context)
    second = hire(other, "Visser")
    undo.redo(context)
    assert second.dossier_no == first.dossier_no + 1
    assert people.dossier_of(context, first.person_id).dossier_no == first.dossier_no


def test_numbers_are_kept_over_a_restart(context):
    absence.report_sick(context, SickReport(JANSEN, DAY))
    undo.undo(context)
    context.store.close()
    store = open_store(context.store.path, NOW)
    assert absence.report_sick(context_of(store), SickReport(BERG, DAY)).case_no == 100003
    store.close()


def test_numbers_are_kept_over_a_wipe(context):
    receipt = absence.report_sick(context, SickReport(JANSEN, DAY))
    absence.report_recovery(context, receipt.case_id, DAY)
    leaving.report_leaving(context, JANSEN, TODAY, LeavingReason.EMPLOYEE)
    later = context_of(context.store, today=date(2028, 7, 1))
    later = replace(later, actor=replace(later.actor, administrator=True))
    items = [item for item in retention.past_term(later) if item.name == "Jansen, A."]
    retention.wipe(later, items)
    assert people.dossier_of(context, 1).cases[0].case_no == 100001
    assert absence.report_sick(later, SickReport(BERG, DAY)).case_no == 100003


def test_a_number_that_was_refused_was_never_shown(context):
    both = [SickReport(JANSEN, DAY), SickReport(BERG, TODAY + timedelta(days=1))]
    future = Problem("date-in-future", "first_sick_day", {"latest": TODAY, "name": "Berg, J. van den"})
    assert problems_of(absence.report_all_sick, context, both) == [future]
    assert absence.report_sick(context, SickReport(BERG, DAY)).case_no == 100002
