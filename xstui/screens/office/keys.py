"""Keys and back-ups, for an administrator: what opens the store, a new recovery key, copies."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen

from xstui.i18n import N_, _
from xstui.i18n.safety_texts import OLDER_KEY_FILES_RECOVERY
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import OPEN
from xstui.screens.base.place import Place
from xstui.screens.office.encrypt_again import encrypt_again
from xstui.services.access import key_administration
from xstui.services.access.key_administration import KeyFacts
from xstui.widgets.head import Head
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.qr_code import QrCode
from xstui.widgets.rows import ListedRows, RowColumn, RowList

DEEDS = (N_("Back-up"), N_("Recovery key"), N_("Machine's key store"), N_("New data key"))
"""What can be done about the keys, a row each."""
WHY = (
    N_("a copy of the store that is proved to be restorable"),
    N_("opens the store where all passwords are lost"),
    N_("this machine keeps the key of the store, or no longer"),
    N_("encrypts the whole store again"),
)


class KeysScreen(Place):
    """What opens the store, and a row for each thing that can be done about it."""

    PURPOSE = N_("The keys of this store and its back-ups.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (OPEN.but(label=N_("Carry out"), does="start"),)
    AUTO_FOCUS = "RowList"
    _asked = ""

    def __init__(self) -> None:
        super().__init__()
        self.facts: KeyFacts | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("Keys and back-ups")

    def compose_body(self) -> ComposeResult:
        """Lay out what can be done, and the facts."""
        rows = [(_(name), _(why)) for name, why in zip(DEEDS, WHY, strict=True)]
        yield RowList([RowColumn(_("Action"), 22), RowColumn("", 54, grows=40)], ListedRows(rows), id="registrations")
        yield Paragraph(id="facts", markup=False)

    async def refresh_page(self) -> None:
        """Load what opens the store."""
        self.facts = facts = await self.host.call(key_administration.key_facts)
        self.query_one("#facts", Paragraph).update(Content("\n".join(_lines(facts))))

    def action_start(self) -> None:
        """Do what the row under the cursor says, once it is known which keys there are."""
        if self.facts is not None:
            acts = (self.action_back_up, self.action_recovery, self.action_ring, self.action_change)
            acts[self.query_one(RowList).cursor]()

    def action_back_up(self) -> None:
        """Make a back-up, and prove that it can be restored."""
        self.do(self._back_up)

    async def _back_up(self) -> None:
        path = await self.host.call(key_administration.back_up_now)
        await self.refresh_page()
        self.receipt(_("Back-up made and rehearsed: {path}", path=path.name))

    def action_recovery(self) -> None:
        """Make a new recovery key; where one is there it is asked twice, as that one opens nothing any more."""
        if self.facts is None:
            return
        if not self.facts.has_recovery_key or self._sure("recovery"):
            self.do(self._recovery, self.facts.has_recovery_key)
        else:
            told = N_("The recovery key that was written down will open nothing any more. Press {key} again to go on.")
            self.warn(_(told, key=self.key_of(OPEN)))

    async def _recovery(self, replaces: bool) -> None:  # noqa: FBT001 - passed on by `do`
        text = await self.host.call(key_administration.new_recovery_key)
        await self.refresh_page()
        await self.app.push_screen(RecoveryKeyScreen(text, replaces=replaces), self._after_recovery)

    def _after_recovery(self, again: bool | None) -> None:  # noqa: FBT001 - how Textual gives a screen's answer
        if again:
            self.do(self._change)

    def action_ring(self) -> None:
        """Let the machine's key store keep the key, or take it out again."""
        if self.facts is not None:
            self.do(self._ring, self.facts)

    async def _ring(self, facts: KeyFacts) -> None:
        await self.host.call(key_administration.keep_in_ring, not facts.in_ring)
        await self.refresh_page()

    def action_change(self) -> None:
        """Encrypt the store under a new key: asked twice, as it can't be taken back."""
        if self._sure("change"):
            self.do(self._change)
        else:
            told = N_("This encrypts the whole store under a new key and can't be undone. Press {key} again to go on.")
            self.warn(_(told, key=self.key_of(OPEN)))

    def _sure(self, action: str) -> bool:
        """Return whether this was asked for just before; if not, ring the bell."""
        sure, self._asked = self._asked == action, action
        if sure:
            self._asked = ""
        else:
            self.app.bell()
        return sure

    async def _change(self) -> None:
        await encrypt_again(self)
        await self.refresh_page()
        self.receipt(_("The store is encrypted under a new key. Older back-ups keep their own key file."))


def _lines(facts: KeyFacts) -> list[str]:
    yes, no = _("yes"), _("no")
    if not facts.encrypted:
        lines = [_("This store is NOT encrypted: anybody who has the file can read it.")]
    else:
        lines = [
            _("Encrypted: {answer}", answer=f"{yes} (SQLCipher, AES-256)"),
            _("Accounts with a key: {n}", n=facts.accounts),
            _("Recovery key: {answer}", answer=yes if facts.has_recovery_key else no),
            _("System key store: {answer}", answer=_ring_text(facts)),
        ]
    copies = [f"  {path.name}" for path in facts.back_ups[:10]] or ["  " + _("none yet")]
    return ["", *lines, "", _("Back-ups in {path}", path=facts.folder), *copies]


def _ring_text(facts: KeyFacts) -> str:
    if not facts.has_ring:
        return _("this machine has none")
    return _("yes") if facts.in_ring else _("no")


class RecoveryKeyScreen(Commanded, Screen[bool]):
    """Shows a new recovery key, this once; answers whether the store is to be encrypted again.

    Args:
        replaces: Another recovery key was there, which an older key file still goes by.
    """

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "written-down",
            "f2,escape",
            N_("I have written it down"),
            does="dismiss(False)",
            formerly=("recovery.done",),
            shown=True,
        ),
        Command("encrypt-again", "1", N_("And encrypt again"), does="again", formerly=("recovery.again",), shown=True),
    )

    def __init__(self, text: str, *, replaces: bool) -> None:
        super().__init__()
        self._text = text
        self._replaces = replaces

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out encrypting again where no recovery key was replaced."""
        return self._replaces if action == "again" else super().check_action(action, parameters)

    def action_again(self) -> None:
        """Close, and have the store encrypted again."""
        self.dismiss(True)  # noqa: FBT003 - the screen's answer

    def compose(self) -> ComposeResult:
        """Lay out the QR code beside the key."""
        groups = self._text.split()
        rows = "\n".join(" ".join(groups[place : place + 3]) for place in range(0, len(groups), 3))
        yield Head(_("Recovery key"), id="head")
        with Horizontal(id="enrolment"):
            yield QrCode(self._text.replace(" ", ""))
            with Vertical():
                yield Paragraph(_("Write it down and keep it in a safe. It is shown only now."), markup=False)
                yield Paragraph(rows, id="secret", markup=False)
                yield Paragraph(
                    _("Anybody who has it can open the store. On paper: xstui keys recovery --out FILE"), markup=False
                )
                if self._replaces:
                    yield Paragraph(_(OLDER_KEY_FILES_RECOVERY), id="older", markup=False)
        yield KeyFooter()
