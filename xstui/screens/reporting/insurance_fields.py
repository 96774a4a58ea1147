"""The parameters of the insurer's reports: titles and fields (manual sections 2 D and 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from xstui.domain.date_entry import Direction
from xstui.i18n import N_, _, format_month
from xstui.services.reporting import Parameters
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.text_field import TextField

TITLES = {
    "deelnemersregistratie": N_("Participant register"),
    "claimspecificatie": N_("Claim specification"),
    "uitkeringsspecificaties": N_("Payout specifications"),
}
"""What stands in the head of each report's screen."""


def insurance_fields(name: str, start: Parameters, today: date) -> Iterator[FormField[Any]]:
    """Yield the fields of a report, filled in with what it shows first."""
    yield TextField(id="employer", label=_("Employers"), raw=start.employer)
    if name == "deelnemersregistratie":
        yield TextField(id="year", label=_("Year"), raw=str(start.year), required=True)
    elif name == "claimspecificatie":
        yield TextField(id="month", label=_("Month"), raw=format_month(start.month), required=True)
    else:
        yield TextField(id="reference", label=_("Payout reference"))
        for field, text, value in (("first", _("Period from"), start.first), ("last", _("Period to"), start.last)):
            yield DateField(id=field, label=text, today=today, direction=Direction.NEAREST, value=value, required=True)
