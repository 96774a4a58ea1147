"""The lock: it covers all screens at once, and takes the password once the store is closed and its key is dropped."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Label

from xstui.domain.problems import Problem, Refused
from xstui.i18n import N_, _, ngettext_, problem_text
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import QUIT
from xstui.screens.base.host import Host, host_of
from xstui.screens.base.late import LateAnswers
from xstui.services.access.sign_in import FAILED
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.head import Head
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.safe_input import SafeInput

MINUTE = 60


class LockScreen(Commanded, LateAnswers, Screen[None]):
    """Covers everything; what was typed below is kept.

    It says that the program is locked from `take_password` on, and before that that it is being locked.
    """

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("unlock", "enter,ctrl+j,f2", N_("Unlock"), formerly=("lock.unlock",), shown=True, priority=True),
        QUIT.but(does="app.leave", formerly=("lock.quit",), shown=True),
    )
    AUTO_FOCUS = "#password"

    def __init__(self, reason: str = "", *, with_token: bool = False) -> None:
        """Cover everything.

        Args:
            reason: Why the program locked by itself.
            with_token: The session is over: the second factor is asked as well.
        """
        super().__init__()
        self._reason = reason
        self._with_token = with_token

    @property
    def host(self) -> Host:
        """What the app does for its screens."""
        return host_of(self)

    def compose(self) -> ComposeResult:
        """Lay out the name and the password."""
        yield Head("xstui", id="head")
        with Vertical(id="sign-in"):
            yield Paragraph(_("Locking"), id="state", classes="title", markup=False)
            yield Paragraph(_("What you typed is being kept, and the store is being closed."), id="about", markup=False)
            yield Label(self.host.context.actor.username, id="who", markup=False)
            yield SafeInput(id="password", password=True, disabled=True)
            if self._with_token:
                yield Label(_("Token"), markup=False)
                yield SafeInput(id="token", disabled=True)
            yield Paragraph(self._reason, id="problem", markup=False)
        yield KeyFooter()

    def take_password(self, *, typed: bool, kept: bool) -> None:
        """Say that the program is locked, and take the password.

        Args:
            typed: Whether anything was typed on a form below.
            kept: Whether all of that lies in the store as well, where it outlives the program.
        """
        self.query_one("#state", Paragraph).update(_("Locked"))
        told = _("Give your password to go on.")
        if not kept:
            told = _("What you typed stands below, but could not be stored: quitting loses it.") + " " + told
        elif typed:
            told = _("What you typed is kept.") + " " + told
        self.query_one("#about", Paragraph).update(told)
        for field in self.query(SafeInput):
            field.disabled = False
        self.query_one("#password").focus()

    @on(SafeInput.NotCopied)
    def say_not_copied(self) -> None:
        """Say why Ctrl+C and Ctrl+X leave a password as it is."""
        self.query_one("#problem", Paragraph).update(problem_text(Problem("password-not-copied")))

    @work(group=HOLDING)
    async def action_unlock(self) -> None:
        """Check the password, and the token where it is asked; go on where the user was, if that is still allowed."""
        password = self.query_one("#password", SafeInput)
        token = self.query_one("#token", SafeInput) if self._with_token else None
        if token is not None and password.has_focus:
            token.focus()
            return
        if not password.value:
            self.app.bell()
            self.query_one("#problem", Paragraph).update(_("Give your password."))
            password.focus()
            return
        try:
            same = await self.host.gate.in_thread(self.host.reopen, password.value, token.value if token else "")
            await self.host.follow_office()
        except Refused as refused:
            self.app.bell()
            wait = await self.host.gate.in_thread(self.host.closed_for)
            self.query_one("#problem", Paragraph).update(_refusal_text(refused.problems[0], wait))
            return
        finally:
            self._forget()
        if same:
            self.host.uncover()
        else:
            self.host.start_over()

    def _forget(self) -> None:
        for field in self.query(SafeInput):
            field.value = ""
        self.query_one("#password").focus()


def _refusal_text(problem: Problem, wait: timedelta | None) -> str:
    """Return why the lock stays; the name stands there already, so only the password can be wrong.

    Args:
        wait: How long it is closed after wrong tries, whatever is typed.
    """
    if wait is not None:
        return _("Closed after too many wrong tries: {wait}, even with the right password.", wait=_wait_text(wait))
    if problem.code == FAILED:
        return _("The password is wrong. Try again. After five wrong tries it stays closed for a while.")
    return problem_text(problem)


def _wait_text(wait: timedelta) -> str:
    seconds = ceil(wait.total_seconds())
    if seconds <= 2 * MINUTE:
        return ngettext_("{n} second more", "{n} seconds more", seconds)
    return ngettext_("{n} minute more", "{n} minutes more", ceil(seconds / MINUTE))
