"""The context of somebody who has signed in: who, on which store, on which day."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from xstui.clock import Clock
from xstui.domain.problems import refuse
from xstui.domain.roles import Right, Role, allows
from xstui.services.context.reference import Reference
from xstui.services.security import chain_head
from xstui.store.store import Store
from xstui.store.unit import EntryMeta, UnitOfWork

if TYPE_CHECKING:
    from xstui.services.access.user_session import UserSession

_rehearsing: ContextVar[bool] = ContextVar("rehearsing", default=False)
PROGRAM = "xstui"
"""Who signs what the program registers by itself."""


class Rehearsed(Exception):  # noqa: N818 - no error: the use case would have gone through
    """A use case was judged by all rules and nothing was wrong; nothing of it was saved."""


@contextlib.contextmanager
def rehearsal() -> Iterator[None]:
    """Let use cases be judged by all rules without saving anything, in this task and the threads that it waits for.

    Raises:
        Rehearsed: By the first use case that would have gone through.
    """
    token = _rehearsing.set(True)
    try:
        yield
    finally:
        _rehearsing.reset(token)


@dataclass(frozen=True)
class Actor:
    """Somebody who acts on the store.

    Attributes:
        account_id: None for the program itself (making a demo company, importing at the command line).
        role: Decides what may be done.
        unit_ids: The organisation units, with all below them, whose people may be seen. None: every unit.
        administrator: May manage logins, keys, back-ups and retention.
    """

    account_id: int | None
    username: str
    full_name: str
    role: Role
    unit_ids: frozenset[int] | None
    administrator: bool = False


@dataclass(frozen=True)
class Context:
    """What every use case needs; passed as its first argument.

    Attributes:
        session: How long the user has been at work, and with which rights; None for the program itself.
        settle: Registers what fell due since somebody read, by a new day or a registration, such as the end of a case
            whose employment is over.
        kept: What was worked out in this session before, by whom keeps it, to be used again where it still holds.
    """

    store: Store
    clock: Clock
    actor: Actor
    reference: Reference
    session: UserSession | None = field(default=None, compare=False, repr=False)
    settle: Callable[[Context], None] | None = field(default=None, compare=False, repr=False)
    kept: dict[str, tuple[Any, Any]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def today(self) -> date:
        """The day by the one clock."""
        return self.clock.today()

    @property
    def last_registered(self) -> int | None:
        """The entry of the last registration in this session that can be taken back."""
        seq: int | None = self.kept.get("registered", (None, None))[0]
        return seq

    def require(self, right: Right, *, write: bool = False) -> None:
        """Refuse the use case unless the actor's role allows it.

        Raises:
            Refused: `not-allowed`.
        """
        if not allows(self.actor.role, right, write=write):
            raise refuse("not-allowed", role=self.actor.role)

    def require_administrator(self) -> None:
        """Refuse the use case unless the actor administers the store.

        Raises:
            Refused: `administrators-only`.
        """
        if not self.actor.administrator:
            raise refuse("administrators-only")

    def may_see_unit(self, unit_id: int) -> bool:
        """Tell whether the actor is authorised for a unit."""
        return self.actor.unit_ids is None or unit_id in self.actor.unit_ids

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Read from one consistent state of the store, as far as the user still may, with what fell due since.

        Raises:
            Refused: `session-over`, `login-ended`, `must-change-password` or `rights-changed`.
        """
        if self.settle is not None and self.kept.get("settled", (None, None))[0] != self.today:
            self.kept["settled"] = self.today, None
            self.settle(self)
        with self.store.reading() as session:
            self._check_session(session)
            yield session

    @contextlib.contextmanager
    def unit(
        self, use_case: str, *, kind: str = "do", reverses: int | None = None, undoable: bool = True
    ) -> Iterator[UnitOfWork]:
        """Open the unit of work of a use case, signed by the actor, as far as the user still may.

        Raises:
            Refused: `session-over`, `login-ended`, `must-change-password` or `rights-changed`.
            Rehearsed: This is a rehearsal, and nothing was refused.
        """
        meta = EntryMeta(
            use_case,
            self.actor.username,
            self.clock.now(),
            self.actor.account_id,
            kind=kind,
            reverses=reverses,
            undoable=undoable,
        )
        with self.store.unit(meta) as unit:
            self._check_session(unit.session)
            yield unit
            if _rehearsing.get():
                raise Rehearsed
        self.kept.pop("settled", None)
        if undoable:
            self.kept["registered"] = unit.seq, None
        chain_head.keep_now_and_then(self.store, unit.seq)

    def _check_session(self, session: Session) -> None:
        if self.session is not None:
            self.session.check(session, self.clock)
