"""Choosing another password: the old one, and the new one twice."""

from __future__ import annotations

from textual.app import ComposeResult

from xstui.domain.problems import refuse
from xstui.i18n import N_, _
from xstui.i18n.safety_texts import OLDER_KEY_FILES
from xstui.screens.base import routes
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.services.access import accounts
from xstui.services.access.sign_in import PendingLogin
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.text_field import TextField

LONGEST = 1_000


class PasswordScreen(FormPage):
    """Asks the old password unless it was just given; a temporary one must be changed before anything else."""

    PURPOSE = N_("Choose another password, of twelve signs at least.")

    old = FieldOf(TextField)
    password = FieldOf(TextField)
    again = FieldOf(TextField)
    AUTO_FOCUS = "FormField Input"
    KEEPS_DRAFT = False

    def __init__(self, pending: PendingLogin | None = None) -> None:
        super().__init__()
        self._pending = pending

    def heading(self) -> str:
        """Return the title."""
        return _("Choose another password")

    def compose_body(self) -> ComposeResult:
        """Lay out the fields."""
        if self._pending is not None:
            yield Paragraph(
                _("Your password is temporary: choose one of your own."), classes="panel-title", markup=False
            )
        yield TextField(id="old", label=_("Old password"), required=True, password=True, max_length=LONGEST)
        yield TextField(id="password", label=_("New password"), required=True, password=True, max_length=LONGEST)
        yield TextField(id="again", label=_("The same again"), required=True, password=True, max_length=LONGEST)
        yield Paragraph(_("15 characters or more. A sentence is fine; spaces count."), classes="hint", markup=False)
        if self._older_keys_count:
            yield Paragraph(_(OLDER_KEY_FILES), classes="hint", id="older", markup=False)
            if not self.context.actor.administrator:
                yield Paragraph(_("An administrator can do that."), classes="hint", markup=False)

    @property
    def _older_keys_count(self) -> bool:
        return self.context.store.key is not None

    def on_mount(self) -> None:
        """Skip the old password where it was just given."""
        super().on_mount()
        if self._pending is not None:
            self.old.display = False
            self.password.focus()

    async def save(self) -> None:
        """Check the old password and write the new one."""
        if self.password.given != self.again.given:
            raise refuse("passwords-differ", "again")
        program, context = self.host.program, self.context
        pending = self._pending
        if pending is None:
            pending = await self.host.gate.in_thread(program.enter, context.actor.username, self.old.given)
        await self.host.gate.in_thread(
            accounts.change_password, program.sign_in_context, pending, context, self.password.given
        )
        if self._pending is None:
            done = _("Your password is changed.")
            await self.finish(done)
            if self._older_keys_count and context.actor.administrator:
                await self.go(routes.EncryptAgain(done))
        else:
            self.host.start_over()

    def action_back(self) -> None:
        """Go back; a temporary password has no way around."""
        if self._pending is None:
            super().action_back()
        else:
            self.app.bell()
