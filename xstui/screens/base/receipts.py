"""The words of a receipt: one line, with how to take it back."""

from __future__ import annotations

from collections.abc import Mapping

from xstui.i18n import _, ngettext_
from xstui.i18n.key_names import keys_in_words
from xstui.i18n.registrations import registration_text
from xstui.services.upkeep.undo import Reversal


def receipt_text(use_case: str, summary: Mapping[str, object], note: str = "") -> str:
    """Return the receipt of a registration, with a note on it where there is one."""
    return " · ".join(filter(None, [registration_text(use_case, summary), note, _undo()]))


def reversal_text(reversal: Reversal, *, forward: bool) -> str:
    """Return the receipt of an undo or redo, with the key that turns it round."""
    registration = _words(reversal)
    if forward:
        return _("Done again: {registration}", registration=registration) + " · " + _undo()
    return (
        _("Taken back: {registration}", registration=registration) + " · " + _("{key_redo} = redo", **keys_in_words())
    )


def question_text(reversal: Reversal) -> str:
    """Return what an undo would take back, and how to have it do so."""
    return _("{key_undo} once more takes back: {registration}", registration=_words(reversal), **keys_in_words())


def _words(reversal: Reversal) -> str:
    """Return what is taken back or done again, and of whom where those are several."""
    registration, people = registration_text(reversal.use_case, reversal.summary), reversal.people
    if people is None:
        return registration
    names = "; ".join(people.names)
    if people.others:
        names = ngettext_("{names}; and {n} other", "{names}; and {n} others", people.others, names=names)
    return f"{registration} ({names})"


def _undo() -> str:
    return _("{key_undo} = undo", **keys_in_words())
