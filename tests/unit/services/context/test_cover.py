"""Cover is what the policies say on the first sick day; both ways of leaving sick follow from it alone (M§5.4)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from tests import insured
from tests.unit.services.insurance.self_insurers import at, open_tasks, self_insurer
from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.leaving import LeavingReason, kind_on
from xstui.domain.policies import Cover, PolicySpan
from xstui.domain.retention import Keeping
from xstui.services import home
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.context.cover import cover_of
from xstui.services.employment import leaving
from xstui.services.people import people
from xstui.services.upkeep import retention
from xstui.store.tables import AbsenceCase, Employment

POLIS, BERG = 1, 3
FIRST = date(2026, 3, 2)


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


def test_what_is_set_counts_for_that_employer_alone(context):
    other = insured.second_employer(context)
    with context.reading() as session:
        assert cover_of(session, 1).decided == {CaseKind.ABSENCE, CaseKind.WGA}
        assert cover_of(session, other).decided == frozenset()
        assert cover_of(session, 99) == Cover((), frozenset())
