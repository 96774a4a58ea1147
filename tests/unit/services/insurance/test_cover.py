"""Cover is what the policies say on the first sick day; both ways of leaving sick follow from it alone (M§5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests import company, insured
from tests.refusals import problems_of
from xstui.clock import FixedClock
from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.leaving import LeavingReason, kind_on
from xstui.domain.policies import Cover, PolicySpan
from xstui.domain.problems import Problem
from xstui.domain.retention import Keeping
from xstui.services import home
from xstui.services.absence import absence, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.context import organisation
from xstui.services.employment import leaving
from xstui.services.insurance import own_risk
from xstui.services.people import people
from xstui.services.upkeep import retention, undo
from xstui.services.upkeep.audit import verify_store
from xstui.store.journal import entries
from xstui.store.tables import AbsenceCase, EmployerDetails, Employment, Task

POLIS, BERG = 1, 3
FIRST = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture
def office(context):
    """The company at an administrator's context, without anything set for it."""
    with context.unit("test") as unit:
        details = unit.session.exec(select(EmployerDetails)).one()
        details.insured_absence = details.insured_wga = False
    return replace(context, actor=replace(context.actor, administrator=True))


def at(context, day):
    return replace(context, clock=FixedClock(day), kept={})


def self_insurer(context, starts_on=date(2025, 1, 1), ends_on=None, kind=CaseKind.SICKNESS_ACT):
    insured.insure(context, insurance_type=kind, starts_on=starts_on, ends_on=ends_on, policy_no=f"{kind}-1")


def open_tasks(context, *wanted):
    with context.reading() as session:
        rows = session.exec(select(Task).where(Task.closed_as == "", Task.case_id == 1)).all()
        return {task.code for task in rows} & set(wanted)


def test_cover_holds_by_a_policy_on_the_day_or_by_what_is_set():
    span = PolicySpan(date(2025, 1, 1), date(2026, 5, 31))
    cover = Cover(((CaseKind.SICKNESS_ACT, span),), frozenset({CaseKind.WGA}))
    assert cover.holds(CaseKind.SICKNESS_ACT, date(2026, 5, 31))
    assert not cover.holds(CaseKind.SICKNESS_ACT, date(2026, 6, 1))
    assert not cover.holds(CaseKind.ABSENCE, date(2026, 5, 31))
    assert cover.holds(CaseKind.WGA, date(1999, 1, 1))


def test_who_is_sick_after_the_policy_ended_is_for_uwv(office):
    self_insurer(office, ends_on=date(2026, 5, 31))
    absence.report_sick(office, SickReport(BERG, date(2026, 6, 4)))
    found = leaving.outlook(office, BERG, date(2026, 6, 7)).case
    assert (found.insured, found.ends_now) == (False, True)
    sick_before = leaving.outlook(office, POLIS, date(2026, 6, 7)).case
    assert (sick_before.insured, sick_before.ends_now) == (True, False)


def test_in_joined_cases_the_first_sick_day_of_the_first_counts(office):
    self_insurer(office, ends_on=date(2026, 5, 1))
    (case,) = people.dossier_of(office, POLIS).cases
    absence.report_recovery(office, case.case_id, date(2026, 5, 20))
    absence.report_sick(office, SickReport(POLIS, date(2026, 6, 1)))
    assert leaving.outlook(office, POLIS, date(2026, 6, 7)).case.insured


def test_what_leaves_under_own_risk_counts_as_sickness_act_everywhere(office):
    self_insurer(office)
    assert home.home(office).running == {CaseKind.ABSENCE: 1, CaseKind.SICKNESS_ACT: 0}
    leaving.report_leaving(office, POLIS, date(2026, 6, 5), LeavingReason.CONTRACT_ENDED)
    assert open_tasks(office, "T17", "T18") == {"T17"}
    (case,) = people.dossier_of(office, POLIS).cases
    assert (case.last_sick_day, case.kind, case.left_on) == (None, CaseKind.SICKNESS_ACT, date(2026, 6, 5))
    assert home.home(office).running == {CaseKind.ABSENCE: 0, CaseKind.SICKNESS_ACT: 1}
    (line,) = home.running_cases(office, (CaseKind.SICKNESS_ACT,))
    assert (line.person_id, line.line.kind) == (POLIS, CaseKind.SICKNESS_ACT)
    assert home.running_cases(office, (CaseKind.ABSENCE,)) == []
    assert retention.past_term(at(office, date(2040, 1, 1))) == []
    absence.report_recovery(office, case.case_id, date(2026, 6, 7))
    (item,) = retention.past_term(at(office, date(2031, 6, 8)))
    assert (item.row_id, item.keeping, item.due) == (POLIS, Keeping.SICKNESS_ACT, date(2031, 6, 8))


def test_an_announced_leaving_ends_the_case_on_its_day_without_cover(office):
    last = date(2026, 6, 15)
    leaving.report_leaving(office, POLIS, last, LeavingReason.EMPLOYEE)
    on_the_day, after = at(office, last), at(office, last + DAY)
    assert people.dossier_of(on_the_day, POLIS).open_case.case_no == 100001
    assert home.home(after).absent == 0
    (to_report,) = tasks.open_tasks(after)
    assert (to_report.due, to_report.actor, to_report.case_ended) == (last, "WG", last)  # to UWV, ZW 38:2
    (case,) = people.dossier_of(after, POLIS).cases
    assert (case.last_sick_day, case.end_reason, case.kind) == (last, EndReason.LEFT, CaseKind.ABSENCE)
    with office.reading() as session:
        entry = session.connection().execute(select(entries).where(entries.c.use_case == "leaving.settle")).one()
    assert (entry.who, entry.account_id, entry.person_id, entry.undoable) == ("xstui", None, POLIS, False)
    assert verify_store(office.store).findings == ()
    (item,) = retention.past_term(at(office, date(2028, 6, 16)))
    assert (item.row_id, item.due, item.keeping) == (POLIS, date(2028, 6, 16), Keeping.ORDINARY)


