"""The palette: every command of the screen and every place of the program, found by the manual's words too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from xstui.i18n import _
from xstui.screens.base.commands import OF_A_PERSON, PLACES, SEARCH, table
from xstui.screens.base.help import Started, commands_of, in_menus_alone
from xstui.screens.base.page import Page
from xstui.screens.base.routes import Route, Search


class Palette(CommandPalette):
    """Textual's palette, of which the list takes no key before it has a place on the screen."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search for a command"), id="--command-palette")

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


class CommandProvider(Provider):
    """Offers what the screen below the palette can do, and where one can go from it."""

    async def discover(self) -> Hits:
        """Yield every command."""
        for started in self._commands():
            yield DiscoveryHit(_shown(started), partial(self._start, started), started.words)

    async def search(self, query: str) -> Hits:
        """Yield the commands that fit what was typed."""
        matcher = self.matcher(query)
        found = False
        for started in self._commands():
            text = _shown(started)
            score = max(map(matcher.match, (text, *started.also.split(", "))))
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(text), partial(self._start, started), started.words)
        if not found:  # Textual would say so in English
            yield Hit(1, _("No command fits."), lambda: None)

    def _commands(self) -> Iterator[Started]:
        yield from commands_of(self.screen)
        yield from in_menus_alone(self.screen)
        yield from self._elsewhere()

    def _elsewhere(self) -> Mapping[Started, Route]:
        """Return what can be done elsewhere, with where: the places, and what is about a person, who is found first."""
        page, found = self.screen, dict[Started, Route]()
        if not isinstance(page, Page):
            return found
        here = {started.words for started in (*commands_of(page), *in_menus_alone(page))}
        role = page.context.actor.role
        for place in PLACES:
            if place.words not in here and place.is_for(role):
                found[Started("", place.words, "", place.other_words)] = place.where
        for name, tab in OF_A_PERSON.items() if SEARCH.is_for(role) else ():
            command = table()[name]
            if command.words not in here and command.is_for(role):
                words = _("{command}: find the employee first", command=command.words)
                found[Started("", words, "", command.other_words)] = Search(tab=tab)
        return found

    async def _start(self, started: Started) -> None:
        page = self.screen
        if started.action:
            await page.run_action(started.action)
        elif isinstance(page, Page):
            await page.go(self._elsewhere()[started])


def _shown(started: Started) -> str:
    return f"{started.words}  ({started.keys})" if started.keys else started.words
