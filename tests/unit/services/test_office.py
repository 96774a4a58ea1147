"""What an administrator sets for the office, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xstui.domain.absence import Step
from xstui.domain.problems import Refused
from xstui.domain.wages import SickPay, WageBasis
from xstui.services import absence, office, pay, undo
from xstui.services.absence import SickReport, WageAtStart
from xstui.services.office import Office
from xstui.services.settings import LOCK_MINUTES, lock_minutes

AGREED = SickPay(Decimal(100), Decimal(85), 2)


@pytest.fixture
def head(desk):
    return replace(desk, actor=replace(desk.actor, administrator=True))


def month(desk, case_id=1, day=date(2026, 6, 8)):
    wage = WageAtStart(WageBasis.GROSS_MONTH, Decimal(4000), verified=False)
    return pay.pay_at(desk, case_id, Step(day, Decimal(100)), wage)


def test_nothing_set_is_what_the_law_asks(head):
    assert office.office(head) == Office(LOCK_MINUTES, SickPay())


def test_what_is_set_holds_at_once_and_is_taken_back_by_one_undo(head):
    office.change_office(head, Office(5, AGREED))
    assert office.office(head) == Office(5, AGREED)
    assert lock_minutes(head.store) == 5
    assert (month(head).due, month(head).duty.agreed) == (Decimal("4000.00"), Decimal(100))
    assert month(head).waiting == (date(2026, 3, 2), date(2026, 3, 3))
    undo.undo(head)
    assert office.office(head) == Office(LOCK_MINUTES, SickPay())
    assert (month(head).due, month(head).waiting) == (Decimal("2800.00"), ())


def test_a_case_that_joins_another_has_no_waiting_days_of_its_own(head):
    office.change_office(head, Office(5, AGREED))
    absence.report_recovery(head, 1, date(2026, 5, 29))
    (receipt,) = absence.report_all_sick(head, [SickReport(1, date(2026, 6, 5))])
    assert month(head, receipt.case_id).waiting == ()


def test_all_that_is_wrong_is_said_at_once(head):
    with pytest.raises(Refused) as refused:
        office.change_office(head, Office(0, SickPay(Decimal(69), Decimal(101), 3)))
    assert [problem.field for problem in refused.value.problems] == [
        "lock_minutes",
        "first_year",
        "second_year",
        "waiting_days",
    ]
    assert office.office(head) == Office(LOCK_MINUTES, SickPay())
