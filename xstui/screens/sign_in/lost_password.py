"""A lost password: the printed recovery key opens the store, and the login gets a new one."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen

from xstui.domain.problems import Refused, refuse
from xstui.i18n import N_, _, problem_text
from xstui.i18n.safety_texts import OLDER_KEY_FILES
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import BACK, SAVE
from xstui.screens.base.host import Host, host_of
from xstui.screens.base.late import LateAnswers
from xstui.services.access import accounts
from xstui.services.security import vault
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.form_field import FormField
from xstui.widgets.head import Head
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.text_field import TextField

FIELDS = ("username", "recovery_key", "password", "again")
LONGEST = 1_000


class LostPasswordScreen(Commanded, LateAnswers, Screen[bool]):
    """Asks user name, recovery key and the new password twice."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SAVE,
        BACK.but(label=N_("Back to the sign-in page"), does="dismiss"),
    )
    AUTO_FOCUS = "#username Input"

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        yield Head(_("Lost password"), id="head")
        with VerticalScroll(id="fields", can_focus=False):
            yield Paragraph(
                _("With the printed recovery key a login gets a new password. The app is registered again after that."),
                classes="title",
                markup=False,
            )
            yield TextField(id="username", label=_("User name"), required=True)
            yield TextField(id="recovery_key", label=_("Recovery key"), required=True)
            yield TextField(id="password", label=_("New password"), required=True, password=True, max_length=LONGEST)
            yield TextField(id="again", label=_("The same again"), required=True, password=True, max_length=LONGEST)
            yield Paragraph(_(OLDER_KEY_FILES), id="older", markup=False)
            yield Paragraph(id="problem", markup=False)
        yield KeyFooter()

    def _field(self, name: str) -> TextField:
        return self.query_one(f"#{name}", TextField)

    @on(FormField.Submitted)
    def go_on(self, event: FormField.Submitted) -> None:
        """Go to the next field; from the last one, save."""
        place = FIELDS.index(event.field.id or "")
        if place + 1 < len(FIELDS):
            self._field(FIELDS[place + 1]).focus()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Check all fields; with none refused, set the password."""
        wrong = [name for name in FIELDS if not self._field(name).validate_now()]
        if wrong:
            self.app.bell()
            self._field(wrong[0]).point_out()
        else:
            self._save()

    @work(group=HOLDING)
    async def _save(self) -> None:
        host = host_of(self)
        try:
            await host.gate.in_thread(self._set_password, host, *(self._field(name).raw for name in FIELDS))
        except Refused as refused:
            self._show(refused)
        else:
            self.dismiss(True)  # noqa: FBT003 - whether it is set

    def _set_password(self, host: Host, username: str, recovery: str, password: str, again: str) -> None:
        if password != again:
            raise refuse("passwords-differ", "again")
        program = host.program
        program.unlock(vault.unlock_by_recovery_key(program.path, recovery))
        try:
            accounts.recover_login(program.sign_in_context, username, password, program.reference.common_passwords)
        finally:
            program.lock()

    def _show(self, refused: Refused) -> None:
        self.app.bell()
        for problem in refused.problems:
            if problem.field in FIELDS:
                self._field(problem.field).show_problem(problem)
                self._field(problem.field).point_out()
            else:
                self.query_one("#problem", Paragraph).update(problem_text(problem))
