"""The announcements of the demo company, which its store holds in English: the catalogues have them in Dutch."""

from __future__ import annotations

from xstui.i18n.catalogue import N_, _

ANNOUNCEMENTS = {
    N_("Welcome to the demo"): N_("All people and companies are invented. Try everything: you take back what you did."),
    N_("Report faster"): N_("Four letters of a name are nearly always enough, and so is one for yesterday."),
    N_("No medical data"): N_("Never note the cause or nature of an illness."),
}
"""Title and body of each. One of an office's own is in no catalogue, and stays as it was written."""


def announcement_text(text: str) -> str:
    """Return a title or body in the user's language, where the catalogue knows it."""
    return _(text) if text else ""
