"""A screen on which nothing is typed: from it one goes anywhere, sees all actions, and takes registrations back."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from xstui.i18n import _
from xstui.i18n.key_names import key_name, shown_key
from xstui.screens.base import commands
from xstui.screens.base.command import Command
from xstui.screens.base.commands import ACTIONS, HELP, PLACES, REDO, SEARCH, UNDO
from xstui.screens.base.page import Page


class Place(Page):
    """A page with the keys that work on every screen where no text has the focus."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (HELP, ACTIONS, UNDO, REDO, *PLACES)
    ACTIONS_OF: ClassVar[tuple[tuple[str, tuple[Command, ...]], ...]] = ()
    """What *Acties* lists, by heading; nothing: all that the screen itself does."""

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

        await self.host.push_screen(ActionsScreen(self.heading(), self.actions()), self._start)

    def actions(self) -> list[tuple[str, list[Command]]]:
        """Return what *Acties* lists: what the role may do and what the screen has now, by heading."""
        own = self.ACTIONS_OF or (("", tuple(self.own_commands())),)
        offered = [(title, [command for command in listed if self.offers(command)]) for title, listed in own]
        return [(title, listed) for title, listed in offered if listed]

    def own_commands(self) -> list[Command]:
        """Return what the screen has beside what all have."""
        everywhere = {command.name for kind in (Place, Page) for command in kind.OWN_COMMANDS}
        return [c for c in self.commands().values() if c.label and c.name not in everywhere]

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
        found = next((c for c in commands.table().values() if key in c.keys.split(",")), None)
        if found is not None:
            shown = shown_key(key_name(key))
            self.warn(_("{key} is for {command}; that is not here.", key=shown, command=found.words))

    def action_undo(self) -> None:
        """Take back the last registration."""
        self.do(self._reverse, False)  # noqa: FBT003

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self.do(self._reverse, True)  # noqa: FBT003

    async def _reverse(self, forward: bool) -> None:  # noqa: FBT001
        from xstui.screens.base.receipts import reversal_text
        from xstui.services.upkeep import undo

        reversal = await self.host.call(undo.redo if forward else undo.undo)
        await self.host.follow_office()
        await self.refresh_page()
        self.receipt(reversal_text(reversal, forward=forward))
