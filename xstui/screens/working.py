"""The working of a percentage: every case behind it, and the sum."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from xstui.i18n import N_, _, format_date, format_decimal, format_percentage
from xstui.screens.page import Page
from xstui.services import explaining
from xstui.services.explaining import ExplainedPercentage
from xstui.services.reporting import Parameters
from xstui.widgets.rows import ListedRows, RowColumn, RowList

UNKNOWN = "–"


class WorkingScreen(Page):
    """The lines that add up to a percentage, and the division that gives it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", N_("Help"), id="help"),
        Binding("f3,escape", "back", N_("Back"), id="back", key_display="Esc"),
    ]
    AUTO_FOCUS = "RowList"

    def __init__(self, parameters: Parameters, unit_id: int | None) -> None:
        super().__init__()
        self._parameters = parameters
        self._unit_id = unit_id

    def heading(self) -> str:
        """Return the title."""
        return _("Working of the absence percentage")

    def compose_body(self) -> ComposeResult:
        """Lay out the sum and its lines."""
        yield Static(id="sum", markup=False)
        columns = [
            RowColumn(_("Name"), 20),
            RowColumn(_("CaseID"), 7, "right"),
            RowColumn(_("From"), 10),
            RowColumn(_("To"), 10),
            RowColumn(_("Days"), 4, "right"),
            RowColumn("%", 6, "right"),
            RowColumn(_("Factor"), 6, "right"),
            RowColumn("=", 7, "right"),
        ]
        yield RowList(columns, ListedRows([]), empty=_("Nobody was absent."))

    async def refresh_page(self) -> None:
        """Load the lines."""
        found: ExplainedPercentage = await self.owner.call(
            explaining.explain_percentage, self._parameters, self._unit_id
        )
        percentage = UNKNOWN if found.percentage is None else format_percentage(found.percentage)
        self.query_one("#sum", Static).update(
            Content(
                _(
                    " {unit}: {absent} absent of {available} available = {percentage}",
                    unit=found.unit or _("Total"),
                    absent=format_decimal(found.absent),
                    available=format_decimal(found.available),
                    percentage=percentage,
                )
            )
        )
        rows = [
            (
                line.name,
                str(line.case_no),
                format_date(line.first),
                format_date(line.last),
                str(line.days),
                format_decimal(line.percentage),
                format_decimal(line.factor, 4),
                format_decimal(line.contribution),
            )
            for line in found.lines
        ]
        self.query_one(RowList).set_source(ListedRows(rows))
