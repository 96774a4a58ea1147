"""The palette: every command of the screen and every place of the program, found by the manual's words too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from xstui.i18n import _
from xstui.screens.base.commands import OF_A_PERSON, PLACES, SEARCH, table
from xstui.screens.base.help import Started, commands_of
from xstui.screens.base.page import Page
from xstui.screens.base.place import Place
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
        yield from self._here()
        yield from self._elsewhere()

    def _here(self) -> list[Started]:
        """Return what the screen can do: what has a key, and what *Acties* alone lists."""
        page, found = self.screen, commands_of(self.screen)
        if isinstance(page, Place):
            keyless = (c for c in page.own_commands() if not c.keys and page.offers(c))
            found += [Started("", c.words, c.action, c.other_words) for c in keyless]
        return found

    def _elsewhere(self) -> Mapping[Started, Route]:
        """Return what can be done elsewhere, with where: the places, and what is about a person, who is found first."""
        page, found = self.screen, dict[Started, Route]()
        if not isinstance(page, Page):
            return found
        here, role = {started.words for started in self._here()}, page.context.actor.role
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
