"""*Acties*: everything that can be done about what is in sight, a letter or a digit each (manual section 4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from xstui.i18n import N_, _
from xstui.i18n.key_names import key_name, shown_key
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import BACK, OPEN
from xstui.screens.base.host import host_of
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph

Groups = Sequence[tuple[str, Sequence[Command]]]
GAP = "  "
"""Between the key of a command and its words."""


class ActionsScreen(Commanded, ModalScreen[str]):
    """A list of commands; answers the action of the one that was chosen."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        OPEN.but(label=N_("Carry out"), does="choose"),
        Command("menu-up", "up", "", does="move(-1)"),
        Command("menu-down", "down", "", does="move(1)"),
        BACK.but(keys="escape,f3,full_stop", does="dismiss"),
    )

    def __init__(self, title: str, groups: Groups, hindered: Mapping[Command, str] = MappingProxyType({})) -> None:
        """List commands under headings.

        Args:
            title: What the actions are about, translated.
            hindered: What can't be done now, with the reason: shown, and not to be chosen.
        """
        super().__init__()
        self._title, self._groups, self._hindered = title, groups, hindered
        self._listed = [command for _title, listed in groups for command in listed]
        self._place = 0

    def compose(self) -> ComposeResult:
        """Lay out the commands by heading."""
        with VerticalScroll(id="actions"):
            yield Paragraph(Text(self._title, "bold"), id="actions-title")
            yield Paragraph(id="actions-list")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the list."""
        self._keys = self._keys_of()
        self._show()

    def _keys_of(self) -> list[str]:
        """Return the key of each command: its own, else the next digit."""
        digits = iter("123456789")
        own = host_of(self).own_keys_of
        return [own(command).split(",")[0] or next(digits, "") for command in self._listed]

    def _show(self) -> None:
        lines: list[Text] = []
        keys = iter(self._keys)
        wide = max((cell_len(key_name(key)) for key in self._keys), default=1) + 1
        for title, listed in self._groups:
            lines += [Text(_(title), "bold underline")] if title else []
            for command in listed:
                sign = "▸" if command is self._listed[self._place] else " "
                key = shown_key(key_name(next(keys)))
                lines += self._entry(Text(f"{sign} ").append(f"{key:>{wide}}", "bold"), Text(command.words))
        own = host_of(self).own_keys_of
        for command, why in self._hindered.items():
            key = shown_key(key_name(own(command).split(",")[0]))
            lines += self._entry(Text(f"– {key:>{wide}}", "dim"), Text(f"{command.words}: {why}", "dim"))
        self.query_one("#actions-list", Paragraph).update(Text("\n").join(lines))

    def _entry(self, head: Text, words: Text) -> list[Text]:
        """Return the lines of a command: its words go on below themselves, not below the key."""
        width = self.query_one("#actions-list").size.width - head.cell_len - len(GAP)
        lines = words.wrap(self.app.console, width) if width > 0 else [words]  # no width before the first layout
        heads = [head, *[Text(" " * head.cell_len)] * (len(lines) - 1)]
        return [before + Text(GAP) + line for before, line in zip(heads, lines, strict=True)]

    def on_resize(self) -> None:
        """Lay out the list for the width that it has now."""
        self.call_after_refresh(self._show)

    def action_move(self, by: int) -> None:
        """Go to the next or the previous command, around the ends."""
        if self._listed:
            self._place = (self._place + by) % len(self._listed)
            self._show()

    def action_choose(self) -> None:
        """Start the command under the cursor; where all are hindered, none is."""
        if self._listed:
            self.dismiss(self._listed[self._place].action)
        else:
            self.app.bell()

    def on_key(self, event: events.Key) -> None:
        """Start the command of a key."""
        if event.key in self._keys:
            event.stop()
            self.dismiss(self._listed[self._keys.index(event.key)].action)
        elif event.is_printable and event.key != "full_stop":
            event.stop()
            self.app.bell()
