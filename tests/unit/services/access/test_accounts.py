"""Logins of colleagues (manual section 1.3), on an encrypted store."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.company import REFERENCE
from tests.refusals import problems_of
from tests.unit.services.access.logins import FIRST, Phone, enter, refuse_passwords
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.problems import Problem, Refused
from xstui.domain.roles import Role
from xstui.services.absence import tasks
from xstui.services.access import accounts, key_administration, sign_in
from xstui.services.access.accounts import NewLogin
from xstui.services.security import secrets, vault
from xstui.services.upkeep.audit import verify_store
from xstui.services.upkeep.setup import NewStore, make_store
from xstui.store.opening import open_store
from xstui.store.tables import Account, Setting
from xstui.store.unit import EntryMeta

TODAY = date(2026, 6, 8)
SECOND = "paraplu kerktoren dijk zes"
THIRD = "lantaarn sloot vijver acht"


def new_login(**changes):
    values = {"username": "kim", "full_name": "Kim de Wit", "role": Role.REPORTER, "unit_ids": (2,)}
    return NewLogin(**{**values, **changes})


def own_password(program, issued, password, username="kim"):
    """Have a colleague register the app and choose a password at the first sign-in, which the screens keep as one."""
    pending = program.enter(username, issued.password)
    enrolment = sign_in.start_enrolment(pending)
    token = secrets.token_now(enrolment.secret, program.clock.ticks())
    actor = sign_in.finish_enrolment(program.sign_in_context, enrolment, token).actor
    accounts.change_password(program.sign_in_context, pending, program.context(actor), password)
    return issued.account_id


def own_secret(program, password, username="kim"):
    """Sign in once more with the own password and the token of the app; return the app's secret."""
    program.lock()
    assert enter(program, username, password).actor.username == username
    return program.enter(username, password).totp_secret


def test_F8_an_administrator_makes_a_login_for_a_colleague(program):
    context = enter(program, "sam", FIRST)
    issued = accounts.add_login(context, new_login(email="kim@voorbeeld.nl"))
    (kim,) = [login for login in accounts.logins(context) if login.username == "kim"]
    assert (kim.role, kim.units, kim.must_change) == (Role.REPORTER, ("Inkomen",), True)
    program.lock()
    pending = program.enter("kim", issued.password)
    assert pending.must_change
    assert enter(program, "kim", issued.password).actor.unit_ids == {2}


def test_F8_all_that_is_wrong_is_said_at_once(program):
    context = enter(program, "sam", FIRST)
    wanted = new_login(username="sam", full_name=" ", unit_ids=(), email="geen adres")
    assert problems_of(accounts.add_login, context, wanted) == [
        Problem("required", "full_name"),
        Problem("username-taken", "username"),
        Problem("required", "unit_ids"),
        Problem("email-invalid", "email"),
    ]
    assert problems_of(accounts.add_login, context, new_login(username="x" * 201)) == [
        Problem("too-long", "username", {"limit": 200})
    ]
    assert not vault.has_account(program.path, "kim")


def test_F8_a_shared_mailbox_asks_for_confirmation(program):
    context = enter(program, "sam", FIRST)
    assert problems_of(accounts.add_login, context, new_login(email="info@voorbeeld.nl")) == [
        Problem("email-shared", "email")
    ]
    accounts.add_login(context, new_login(email="info@voorbeeld.nl", email_confirmed=True))


def test_a_password_made_of_names_here_is_refused(program):
    context = enter(program, "sam", FIRST)
    pending = program.enter("sam", FIRST)
    assert problems_of(
        accounts.change_password, program.sign_in_context, pending, context, "Voorbeeld B.V. Voorbeeld B.V."
    ) == [Problem("password-holds-name", "password")]


def test_who_is_no_administrator_manages_nothing(program):
    context = enter(program, "sam", FIRST)
    kim = own_password(program, accounts.add_login(context, new_login()), SECOND)
    program.lock()
    clerk = enter(program, "kim", SECOND)
    for act, args in (
        (accounts.logins, ()),
        (accounts.add_login, (new_login(username="third"),)),
        (accounts.reset_password, (kim,)),
        (accounts.end_login, (kim, TODAY)),
    ):
        assert problems_of(act, clerk, *args) == [Problem("administrators-only")]


