"""Logins of colleagues (manual section 1.3), on an encrypted store."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.company import REFERENCE
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.problems import Refused
from xstui.domain.roles import Role
from xstui.services import accounts, secrets, sign_in
from xstui.services.accounts import NewLogin
from xstui.services.keys import vault
from xstui.services.setup import NewStore, make_store

TODAY = date(2026, 6, 8)
NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)
FIRST = "kruiwagen tulp negen brug"
SECOND = "paraplu kerktoren dijk zes"
THIRD = "lantaarn sloot vijver acht"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    for name in ("hash_secret", "seal"):
        real = getattr(secrets, name)
        monkeypatch.setattr(
            secrets,
            name,
            lambda *args, real=real: real(*args[: 1 if real.__name__ == "hash_secret" else 2], secrets.LIGHT),
        )


@pytest.fixture
def made(tmp_path):
    """A new encrypted store with its first administrator, and the recovery key."""
    path = tmp_path / "x.db"
    wanted = NewStore("Voorbeeld B.V.", "sam", "Sam Bakker", FIRST, ("Inkomen", "Kantoor"))
    recovery = make_store(path, FixedClock(TODAY), REFERENCE.common_passwords, wanted)
    return path, recovery


@pytest.fixture
def program(made):
    found = Program(made[0], system_clock=FixedClock(TODAY))
    yield found
    found.lock()


def enter(program, username, password):
    """Sign in afresh with the second factor set up where there is none; return the desk."""
    visitor = program.enter(username, password)
    if visitor.totp_secret is None:
        enrolment = sign_in.start_enrolment(visitor)
        token = secrets.token_now(enrolment.secret, program.clock.ticks())
        return program.desk(sign_in.finish_enrolment(program.door, enrolment, token).actor)
    program.clock.day = date.fromordinal(program.clock.day.toordinal() + 1)
    token = secrets.token_now(visitor.totp_secret, program.clock.ticks())
    return program.desk(sign_in.check_token(program.door, visitor, token).actor)


def new_login(**changes):
    values = {"username": "kim", "full_name": "Kim de Wit", "role": Role.REPORTER, "unit_ids": (2,), "password": SECOND}
    return NewLogin(**{**values, **changes})


def codes(act, *args):
    with pytest.raises(Refused) as refused:
        act(*args)
    return {(problem.code, problem.field) for problem in refused.value.problems}


def test_F8_an_administrator_makes_a_login_for_a_colleague(program):
    desk = enter(program, "sam", FIRST)
    accounts.add_login(desk, new_login(email="kim@voorbeeld.nl"))
    (kim,) = [login for login in accounts.logins(desk) if login.username == "kim"]
    assert (kim.role, kim.units, kim.must_change, kim.has_second_factor) == (Role.REPORTER, ("Inkomen",), True, False)
    program.lock()
    visitor = program.enter("kim", SECOND)
    assert visitor.must_change
    assert enter(program, "kim", SECOND).actor.unit_ids == {2}


def test_F8_all_that_is_wrong_is_said_at_once(program):
    desk = enter(program, "sam", FIRST)
    wanted = new_login(username="sam", full_name=" ", unit_ids=(), password="kort", email="geen adres")
    assert codes(accounts.add_login, desk, wanted) == {
        ("username-taken", "username"),
        ("required", "full_name"),
        ("required", "unit_ids"),
        ("email-invalid", "email"),
        ("password-too-short", "password"),
    }
    assert codes(accounts.add_login, desk, new_login(username="x" * 201)) == {("too-long", "username")}
    assert not vault.has_account(program.path, "kim")


def test_F8_a_shared_mailbox_asks_for_confirmation(program):
    desk = enter(program, "sam", FIRST)
    assert codes(accounts.add_login, desk, new_login(email="info@voorbeeld.nl")) == {("email-shared", "email")}
    accounts.add_login(desk, new_login(email="info@voorbeeld.nl", email_confirmed=True))


def test_a_password_made_of_names_here_is_refused(program):
    desk = enter(program, "sam", FIRST)
    assert codes(accounts.add_login, desk, new_login(password="voorbeeld Kim Voorbeeld")) == {
        ("password-common", "password")
    }


def test_who_is_no_administrator_manages_nothing(program):
    desk = enter(program, "sam", FIRST)
    kim = accounts.add_login(desk, new_login())
    program.lock()
    clerk = enter(program, "kim", SECOND)
    for act, args in (
        (accounts.logins, ()),
        (accounts.add_login, (new_login(username="third"),)),
        (accounts.reset_password, (kim, THIRD)),
        (accounts.end_login, (kim, TODAY)),
    ):
        assert codes(act, clerk, *args) == {("administrators-only", "")}


def test_F9_an_ended_login_opens_nothing_from_its_day_on(program):
    desk = enter(program, "sam", FIRST)
    kim = accounts.add_login(desk, new_login())
    accounts.end_login(desk, kim, date(2026, 7, 1))
    assert vault.has_account(program.path, "kim")
    accounts.end_login(desk, kim, desk.today)
    assert not vault.has_account(program.path, "kim")
    program.lock()
    assert codes(program.enter, "kim", SECOND) == {("sign-in-failed", "")}
    assert program.is_locked


def test_F9_the_last_administrator_stays(program):
    desk = enter(program, "sam", FIRST)
    assert codes(accounts.end_login, desk, desk.actor.account_id, TODAY) == {("last-administrator", "account_id")}
    assert codes(accounts.end_login, desk, 99, TODAY) == {("no-account", "")}


def test_an_ended_login_whose_day_comes_later_is_refused_and_locked_out(program):
    desk = enter(program, "sam", FIRST)
    accounts.end_login(desk, accounts.add_login(desk, new_login()), date(2026, 7, 1))
    program.lock()
    program.clock.day = date(2026, 7, 1)
    assert codes(program.enter, "kim", SECOND) == {("sign-in-failed", "")}
    assert program.is_locked, "the key does not stay behind"


def test_a_reset_asks_for_a_new_second_factor_and_an_own_password(program):
    desk = enter(program, "sam", FIRST)
    kim = accounts.add_login(desk, new_login())
    enter(program, "kim", SECOND)
    accounts.reset_password(desk, kim, THIRD)
    program.lock()
    assert codes(program.enter, "kim", SECOND) == {("sign-in-failed", "")}
    visitor = program.enter("kim", THIRD)
    assert visitor.must_change
    assert visitor.totp_secret is None


def test_changing_a_password_keeps_the_second_factor(program):
    enter(program, "sam", FIRST)
    visitor = program.enter("sam", FIRST)
    desk = enter(program, "sam", FIRST)
    accounts.change_password(program.door, visitor, desk, SECOND)
    program.lock()
    assert codes(program.enter, "sam", FIRST) == {("sign-in-failed", "")}
    assert program.enter("sam", SECOND).totp_secret == visitor.totp_secret
    assert codes(accounts.change_password, program.door, visitor, desk, FIRST) == {("password-same", "password")}


def test_a_change_that_the_store_refuses_leaves_the_old_password(program, monkeypatch):
    enter(program, "sam", FIRST)
    visitor = program.enter("sam", FIRST)
    desk = enter(program, "sam", FIRST)
    monkeypatch.setattr(accounts, "_account", lambda *_: (_ for _ in ()).throw(Refused()))
    with pytest.raises(Refused):
        accounts.change_password(program.door, visitor, desk, SECOND)
    program.lock()
    assert program.enter("sam", FIRST)


def test_a_lost_password_is_replaced_with_the_recovery_key(program, made):
    enter(program, "sam", FIRST)
    program.lock()
    program.unlock(vault.unlock_by_recovery_key(program.path, made[1]))
    common = REFERENCE.common_passwords
    assert codes(accounts.recover_login, program.door, "nobody", THIRD, common) == {("no-account", "username")}
    assert codes(accounts.recover_login, program.door, "sam", "wachtwoord12345", common) == {
        ("password-common", "password")
    }
    accounts.recover_login(program.door, "sam", THIRD, common)
    program.lock()
    assert codes(program.enter, "sam", FIRST) == {("sign-in-failed", "")}
    assert program.enter("sam", THIRD).totp_secret is None


def test_neither_journal_nor_files_hold_a_password(program):
    desk = enter(program, "sam", FIRST)
    accounts.reset_password(desk, accounts.add_login(desk, new_login()), THIRD)
    with desk.reading() as session:
        from sqlalchemy import text

        rows = str(session.connection().execute(text("SELECT summary FROM journal_entry")).fetchall())
        rows += str([bytes(r[0]) for r in session.connection().execute(text("SELECT payload FROM journal_change"))])
    for password in (FIRST, SECOND, THIRD):
        assert password not in rows


def test_nothing_is_opened_before_somebody_has_signed_in(program):
    with pytest.raises(Refused) as refused:
        _ = program.store
    assert refused.value.problems[0].code == "store-sealed"
    assert program.demo_login() is None
    assert not program.is_open
