"""What stands above a report on paper and in a workbook: where the figures come from (manual section 7.2)."""

from __future__ import annotations

from datetime import date

from xstui.i18n import _, format_date, format_moment, ngettext_
from xstui.reports.table import ReportTable


def facts(table: ReportTable) -> tuple[tuple[str, str], ...]:
    """Return origin, user, period, parameters and explanation as pairs of a label and a value."""
    head = table.head
    period = [(_("Period"), _("{first} to {last}", **_span(head.period)))] if head.period else []
    return (
        (_("Based on the store as of"), format_moment(head.snapshot_at)),
        (_("Asked at"), format_moment(head.asked_at)),
        (_("User"), head.user),
        *period,
        *table.parameters,
        (_("Explanation"), head.explanation),
    )


def lost_text(lost: int) -> str:
    """Say how many letters a PDF could not draw, and which format can."""
    return ngettext_(
        "{n} letter or sign can't be drawn in a PDF and is a question mark in it: Excel and CSV have it.",
        "{n} letters or signs can't be drawn in a PDF and are question marks in it: Excel and CSV have them.",
        lost,
    )


def _span(period: tuple[date, date]) -> dict[str, str]:
    first, last = period
    return {"first": format_date(first), "last": format_date(last)}
