"""The command palette: everything the screen can do, with its key, in Dutch with English aliases."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from xstui.i18n import _
from xstui.screens.base.help import commands_of


class CommandProvider(Provider):
    """Offers the bindings of the screen below the palette."""

    async def discover(self) -> Hits:
        """Yield every command."""
        for key, words, action in commands_of(self.screen):
            yield DiscoveryHit(f"{words}  ({key})", partial(self.screen.run_action, action), words)

    async def search(self, query: str) -> Hits:
        """Yield the commands that fit what was typed."""
        matcher = self.matcher(query)
        found = False
        for key, words, action in commands_of(self.screen):
            text = f"{words}  ({key})"
            score = max(matcher.match(text), matcher.match(action.replace("_", " ")))
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(text), partial(self.screen.run_action, action), words)
        if not found:  # Textual would say so in English
            yield Hit(1, _("No command fits."), lambda: None)
