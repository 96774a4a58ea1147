"""Drafts of a form: kept while typing rests, offered when the form is opened again, dropped once it is saved."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.timer import Timer

from xstui.domain.problems import Refused
from xstui.domain.unchecked import Unchecked
from xstui.i18n import _, format_moment
from xstui.i18n.key_names import keys_in_words
from xstui.services.context import drafts
from xstui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from xstui.screens.base.form_page import FormPage

REST = 2.0
"""Seconds without typing after which a form is kept."""


@dataclass(frozen=True)
class Kept:
    """What was typed and not put back yet.

    Attributes:
        name: The name of the draft that it lies in.
        content: What stood on the form.
        saved_at: When its draft was kept.
    """

    name: str
    content: Unchecked
    saved_at: datetime


class Drafting:
    """What a form does about its drafts.

    A draft is offered only where it is true for the people on the form. What was not put back stays kept, behind
    what is typed now: it goes once it is put back, or the form is saved for these people.
    """

    def __init__(self, form: FormPage) -> None:
        self._form = form
        self._timer: Timer | None = None
        self._busy = asyncio.Lock()
        self._kept: list[Kept] = []
        self._is_read = False
        self._written: set[str] = set()
        self._is_back = False
        self._told = ""

    @property
    def name(self) -> str:
        """The name that the form is kept under: the drafts of other people are not in its way."""
        kind, own = self._names()
        taken = any(kept.name == kind and not self._fits(kept) for kept in self._kept)
        return own if self._form.opened_for or taken else kind

    def _names(self) -> tuple[str, str]:
        """Return the name of the drafts of this kind of form, and the one for the people on it."""
        kind = type(self._form).__name__
        people = self._people() or self._form.opened_for
        return kind, " ".join([kind, *map(str, sorted(people))])

    def _people(self) -> frozenset[int]:
        return drafts.people_in(self._form.typing())

    def _fits(self, kept: Kept) -> bool:
        """Tell whether a draft is about the people on the form; before there are any, all that bring their own are."""
        people, whose = self._people(), drafts.people_in(kept.content)
        if people:
            return whose == people
        return kept.name == self._names()[1] or (bool(whose) and not self._form.opened_for)

    @property
    def _offered(self) -> Kept | None:
        return next((kept for kept in self._kept if self._fits(kept)), None)

    async def offer(self) -> None:
        """Say that there is a draft, where there is one for the people on the form; nothing is filled in unasked."""
        async with self._busy:
            if not self._is_read:
                await self._read()
        if self._form.is_open:
            self._tell()

    async def _read(self) -> None:
        """Read the drafts of this kind of form, the latest first."""
        try:
            found = await asyncio.to_thread(drafts.drafts_of, self._form.context, self._names()[0])
        except Refused:
            return
        self._is_read = True
        self._kept += [Kept(name, one, draft.saved_at) for name, draft in found.items() for one in draft.contents]

    def _tell(self) -> None:
        """Say what Ctrl+R would put back; say it no longer where that is about somebody else."""
        kept, line = self._offered, self._form.query_one(StatusLine)
        if kept is None:
            if self._told and line.text == self._told:
                line.clear()
            self._told = ""
            return
        moment = format_moment(kept.saved_at)
        told = _("Kept what you typed at {moment} · {key_draft} = put it back", moment=moment, **keys_in_words())
        if told != self._told:
            self._told = told
            self._form.tell_kept(told)

    async def put_back(self) -> bool:
        """Fill the form with what was kept, and keep what stood there; tell whether there was anything."""
        await self.offer()
        kept = self._offered
        if kept is None:
            return False
        before = list(self._kept)
        self._kept.remove(kept)
        if self._has_typing:
            self._kept.append(Kept(kept.name, self._content(), self._form.context.clock.now()))
        try:
            await self._form.put_back(kept.content)
        except Refused:
            self._kept = before
            raise
        self._written.add(kept.name)
        self._is_back = True
        if self._offered is not None:
            self._form.tell_kept(_("Put back · {key_draft} = what stood here before", **keys_in_words()))
        else:
            self._form.query_one(StatusLine).clear()
        return True

    @property
    def _has_typing(self) -> bool:
        """Whether there is more on the form than a name."""
        return self._is_back or self._form.has_typed_fields

    def _content(self) -> Unchecked:
        return {**self._form.typing(), "name": self._form.typed_name()}

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
        """Keep the form as it stands; tell whether its typing is kept. A locked store is no reason to disturb.

        A name alone does not take the place of what was typed on an earlier visit: that stays as it was kept.
        """
        async with self._busy:
            if not self._form.has_typed_work:
                return False
            if self._offered is not None and not self._has_typing:
                return True
            name, content = self.name, self._content()
            try:
                await self._write(name, content)
                for other in self._written - {name}:
                    await self._write(other)
            except Refused:
                return False
            self._written = {name}
            return True

    async def _write(self, name: str, *contents: Unchecked) -> None:
        """Keep contents under a name, before what lies there and was not put back."""
        left = [kept.content for kept in self._kept if kept.name == name]
        await asyncio.to_thread(drafts.keep_drafts, self._form.context, name, [*contents, *left])

    async def drop(self) -> None:
        """Forget the drafts of the people on the form: it was saved."""
        if self._timer is not None:
            self._timer.stop()
        async with self._busy:
            over = [kept for kept in self._kept if self._fits(kept)]
            self._kept = [kept for kept in self._kept if kept not in over]
            for name in self._written | {kept.name for kept in over}:
                await self._write(name)
            self._written = set()
