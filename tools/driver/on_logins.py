"""Logins: made, reset, ended and narrowed by an administrator; signed in with, and worked in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import select

from tools.driver.attempts import Outcome
from tools.driver.logins import Login
from tools.driver.model import DAY
from tools.driver.office import CLERKS, FIRST, SECOND, Office
from tools.driver.plays import Play
from xstui.domain.problems import Refused
from xstui.domain.roles import Role
from xstui.services.access import accounts, sign_in
from xstui.services.access.accounts import NewLogin
from xstui.services.access.sign_in import PendingLogin, SignedIn, SignInContext
from xstui.services.access.user_session import UserSession
from xstui.services.security import secrets
from xstui.store.tables import AccountUnit
from xstui.store.unit import EntryMeta

WRONG_TOKEN = "000000"  # noqa: S105 - no secret


def said_to(call: Callable[[], object]) -> str:
    """Return the code of a refusal; empty where there was none."""
    try:
        call()
    except Refused as refused:
        return refused.problems[0].code
    return ""


def add(office: Office, play: Play) -> Outcome:
    """Make a login."""
    context, name = office.contexts[play.clerk], f"login{len(office.logins) + 1}"
    units = (FIRST, SECOND) if play.flag else (FIRST,)

    def call() -> None:
        issued = accounts.add_login(context, NewLogin(name, name, Role.REPORTER, units), secrets.LIGHT)
        until = office.today + 7 * DAY
        office.logins[name] = Login(issued.account_id, issued.password, until, frozenset(units))

    return _by_administrator(play, said_to(call))


def reset(office: Office, play: Play) -> Outcome | None:
    """Give a login a temporary password."""
    login = _one(office, play)
    if login is None:
        return None

    def call() -> None:
        issued = accounts.reset_password(office.contexts[play.clerk], login.account, secrets.LIGHT)
        login.reset(issued.password, office.today)

    return _by_administrator(play, said_to(call))


def end(office: Office, play: Play) -> Outcome | None:
    """End a login as of a day, or let it go on."""
    login = _one(office, play)
    if login is None:
        return None
    day = None if play.flag else play.day(office.today)

    def call() -> None:
        accounts.end_login(office.contexts[play.clerk], login.account, day)
        login.ends_on = day

    return _by_administrator(play, said_to(call))


def _by_administrator(play: Play, code: str) -> Outcome:
    meant = "" if CLERKS[play.clerk].administrator else "administrators-only"
    wrong = () if code == meant else (f"{play.kind} said {code!r} and not {meant!r}",)
    return Outcome((code,) if code else (), wrong)


def narrow(office: Office, play: Play) -> Outcome | None:
    """Take the second department from a login."""
    login = _one(office, play)
    if login is None or SECOND not in login.units:
        return None
    with office.store.unit(EntryMeta("accounts.units", "xstui", office.clock.now(), undoable=False)) as unit:
        wanted = (AccountUnit.account_id == login.account, AccountUnit.unit_id == SECOND)
        unit.session.delete(unit.session.exec(select(AccountUnit).where(*wanted)).one())
    login.units -= {SECOND}
    return Outcome()


def enter(office: Office, play: Play) -> Outcome | None:
    """Sign in, now and then after wrong passwords, or with a wrong token."""
    login = _one(office, play)
    if login is None:
        return None
    wrong = 1 + play.length % 7 if play.which == 0 else 0
    outcomes = [_try(office, play, login, "helemaal verkeerd") for _number in range(wrong)]
    outcomes.append(_try(office, play, login, login.password))
    return Outcome(outcomes[-1].refused, tuple(text for one in outcomes for text in one.differences))


def _try(office: Office, play: Play, login: Login, typed: str) -> Outcome:
    context, today = SignInContext(office.store, office.clock), office.today
    pending: list[PendingLogin] = []
    said = said_to(lambda: pending.append(sign_in.check_password(context, _name(office, login), typed)))
    meant = login.of_password(typed, today)
    if not said and not meant:
        signed_in: list[SignedIn] = []
        right = play.which != 1
        said = said_to(lambda: signed_in.append(_token(office, login, pending[0], right=right)))
        meant = login.of_token(today, right=right)
        if not said and not meant:
            login.enter(today)
            actor = signed_in[0].actor
            session = UserSession(actor, office.clock.ticks())
            own = replace(office.contexts["a"], actor=actor, session=session, kept={})
            login.session = own, today, login.units
    return Outcome((said,) if said else (), _compared("the sign-in", said, meant))


def _token(office: Office, login: Login, pending: PendingLogin, *, right: bool) -> SignedIn:
    context, ticks = SignInContext(office.store, office.clock), office.clock.ticks()
    if pending.totp_secret is not None:
        token = secrets.token_now(pending.totp_secret, ticks) if right else WRONG_TOKEN
        return sign_in.check_token(context, pending, token)
    started = sign_in.start_enrolment(pending)
    token = secrets.token_now(started.secret, ticks) if right else WRONG_TOKEN
    signed_in = sign_in.finish_enrolment(context, started, token, secrets.LIGHT)
    login.secret = started.secret
    return signed_in


def new_password(office: Office, play: Play) -> Outcome | None:
    """Let somebody who has signed in choose a new password."""
    login = _one(office, play)
    if login is None or login.session is None or login.is_closed(office.today):
        return None
    session, _since, _rights = login.session
    context = SignInContext(office.store, office.clock)
    password = f"kruiwagen tulp {len(office.history)} negen brug"
    pending = PendingLogin(login.account, _name(office, login), login.password, login.secret or None, login.must_change)
    said = said_to(lambda: accounts.change_password(context, pending, session, password, secrets.LIGHT))
    meant = "temporary-password-expired" if login.has_expired(office.today) else ""
    meant = "password-same" if password == login.password else meant
    if not said:
        login.password, login.temporary_until = password, None
    return Outcome((said,) if said else (), _compared("a new password", said, meant))


def work(office: Office, play: Play) -> Outcome | None:
    """Read something in the session of a login."""
    login = _one(office, play)
    if login is None or login.session is None:
        return None
    session, _since, _rights = login.session

    def call() -> None:
        with session.reading():
            pass

    said, meant = said_to(call), login.of_session(office.today)
    return Outcome((said,) if said else (), _compared("a session", said, meant))


def _compared(what: str, said: str, meant: str) -> tuple[str, ...]:
    return () if said == meant else (f"{what} said {said!r} and not {meant!r}",)


def _one(office: Office, play: Play) -> Login | None:
    logins = list(office.logins.values())
    return logins[play.who % len(logins)] if logins else None


def _name(office: Office, login: Login) -> str:
    return next(name for name, one in office.logins.items() if one is login)
