"""Settings as they are read from the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import PASSWORD
from xstui.domain.absence import Step
from xstui.domain.wages import SickPay, WageBasis
from xstui.services.absence import office_settings, pay
from xstui.services.absence.absence import WageAtStart
from xstui.services.absence.office_settings import OfficeSettings
from xstui.services.context.settings import LOCK_MINUTES, DemoLogin, demo_login, is_demo, lock_minutes, setting
from xstui.services.security import secrets
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


@pytest.mark.parametrize("junk", ["", "junk", "85,5", "NaN", "-1", "0", "999", "1e2", "2.555"])
def test_what_the_program_never_wrote_counts_as_not_set(head, junk):
    with head.unit("test") as unit:
        for name in ("lock_minutes", "sick_pay_first_year", "sick_pay_second_year", "waiting_days"):
            unit.add(Setting(name=name, value=junk))
    assert office_settings.settings(head) == OfficeSettings(LOCK_MINUTES, SickPay())
    assert lock_minutes(head.store) == LOCK_MINUTES
    assert month(head).due == Decimal("2800.00")
    set_anew(head, OfficeSettings(5, AGREED))
    assert office_settings.settings(head) == OfficeSettings(5, AGREED)


@pytest.mark.parametrize(
    ("text", "minutes"), [("1", 1), ("60", 60), ("61", LOCK_MINUTES), ("05", 5), ("", LOCK_MINUTES)]
)
def test_the_minutes_to_the_lock_are_those_set_within_an_hour(context, text, minutes):
    with context.unit("test") as unit:
        unit.add(Setting(name="lock_minutes", value=text))
    assert lock_minutes(context.store) == minutes
    assert setting(context.store, "lock_minutes") == text
    assert setting(context.store, "nothing") == ""


def test_a_demo_tells_how_to_sign_in_and_another_store_does_not(context):
    login = demo_login(context.store)
    assert (login.username, login.password, login.totp_secret) == ("combi", PASSWORD, "A" * 32)
    with context.unit("test") as unit:
        unit.session.exec(select(Setting).where(Setting.name == "demo")).one().value = "no"
    assert (is_demo(context.store), demo_login(context.store)) == (False, None)


def test_the_token_of_a_demo_is_one_that_is_accepted_still():
    step = secrets.STEP_SECONDS
    login = DemoLogin("sam", "x", "A" * 32)
    token = {at: secrets.token_now("A" * 32, at * step) for at in (100, 101, 102)}
    assert login.token(100 * step) == token[100]
    assert replace(login, last_step=100).token(100 * step) == token[101]
    assert replace(login, last_step=109).token(100 * step) == token[101], "no further ahead than is accepted"
    assert (login.seconds_left(100 * step), login.seconds_left(101 * step - 1)) == (step, 1)
