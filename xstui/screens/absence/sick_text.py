"""What the sick report says beside its fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xstui.domain.leave import Around
from xstui.i18n import _, format_date, format_percentage
from xstui.services.absence.absence import Joinable, Receipt
from xstui.services.absence.on_leave import SickAround
from xstui.services.people.search import Found


def around_text(name: str, found: SickAround, first: date) -> str:
    """Return what a sick report around a leave asks; where the sickness comes from is nobody's to record."""
    told = {"name": name, "day": format_date(found.report_by), "end": format_date(found.leave_ends)}
    if found.around is Around.BEFORE and found.since > first:
        return _(
            "! {name}: if still ill on {since}, in the weeks before the leave, it is safety net from then on, "
            "whatever the cause (ZW 29a). Report it to UWV by {day} then.",
            since=format_date(found.since),
            **told,
        )
    if found.around is Around.BEFORE:
        return _(
            "! {name}: safety net, as it lies in the weeks before the leave, whatever the cause (ZW 29a). "
            "Report it to UWV by {day}. The leave now ends {end}.",
            **told,
        )
    return _(
        "! {name}: right after the leave. Safety net where it comes from pregnancy or birth (ZW 29a): report it to UWV "
        "by {day}. The Sickness Benefits Act then pays 104 weeks afresh; the WIA waiting time runs on.",
        **told,
    )


def sick_or_unit(one: Found) -> str:
    """Return where somebody works; of who is sick already, that: the report would be refused."""
    if one.row.percentage is None:
        return one.row.unit_name
    percentage = format_percentage(one.percentage)
    return _("! reported sick already, {percentage}", percentage=percentage)


def frequent_text(receipts: Sequence[Receipt]) -> str:
    """Return a note on who reports sick often (3 times in 12 months); empty where nobody does."""
    if len(receipts) == 1 and receipts[0].reports:
        return _("no. {n} in 12 months", n=receipts[0].reports)
    names = [receipt.name for receipt in receipts if receipt.reports]
    return _("3 or more in 12 months: {names}", names="; ".join(names)) if names else ""


def joinable_text(found: Joinable, day: date | None) -> str:
    """Return what a report that would join an earlier case comes to."""
    if found.contested:
        return _(
            "! Check: worked between sickness, leave and this report. As one case with {no} terms count from "
            "{counted}, apart from {day} (BW 7:629 paragraph 10 leaves it open). Choose, and give the reason.",
            no=found.case_no,
            counted=format_date(found.counted_from),
            day=format_date(day or found.counted_from),
        )
    return _(
        "Possibly composed absence with case {no}, to {last}: terms count from {counted}.",
        no=found.case_no,
        last=format_date(found.last_sick_day),
        counted=format_date(found.counted_from),
    )
