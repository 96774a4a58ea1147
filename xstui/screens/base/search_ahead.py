"""Looking up, while somebody begins to type a name, what a typing error would have to wait for."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from xstui.domain.problems import Refused
from xstui.screens.base.host import host_of
from xstui.screens.base.late import LateAnswers
from xstui.services.people import search


class SearchAhead(LateAnswers):
    """A screen, or a part of one, in which names are typed."""

    _looked_ahead = False

    def look_ahead(self) -> None:
        """Read the words of all names behind the typing, once."""
        if not self._looked_ahead:
            self._looked_ahead = True
            self.run_worker(self._look_ahead(), group="ahead")

    async def _look_ahead(self) -> None:
        with suppress(Refused):
            await asyncio.to_thread(search.prepare, host_of(self).context)
