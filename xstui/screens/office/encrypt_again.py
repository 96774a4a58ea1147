"""What an older key file still opens after a new password, and encrypting the store under a new key against it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from xstui.domain.problems import Refused
from xstui.i18n import N_, _
from xstui.i18n.safety_texts import OLDER_KEY_FILES
from xstui.screens.base.command import Command
from xstui.screens.base.commands import BACK
from xstui.screens.base.page import Page
from xstui.services.access import key_administration
from xstui.widgets.paragraph import Paragraph


async def encrypt_again(page: Page) -> None:
    """Encrypt the store under a new data key, and go on with that."""
    host = page.host
    try:
        fresh = await host.call(key_administration.change_data_key)
    except Refused:
        host.reopen_with(page.context.store.key)
        raise
    host.reopen_with(fresh)


class EncryptAgainScreen(Page):
    """Says after a change of a password what an older key file still opens; one key encrypts the store again."""

    PURPOSE = N_("Encrypt the store again with another key.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("encrypt-again", "1", N_("Encrypt again"), does="change", shown=True),
        BACK.but(keys="escape,f3,f2", label=N_("Not now")),
    )

    def __init__(self, done: str) -> None:
        super().__init__()
        self._done = done

    def heading(self) -> str:
        """Return the title."""
        return _("Encrypt again?")

    def compose_body(self) -> ComposeResult:
        """Lay out what was done, and what it does not do."""
        yield Paragraph(self._done, id="done", markup=False)
        yield Paragraph(_(OLDER_KEY_FILES), id="older", markup=False)
        yield Paragraph(
            _("Back-ups that were made before keep opening with the passwords of their own day."),
            id="back-ups",
            markup=False,
        )

    def action_change(self) -> None:
        """Encrypt the store again."""
        self.do(self._change)

    async def _change(self) -> None:
        await encrypt_again(self)
        below = self.below
        self.dismiss()
        if isinstance(below, Page):
            text = _("The store is encrypted again: an older key file does not open it.")
            below.call_after_refresh(below.receipt, text)
