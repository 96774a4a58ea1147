"""Signing in: password, then always a second factor (manual section 1.1)."""

from __future__ import annotations

import contextlib
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from xstui.domain.problems import Refused, refuse
from xstui.domain.roles import Role
from xstui.services.context.context import Actor
from xstui.services.context.organisation import units_below
from xstui.services.context.settings import is_demo
from xstui.services.security import secrets
from xstui.services.security.throttle import UNWRITTEN, locked_until, still_closed
from xstui.store.tables import Account, AccountUnit
from xstui.store.unit import EntryMeta

if TYPE_CHECKING:
    from datetime import date

    from xstui.clock import Clock
    from xstui.store.store import Store

FAILED = "sign-in-failed"
REFUSED = "sign_in.failed"
CLOCK_STEPS = 10
"""Steps by which a token may lie before one that was used; beyond these a clock was wrong then, or is now."""


@dataclass(frozen=True)
class SignInContext:
    """What is needed before anybody has signed in."""

    store: Store
    clock: Clock


@dataclass(frozen=True)
class PendingLogin:
    """Somebody whose password was right; the second factor is still to come.

    Attributes:
        totp_secret: Opened by the password; None where no app has been registered yet.
        must_change: The password was set by an administrator.
    """

    account_id: int
    username: str
    password: str = field(repr=False)
    totp_secret: str | None = field(repr=False)
    must_change: bool = False


@dataclass(frozen=True)
class Enrolment:
    """A second factor being set up: what the phone must be told."""

    pending: PendingLogin
    secret: str = field(repr=False)

    @property
    def uri(self) -> str:
        """What the QR code holds."""
        return secrets.totp_uri(self.secret, self.pending.username)

    @property
    def secret_in_groups(self) -> str:
        """The secret to type over (*Geheime sleutel*)."""
        return secrets.grouped(self.secret)


@dataclass(frozen=True)
class SignedIn:
    """Somebody who has signed in, with the new back-up code where one was made: it is shown once."""

    actor: Actor
    backup_code: str | None = field(default=None, repr=False)


def check_password(context: SignInContext, username: str, password: str) -> PendingLogin:
    """Check user name and password.

    Raises:
        Refused: `sign-in-failed`, the same and after the same work for whatever was wrong; or
            `temporary-password-expired` or `second-factor-unreadable`, to who knows it.
    """
    with context.store.reading() as session:
        account = session.exec(select(Account).where(Account.username == username.strip())).first()
    right = secrets.matches(password, account.password_hash if account else secrets.NOBODY_HASH)
    sealed = account.totp_sealed if account else None
    secret = secrets.unseal(sealed or secrets.NOBODY_SEALED, password)
    if account is None or _is_closed(context, account):
        if account is not None:
            _wait_anew(context, account)
        raise refuse(FAILED)
    if not right:
        _count_failure(context, account.key)
        raise refuse(FAILED)
    if account.password_until is not None and context.clock.today() > account.password_until:
        raise refuse("temporary-password-expired")
    if sealed and secret is None:
        raise refuse("second-factor-unreadable")
    return PendingLogin(account.key, account.username, password, secret if sealed else None, account.must_change)


def check_token(context: SignInContext, pending: PendingLogin, token: str) -> SignedIn:
    """Let somebody who knew the password in by the token of the registered app; each token works once.

    Tries while the sign-in is closed are refused and not counted.

    Raises:
        Refused: `token-wrong` or `token-used` at the field `token`; `token-clock` where one of a later moment was used.
    """
    with context.store.unit(_meta(context, pending, "sign_in.token")) as unit:
        account = unit.session.get_one(Account, pending.account_id)
        step, closed = None, _is_closed(context, account)
        if pending.totp_secret and not closed:
            step = secrets.token_step(pending.totp_secret, token, context.clock.ticks())
        used, last_step = step is not None and step <= account.last_step, account.last_step
        if step is not None and not used:
            account.last_step, account.failures, account.locked_until = step, 0, None
            UNWRITTEN.forget(_login(context, account))
            return SignedIn(actor_of(unit.session, account))
    if not closed:
        _count_failure(context, pending.account_id)
    if used and step is not None and last_step - step > CLOCK_STEPS:
        raise refuse("token-clock", "token", until=datetime.fromtimestamp(last_step * secrets.STEP_SECONDS, UTC))
    raise refuse("token-used" if used else "token-wrong", "token")


def start_enrolment(pending: PendingLogin) -> Enrolment:
    """Begin registering an authenticator app with a fresh secret."""
    return Enrolment(pending, secrets.new_totp_secret())


def finish_enrolment(
    context: SignInContext, enrolment: Enrolment, token: str, cost: secrets.Cost = secrets.STRONG
) -> SignedIn:
    """Register the app, once it has shown a right token; a back-up code comes with it.

    The password alone registers the first one; it never replaces a second factor that is there.

    Raises:
        Refused: `token-wrong` at the field `token`, `second-factor-exists`, or `sign-in-failed` where the login closed.
    """
    step = secrets.token_step(enrolment.secret, token, context.clock.ticks())
    if step is None:
        raise refuse("token-wrong", "token")
    pending = enrolment.pending
    code = secrets.new_backup_code()
    sealed = secrets.seal(enrolment.secret, pending.password, cost)
    hashed = secrets.hash_secret(code, cost)
    with context.store.unit(_meta(context, pending, "sign_in.enrol")) as unit:
        account = unit.session.get_one(Account, pending.account_id)
        if account.totp_sealed is not None:
            raise refuse("second-factor-exists", "token")
        if _is_closed(context, account):
            raise refuse(FAILED)
        account.totp_sealed, account.backup_hash, account.last_step = sealed, hashed, step
        account.failures, account.locked_until = 0, None
        UNWRITTEN.forget(_login(context, account))
        return SignedIn(actor_of(unit.session, account), code)


