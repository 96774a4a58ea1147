"""The demo company's policies, and what its insurer has paid on them up to today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from xstui.domain.policies import parse_cover
from xstui.domain.unchecked import Unchecked
from xstui.store.tables import Payout, Policy, PolicyCover
from xstui.store.tables.base import RowValues
from xstui.store.unit import UnitOfWork

MONEY = ("maximum_wage", "estimated_wage_sum", "premium_percentage")


def write_insurance(
    unit: UnitOfWork, raw: Unchecked, employer_id: int, person_ids: Mapping[int, int], today: date
) -> None:
    """Write policies with their cover, and the payout lines of periods that are over."""
    for policy in raw["policies"]:
        _write_policy(unit, dict(policy), employer_id)
    for line in raw["payouts"]["rows"]:
        payout = _payout(line, employer_id, person_ids)
        if payout.period_end < today:
            unit.add(payout)


def _write_policy(unit: UnitOfWork, columns: RowValues, employer_id: int) -> None:
    steps = parse_cover(columns.pop("cover"))
    columns |= {name: Decimal(columns[name]) for name in MONEY if name in columns}
    policy = unit.add(Policy(employer_id=employer_id, **columns))
    for sequence, step in enumerate(steps):
        unit.add(PolicyCover(policy_id=policy.key, sequence=sequence, weeks=step.weeks, percentage=step.percentage))


def _payout(line: str, employer_id: int, person_ids: Mapping[int, int]) -> Payout:
    dossier_no, name, reference, policy_no, sick, first, last, benefit = line.split("|")
    return Payout(
        employer_id=employer_id,
        person_id=person_ids[int(dossier_no)],
        payout_reference=reference,
        policy_no=policy_no,
        employee_name=name,
        first_sick_day=date.fromisoformat(sick),
        period_start=date.fromisoformat(first),
        period_end=date.fromisoformat(last),
        benefit=Decimal(benefit),
    )
