"""A session in an open program: every unit of work, reading too, goes by the rights of now, for twelve hours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.company import PASSWORD, REFERENCE, TODAY
from tests.refusals import problems_of
from xstui.clock import FixedClock
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services import reporting
from xstui.services.absence import absence, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.access import sign_in
from xstui.services.access.sign_in import SignInContext
from xstui.services.access.user_session import UserSession
from xstui.services.context.context import Context
from xstui.services.employment.settling import settle
from xstui.services.security import secrets
from xstui.store.tables import Account, AccountUnit, OrgUnit
from xstui.store.unit import EntryMeta

HOUR = 3600.0


@dataclass
class Running(FixedClock):
    """A clock whose seconds can be moved while the day stands still."""

    later: float = 0

    def ticks(self):
        return super().ticks() + self.later


@pytest.fixture
def at_work(context):
    """The context of an administrator who has just signed in."""
    clock = Running(TODAY)
    context = SignInContext(context.store, clock)
    pending = sign_in.check_password(context, "combi", PASSWORD)
    actor = sign_in.check_token(context, pending, secrets.token_now(pending.totp_secret, clock.ticks())).actor
    return Context(context.store, clock, actor, REFERENCE, UserSession(actor, clock.ticks()), settle)


def change(store, act, username="combi"):
    """Change an account as an administrator at another machine does."""
    from sqlmodel import select

    with store.unit(EntryMeta("test", "test", FixedClock(TODAY).now(), undoable=False)) as unit:
        act(unit.session, unit.session.exec(select(Account).where(Account.username == username)).one())


def end(_session, account):
    account.ends_on = TODAY


def set_role(_session, account):
    account.role = Role.VIEWER


def take_administration(_session, account):
    account.administrator = False


def narrow(session, account):
    from sqlmodel import select

    row = session.exec(select(AccountUnit).where(AccountUnit.account_id == account.key)).one()
    row.unit_id = session.exec(select(OrgUnit.id).where(OrgUnit.name == "Kantoor")).one()


def reset(_session, account):
    account.must_change = True


CHANGES = [
    (end, "login-ended"),
    (set_role, "rights-changed"),
    (take_administration, "rights-changed"),
    (narrow, "rights-changed"),
    (reset, "must-change-password"),
]


@pytest.mark.parametrize(("act", "code"), CHANGES, ids=lambda given: getattr(given, "__name__", None))
def test_what_was_taken_away_works_no_longer_in_an_open_program(at_work, act, code):
    assert tasks.open_tasks(at_work)
    change(at_work.store, act)
    assert problems_of(tasks.open_tasks, at_work) == [Problem(code)]
    assert problems_of(absence.report_sick, at_work, SickReport(2, TODAY)) == [Problem(code)]
    with at_work.store.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM absence_case").scalar() == 1


def test_rights_are_read_again_once_logins_or_units_were_changed_and_for_nothing_else(at_work, monkeypatch):
    read = []
    check = UserSession._check_rights
    monkeypatch.setattr(UserSession, "_check_rights", lambda *given: read.append(1) or check(*given))
    tasks.open_tasks(at_work)
    absence.report_sick(at_work, SickReport(2, TODAY))
    tasks.open_tasks(at_work)
    assert len(read) == 1
    change(at_work.store, narrow)
    absence.report_sick(replace(at_work, session=None), SickReport(5, TODAY))
    assert problems_of(tasks.open_tasks, at_work) == [Problem("rights-changed")]
    assert len(read) == 2


def test_a_login_that_ends_today_ends_with_the_day_before(at_work):
    change(at_work.store, lambda _session, account: setattr(account, "ends_on", TODAY + timedelta(days=1)))
    assert tasks.open_tasks(at_work)
    at_work.clock.day += timedelta(days=1)
    at_work.clock.later = -24 * HOUR + 1
    assert problems_of(tasks.open_tasks, at_work) == [Problem("login-ended")]


def test_a_department_that_is_added_takes_nothing_away(at_work):
    def add(session, _account):
        top = session.get_one(OrgUnit, 1)
        session.add(OrgUnit(kind="department", name="Nieuw", parent_id=top.key))

    change(at_work.store, add)
    assert tasks.open_tasks(at_work)


def test_a_table_on_the_screen_makes_no_file_once_the_rights_are_gone(at_work, tmp_path):
    table = reporting.make(at_work, reporting.parameters_from(at_work, "werknemersbestand", {}))
    change(at_work.store, narrow)
    path = tmp_path / "r.csv"
    assert problems_of(reporting.export, at_work, table, "csv", path) == [Problem("rights-changed")]
    assert not path.exists()


@pytest.mark.parametrize("hours", [0, 11.99])
def test_a_session_lasts_twelve_hours(at_work, hours):
    at_work.clock.later = hours * HOUR
    assert tasks.open_tasks(at_work)


@pytest.mark.parametrize("hours", [12, 30, -0.01])
def test_after_that_nothing_is_read_or_written(at_work, hours):
    assert tasks.open_tasks(at_work)
    at_work.clock.later = hours * HOUR
    assert problems_of(tasks.open_tasks, at_work) == [Problem("session-over")]
    assert problems_of(absence.report_sick, at_work, SickReport(2, TODAY)) == [Problem("session-over")]


def test_the_rights_are_read_once_for_each_state_of_the_journal(at_work, monkeypatch):
    read = []
    monkeypatch.setattr(UserSession, "_check_rights", lambda *_: read.append(1))
    session = UserSession(at_work.actor, at_work.clock.ticks())
    busy = replace(at_work, session=session)
    for _ in range(3):
        tasks.open_tasks(busy)
    change(at_work.store, lambda _session, account: setattr(account, "phone", "0612345678"), "viewer")
    tasks.open_tasks(busy)
    assert len(read) == 2


def test_unlocking_reads_the_rights_again(at_work):
    context = SignInContext(at_work.store, at_work.clock)
    change(at_work.store, set_role)
    pending = sign_in.check_password(context, "combi", PASSWORD)
    assert sign_in.readmit(context, pending).role is Role.VIEWER
    change(at_work.store, reset)
    reset_pending = sign_in.check_password(context, "combi", PASSWORD)
    assert problems_of(sign_in.readmit, context, reset_pending) == [Problem("must-change-password")]
