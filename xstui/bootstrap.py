"""The one composition root: store, clock, reference data and app are put together here."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from xstui.clock import Clock, FixedClock, SystemClock
from xstui.domain.problems import Problem, Refused, refuse, refuse_if

if TYPE_CHECKING:
    from xstui.services.access.sign_in import PendingLogin, SignInContext
    from xstui.services.access.user_session import UserSession
    from xstui.services.context.context import Actor, Context
    from xstui.services.context.reference import Reference
    from xstui.services.context.settings import DemoLogin
    from xstui.store.store import Store


def default_folder() -> Path:
    """Return the folder for stores: the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("xstui", appauthor=False)


def store_path(given: Path | None, *, demo: bool = False) -> Path:
    """Return which store is meant: the one given, that of `XSTUI_STORE`, or the user's own."""
    named = os.environ.get("XSTUI_STORE")
    if given or named:
        return given or Path(named or "")
    return default_folder() / ("demo.db" if demo else "xstui.db")


_opened: WeakSet[Store] = WeakSet()


def begin() -> None:
    """Begin a command: nothing is saved yet."""
    from xstui.store import lasting

    lasting.forget()


def may_have_saved() -> bool:
    """Tell whether a command may have saved or replaced anything, besides letting somebody in."""
    from xstui.store import lasting

    return lasting.is_noted()


def close_stores() -> None:
    """Close every store that a program opened: at the end of a command."""
    for store in list(_opened):
        _shut(store)
    _opened.clear()


def _shut(store: Store) -> None:
    from xstui.services.security import chain_head

    chain_head.keep(store)
    store.shut()


def _shut_behind_the_last(store: Store) -> None:
    """Close a store once what has been saved at the screens has its receipt there."""
    with store.visits.seeing_out():
        _shut(store)


