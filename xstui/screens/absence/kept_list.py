"""Saying on a form about one person that a list of several is kept, and how to get it back."""

from __future__ import annotations

from types import MappingProxyType

from xstui.domain.problems import Refused
from xstui.i18n import _, format_moment
from xstui.i18n.key_names import keys_in_words
from xstui.screens.base.form_page import FormPage
from xstui.services.context import drafts
from xstui.widgets.grid import SEPARATOR
from xstui.widgets.status_line import StatusLine

LISTS = MappingProxyType({"sick": "SickListScreen", "recovered": "RecoveredListScreen", "changed": "ChangedListScreen"})
"""The names that the lists of each situation are kept under."""


class KeptList:
    """What a form says of the list that is kept, until somebody is taken on the form."""

    def __init__(self, form: FormPage, situation: str) -> None:
        self._form, self._name = form, LISTS.get(situation, LISTS["recovered"])
        self._told, self._is_over = "", False

    async def tell(self) -> None:
        """Say that a list is kept, where the form has nothing of its own to put back."""
        form = self._form
        await form.drafting.offer()
        try:
            draft = await form.host.call(drafts.draft_of, self._name)
        except Refused:
            return
        if draft is None or self._is_over or not form.is_open or form.query_one(StatusLine).text:
            return
        moment = format_moment(draft.saved_at)
        keys = {"separator": SEPARATOR, **keys_in_words()}
        self._told = _(
            "A list is kept of {moment} · {separator} and then {key_draft} = put it back", moment=moment, **keys
        )
        form.tell_kept(self._told)

    def clear(self) -> None:
        """Say it no longer: no separator opens the list from here on."""
        self._is_over = True
        if self._told and self._form.query_one(StatusLine).text == self._told:
            self._form.tell_nothing()
