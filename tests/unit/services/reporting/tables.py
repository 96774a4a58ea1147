"""Reports as tables, and a row of one as texts."""

from __future__ import annotations

from xstui.reports.table import shown
from xstui.services import reporting


def table(context, name, **given):
    return reporting.make(context, reporting.parameters_from(context, name, given))


def texts(found, row):
    return dict(
        zip(
            [c.label for c in found.columns],
            [shown(c, k) for c, k in zip(row.cells, found.columns, strict=True)],
            strict=True,
        )
    )
