"""The policies that a dossier shows, and the employers that somebody may ask of."""

from __future__ import annotations

from datetime import date

from tests.company import context_of
from tests.insured import change, insure, second_employer
from tests.refusals import problems_of
from xstui.domain.absence import CaseKind
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.domain.wages import WageBasis
from xstui.services.insurance import policies
from xstui.store.tables import EmploymentTerms


def test_F28_without_a_policy_the_basis_is_that_of_the_wage(context):
    found = policies.insurance_of(context, 1)
    assert (found.policies, found.wage_basis, found.is_insured) == ((), WageBasis.GROSS_MONTH, False)
    change(context, EmploymentTerms, 1, wage_basis="sv-year")
    assert policies.insurance_of(context, 1).wage_basis is WageBasis.SV_YEAR


def test_F28_a_policy_tells_the_basis(context):
    insure(context, wage_basis="gross-four-weeks")
    found = policies.insurance_of(context, 1)
    assert (found.wage_basis, found.is_insured) == (WageBasis.GROSS_FOUR_WEEKS, True)


def test_policies_that_have_ended_come_last_and_insure_nobody(context):
    insure(context, policy_no="OLD", ends_on=date(2025, 12, 31))
    assert not policies.insurance_of(context, 1).is_insured
    insure(context, policy_no="WGA", insurance_type="wga", starts_on=date(2024, 1, 1))
    found = policies.insurance_of(context, 1)
    assert [line.policy_no for line in found.policies] == ["WGA", "OLD"]
    assert not found.is_insured


def test_another_employers_policy_is_not_shown(context):
    insure(context, employer_id=second_employer(context))
    assert policies.insurance_of(context, 1).policies == ()


def test_the_policy_of_a_day_and_kind(context):
    insure(context, policy_no="OLD", ends_on=date(2025, 12, 31))
    insure(context, policy_no="NEW", starts_on=date(2026, 1, 1))
    with context.reading() as session:
        lines = policies.policies_of(session, 1)
    assert policies.holding(lines, CaseKind.ABSENCE, date(2025, 12, 31)).policy_no == "OLD"
    assert policies.holding(lines, CaseKind.ABSENCE, date(2026, 1, 1)).policy_no == "NEW"
    assert policies.holding(lines, CaseKind.ABSENCE, date(2024, 12, 31)) is None
    assert policies.holding(lines, CaseKind.WGA, date(2026, 1, 1)) is None


def test_who_may_see_neither_policies_nor_the_person_is_refused(context):
    role = Problem("not-allowed", "", {"role": Role.PAYROLL})
    assert problems_of(policies.insurance_of, context_of(context.store, role=Role.PAYROLL), 1) == [role]
    assert problems_of(policies.insurance_of, context_of(context.store, units=[3]), 1) == [Problem("other-unit")]
    assert problems_of(policies.insurance_of, context, 999) == [Problem("no-person")]