def test_F9_an_ended_login_opens_nothing_from_its_day_on(program):
    context = enter(program, "sam", FIRST)
    kim = own_password(program, accounts.add_login(context, new_login()), SECOND)
    assert accounts.end_login(context, kim, date(2026, 7, 1)) is None
    assert vault.has_account(program.path, "kim")
    assert accounts.end_login(context, kim, context.today) == date(2026, 7, 1)
    assert not vault.has_account(program.path, "kim")
    program.lock()
    assert problems_of(program.enter, "kim", SECOND) == [Problem("sign-in-failed")]
    assert program.is_locked


@pytest.mark.parametrize("day", [None, date(2030, 1, 1)])
def test_a_login_that_goes_on_after_all_opens_with_the_password_it_had(program, day):
    context = enter(program, "sam", FIRST)
    kim = own_password(program, accounts.add_login(context, new_login()), SECOND)
    accounts.end_login(context, kim, context.today)
    key_administration.change_data_key(context)
    program.lock()
    context = enter(program, "sam", FIRST)
    assert accounts.end_login(context, kim, day) == TODAY
    (listed,) = [login for login in accounts.logins(context) if login.username == "kim"]
    assert listed.ends_on == day
    program.lock()
    assert program.enter("kim", SECOND).username == "kim"
    with program.store.reading() as session:
        assert session.get_one(Account, kim).key_slot is None


def test_a_login_that_ends_later_loses_its_way_to_the_key_when_that_day_has_come(program):
    context = enter(program, "sam", FIRST)
    kim = own_password(program, accounts.add_login(context, new_login()), SECOND)
    accounts.end_login(context, kim, date(2026, 7, 1))
    program.lock()
    program.clock.day = date(2026, 7, 1)
    enter(program, "sam", FIRST)
    assert not vault.has_account(program.path, "kim")


def test_F9_the_last_administrator_stays(program):
    context = enter(program, "sam", FIRST)
    assert problems_of(accounts.end_login, context, context.actor.account_id, TODAY) == [
        Problem("last-administrator", "account_id")
    ]
    assert problems_of(accounts.end_login, context, 99, TODAY) == [Problem("no-account")]


def test_an_ended_login_whose_day_comes_later_is_refused_and_locked_out(program):
    context = enter(program, "sam", FIRST)
    accounts.end_login(
        context, own_password(program, accounts.add_login(context, new_login()), SECOND), date(2026, 7, 1)
    )
    program.lock()
    program.clock.day = date(2026, 7, 1)
    assert problems_of(program.enter, "kim", SECOND) == [Problem("sign-in-failed")]
    assert program.is_locked, "the key does not stay behind"


def test_a_reset_asks_for_a_new_second_factor_and_an_own_password(program):
    context = enter(program, "sam", FIRST)
    kim = own_password(program, accounts.add_login(context, new_login()), SECOND)
    issued = accounts.reset_password(context, kim)
    program.lock()
    assert problems_of(program.enter, "kim", SECOND) == [Problem("sign-in-failed")]
    pending = program.enter("kim", issued.password)
    assert pending.must_change
    assert pending.totp_secret is None


def check_first_sign_ins(program):
    """Have a colleague sign in for the first time, and after each reset, and then again with the own password."""
    issued = accounts.add_login(enter(program, "sam", FIRST), new_login(role=Role.COMBI))
    own_password(program, issued, SECOND)
    first = own_secret(program, SECOND)
    again = accounts.reset_password(enter(program, "sam", FIRST), issued.account_id)
    own_password(program, again, THIRD)
    second = own_secret(program, THIRD)
    assert first
    assert second
    assert first != second


def test_after_the_first_sign_in_the_app_opens_with_the_own_password_and_so_after_a_reset(program):
    check_first_sign_ins(program)


def test_after_the_first_sign_in_the_app_opens_a_plain_store_as_well(cheap_hashes, tmp_path):
    path = tmp_path / "plain.db"
    wanted = NewStore("Voorbeeld B.V.", "sam", "Sam Bakker", FIRST, ("Inkomen", "Kantoor"))
    make_store(path, FixedClock(TODAY), REFERENCE.common_passwords, wanted, plain=True)
    program = Program(path, system_clock=Phone(TODAY))
    check_first_sign_ins(program)
    program.lock()


def test_a_password_chosen_at_a_sign_in_after_the_app_was_registered_opens_it(program):
    issued = accounts.add_login(enter(program, "sam", FIRST), new_login(role=Role.COMBI))
    kim = enter(program, "kim", issued.password)
    pending = program.enter("kim", issued.password)
    accounts.change_password(program.sign_in_context, pending, kim, SECOND)
    assert own_secret(program, SECOND) == pending.totp_secret


