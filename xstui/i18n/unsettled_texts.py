"""What is said where an amount depends on something that is not settled."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from xstui.domain.unsettled import Unsettled
from xstui.i18n.catalogue import N_, _
from xstui.i18n.dates import format_date

_TEXTS = MappingProxyType(
    {
        Unsettled.MAXIMUM: N_("The maximum daily wage of {day} was not found in a publication."),
        Unsettled.LIMIT_AT_PART: N_(
            "How the maximum daily wage and the minimum wage count at partial absence is not settled: they limit the "
            "whole month here."
        ),
        Unsettled.WAITING_ON_HOLIDAY: N_(
            "Whether a public holiday can be a waiting day is not settled: see the contract or collective agreement."
        ),
    }
)


def unsettled_text(what: Unsettled, day: date) -> str:
    """Return what is not settled of an amount on a day, as a sentence."""
    return _(_TEXTS[what], day=format_date(day))
