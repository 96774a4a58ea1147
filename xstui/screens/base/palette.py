"""The palette: every command of the screen and every place of the program, found by the manual's words too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from xstui.i18n import _
from xstui.screens.base.command import Command
from xstui.screens.base.commands import PLACES
from xstui.screens.base.help import Started, commands_of
from xstui.screens.base.page import Page


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
        listed = commands_of(self.screen)
        yield from listed
        page = self.screen
        if isinstance(page, Page):
            known = {started.words for started in listed}
            for place in PLACES:
                if place.words not in known and place.is_for(page.context.actor.role):
                    yield Started("", place.words, "", _(place.also) if place.also else "")

    async def _start(self, started: Started) -> None:
        page = self.screen
        if started.action:
            await page.run_action(started.action)
        elif isinstance(page, Page):
            await page.go(_place(started.words).where)


def _place(words: str) -> Command:
    return next(place for place in PLACES if place.words == words)


def _shown(started: Started) -> str:
    return f"{started.words}  ({started.keys})" if started.keys else started.words
