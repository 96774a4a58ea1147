"""What is said of sign-ins that were refused."""

from __future__ import annotations

from datetime import datetime

from xstui.i18n import _, format_moment, ngettext_


def refused_text(refused: int, since: datetime | None) -> str:
    """Return how many sign-ins with a login were refused, and since which one that was not."""
    text = ngettext_("{n} sign-in was refused", "{n} sign-ins were refused", refused)
    moment = _("since {moment}", moment=format_moment(since)) if since else ""
    return f"{text} {moment}".strip() + "."
