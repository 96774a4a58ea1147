"""A screen on which nothing is typed: from it one goes anywhere, sees all actions, and takes registrations back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events

from xstui.domain.problems import Refused
from xstui.i18n import _
from xstui.i18n.key_names import key_name, shown_key
from xstui.screens.base import commands
from xstui.screens.base.command import Command
from xstui.screens.base.commands import ACTIONS, HELP, PLACES, REDO, SEARCH, UNDO
from xstui.screens.base.page import Page

if TYPE_CHECKING:
    from xstui.services.upkeep.undo import Reversal


class Place(Page):
    """A page with the keys that work on every screen where no text has the focus."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (HELP, ACTIONS, UNDO, REDO, *PLACES)
    _asked_about: int | None = None
    """The entry that would be taken back, as the status line says."""
    ACTIONS_OF: ClassVar[tuple[tuple[str, tuple[Command, ...]], ...]] = ()
    """What *Acties* lists, by heading; nothing: all that the screen itself does."""

    async def look_again(self) -> None:
        """Read the page again; where that is refused as well, it stays as it is."""
        with suppress(Refused):
            await self.refresh_page()

    async def action_search(self) -> None:
        """Find a person, a case or an organisation; with nothing typed, the dossiers visited last."""
        await self.go(SEARCH.where)

    async def action_visit(self, name: str) -> None:
        """Go to a place; on it already, read it again."""
        route = commands.table()[name].where
        if self.route == route:
            self.load()
        else:
            await self.go(route)

    async def action_actions(self) -> None:
        """Show what can be done about what is in sight (*Acties*)."""
        from xstui.screens.base.actions import ActionsScreen

        groups = self.actions()
        hindered = {c: why for _title, listed in groups for c in listed if (why := self.hindrance(c))}
        free = [(title, [c for c in listed if c not in hindered]) for title, listed in groups]
        if not groups:
            self.app.bell()
            self.warn(_("There is nothing to do here by Actions."))
            return
        title = _("Actions") + " · " + self.heading()
        shown = [(heading, listed) for heading, listed in free if listed]
        await self.host.push_screen(ActionsScreen(title, shown, hindered), self._start)

    def hindrance(self, command: Command) -> str:  # noqa: ARG002 - for screens where something can stand in the way
        """Return why a command that the role may do can't be started now; empty where it can."""
        return ""

    def actions(self) -> list[tuple[str, list[Command]]]:
        """Return what *Acties* lists: what the role may do and what the screen has now, by heading."""
        own = self.ACTIONS_OF or (("", tuple(self.own_commands())),)
        offered = [(title, [command for command in listed if self.offers(command)]) for title, listed in own]
        return [(title, listed) for title, listed in offered if listed]

    def own_commands(self) -> list[Command]:
        """Return what the screen has beside what all have."""
        everywhere = {command.name: command for kind in (Place, Page) for command in kind.OWN_COMMANDS}
        return [c for c in self.commands().values() if c.label and not _is_as_everywhere(c, everywhere.get(c.name))]

    def offers(self, command: Command) -> bool:
        """Tell whether a command can be started now."""
        name, _sep, argument = command.action.partition("(")
        return bool(self.check_action(name, (argument.rstrip(")").strip("'"),) if argument else ()))

    def _start(self, action: str | None) -> None:
        if action:
            self.do(self._run, action)

    async def _run(self, action: str) -> None:
        await self.run_action(action)

    def on_key(self, event: events.Key) -> None:
        """Say so where a letter is pressed that means nothing here."""
        here = (self.host.own_keys_of(command).split(",") for command in self.commands().values())
        if event.key.isalpha() and len(event.key) == 1 and not any(event.key in keys for keys in here):
            self.tell_of_idle_key(event.key)

    def tell_of_idle_key(self, key: str) -> None:
        """Say what a letter is for that means nothing here; nothing typed is dropped."""
        shown = shown_key(key_name(key))
        moved = commands.MOVED.get(key)
        found = next((c for c in commands.table().values() if key in c.keys.split(",")), None)
        if moved is not None:
            now = shown_key(key_name(self.host.own_keys_of(moved).split(",")[0]))
            self.warn(_("{key} is now {new}: {command}.", key=shown, new=now, command=moved.words))
        elif found is not None and found.name in self.commands():
            now = shown_key(key_name(self.host.own_keys_of(found).split(",")[0]))
            self.warn(_("{key} is now {new}: {command}.", key=shown, new=now, command=found.words))
        elif found is not None:
            self.warn(_("{key} is for {command}; that is not here.", key=shown, command=found.words))

    def action_undo(self) -> None:
        """Take back what the receipt names; without a receipt, say first what would go, and do it at the second key."""
        self.do(self._undo)

    async def _undo(self) -> None:
        from xstui.screens.base.receipts import question_text
        from xstui.services.upkeep import undo

        receipt_of = self.receipt_of
        chosen = None if receipt_of is not None else self.entry_in_hand()
        found = await self.host.call(undo.candidate, chosen)
        if found.seq in {receipt_of, self._asked_about}:
            self._asked_about = None
            await self._reversed(await self.host.call(undo.undo, found.seq), forward=False)
        else:
            self.warn(question_text(found))
            self._asked_about = found.seq

    def entry_in_hand(self) -> int | None:
        """Return the entry of the registration under the cursor; nothing where the rows are no registrations."""
        return None

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self.do(self._redo)

    async def _redo(self) -> None:
        from xstui.services.upkeep import undo

        await self._reversed(await self.host.call(undo.redo), forward=True)

    async def _reversed(self, reversal: Reversal, *, forward: bool) -> None:
        from xstui.screens.base.receipts import reversal_text

        await self.host.follow_office()
        await self.refresh_page()
        self.receipt(reversal_text(reversal, forward=forward))
        self.receipt_of = reversal.reverses if forward else None

    def warn(self, text: str) -> None:
        """Show a warning on the status line; what was asked there before is asked no longer."""
        self._asked_about = None
        super().warn(text)


def _is_as_everywhere(command: Command, usual: Command | None) -> bool:
    """Tell whether a command does here what it does on every screen: one that leads elsewhere there may act here."""
    return usual is not None and (usual.route is None) == (command.route is None)
