"""*Acties*: everything that can be done about what is in sight, a letter or a digit each (manual section 4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from xstui.i18n import N_, _
from xstui.i18n.key_names import key_name, shown_key
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import BACK, OPEN
from xstui.screens.base.host import host_of
from xstui.widgets.facts import folded
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.themes import cursor_style

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
            yield Paragraph(Content.styled(self._title, "bold"), id="actions-title")
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
        lines: list[Content] = []
        keys = iter(self._keys)
        wide = max((cell_len(key_name(key)) for key in self._keys), default=1) + 1
        for title, listed in self._groups:
            lines += [Content.styled(_(title), "bold")] if title else []
            for command in listed:
                key = f"{shown_key(key_name(next(keys))):>{wide}}"
                lines += self._entry(key, command.words, here=command is self._listed[self._place])
        own = host_of(self).own_keys_of
        for command, why in self._hindered.items():
            key = f"– {shown_key(key_name(own(command).split(',')[0])):>{wide}}"
            head, *rest = self._folded(f"{command.words}: {why}", cell_len(key))
            gap = " " * cell_len(key)
            lines += [
                Content.styled(f"{before}{GAP}{line}", "$text-muted")
                for before, line in zip([key, *[gap] * len(rest)], [head, *rest], strict=True)
            ]
        self.query_one("#actions-list", Paragraph).update(Content("\n").join(lines))

    def _folded(self, words: str, before: int) -> list[str]:
        """Return words in lines: they go on below themselves, not below the key."""
        width = self.query_one("#actions-list").size.width - before - len(GAP)
        return folded(words, width) if width > 0 else [words]  # no width before the first layout

    def _entry(self, key: str, words: str, *, here: bool) -> list[Content]:
        """Return the lines of a command that can be started."""
        first, *rest = self._folded(words, cell_len(key) + 2)
        below = [Content(" " * (cell_len(key) + 2) + GAP + line) for line in rest]
        if not here:
            return [Content.assemble("  ", (key, "bold $primary"), f"{GAP}{first}"), *below]
        return [Content.styled(f"▸ {key}{GAP}{first}", cursor_style(self.app.theme)), *below]

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