def test_an_announced_leaving_that_was_undone_ends_nothing(office):
    leaving.report_leaving(office, POLIS, date(2026, 6, 15), LeavingReason.EMPLOYEE)
    undo.undo(office)
    assert people.dossier_of(at(office, date(2026, 7, 1)), POLIS).open_case.case_no == 100001


def test_an_announced_leaving_under_own_risk_goes_on_as_sickness_act(office):
    self_insurer(office)
    leaving.report_leaving(office, POLIS, date(2026, 6, 15), LeavingReason.EMPLOYEE)
    assert people.dossier_of(at(office, date(2026, 6, 15)), POLIS).open_case.kind is CaseKind.ABSENCE
    assert people.dossier_of(at(office, date(2026, 6, 16)), POLIS).open_case.kind is CaseKind.SICKNESS_ACT


def test_own_risk_without_a_policy_is_set_by_an_administrator_and_undone(office):
    leaving.report_leaving(office, POLIS, date(2026, 6, 15), LeavingReason.EMPLOYEE)
    assert open_tasks(office, "T17", "T18") == {"T18"}
    (found,) = own_risk.employer_covers(office)
    own_risk.change_cover(office, found.employer_id, frozenset({CaseKind.SICKNESS_ACT}), seen=found.version)
    assert organisation.master_data(office, 1)[1]["insured_sickness_act"] is True
    assert leaving.outlook(office, POLIS, date(2026, 6, 7)).case.insured
    assert open_tasks(office, "T17", "T18") == {"T17"}
    undo.undo(office)
    assert open_tasks(office, "T17", "T18") == {"T18"}
    assert verify_store(office.store).findings == ()


def test_own_risk_of_an_unknown_employer_or_by_another_than_an_administrator_is_refused(office):
    everything = frozenset({CaseKind.SICKNESS_ACT})
    no_longer = replace(office, actor=replace(office.actor, administrator=False))
    found = problems_of(own_risk.change_cover, no_longer, 1, everything, seen=None)
    assert found == [Problem("administrators-only")]
    known = {"known": ("TESTBEDRIJF_Voorbeeld",)}
    found = problems_of(own_risk.change_cover, office, 2, everything, seen=None)
    assert found == [Problem("unknown-employer", "employer", known)]


@pytest.mark.parametrize(
    ("kind", "last", "end", "counts_as"),
    [
        (CaseKind.ABSENCE, None, None, CaseKind.ABSENCE),
        (CaseKind.ABSENCE, None, date(2026, 6, 8), CaseKind.ABSENCE),
        (CaseKind.ABSENCE, None, date(2026, 6, 7), CaseKind.SICKNESS_ACT),
        (CaseKind.ABSENCE, date(2026, 6, 7), date(2026, 6, 7), CaseKind.ABSENCE),
        (CaseKind.WGA, None, date(2026, 6, 7), CaseKind.WGA),
        (CaseKind.PREGNANCY, None, date(2026, 6, 7), CaseKind.PREGNANCY),
    ],
)
def test_an_absence_that_outlives_its_employment_counts_as_sickness_act(kind, last, end, counts_as):
    assert kind_on(kind, last, end, date(2026, 6, 8)) is counts_as


def test_a_case_of_long_ago_that_was_left_open_ends_too(office):
    with office.unit("test") as unit:
        case = unit.session.exec(select(AbsenceCase)).one()
        employment = unit.session.get_one(company.Employment, case.employment_id)
        employment.end_date, employment.end_reason = date(2026, 3, 31), LeavingReason.DECEASED
    (line,) = people.dossier_of(at(office, company.TODAY), POLIS).cases
    assert (line.last_sick_day, line.end_reason) == (date(2026, 3, 31), EndReason.DECEASED)


def test_with_two_policies_in_a_year_each_case_is_kept_by_the_one_of_its_first_day(office):
    self_insurer(office, starts_on=date(2025, 9, 1), ends_on=date(2026, 3, 31))
    insured.insure(
        office, insurance_type=CaseKind.SICKNESS_ACT, starts_on=date(2026, 5, 1), ends_on=None, policy_no="newer"
    )
    days = {
        BERG: date(2026, 3, 31),
        BERG + 1: date(2026, 4, 1),
        BERG + 2: date(2026, 4, 30),
        BERG + 3: date(2026, 5, 1),
    }
    for person, day in days.items():
        absence.report_sick(at(office, day), SickReport(person, day))
        with office.unit("test") as unit:
            case = unit.session.exec(select(AbsenceCase).where(AbsenceCase.person_id == person)).one()
            case.last_sick_day, case.end_reason = date(2026, 6, 5), EndReason.LEFT
            unit.session.get_one(Employment, person).end_date = date(2026, 6, 5)
    items = retention.past_term(at(office, date(2031, 6, 6)))
    assert {item.row_id: (item.keeping, item.due) for item in items if item.row_id in days} == {
        BERG: (Keeping.SICKNESS_ACT, date(2031, 6, 6)),
        BERG + 1: (Keeping.ORDINARY, date(2028, 6, 6)),
        BERG + 2: (Keeping.ORDINARY, date(2028, 6, 6)),
        BERG + 3: (Keeping.SICKNESS_ACT, date(2031, 6, 6)),
    }
