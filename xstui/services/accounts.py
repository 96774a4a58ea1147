"""Logins: made, given a new password, ended (manual section 1.3). Only an administrator of the store may."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from xstui.domain.passwords import password_problems
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.domain.roles import Role
from xstui.services import identifiers, secrets
from xstui.services.desk import Desk
from xstui.services.keys import vault
from xstui.services.sign_in import Door, Visitor
from xstui.store.store import Store
from xstui.store.tables import Account, AccountUnit, OrgUnit
from xstui.store.unit import Deed

LONGEST = 200
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
    has_second_factor: bool
    must_change: bool


@dataclass(frozen=True)
class NewLogin:
    """What a new login needs; the colleague changes the password at her first sign-in.

    Attributes:
        email_confirmed: That a shared mailbox really is meant.
    """

    username: str
    full_name: str
    role: Role
    unit_ids: tuple[int, ...]
    password: str = field(repr=False)
    email: str = ""
    phone: str = ""
    administrator: bool = False
    email_confirmed: bool = False


def logins(desk: Desk) -> list[Login]:
    """Return all logins by name.

    Raises:
        Refused: `administrators-only`.
    """
    desk.require_administrator()
    with desk.reading() as session:
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
        account.totp_sealed is not None,
        account.must_change,
    )


def add_login(desk: Desk, wanted: NewLogin, cost: secrets.Cost = secrets.STRONG) -> int:
    """Make a login, and let its password open the store; return its account number.

    Raises:
        Refused: `administrators-only`, or all that is wrong, by field.
    """
    desk.require_administrator()
    with desk.reading() as session:
        refuse_if(_login_problems(session, desk, wanted))
    hashed = secrets.hash_secret(wanted.password, cost)
    with (
        _opening(desk.store, wanted.username, wanted.password, cost),
        desk.unit("accounts.add", undoable=False) as unit,
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
                password_hash=hashed,
            )
        )
        for unit_id in wanted.unit_ids:
            unit.add(AccountUnit(account_id=account.key, unit_id=unit_id))
        unit.summary = {"name": account.username}
    return account.key


def _login_problems(session: Session, desk: Desk, wanted: NewLogin) -> list[Problem]:
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
    return problems + _password_problems(desk, session, wanted.password, wanted.username, wanted.full_name)


def _email_problems(wanted: NewLogin) -> list[Problem]:
    try:
        email = identifiers.email(wanted.email)
    except Refused as refused:
        return [Problem(problem.code, "email", problem.details) for problem in refused.problems]
    shared = email.partition("@")[0].lower() in SHARED_MAILBOXES and not wanted.email_confirmed
    return [Problem("email-shared", "email")] if shared else []


def _password_problems(desk: Desk, session: Session, password: str, *names: str) -> list[Problem]:
    employers = session.exec(select(OrgUnit.name).where(col(OrgUnit.parent_id).is_(None))).all()
    return password_problems(password, common=desk.reference.common_passwords, names=(*names, *employers))


def reset_password(desk: Desk, account_id: int, password: str, cost: secrets.Cost = secrets.STRONG) -> None:
    """Give a colleague a temporary password; she sets up her second factor and a password of her own anew.

    Raises:
        Refused: `administrators-only`, `no-account`, or what is wrong with the password.
    """
    desk.require_administrator()
    with desk.reading() as session:
        account = _account(session, account_id)
        refuse_if(_password_problems(desk, session, password, account.username, account.full_name))
        username = account.username
    hashed = secrets.hash_secret(password, cost)
    with _opening(desk.store, username, password, cost), desk.unit("accounts.reset", undoable=False) as unit:
        account = _account(unit.session, account_id)
        account.password_hash, account.must_change = hashed, True
        account.totp_sealed, account.backup_hash, account.last_step = None, "", 0
        account.failures, account.locked_until = 0, None
        unit.summary = {"name": username}


def end_login(desk: Desk, account_id: int, day: date) -> None:
    """End a login as of a day; from that day its password opens nothing.

    Raises:
        Refused: `administrators-only`, `no-account`, or `last-administrator` where nobody else could manage logins.
    """
    desk.require_administrator()
    with desk.unit("accounts.end", undoable=False) as unit:
        account = _account(unit.session, account_id)
        others = select(Account).where(col(Account.administrator), col(Account.ends_on).is_(None))
        if account.administrator and not [row for row in unit.session.exec(others).all() if row.key != account_id]:
            raise refuse("last-administrator", "account_id")
        account.ends_on = day
        unit.summary = {"name": account.username, "day": day}
    remove_ended(desk.store, desk.today)


def remove_ended(store: Store, today: date) -> None:
    """Take the way to the data key from every login that has ended."""
    if store.key is None:
        return
    with store.reading() as session:
        ended = session.exec(select(Account.username).where(col(Account.ends_on) <= today)).all()
    for username in ended:
        if vault.has_account(store.path, username):
            vault.remove_account(store.path, store.key, username)


def change_password(
    door: Door, visitor: Visitor, desk: Desk, password: str, cost: secrets.Cost = secrets.STRONG
) -> None:
    """Give somebody who has just shown her old password a new one; the second factor stays.

    Raises:
        Refused: `password-same`, or what is wrong with the new one.
    """
    if password == visitor.password:
        raise refuse("password-same", "password")
    with desk.reading() as session:
        refuse_if(_password_problems(desk, session, password, desk.actor.username, desk.actor.full_name))
    _write_password(door.store, visitor, door, password, cost)


def _write_password(store: Store, visitor: Visitor, door: Door, password: str, cost: secrets.Cost) -> None:
    hashed = secrets.hash_secret(password, cost)
    sealed = secrets.seal(visitor.totp_secret, password, cost) if visitor.totp_secret else None
    deed = Deed("accounts.change_password", visitor.username, door.clock.now(), visitor.account_id, undoable=False)
    with _opening(store, visitor.username, password, cost), store.unit(deed) as unit:
        account = _account(unit.session, visitor.account_id)
        account.password_hash, account.must_change = hashed, False
        account.totp_sealed = sealed or account.totp_sealed


def recover_login(door: Door, username: str, password: str, common: frozenset[str]) -> None:
    """Give a login a new password with the recovery key, which has opened the store already.

    The second factor is set up anew at the next sign-in.

    Raises:
        Refused: `no-account` at `username`, or what is wrong with the password.
    """
    refuse_if(password_problems(password, common=common, names=[username]))
    hashed = secrets.hash_secret(password)
    deed = Deed("accounts.recover", username.strip(), door.clock.now(), undoable=False)
    with _opening(door.store, username, password, secrets.STRONG), door.store.unit(deed) as unit:
        account = unit.session.exec(select(Account).where(Account.username == username.strip())).first()
        if account is None:
            raise refuse("no-account", "username")
        account.password_hash, account.must_change = hashed, False
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
