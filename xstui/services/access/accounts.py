"""Logins: made, given a new password, ended (manual section 1.3). Only an administrator of the store may."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session, col, select

from xstui.clock import Clock
from xstui.domain.passwords import password_problems
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.domain.roles import Role
from xstui.services.access.sign_in import PendingLogin, SignInContext, has_ended
from xstui.services.context import identifiers
from xstui.services.context.context import Context
from xstui.services.security import secrets, vault
from xstui.store.store import Store
from xstui.store.tables import Account, AccountUnit, OrgUnit
from xstui.store.unit import EntryMeta

LONGEST = 200
TEMPORARY = timedelta(days=7)
"""How long a temporary password can be used: long enough for a colleague's week off."""
SHARED_MAILBOXES = frozenset({"info", "post", "administratie", "office", "kantoor", "hr", "personeelszaken", "mail"})
"""Mailboxes that several people read; a login is somebody's own (manual section 1.3)."""


@dataclass(frozen=True)
class Login:
    """A login as the administrator's list shows it."""

    account_id: int
    username: str
    full_name: str
    email: str
    role: Role
    units: tuple[str, ...]
    administrator: bool
    ends_on: date | None
    must_change: bool


@dataclass(frozen=True)
class Issued:
    """A temporary password, made by the program: it is shown once, and must be changed at the first sign-in."""

    account_id: int
    password: str = field(repr=False)


@dataclass(frozen=True)
class NewLogin:
    """What a new login needs.

    Attributes:
        email_confirmed: That a shared mailbox really is meant.
    """

    username: str
    full_name: str
    role: Role
    unit_ids: tuple[int, ...]
    email: str = ""
    phone: str = ""
    administrator: bool = False
    email_confirmed: bool = False


def logins(context: Context) -> list[Login]:
    """Return all logins by name.

    Raises:
        Refused: `administrators-only`.
    """
    context.require_administrator()
    with context.reading() as session:
        return [_login(session, row) for row in session.exec(select(Account).order_by(col(Account.username))).all()]


def _login(session: Session, account: Account) -> Login:
    units = select(OrgUnit.name).join(AccountUnit, col(AccountUnit.unit_id) == OrgUnit.id)
    names = session.exec(units.where(AccountUnit.account_id == account.key)).all()
    return Login(
        account.key,
        account.username,
        account.full_name,
        account.email,
        Role(account.role),
        tuple(names),
        account.administrator,
        account.ends_on,
        account.must_change,
    )


def add_login(context: Context, wanted: NewLogin, cost: secrets.Cost = secrets.STRONG) -> Issued:
    """Make a login with a temporary password, which opens the store.

    Raises:
        Refused: `administrators-only`, or all that is wrong, by field.
    """
    context.require_administrator()
    with context.reading() as session:
        refuse_if(_login_problems(session, wanted))
    password = secrets.temporary_password()
    hashed = secrets.hash_secret(password, cost)
    with (
        _opening(context.store, wanted.username, password, cost),
        context.unit("accounts.add", undoable=False) as unit,
    ):
        account = unit.add(
            Account(
                username=wanted.username.strip(),
                full_name=wanted.full_name.strip(),
                email=wanted.email.strip(),
                phone=wanted.phone.strip(),
                role=wanted.role,
                administrator=wanted.administrator,
                must_change=True,
                password_until=context.today + TEMPORARY,
                password_hash=hashed,
            )
        )
        for unit_id in wanted.unit_ids:
            unit.add(AccountUnit(account_id=account.key, unit_id=unit_id))
        unit.summary = {"name": account.username}
    return Issued(account.key, password)


def _login_problems(session: Session, wanted: NewLogin) -> list[Problem]:
    problems = []
    for name in ("username", "full_name"):
        value = getattr(wanted, name).strip()
        if not value:
            problems.append(Problem("required", name))
        elif len(value) > LONGEST:
            problems.append(Problem("too-long", name, {"limit": LONGEST}))
    if session.exec(select(Account).where(Account.username == wanted.username.strip())).first():
        problems.append(Problem("username-taken", "username"))
    if not wanted.unit_ids:
        problems.append(Problem("required", "unit_ids"))
    if wanted.email.strip():
        problems += _email_problems(wanted)
    return problems


