"""Settings of the store as a whole, and what a demo store tells about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from sqlmodel import Session, select

from xstui.services.security import secrets
from xstui.store.store import Store
from xstui.store.tables import Account, Setting

LOCK_RANGE = 1, 60
"""Minutes that can be set: an hour at most, as health data are on the screen."""
LOCK_MINUTES = 10
"""Minutes without a key after which the program locks itself, where the store says nothing else."""


@dataclass(frozen=True)
class DemoLogin:
    """A demo store's public login; its TOTP secret opens with the public password."""

    username: str
    password: str
    totp_secret: str = field(repr=False)
    last_step: int = 0

    def token(self, seconds: float) -> str:
        """Return a token that is accepted at a moment, in seconds since 1970: the next where this one is used."""
        step = int(seconds) // secrets.STEP_SECONDS
        later = min(max(step, self.last_step + 1), step + secrets.DRIFT)
        return secrets.token_now(self.totp_secret, later * secrets.STEP_SECONDS)

    def seconds_left(self, seconds: float) -> int:
        """Return for how long that token is shown; it is accepted for half a minute longer."""
        return secrets.STEP_SECONDS - int(seconds) % secrets.STEP_SECONDS


def setting(store: Store, name: str) -> str:
    """Return a setting's value; empty where it is not set."""
    with store.reading() as session:
        return session.exec(select(Setting.value).where(Setting.name == name)).first() or ""


def lock_minutes(store: Store) -> int:
    """Return after how many minutes without a key the program locks itself."""
    with store.reading() as session:
        return int(number_set(session, "lock_minutes", LOCK_RANGE, LOCK_MINUTES))


def number_set(session: Session, name: str, within: tuple[int, int], otherwise: Decimal | int) -> Decimal:
    """Return a number that is set; where it is not, or is none within its bounds, the usual one."""
    text = session.exec(select(Setting.value).where(Setting.name == name)).first() or ""
    number = Decimal(text) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", text) else None
    return number if number is not None and within[0] <= number <= within[1] else Decimal(otherwise)


def is_demo(store: Store) -> bool:
    """Tell whether a store holds invented people only, and says so."""
    return setting(store, "demo") == "yes"


def demo_login(store: Store) -> DemoLogin | None:
    """Return how to sign in to a demo store; None for any other."""
    if not is_demo(store):
        return None
    username, password = setting(store, "demo_username"), setting(store, "demo_password")
    with store.reading() as session:
        account = session.exec(select(Account).where(Account.username == username)).first()
    sealed = account.totp_sealed if account else None
    secret = secrets.unseal(sealed, password) if sealed else None
    return DemoLogin(username, password, secret, account.last_step) if account and secret else None
