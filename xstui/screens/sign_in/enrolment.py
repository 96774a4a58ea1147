"""Registering an authenticator app, and the back-up code that comes with it (manual section 1.1)."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Label

from xstui.domain.problems import Refused
from xstui.i18n import N_, _, problem_text
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import BACK
from xstui.screens.base.host import host_of
from xstui.screens.base.late import LateAnswers
from xstui.services.access import sign_in
from xstui.services.access.sign_in import PendingLogin, SignedIn
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.head import Head
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.qr_code import QrCode
from xstui.widgets.safe_input import SafeInput


class EnrolmentScreen(Commanded, LateAnswers, Screen[SignedIn | None]):
    """Shows the QR code and the secret, and asks for the first token."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "enrol", "enter,ctrl+j,f2", N_("Register the authenticator app"), does="register", shown=True, priority=True
        ),
        BACK.but(label=N_("Back to the sign-in page"), does="cancel"),
    )
    AUTO_FOCUS = "#token"

    def __init__(self, pending: PendingLogin) -> None:
        super().__init__()
        self._enrolment = sign_in.start_enrolment(pending)

    def compose(self) -> ComposeResult:
        """Lay out the code beside the words: 19 rows high, it fits 80x24."""
        yield Head(_("A better protection for confidential data"), id="head")
        with Horizontal(id="enrolment"):
            yield QrCode(self._enrolment.uri)
            with Vertical():
                yield Paragraph(
                    _("Scan the QR code with an authenticator app, or type the secret key into it."),
                    markup=False,
                )
                yield Paragraph(_("Secret key:"), classes="title", markup=False)
                yield Paragraph(self._enrolment.secret_in_groups, id="secret", markup=False)
                yield Label(_("Token"), markup=False)
                yield SafeInput(id="token")
                yield Paragraph(id="problem", markup=False)
                yield Paragraph(
                    _("SMS code: not available, this store has no SMS gateway."), classes="hint", markup=False
                )
        yield KeyFooter()

    @work(group=HOLDING)
    async def action_register(self) -> None:
        """Register the app by its first token, then show the back-up code."""
        host = host_of(self)
        token = self.query_one("#token", Input)
        try:
            signed_in = await host.gate.in_thread(
                lambda: sign_in.finish_enrolment(host.program.sign_in_context, self._enrolment, token.value)
            )
        except Refused as refused:
            token.value = ""
            self.app.bell()
            self.query_one("#problem", Paragraph).update(problem_text(refused.problems[0]))
            return
        await self.app.push_screen(BackupCodeScreen(signed_in), self.dismiss)

    def action_cancel(self) -> None:
        """Go back without registering."""
        self.dismiss(None)


class BackupCodeScreen(Commanded, Screen[SignedIn | None]):
    """Shows the back-up code, this once."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("go-on", "enter,ctrl+j,f2", N_("Continue"), formerly=("backup.continue",), shown=True, priority=True),
    )

    def __init__(self, signed_in: SignedIn) -> None:
        super().__init__()
        self._signed_in = signed_in

    def compose(self) -> ComposeResult:
        """Lay out the code and what it is for."""
        code = self._signed_in.backup_code or ""
        yield Head(_("You have signed in"), id="head")
        with Vertical(id="backup"):
            yield Paragraph(_("Write down this back-up code and keep it safe."), markup=False)
            yield Paragraph(
                _("It lets you in once without your phone; then you get a new one. It is shown only now."),
                markup=False,
            )
            yield Paragraph(_("Back-up code: {code}", code=f"{code[:4]} {code[4:]}"), id="code", markup=False)
        yield KeyFooter()

    def action_go_on(self) -> None:
        """Go on to the home screen."""
        self.dismiss(self._signed_in)