def _email_problems(wanted: NewLogin) -> list[Problem]:
    try:
        email = identifiers.email(wanted.email)
    except Refused as refused:
        return [Problem(problem.code, "email", problem.details) for problem in refused.problems]
    shared = email.partition("@")[0].lower() in SHARED_MAILBOXES and not wanted.email_confirmed
    return [Problem("email-shared", "email")] if shared else []


def _password_problems(session: Session, common: Iterable[str], password: str, *names: str) -> list[Problem]:
    employers = session.exec(select(OrgUnit.name).where(col(OrgUnit.parent_id).is_(None))).all()
    return password_problems(password, common=common, names=(*names, *employers))


def reset_password(context: Context, account_id: int, cost: secrets.Cost = secrets.STRONG) -> Issued:
    """Give a colleague a temporary password; the second factor is set up again at the next sign-in.

    It ends a wait after wrong passwords.

    Raises:
        Refused: `administrators-only` or `no-account`.
    """
    context.require_administrator()
    with context.reading() as session:
        username = _account(session, account_id).username
    password = secrets.temporary_password()
    hashed = secrets.hash_secret(password, cost)
    with _opening(context.store, username, password, cost), context.unit("accounts.reset", undoable=False) as unit:
        account = _account(unit.session, account_id)
        account.password_hash, account.must_change = hashed, True
        account.password_until = context.today + TEMPORARY
        account.totp_sealed, account.backup_hash, account.last_step = None, "", 0
        account.failures, account.locked_until = 0, None
        unit.summary = {"name": username}
    return Issued(account_id, password)


def end_login(context: Context, account_id: int, day: date | None) -> date | None:
    """End a login as of a day, or with None let it go on; return the day that was set before.

    From its day on its password opens nothing. A later day, or none, opens the login again with the password it had.

    Raises:
        Refused: `administrators-only`, `no-account`, or `last-administrator` where nobody else could manage logins.
    """
    context.require_administrator()
    with context.unit("accounts.end", undoable=False) as unit:
        account = _account(unit.session, account_id)
        if day is not None:
            _check_others_administer(unit.session, account)
        before, account.ends_on = account.ends_on, day
        unit.summary = {"name": account.username, "day": day}
    settle_slots(context.store, context.clock)
    return before


def _check_others_administer(session: Session, account: Account) -> None:
    others = select(Account).where(
        col(Account.administrator), Account.id != account.key, col(Account.ends_on).is_(None)
    )
    if account.administrator and session.exec(others).first() is None:
        raise refuse("last-administrator", "account_id")


def settle_slots(store: Store, clock: Clock) -> None:
    """Take the way to the data key from every login that has ended, and give it back to those that go on."""
    if store.key is None:
        return
    with store.reading() as session:
        rows = session.exec(
            select(Account).where(col(Account.ends_on).is_not(None) | col(Account.key_slot).is_not(None))
        ).all()
    for account in rows:
        if has_ended(account, clock.today()):
            _put_slot_aside(store, clock, account)
        elif account.key_slot is not None:
            if not vault.has_account(store.path, account.username):
                vault.put_back_account(store.path, store.key, account.username, account.key_slot)
            _keep_slot(store, clock, account, None)


def _put_slot_aside(store: Store, clock: Clock, account: Account) -> None:
    slot = vault.account_slot(store.path, account.username)
    if slot is not None and store.key is not None:
        _keep_slot(store, clock, account, slot)
        vault.remove_account(store.path, store.key, account.username)


def _keep_slot(store: Store, clock: Clock, account: Account, slot: bytes | None) -> None:
    with store.unit(EntryMeta("accounts.key_slot", account.username, clock.now(), account.key, undoable=False)) as unit:
        _account(unit.session, account.key).key_slot = slot


