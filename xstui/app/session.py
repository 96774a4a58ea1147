"""The session of an app: who has signed in, the lock, and the calls of use cases on behalf of that user."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from textual import events

from xstui.app.cover import CoverableApp
from xstui.app.screens import screen_of
from xstui.domain.problems import Refused
from xstui.i18n import problem_text
from xstui.screens.base import routes
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from datetime import timedelta

    from xstui.bootstrap import Program
    from xstui.screens.base.form_page import FormPage
    from xstui.services.access.sign_in import PendingLogin
    from xstui.services.context.context import Actor, Context

P = ParamSpec("P")
T = TypeVar("T")

SESSION_ENDED = frozenset({"session-over", "login-ended", "rights-changed", "must-change-password"})
"""What a use case is refused for before it begins; the program locks then."""


class SessionApp(CoverableApp):
    """An app that one user at a time signs in to."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self._signed_in: Context | None = None
        self._is_demo = False
        self._last_key = self._last_tick = 0.0
        self.lock_after = 0.0

    def note_presence(self, event: events.Event) -> None:
        """Note that somebody is there."""
        self._last_key, self._last_tick = event.time, self.program.system_clock.ticks()

    @property
    def context(self) -> Context:
        """The context of somebody who has signed in."""
        if self._signed_in is None:
            message = "nobody has signed in"
            raise LookupError(message)
        return self._signed_in

    @property
    def is_demo(self) -> bool:
        """Whether the store holds invented people only."""
        return self._is_demo

    def start_session(self, actor: Actor, pending: PendingLogin | None = None) -> None:
        """Show the home screen to the user who has just signed in.

        Args:
            pending: A user who has to choose another password first.
        """
        self.run_worker(self._start_session(actor, pending), group=HOLDING)

    async def _start_session(self, actor: Actor, pending: PendingLogin | None) -> None:
        from xstui.screens.sign_in.password import PasswordScreen
        from xstui.services.context.settings import is_demo

        self._signed_in = self.program.context(actor)
        self._is_demo = await self.gate.in_thread(is_demo, self.program.store)
        await self.follow_office()
        await self.push_screen(screen_of(routes.Home()) if pending is None else PasswordScreen(pending))
        if pending is None:
            self.run_worker(self._tell_of_refused())

    async def _tell_of_refused(self) -> None:
        """Say how many sign-ins with this login were refused since the last one, and whether the clock can be right."""
        from xstui.i18n.sign_ins import refused_text
        from xstui.services.access.sign_in_history import clock_behind, last_before_this

        behind = await asyncio.to_thread(clock_behind, self.context)
        last, refused = await asyncio.to_thread(last_before_this, self.context)
        texts = [refused_text(refused, last.at if last else None)] if refused else []
        texts += [problem_text(behind)] if behind else []
        for line in self.screen.query(StatusLine) if texts else ():
            line.add(" ".join(texts))

    def start_over(self) -> None:
        """Show home alone: what stands on the other screens was read with other rights."""
        self.run_worker(self._start_over(), group=HOLDING)

    async def _start_over(self) -> None:
        self.forget_cover()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(screen_of(routes.Home()))

    async def follow_office(self) -> None:
        """Lock by what is set for the office: asked at sign-in, at unlocking, and where it was changed here."""
        from xstui.services.context.settings import lock_minutes

        self.lock_after = 60.0 * await self.gate.in_thread(lock_minutes, self.program.store)

    def lock_if_idle(self) -> bool:
        """Lock the program once nobody has touched it for some minutes; tell whether it was time.

        The machine's clock is asked as well: the other one stands still while a laptop sleeps.
        """
        idle = max(events.Idle().time - self._last_key, self.program.system_clock.ticks() - self._last_tick)
        if not self.lock_after or idle < self.lock_after or self.is_locked:
            return False
        self.action_lock()
        return True

    @property
    def is_locked(self) -> bool:
        """Whether the lock lies over all screens."""
        return self.is_covered

    def action_lock(self) -> None:
        """Lock the program: what was typed is kept, the store is closed and its key dropped."""
        self.run_worker(self._lock(), group=HOLDING)

    async def _lock(self, reason: str = "") -> None:
        """Cover the screens at once; what hangs, or has to end first, is waited for below the cover."""
        from xstui.screens.sign_in.lock import LockScreen

        if self._signed_in is None or self.is_locked:
            return
        lock = LockScreen(reason, with_token=self.session_is_over)
        await self.cover(lock)
        has_typed = bool(self._typed_forms())
        kept = await self._keep_drafts()
        await self.gate.in_thread(self.program.lock)
        self._signed_in = self.program.locked_context(self.context)
        lock.take_password(typed=has_typed, kept=kept)

    async def _keep_drafts(self) -> bool:
        """Keep what is typed on forms; tell whether all of it could be kept."""
        return all([await form.keep_draft() for form in self._typed_forms()])

    def _typed_forms(self) -> list[FormPage]:
        """Return the open forms that hold something that is not saved."""
        from xstui.screens.base.form_page import FormPage

        return [form for form in self.screen_stack if isinstance(form, FormPage) and form.has_typed_work]

    @property
    def session_is_over(self) -> bool:
        """Whether the user has been at work for so long that the second factor is asked again."""
        session = self.context.session
        return session is not None and session.is_over(self.program.clock)

    def reopen(self, password: str, token: str = "") -> bool:
        """Open the store again for the user who locked it, with the rights of now; tell whether these are the same.

        Raises:
            Refused: `sign-in-failed`; `token-wrong` or `token-used` where the session is over; or, where the login was
                reset, `no-second-factor`.
        """
        from xstui.services.access import sign_in

        before = self.context
        pending = self.program.enter(before.actor.username, password)
        try:
            if self.session_is_over:
                actor, session = sign_in.check_token(self.program.sign_in_context, pending, token).actor, None
            else:
                actor, session = sign_in.readmit(self.program.sign_in_context, pending), before.session
        except BaseException:
            self.program.lock()
            raise
        self._signed_in = self.program.context(actor, session)
        return actor == before.actor

    def closed_for(self) -> timedelta | None:
        """Return how long the user who locked the program has to wait after wrong tries; None: no longer."""
        return self.program.closed_for(self.context.actor.username)

    def reopen_with(self, key: bytes | None) -> None:
        """Open the store again after its data key was changed."""
        self.program.reopen(key)
        self._signed_in = self.program.context(self.context.actor, self.context.session)

    async def call(self, use_case: Callable[Concatenate[Context, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a use case returns, run in a thread, in the context of the session; keys wait meanwhile.

        The program locks where the session has ended, or its rights have changed: unlocking reads them again.

        Raises:
            Refused: By the use case.
        """
        try:
            return await self.gate.in_thread(use_case, self.context, *args, **kwargs)
        except Refused as refused:
            if refused.problems[0].code in SESSION_ENDED:
                self.run_worker(self._lock(problem_text(refused.problems[0])), group=HOLDING)
            raise