def test_an_app_that_the_password_does_not_open_is_told_and_an_administrator_lets_it_register_again(program):
    issued = accounts.add_login(enter(program, "sam", FIRST), new_login(role=Role.COMBI))
    own_password(program, issued, SECOND)
    with program.store.unit(EntryMeta("test", "test", program.clock.now(), undoable=False)) as unit:
        unit.session.get_one(Account, issued.account_id).totp_sealed = secrets.seal("A" * 32, FIRST)
    program.lock()
    unreadable = [Problem("second-factor-unreadable")]
    assert problems_of(program.enter, "kim", SECOND) == unreadable
    assert problems_of(program.enter, "kim", FIRST) == [Problem("sign-in-failed")], "said to no one else"
    again = accounts.reset_password(enter(program, "sam", FIRST), issued.account_id)
    own_password(program, again, THIRD)
    assert own_secret(program, THIRD)


def test_temporary_passwords_are_made_by_the_program_and_never_alike(program):
    context = enter(program, "sam", FIRST)
    issued = accounts.add_login(context, new_login())
    again = accounts.reset_password(context, issued.account_id)
    assert re.fullmatch(r"(\w{6} ){3}\w{6}", issued.password)
    assert issued.password != again.password
    assert issued.password not in repr(issued)


def test_a_temporary_password_expires_after_a_week_and_says_so_to_who_knows_it(program):
    context = enter(program, "sam", FIRST)
    issued = accounts.add_login(context, new_login())
    program.lock()
    program.clock.day = TODAY + timedelta(days=7)
    assert program.enter("kim", issued.password).must_change
    program.lock()
    program.clock.day = TODAY + timedelta(days=8)
    assert problems_of(program.enter, "kim", issued.password) == [Problem("temporary-password-expired")]
    assert program.is_locked
    assert problems_of(program.enter, "kim", "een ander wachtwoord") == [Problem("sign-in-failed")]


def test_with_a_temporary_password_the_services_do_nothing_but_change_it(program):
    context = enter(program, "sam", FIRST)
    issued = accounts.add_login(context, new_login(role=Role.COMBI))
    program.lock()
    kim = enter(program, "kim", issued.password)
    assert problems_of(tasks.open_tasks, kim) == [Problem("must-change-password")]
    pending = program.enter("kim", issued.password)
    accounts.change_password(program.sign_in_context, pending, kim, SECOND)
    assert tasks.open_tasks(kim) == []


def test_a_temporary_password_that_two_use_is_replaced_by_the_first_alone(program):
    context = enter(program, "sam", FIRST)
    issued = accounts.add_login(context, new_login(role=Role.COMBI))
    program.lock()
    kim = enter(program, "kim", issued.password)
    one, other = (program.enter("kim", issued.password) for _ in range(2))
    accounts.change_password(program.sign_in_context, one, kim, SECOND)
    replaced = [Problem("password-replaced", "password")]
    assert problems_of(accounts.change_password, program.sign_in_context, other, kim, FIRST) == replaced
    program.lock()
    assert problems_of(program.enter, "kim", FIRST) == [Problem("sign-in-failed")]
    assert problems_of(program.enter, "kim", issued.password) == [Problem("sign-in-failed")]
    assert not program.enter("kim", SECOND).must_change


def test_a_temporary_password_that_expires_while_a_new_one_is_typed_is_refused(program):
    issued = accounts.add_login(enter(program, "sam", FIRST), new_login(role=Role.COMBI))
    program.lock()
    kim = enter(program, "kim", issued.password)
    pending = program.enter("kim", issued.password)
    program.clock.day = TODAY + timedelta(days=8)
    expired = [Problem("temporary-password-expired", "password")]
    assert problems_of(accounts.change_password, program.sign_in_context, pending, kim, SECOND) == expired


def test_a_password_is_changed_while_another_program_saves(program, monkeypatch):
    context = enter(program, "sam", FIRST)
    pending = program.enter("sam", FIRST)
    other = open_store(program.path, program.clock.now(), program.key)
    real, saved = secrets.seal, []

    def seal(*args):
        if not saved:
            with other.unit(EntryMeta("office.change", "kim", program.clock.now())) as unit:
                saved.append(unit.add(Setting(name="between", value="1")))
        return real(*args)

    monkeypatch.setattr(secrets, "seal", seal)
    accounts.change_password(program.sign_in_context, pending, context, SECOND)
    assert saved
    assert verify_store(other).findings == ()
    other.shut()
    program.lock()
    assert program.enter("sam", SECOND).account_id == pending.account_id


