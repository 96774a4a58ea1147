"""Own risk that an administrator sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.insured import second_employer
from tests.refusals import problems_of
from tests.unit.services.insurance.self_insurers import open_tasks
from xstui.domain.absence import CaseKind
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem
from xstui.services.context import organisation
from xstui.services.employment import leaving
from xstui.services.insurance import own_risk
from xstui.services.upkeep import undo
from xstui.services.upkeep.audit import verify_store

POLIS, BERG = 1, 3


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


def test_an_employer_without_master_data_has_nothing_set(office):
    other = second_employer(office)
    everything = replace(office, actor=replace(office.actor, unit_ids=None))
    covers = {one.employer_id: (one.decided, one.version) for one in own_risk.employer_covers(everything)}
    assert covers[other] == (frozenset(), None)
    own_risk.change_cover(everything, other, frozenset({CaseKind.WGA}), seen=None)
    changed = {one.employer_id: one.decided for one in own_risk.employer_covers(everything)}
    assert changed == {1: frozenset(), other: {CaseKind.WGA}}
