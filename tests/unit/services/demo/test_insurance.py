"""The demo company's insurance: what was paid is what the claim specification works out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.services.demo.companies import context_of, digest, made
from xstui.domain.figures import Period
from xstui.services.insurance import claims, participants, payouts, policies
from xstui.services.people import search
from xstui.store.tables import Payout, Policy, PolicyCover

TODAY = date(2026, 6, 8)
ALWAYS = Period(date(2020, 1, 1), date(2030, 1, 1))


def test_the_absence_policy_waits_ten_working_days_and_covers_70_percent(demo):
    [found] = search.resolve(demo, "Polis")
    insurance = policies.insurance_of(demo, found.person_id)
    assert insurance.is_insured
    [absence] = [line for line in insurance.policies if line.policy_no == "DEMO-0001"]
    assert absence.terms.waiting_days == 10
    assert [(step.weeks, step.percentage) for step in absence.terms.cover] == [(104, Decimal(70))]


def test_each_payout_is_what_the_claim_specification_says(demo):
    report = payouts.payouts_in_period(demo, ALWAYS)
    assert len(report.batches) == 8
    for batch in report.batches:
        paid, claimed = defaultdict(Decimal), defaultdict(Decimal)
        for line in batch.lines:
            paid[line.employee_name] += line.benefit
        for claim in claims.claims_of_month(demo, batch.lines[0].first).claims:
            claimed[claim.name] += sum((line.amount for line in claim.lines), Decimal(0))
        assert paid == {name: amount for name, amount in claimed.items() if amount}


def test_the_settlement_has_something_to_show(demo):
    found = participants.participants_of_year(demo, 2025)
    assert len(found.lines) == 18
    assert found.settlement is not None
    assert found.settlement.advance == Decimal(15_000)
    assert found.other_basis == 0


@pytest.mark.parametrize(("today", "batches"), [(date(2026, 3, 20), 5 + 1), (date(2024, 12, 31), 0)])
def test_nothing_was_paid_for_days_to_come(empty_template, tmp_path, today, batches):
    context = context_of(made(tmp_path / "demo.db", empty_template, today), today)
    found = payouts.payouts_in_period(context, ALWAYS).batches
    assert len(found) == batches
    assert all(line.last < today for batch in found for line in batch.lines)
    context.store.close()


def test_the_policies_and_payouts_are_those_of_before(demo):
    """Renew the digest where the demo is meant to be another."""
    assert digest(demo, Policy, PolicyCover, Payout) == (23, "4a54fda5d856e7f9")
