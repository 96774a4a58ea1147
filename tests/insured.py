"""Insurance for tests: a policy of the small company, and lines that were paid on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.company import NOW
from xstui.store.tables import OrgUnit, Payout, Policy, PolicyCover
from xstui.store.unit import EntryMeta

EMPLOYER = 1
POLICY_NO = "TEST-0001"


def registration(context, name="test"):
    return context.store.unit(EntryMeta(name, "xstui", NOW, undoable=False))


def insure(context, cover=((104, "70"),), **columns):
    """Write a policy: ten waiting days, 70 % for 104 weeks, unless said otherwise."""
    usual = {"employer_id": EMPLOYER, "policy_no": POLICY_NO, "starts_on": date(2025, 1, 1), "waiting_days": 10}
    with registration(context) as unit:
        policy = unit.add(Policy(**usual | columns))
        for number, (weeks, percentage) in enumerate(cover):
            unit.add(PolicyCover(policy_id=policy.key, sequence=number, weeks=weeks, percentage=Decimal(percentage)))
        return policy.key


def paid(context, reference, benefit, person_id=1, **columns):
    """Write a line that was paid."""
    usual = {
        "employer_id": EMPLOYER,
        "person_id": person_id,
        "payout_reference": reference,
        "policy_no": POLICY_NO,
        "employee_name": "Polis, V.",
        "first_sick_day": date(2026, 3, 2),
        "period_start": date(2026, 3, 16),
        "period_end": date(2026, 3, 31),
        "benefit": Decimal(benefit),
    }
    with registration(context) as unit:
        unit.add(Payout(**usual | columns))


def change(context, table, key, **columns):
    """Change a row behind the services' back."""
    with registration(context) as unit:
        row = unit.session.get_one(table, key)
        for name, value in columns.items():
            setattr(row, name, value)


def second_employer(context, name="Tweede BV"):
    """Write another employer; return its number."""
    with registration(context) as unit:
        return unit.add(OrgUnit(kind="employer", name=name, code="T2")).key
