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


async def tell_of_list(form: FormPage, situation: str) -> None:
    """Say that a list is kept, where the form has nothing of its own to put back."""
    await form.drafting.offer()
    try:
        draft = await form.host.call(drafts.draft_of, LISTS[situation])
    except Refused:
        return
    if draft is not None and form.is_open and not form.query_one(StatusLine).text:
        moment = format_moment(draft.saved_at)
        keys = {"separator": SEPARATOR, **keys_in_words()}
        form.tell_kept(
            _("A list is kept of {moment} · {separator} and then {key_draft} = put it back", moment=moment, **keys)
        )
