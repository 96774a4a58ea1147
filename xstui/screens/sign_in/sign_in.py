"""Signing in: user name, password, and then always a token (manual section 1.1)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Label

from xstui import __version__
from xstui.domain.problems import Problem, Refused
from xstui.i18n import N_, _, problem_text
from xstui.i18n.key_names import keys_in_words
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import BACK, QUIT
from xstui.screens.base.host import Host, host_of
from xstui.screens.base.late import LateAnswers
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.head import Head
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from xstui.services.access.sign_in import PendingLogin, SignedIn, SignInContext
    from xstui.services.context.settings import DemoLogin

P = ParamSpec("P")
T = TypeVar("T")

TOKEN_LIFE = 1.0
"""Seconds between two looks at a demo store's token."""


class SignInScreen(Commanded, LateAnswers, Screen[None]):
    """Asks user name and password, then the token."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("next", "enter,ctrl+j", N_("Next"), formerly=("sign-in.next",), shown=True, priority=True),
        Command("next-field", "down", "", does="app.focus_next"),
        Command("previous-field", "up", "", does="app.focus_previous"),
        Command("trouble", "f4,ctrl+space,ctrl+@", N_("Can't sign in?"), formerly=("sign-in.alternative",), shown=True),
        BACK.but(label=N_("Back to the sign-in page"), does="restart"),
        # Recovery keys that were printed before name F8.
        Command("lost-password", "f8", N_("Lost password"), formerly=("sign-in.lost",)),
        QUIT.but(does="app.leave", shown=True, priority=False),
    )
    WAYS_OUT: ClassVar[tuple[Command, ...]] = (
        Command("lost-password", "", N_("Lost password")),
        Command("back-up-code", "", N_("Back-up code in place of the token")),
        Command("text-message", "", N_("Code by text message (SMS)")),
    )
    """What can be done when signing in does not work, by digit."""
    AUTO_FOCUS = "#username"

    def __init__(self) -> None:
        super().__init__()
        self._pending: PendingLogin | None = None
        self._by_backup_code = False
        self._is_plain = False
        self._clockwork: Timer | None = None
        self._ready = asyncio.Event()

    @property
    def host(self) -> Host:
        """What the app does for its screens."""
        return host_of(self)

    def compose(self) -> ComposeResult:
        """Lay out the fields that come first."""
        yield Head(f"xstui {__version__}", id="head")
        with Vertical(id="sign-in"):
            yield Paragraph(_("Absence management"), classes="title", markup=False)
            yield Label(_("User name"), markup=False)
            yield SafeInput(id="username")
            yield Label(_("Password"), markup=False)
            yield SafeInput(id="password", password=True)
        yield KeyFooter()

    async def _lay_out_the_rest(self) -> None:
        """Add what is of use once the password was right: it need not be there for the first picture."""
        key = keys_in_words()["key_trouble"] + " "
        alternative = Paragraph(key + _("Alternative two-factor authentication"), id="alternative", markup=False)
        alternative.display = False
        await self.query_one("#sign-in").mount(
            Label(_("Token"), id="token-label", markup=False),
            SafeInput(id="token", disabled=True),
            alternative,
            Paragraph(id="problem", markup=False),
            Paragraph(id="demo", markup=False),
        )

    def on_mount(self) -> None:
        """Start what the sign-in needs, behind the typing."""
        self.call_after_refresh(self._prepare)

    @work
    async def _prepare(self) -> None:
        """Import the libraries and open the store in a thread, so that the screen is painted first."""
        await self._lay_out_the_rest()
        try:
            demo = await asyncio.to_thread(self._open)
            if demo is not None:
                self._show_demo(demo)
                self._clockwork = self.set_interval(TOKEN_LIFE, lambda: self._show_demo(demo))
            else:
                self.query_one("#demo", Paragraph).update("\n".join(self._warnings()))
        except Refused as refused:
            self._say(refused)
        finally:
            self.host.has_started()
            self._ready.set()

    def _open(self) -> DemoLogin | None:
        from xstui.terminal.hardening import keep_memory_private

        keep_memory_private()
        program = self.host.program
        login = program.demo_login()
        self._is_plain = login is None and not program.is_locked
        return login

    def _warnings(self) -> list[str]:
        """Return what the user must know of the file before signing in."""
        plain = [_("This store is NOT encrypted: anybody who has the file can read it.")] if self._is_plain else []
        return plain + [problem_text(one) for one in self.host.program.warnings]

    def _show_demo(self, login: DemoLogin) -> None:
        ticks = self.host.program.clock.ticks()
        token = login.token(ticks)
        self.query_one("#demo", Paragraph).update(
            _(
                "This is a demo: all people are invented.\n"
                "User name {user}   Password {password}\nToken {token}   another in {seconds} s",
                user=login.username,
                password=login.password,
                token=f"{token[:3]} {token[3:]}",
                seconds=login.seconds_left(ticks),
            )
        )

    def action_next(self) -> None:
        """Go on to the next field; after the last one, check."""
        focused = self.focused.id if self.focused else None
        if focused == "username":
            self.query_one("#password").focus()
        elif focused == "password":
            self._check_password()
        elif focused == "token" and self._pending is not None:
            self._check_token()
        else:
            self.query_one("#username").focus()

    @on(SafeInput.NotCopied)
    def say_not_copied(self) -> None:
        """Say why Ctrl+C and Ctrl+X leave a password as it is."""
        self._warn(problem_text(Problem("password-not-copied")))

    def action_trouble(self) -> None:
        """Show the ways out when signing in does not work."""
        from xstui.screens.base.actions import ActionsScreen

        self.app.push_screen(ActionsScreen(_("Can't sign in?"), [("", self.WAYS_OUT)]), self._take_way_out)

    async def _take_way_out(self, action: str | None) -> None:
        if action is not None:
            await self.run_action(action)

    def action_back_up_code(self) -> None:
        """Ask for the back-up code in place of the token."""
        if self._pending is None:
            self._warn(_("First type your user name and password; after that the back-up code replaces the token."))
            return
        self._by_backup_code = True
        self.query_one("#token-label", Label).update(_("Back-up code"))
        self.query_one("#token", Input).focus()

    def action_text_message(self) -> None:
        """Say that there is no code by text message: this store has nothing to send it with."""
        self._warn(_("SMS code: not available, this store has no SMS gateway.") + " " + _("Use the back-up code."))

    def action_restart(self) -> None:
        """Begin again with user name and password."""
        self._pending, self._by_backup_code = None, False
        self.query_one("#password", Input).value = ""
        self.query_one("#username").focus()
        if not self.query("#token"):
            return
        self.query_one("#token", Input).value = ""
        self.query_one("#token", Input).disabled = True
        self.query_one("#token-label", Label).update(_("Token"))
        self.query_one("#alternative").display = False
        self.query_one("#problem", Paragraph).update("")

    async def action_lost_password(self) -> None:
        """Set a new password with the recovery key of an encrypted store."""
        from xstui.screens.sign_in.lost_password import LostPasswordScreen

        if self.host.program.is_locked:
            await self.app.push_screen(LostPasswordScreen(), self._tell_of_new_password)
        else:
            self._warn(_("Ask an administrator of this store for a new password."))

    def _tell_of_new_password(self, is_set: bool | None) -> None:  # noqa: FBT001 - what the screen returns
        """Begin again with the new password; what was refused of the old one no longer counts."""
        if is_set:
            self.action_restart()
            self._tell(_("The new password holds: sign in with it."), is_good=True)

    @work(group=HOLDING)
    async def _check_password(self) -> None:
        await self._ready.wait()

        username, password = (self.query_one(f"#{name}", Input).value for name in ("username", "password"))
        try:
            pending = await self.host.gate.in_thread(self.host.program.enter, username, password)
        except Refused as refused:
            self.query_one("#password", Input).value = ""
            self.query_one("#password").focus()
            self._say(refused)
            return
        self._pending = pending
        self.query_one("#problem", Paragraph).update("")
        if pending.totp_secret is None:
            from xstui.screens.sign_in.enrolment import EnrolmentScreen

            await self.app.push_screen(EnrolmentScreen(pending), self._admit)
            return
        self._ask_token()

    def _ask_token(self) -> None:
        self.query_one("#alternative").display = True
        token = self.query_one("#token", Input)
        token.disabled = False
        token.focus()

    @work(group=HOLDING)
    async def _check_token(self) -> None:
        from xstui.services.access import sign_in

        token = self.query_one("#token", Input)
        check: Callable[[SignInContext, PendingLogin, str], SignedIn] = sign_in.check_token
        if self._by_backup_code:
            check = sign_in.use_backup_code
        if self._pending is None:
            return
        try:
            signed_in = await self._in_thread(check, self._pending, token.value)
        except Refused as refused:
            token.value = ""
            self._say(refused)
            return
        if signed_in.backup_code is not None:
            from xstui.screens.sign_in.enrolment import BackupCodeScreen

            await self.app.push_screen(BackupCodeScreen(signed_in), self._admit)
            return
        self._admit(signed_in)

    def _admit(self, signed_in: SignedIn | None) -> None:
        if signed_in is not None:
            pending = self._pending
            self._forget()
            self.host.start_session(signed_in.actor, pending if pending and pending.must_change else None)

    def _forget(self) -> None:
        """Keep nothing of what was typed: the screen stays under all others."""
        self._pending = None
        for field in self.query(Input):
            field.value = ""
        if self._clockwork is not None:
            self._clockwork.stop()

    async def _in_thread(
        self, check: Callable[Concatenate[SignInContext, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self.host.gate.in_thread(lambda: check(self.host.program.sign_in_context, *args, **kwargs))

    def _say(self, refused: Refused) -> None:
        self._warn(problem_text(refused.problems[0]))

    def _warn(self, text: str) -> None:
        self.app.bell()
        self._tell(text, is_good=False)

    def _tell(self, text: str, *, is_good: bool) -> None:
        for problem in self.query("#problem").results(Paragraph):
            problem.set_class(is_good, "-good")
            problem.update(f"✓ {text}" if is_good else text)
