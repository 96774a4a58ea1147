"""What an administrator sets for the office, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.refusals import problems_of
from xstui.domain.absence import Step
from xstui.domain.problems import Problem
from xstui.domain.wages import SickPay, WageBasis
from xstui.services.absence import absence, office_settings, pay
from xstui.services.absence.absence import SickReport, WageAtStart
from xstui.services.absence.office_settings import OfficeSettings
from xstui.services.context.settings import LOCK_MINUTES, lock_minutes
from xstui.services.upkeep import undo
from xstui.store.tables import Setting

AGREED = SickPay(Decimal(100), Decimal(85), 2)


@pytest.fixture
def head(context):
    return replace(context, actor=replace(context.actor, administrator=True))


def month(context, case_id=1, day=date(2026, 6, 8)):
    wage = WageAtStart(WageBasis.GROSS_MONTH, Decimal(4000), verified=False)
    return pay.pay_at(context, case_id, Step(day, Decimal(100)), wage)


def set_anew(head, wanted):
    office_settings.change_settings(head, wanted, seen=office_settings.settings(head))


def test_nothing_set_is_what_the_law_asks(head):
    assert office_settings.settings(head) == OfficeSettings(LOCK_MINUTES, SickPay())


def test_what_is_set_holds_at_once_and_is_taken_back_by_one_undo(head):
    set_anew(head, OfficeSettings(5, AGREED))
    assert office_settings.settings(head) == OfficeSettings(5, AGREED)
    assert lock_minutes(head.store) == 5
    assert (month(head).due, month(head).duty.agreed) == (Decimal("4000.00"), Decimal(100))
    assert month(head).waiting == (date(2026, 3, 2), date(2026, 3, 3))
    undo.undo(head)
    assert office_settings.settings(head) == OfficeSettings(LOCK_MINUTES, SickPay())
    assert (month(head).due, month(head).waiting) == (Decimal("2800.00"), ())


def test_a_case_that_joins_another_has_no_waiting_days_of_its_own(head):
    set_anew(head, OfficeSettings(5, AGREED))
    absence.report_recovery(head, 1, date(2026, 5, 29))
    (receipt,) = absence.report_all_sick(head, [SickReport(1, date(2026, 6, 5))])
    assert month(head, receipt.case_id).waiting == ()


def test_all_that_is_wrong_is_said_at_once(head):
    """The law asks for 70 % at least and allows two waiting days (BW 7:629 paragraphs 1 and 9)."""
    percents = {"low": 70, "high": 100}
    assert problems_of(set_anew, head, OfficeSettings(0, SickPay(Decimal(69), Decimal(101), 3))) == [
        Problem("number-outside", "lock_minutes", {"low": 1, "high": 60}),
        Problem("number-outside", "first_year", percents),
        Problem("number-outside", "second_year", percents),
        Problem("number-outside", "waiting_days", {"low": 0, "high": 2}),
    ]
    assert office_settings.settings(head) == OfficeSettings(LOCK_MINUTES, SickPay())


def test_another_administrators_change_is_not_overwritten(head):
    seen = office_settings.settings(head)
    set_anew(head, OfficeSettings(3, SickPay()))
    assert problems_of(office_settings.change_settings, head, OfficeSettings(LOCK_MINUTES, AGREED), seen=seen) == [
        Problem("changed-since")
    ]
    assert office_settings.settings(head) == OfficeSettings(3, SickPay())


def test_who_is_no_administrator_any_more_does_not_take_it_back(head, context):
    set_anew(head, OfficeSettings(3, SickPay()))
    assert problems_of(undo.undo, replace(head, actor=replace(head.actor, administrator=False))) == [
        Problem("administrators-only")
    ]
    assert lock_minutes(context.store) == 3


def test_a_case_of_one_day_leaves_a_waiting_day_to_the_one_that_joins_it(head):
    """BW 7:629 paragraphs 9 and 10: periods that count as one have two waiting days together."""
    set_anew(head, OfficeSettings(5, AGREED))
    (short,) = absence.report_all_sick(head, [SickReport(2, date(2026, 5, 11))])
    absence.report_recovery(head, short.case_id, date(2026, 5, 11))
    (later,) = absence.report_all_sick(head, [SickReport(2, date(2026, 5, 20))])
    assert month(head, short.case_id).waiting == (date(2026, 5, 11),)
    assert month(head, later.case_id).waiting == (date(2026, 5, 20),)


def test_a_setting_that_stays_as_it_was_leaves_its_row_alone(head):
    set_anew(head, OfficeSettings(5, AGREED))

    def versions():
        with head.reading() as session:
            return {row.name: (row.version, row.value) for row in session.exec(select(Setting)).all()}

    before = versions()
    set_anew(head, OfficeSettings(6, AGREED))
    changed = {name: after[1] for name, after in versions().items() if after != before[name]}
    assert changed == {"lock_minutes": "6"}