def change_password(
    context: SignInContext,
    pending: PendingLogin,
    signed_in: Context,
    password: str,
    cost: secrets.Cost = secrets.STRONG,
) -> None:
    """Give a user who has just shown the old password a new one; the second factor stays.

    It is the one thing that can be done with a temporary password.

    Raises:
        Refused: `password-same`, or what is wrong with the new one; `password-replaced` where the old one is it no
            more, `temporary-password-expired`, or `second-factor-unreadable`.
    """
    if password == pending.password:
        raise refuse("password-same", "password")
    before = _account_of(context, pending)
    names = (signed_in.actor.username, signed_in.actor.full_name)
    with context.store.reading() as session:
        refuse_if(_password_problems(session, signed_in.reference.common_passwords, password, *names))
    _write_password(context, pending, password, cost, before=before)


def _account_of(context: SignInContext, pending: PendingLogin) -> Account:
    """Return the account of a pending login, as long as its password is the password still.

    Raises:
        Refused: `password-replaced` or `temporary-password-expired`.
    """
    with context.store.reading() as session:
        account = _account(session, pending.account_id)
    if not secrets.matches(pending.password, account.password_hash):
        raise refuse("password-replaced", "password")
    if account.password_until is not None and context.clock.today() > account.password_until:
        raise refuse("temporary-password-expired", "password")
    return account


def _write_password(
    context: SignInContext, pending: PendingLogin, password: str, cost: secrets.Cost, *, before: Account
) -> None:
    store = context.store
    hashed = secrets.hash_secret(password, cost)
    sealed = _sealed_again(before.totp_sealed, pending.password, password, cost)
    meta = EntryMeta(
        "accounts.change_password", pending.username, context.clock.now(), pending.account_id, undoable=False
    )
    with _opening(store, pending.username, password, cost), store.unit(meta) as unit:
        account = _account(unit.session, pending.account_id)
        if (account.password_hash, account.totp_sealed) != (before.password_hash, before.totp_sealed):
            raise refuse("password-replaced", "password")
        account.password_hash, account.must_change, account.password_until = hashed, False, None
        account.totp_sealed = sealed


def _sealed_again(sealed: bytes | None, before: str, password: str, cost: secrets.Cost) -> bytes | None:
    """Return the second factor of a login sealed under its new password; None where there is none yet.

    It is the one that the store has now: the app may have been registered after the old password was given.
    """
    if sealed is None:
        return None
    secret = secrets.unseal(sealed, before)
    if secret is None:
        raise refuse("second-factor-unreadable", "password")
    return secrets.seal(secret, password, cost)


def recover_login(context: SignInContext, username: str, password: str, common: frozenset[str]) -> None:
    """Give a login a new password with the recovery key, which has opened the store already.

    The second factor is set up again at the next sign-in.

    Raises:
        Refused: `no-account` at `username`, or what is wrong with the password.
    """
    refuse_if(password_problems(password, common=common, names=[username]))
    hashed = secrets.hash_secret(password)
    meta = EntryMeta("accounts.recover", username.strip(), context.clock.now(), undoable=False)
    with _opening(context.store, username, password, secrets.STRONG), context.store.unit(meta) as unit:
        account = unit.session.exec(select(Account).where(Account.username == username.strip())).first()
        if account is None:
            raise refuse("no-account", "username")
        account.password_hash, account.must_change, account.password_until = hashed, False, None
        account.totp_sealed, account.backup_hash, account.last_step = None, "", 0
        account.failures, account.locked_until = 0, None


def _opening(store: Store, username: str, password: str, cost: secrets.Cost) -> contextlib.AbstractContextManager[None]:
    """Let a new password open the store too, where it is encrypted; taken back if the change of the row fails."""
    if store.key is None:
        return contextlib.nullcontext()
    return vault.new_password(store.path, store.key, username, password, cost)


def _account(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise refuse("no-account")
    return account
