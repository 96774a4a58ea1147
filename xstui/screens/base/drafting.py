"""Drafts of a form: kept while typing rests, offered when the form is opened again, dropped once it is saved."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.timer import Timer

from xstui.domain.problems import Refused
from xstui.i18n import _, format_moment
from xstui.i18n.key_names import keys_in_words
from xstui.services.context import drafts
from xstui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from xstui.screens.base.form_page import FormPage
    from xstui.services.context.drafts import Draft

REST = 2.0
"""Seconds without typing after which a form is kept."""


class Drafting:
    """What a form does about its draft.

    Attributes:
        offered: The draft that an earlier visit left.
    """

    def __init__(self, form: FormPage) -> None:
        self._form = form
        self._timer: Timer | None = None
        self._writing = asyncio.Lock()
        self._exists = False
        self.offered: Draft | None = None

    async def offer(self) -> None:
        """Say that there is a draft, where there is one; nothing is filled in unasked."""
        try:
            self.offered = await asyncio.to_thread(drafts.draft_of, self._form.desk, self._form.draft_name)
        except Refused:
            return
        if self.offered is not None and self._form.is_open:
            self._exists = True
            moment = format_moment(self.offered.saved_at)
            told = _("Kept what you typed at {moment} · {key_draft} = put it back", moment=moment, **keys_in_words())
            self._form.receipt(told)

    def lapse(self) -> None:
        """Offer the earlier draft no more: what is typed now takes its place."""
        if self.offered is not None:
            self.offered = None
            self._form.query_one(StatusLine).clear()

    def typed(self) -> None:
        """Keep the form once typing rests."""
        if self._timer is None:
            self._timer = self._form.set_timer(REST, self._rested)
        else:
            self._timer.reset()

    def _rested(self) -> None:
        self._timer = None
        self._form.run_worker(self.keep())

    async def keep(self) -> bool:
        """Keep the form as it stands; tell whether that could be done. A locked store is no reason to disturb."""
        async with self._writing:
            # A name alone does not take the place of what was typed on an earlier visit.
            if not self._form.has_typed_work or self.offered is not None:
                return False
            content = {**self._form.typing(), "name": self._form.typed_name()}
            try:
                await asyncio.to_thread(drafts.keep_draft, self._form.desk, self._form.draft_name, content)
            except Refused:
                return False
            self._exists = True
            return True

    async def drop(self) -> None:
        """Forget the draft: the form was saved."""
        if self._timer is not None:
            self._timer.stop()
        async with self._writing:
            if self._exists:
                await asyncio.to_thread(drafts.drop_draft, self._form.desk, self._form.draft_name)
                self._exists = False
