"""Settings as they are read from the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xstui.domain.absence import Step
from xstui.domain.wages import SickPay, WageBasis
from xstui.services.absence import office, pay
from xstui.services.absence.absence import WageAtStart
from xstui.services.absence.office import Office
from xstui.services.context.settings import LOCK_MINUTES, lock_minutes
from xstui.store.tables import Setting

AGREED = SickPay(Decimal(100), Decimal(85), 2)


@pytest.fixture
def head(context):
    return replace(context, actor=replace(context.actor, administrator=True))


def month(context, case_id=1, day=date(2026, 6, 8)):
    wage = WageAtStart(WageBasis.GROSS_MONTH, Decimal(4000), verified=False)
    return pay.pay_at(context, case_id, Step(day, Decimal(100)), wage)


def set_anew(head, wanted):
    office.change_office(head, wanted, seen=office.office(head))


@pytest.mark.parametrize("junk", ["", "junk", "85,5", "NaN", "-1", "0", "999", "1e2", "2.555"])
def test_what_the_program_never_wrote_counts_as_not_set(head, junk):
    with head.unit("test") as unit:
        for name in ("lock_minutes", "sick_pay_first_year", "sick_pay_second_year", "waiting_days"):
            unit.add(Setting(name=name, value=junk))
    assert office.office(head) == Office(LOCK_MINUTES, SickPay())
    assert lock_minutes(head.store) == LOCK_MINUTES
    assert month(head).due == Decimal("2800.00")
    set_anew(head, Office(5, AGREED))
    assert office.office(head) == Office(5, AGREED)