def test_the_password_alone_replaces_no_second_factor(program):
    enter(program, "sam", FIRST)
    pending = program.enter("sam", FIRST)
    enrolment = sign_in.start_enrolment(pending)
    token = secrets.token_now(enrolment.secret, program.clock.ticks())
    assert problems_of(sign_in.finish_enrolment, program.sign_in_context, enrolment, token) == [
        Problem("second-factor-exists", "token")
    ]
    assert program.enter("sam", FIRST).totp_secret == pending.totp_secret


def test_a_reset_ends_the_wait_after_wrong_passwords(program):
    context = enter(program, "sam", FIRST)
    kim = own_password(program, accounts.add_login(context, new_login()), SECOND)
    program.lock()
    refuse_passwords(program, "kim", 7)
    assert problems_of(program.enter, "kim", SECOND) == [Problem("sign-in-failed")]
    context = enter(program, "sam", FIRST)
    issued = accounts.reset_password(context, kim)
    program.lock()
    assert program.enter("kim", issued.password).must_change


def test_the_recovery_key_ends_the_wait_as_well(program, made):
    enter(program, "sam", FIRST)
    program.lock()
    refuse_passwords(program, "sam", 7)
    program.unlock(vault.unlock_by_recovery_key(program.path, made[1]))
    accounts.recover_login(program.sign_in_context, "sam", THIRD, REFERENCE.common_passwords)
    program.lock()
    assert program.enter("sam", THIRD)


def test_changing_a_password_keeps_the_second_factor(program):
    enter(program, "sam", FIRST)
    pending = program.enter("sam", FIRST)
    context = enter(program, "sam", FIRST)
    accounts.change_password(program.sign_in_context, pending, context, SECOND)
    program.lock()
    assert problems_of(program.enter, "sam", FIRST) == [Problem("sign-in-failed")]
    assert program.enter("sam", SECOND).totp_secret == pending.totp_secret
    assert problems_of(accounts.change_password, program.sign_in_context, pending, context, FIRST) == [
        Problem("password-same", "password")
    ]


def test_a_change_that_the_store_refuses_leaves_the_old_password(program, monkeypatch):
    enter(program, "sam", FIRST)
    pending = program.enter("sam", FIRST)
    context = enter(program, "sam", FIRST)
    monkeypatch.setattr(accounts, "_account", lambda *_: (_ for _ in ()).throw(Refused()))
    with pytest.raises(Refused):
        accounts.change_password(program.sign_in_context, pending, context, SECOND)
    program.lock()
    assert program.enter("sam", FIRST)


def test_a_lost_password_is_replaced_with_the_recovery_key(program, made):
    enter(program, "sam", FIRST)
    program.lock()
    program.unlock(vault.unlock_by_recovery_key(program.path, made[1]))
    common = REFERENCE.common_passwords
    assert problems_of(accounts.recover_login, program.sign_in_context, "nobody", THIRD, common) == [
        Problem("no-account", "username")
    ]
    assert problems_of(accounts.recover_login, program.sign_in_context, "sam", "wachtwoord12345", common) == [
        Problem("password-common", "password")
    ]
    accounts.recover_login(program.sign_in_context, "sam", THIRD, common)
    program.lock()
    assert problems_of(program.enter, "sam", FIRST) == [Problem("sign-in-failed")]
    assert program.enter("sam", THIRD).totp_secret is None


def test_neither_journal_nor_files_hold_a_password(program):
    context = enter(program, "sam", FIRST)
    issued = accounts.add_login(context, new_login())
    again = accounts.reset_password(context, issued.account_id)
    with context.reading() as session:
        from sqlalchemy import text

        rows = str(session.connection().execute(text("SELECT summary FROM journal_entry")).fetchall())
        rows += str([bytes(r[0]) for r in session.connection().execute(text("SELECT payload FROM journal_change"))])
    for password in (FIRST, issued.password, again.password):
        assert password not in rows


def test_nothing_is_opened_before_somebody_has_signed_in(program):
    assert problems_of(lambda: program.store) == [Problem("store-sealed", "", {"path": program.path})]
    assert program.demo_login() is None
    assert not program.is_open