@dataclass
class Program:
    """A store path and a clock, from which the rest is made when it is first needed.

    Attributes:
        fixed_today: Another day than the machine's; for demo stores only.
        was_left_open: Whether the app ended with an open store, and not locked.
    """

    path: Path
    fixed_today: date | None = None
    system_clock: Clock = field(default_factory=SystemClock)
    was_left_open: bool = False
    _key: bytes | None = field(default=None, repr=False)
    _sealed: bool = field(default=False, repr=False)

    @cached_property
    def clock(self) -> Clock:
        """The clock that everything goes by."""
        return FixedClock(self.fixed_today, self.system_clock) if self.fixed_today else self.system_clock

    @cached_property
    def store(self) -> Store:
        """The open store.

        Raises:
            Refused: It is missing, damaged, locked, newer than the program or not unlocked; `clock-ahead`, or
                `today-demo-only`.
        """
        from xstui.domain.sane_years import check_clock
        from xstui.services.context.settings import is_demo
        from xstui.store.opening import open_store

        if self._sealed or self.is_locked:
            raise refuse("store-sealed", path=self.path)
        refuse_if(check_clock(self.clock.today()))
        _ = self.warnings  # before it is opened, which makes files with the rights of this one
        store = open_store(self.path, self.system_clock.now(), self._key)
        _opened.add(store)
        if self.fixed_today and not is_demo(store):
            raise refuse("today-demo-only")
        return store

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """Whether others could read or change the store's files; after this look they can't, where that is ours."""
        from xstui.store.rights import close_to_others

        rights = close_to_others(self.path)
        found = (("store-was-open", rights.closed), ("store-is-open", rights.open))
        return tuple(Problem(code, "", {"files": [file.name for file in files]}) for code, files in found if files)

    @property
    def is_locked(self) -> bool:
        """Whether the store is encrypted, and nobody has unlocked it yet; an open store's file is not looked at."""
        return not self.is_open and self._key is None and self.path.is_file() and self.is_encrypted

    @property
    def is_encrypted(self) -> bool:
        """Whether the store's file is encrypted."""
        from xstui.store.engine import is_encrypted

        return is_encrypted(self.path)

    @property
    def key(self) -> bytes | None:
        """The data key, once an encrypted store is unlocked."""
        return self._key

    def unlock(self, key: bytes) -> None:
        """Use a data key that `xstui.services.security` gave."""
        self._key, self._sealed = key, False

    @property
    def is_open(self) -> bool:
        """Whether the store has been opened."""
        return "store" in self.__dict__

    def lock(self) -> None:
        """Close the store and forget its key; nothing reads it from then on, until somebody enters again."""
        self._sealed = True
        if self.is_open:
            _shut_behind_the_last(self.store)
        self.__dict__.pop("store", None)
        self._key = None

    def reopen(self, key: bytes | None) -> None:
        """Close the store, and open it under another key when it is needed again."""
        self._close()
        self._key = key

    def leave(self) -> None:
        """Close the store as the app ends; what is done after that opens it again."""
        self.was_left_open = self.is_open
        self._close()

    def _close(self) -> None:
        if self.is_open:
            _shut(self.__dict__.pop("store"))

    def demo_login(self) -> DemoLogin | None:
        """Return how to sign in to a demo store, which is unlocked by it; None for any other."""
        from xstui.services.context.settings import demo_login
        from xstui.services.security import vault

        if self.is_locked:
            public = vault.public_login(self.path)
            if public is None:
                return None
            self.unlock(vault.unlock(self.path, *public, self.system_clock.now()))
        return demo_login(self.store)

    def enter(self, username: str, password: str) -> PendingLogin:
        """Check user name and password, which also unlock an encrypted store.

        Raises:
            Refused: `sign-in-failed`, the same for whatever was wrong.
        """
        was_open, self._sealed = self.is_open, False
        try:
            return self._enter(username, password)
        except BaseException:
            if not was_open:
                self.lock()
            raise

    def closed_for(self, username: str) -> timedelta | None:
        """Return how long a user who is known to have a login has to wait after wrong tries; None: no longer."""
        from xstui.services.access import sign_in
        from xstui.services.security import vault

        was_open, self._sealed = self.is_open, False
        try:
            if self.is_locked:
                now = self.system_clock.now()
                until = vault.closed_until(self.path, username, now)
            else:
                now = self.clock.now()
                until = sign_in.closed_until(self.sign_in_context, username)
        finally:
            if not was_open:
                self.lock()
        return until - now if until is not None else None

    def _enter(self, username: str, password: str) -> PendingLogin:
        from xstui.services.access import sign_in
        from xstui.services.security import vault

        if not self.is_locked:
            return sign_in.check_password(self.sign_in_context, username, password)
        refused = vault.refused_tries(self.path, username)
        self.unlock(vault.unlock(self.path, username, password, self.system_clock.now()))
        pending = sign_in.check_password(self.sign_in_context, username, password)
        try:
            self._settle(pending, refused)
        except Refused as error:
            if error.problems[0].code != "disk-full":  # which keeps nobody out: it is done at the next sign-in
                raise
        return pending

    def _settle(self, pending: PendingLogin, refused: int) -> None:
        """Do what the journal and the key file owe each other: they open together only now."""
        from xstui.services.access import accounts, sign_in
        from xstui.services.security import vault

        if refused:
            sign_in.note_refused(self.sign_in_context, pending, refused)
        accounts.settle_slots(self.store, self.clock)
        vault.raise_cost(self.path, self.store.key or b"", pending.username, pending.password)

    @cached_property
    def reference(self) -> Reference:
        """Law, insurer and statistics, from the data files."""
        from xstui.services.context.reference import Reference, data_folder

        return Reference(data_folder())

    @property
    def sign_in_context(self) -> SignInContext:
        """What signing in needs."""
        from xstui.services.access.sign_in import SignInContext

        return SignInContext(self.store, self.clock)

    def locked_context(self, context: Context) -> Context:
        """Return the context of a user whose program is locked: it knows who that is, and its store is closed."""
        from xstui.services.context.context import Context
        from xstui.store.opening import closed_store

        return Context(closed_store(self.path), self.clock, context.actor, self.reference, context.session)

    def context(self, actor: Actor, session: UserSession | None = None) -> Context:
        """Return the context of a user who has just signed in, or whose session goes on."""
        from xstui.services.access.user_session import UserSession
        from xstui.services.context.context import Context
        from xstui.services.employment.settling import settle

        since = session.since if session else self.clock.ticks()
        return Context(self.store, self.clock, actor, self.reference, UserSession(actor, since), settle)