def use_backup_code(
    context: SignInContext, pending: PendingLogin, code: str, cost: secrets.Cost = secrets.STRONG
) -> SignedIn:
    """Let somebody who knew the password in by the back-up code, which then is spent; a new one comes in its place.

    Raises:
        Refused: `backup-code-wrong` at the field `token`.
    """
    new_code = secrets.new_backup_code()
    new_hash = secrets.hash_secret(new_code, cost)
    with context.store.unit(_meta(context, pending, "sign_in.backup_code")) as unit:
        account = unit.session.get_one(Account, pending.account_id)
        closed = _is_closed(context, account)
        if not closed and secrets.matches("".join(code.split()), account.backup_hash):
            account.backup_hash, account.failures, account.locked_until = new_hash, 0, None
            UNWRITTEN.forget(_login(context, account))
            return SignedIn(actor_of(unit.session, account), new_code)
    if not closed:
        _count_failure(context, pending.account_id)
    raise refuse("backup-code-wrong", "token")


def readmit(context: SignInContext, pending: PendingLogin) -> Actor:
    """Return the actor of somebody who had signed in with the second factor before, with the rights of now.

    Raises:
        Refused: `no-second-factor` or `must-change-password`, where an administrator has reset the login since.
    """
    if pending.totp_secret is None:
        raise refuse("no-second-factor")
    if pending.must_change:
        raise refuse("must-change-password")
    with context.store.reading() as session:
        account = session.get_one(Account, pending.account_id)
        actor, failures = actor_of(session, account), account.failures
    UNWRITTEN.forget(_login(context, account))
    if failures:
        # A full disk shuts nobody out: the tries stay counted then.
        with contextlib.suppress(Refused), context.store.unit(_meta(context, pending, "accounts.unlock")) as unit:
            account = unit.session.get_one(Account, pending.account_id)
            account.failures, account.locked_until = 0, None
    return actor


def closed_until(context: SignInContext, username: str) -> datetime | None:
    """Return until when a login is closed after wrong tries; None: it is open, or there is none."""
    now = context.clock.now()
    with context.store.reading() as session:
        account = session.exec(select(Account).where(Account.username == username)).first()
    if account is None:
        return None
    written = account.locked_until if account.locked_until is not None and now < account.locked_until else None
    return written or UNWRITTEN.closed_until(_login(context, account), now)


def note_refused(context: SignInContext, pending: PendingLogin, count: int) -> None:
    """Put in the journal how many passwords were refused where the journal was still locked away."""
    meta = EntryMeta(REFUSED, "-", context.clock.now(), pending.account_id, kind="note", undoable=False)
    with context.store.unit(meta) as unit:
        unit.summary = {"count": count}


def _meta(context: SignInContext, pending: PendingLogin, use_case: str) -> EntryMeta:
    return EntryMeta(use_case, pending.username, context.clock.now(), pending.account_id, undoable=False)


def has_ended(account: Account, today: date) -> bool:
    """Tell whether a login has ended."""
    return account.ends_on is not None and today >= account.ends_on


def _wait_anew(context: SignInContext, account: Account) -> None:
    """Let the wait of a login begin again where a clock that was ahead had set its end too far."""
    until, now = account.locked_until, context.clock.now()
    fresh = still_closed(account.failures, until, now) if until else None
    if fresh != until and fresh is not None:
        with (
            contextlib.suppress(Refused),
            context.store.unit(EntryMeta(REFUSED, "-", now, account.key, undoable=False)) as unit,
        ):
            unit.session.get_one(Account, account.key).locked_until = fresh


def _is_closed(context: SignInContext, account: Account) -> bool:
    now = context.clock.now()
    return (
        has_ended(account, context.clock.today())
        or (account.locked_until is not None and now < account.locked_until)
        or UNWRITTEN.closed_until(_login(context, account), now) is not None
    )


def _login(context: SignInContext, account: Account) -> Hashable:
    """Return what the unwritten tries of a login are known by."""
    return context.store.path, account.key, account.password_hash


def _count_failure(context: SignInContext, account_id: int) -> None:
    """Count a wrong try: in the store, or where that can't be written, in memory."""
    now = context.clock.now()
    with context.store.reading() as session:
        account = session.get_one(Account, account_id)
        login, written = _login(context, account), account.failures
    try:
        with context.store.unit(EntryMeta(REFUSED, "-", now, account_id, undoable=False)) as unit:
            account = unit.session.get_one(Account, account_id)
            account.failures = max(account.failures, UNWRITTEN.count(login)) + 1
            account.locked_until = locked_until(account.failures, now) or account.locked_until
        UNWRITTEN.forget(login)
    except Refused:
        UNWRITTEN.add(login, written, now)


def actor_of(session: Session, account: Account) -> Actor:
    """Return who acts by a login, with its rights of now."""
    roots = session.exec(select(AccountUnit.unit_id).where(AccountUnit.account_id == account.key)).all()
    return Actor(
        account.key,
        account.username,
        account.full_name,
        Role(account.role),
        units_below(session, roots),
        administrator=account.administrator,
    )


def demo_actor(context: SignInContext, username: str) -> Actor:
    """Return the actor of a demo store's public login, for the command line.

    Raises:
        Refused: `store-not-demo`.
    """
    if not is_demo(context.store):
        raise refuse("store-not-demo", path=context.store.path)
    with context.store.reading() as session:
        account = session.exec(select(Account).where(Account.username == username)).one()
        return actor_of(session, account)
