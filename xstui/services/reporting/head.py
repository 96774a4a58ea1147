"""The head of a report (manual section 7.2): when, by whom, and whose people are in it."""

from __future__ import annotations

from xstui.domain.figures import Period
from xstui.i18n import _
from xstui.reports.table import ReportHead
from xstui.services.context.context import Context


def report_head(context: Context, period: Period | None = None) -> ReportHead:
    """Return the head of a report that is made now, over a period where it has one."""
    return ReportHead(
        snapshot_at=context.clock.now(),
        asked_at=context.clock.now(),
        user=context.actor.full_name,
        explanation=_("Only employees for whom the user who signed in is authorised are shown."),
        period=(period.first, period.last) if period else None,
    )
