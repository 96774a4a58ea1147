"""Who is absent, by kind of case (manual section 4.6)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from xstui.domain.absence import CaseKind
from xstui.i18n import N_, _, format_date, format_duration, format_percentage
from xstui.i18n.labels import side_bar_label
from xstui.screens.page import Page
from xstui.services import home as service
from xstui.services.home import RunningCase
from xstui.widgets.rows import ListedRows, RowColumn, RowList

KINDS = (CaseKind.ABSENCE, CaseKind.SICKNESS_ACT, CaseKind.WGA, CaseKind.PREGNANCY)


class RunningScreen(Page):
    """The running cases; Enter opens the dossier, h reports recovery."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", N_("Dossier"), id="running.open"),
        Binding("h,d", "recovery", N_("Recovery"), id="running.recovery", key_display="h"),
        Binding("u,ctrl+z", "undo", N_("Undo"), id="undo", key_display="u"),
        Binding("f3,escape", "back", N_("Back"), id="back", key_display="Esc"),
    ]
    AUTO_FOCUS = "RowList"

    def heading(self) -> str:
        """Return the title."""
        return _("Absence cases")

    def compose_body(self) -> ComposeResult:
        """Lay out the list."""
        yield RowList(
            [
                RowColumn(_("Name"), 21, grows=True),
                RowColumn(_("Kind"), 18),
                RowColumn(_("Since"), 10),
                RowColumn("%", 9, "right"),
                RowColumn(_("Duration"), 16),
            ],
            ListedRows([]),
        )

    def on_screen_resume(self) -> None:
        """Show what other screens have changed."""
        super().on_screen_resume()
        if self.is_mounted:
            self.load()

    async def refresh_page(self) -> None:
        """Load the running cases."""
        self.cases: list[RunningCase] = await self.owner.call(service.running_cases, KINDS)
        rows = [
            (
                c.name,
                side_bar_label(c.line.kind),
                format_date(c.line.first_sick_day),
                format_percentage(c.line.percentage) if c.line.kind is not CaseKind.PREGNANCY else "",
                format_duration(c.line.duration.weeks, c.line.duration.days),
            )
            for c in self.cases
        ]
        self.query_one(RowList).set_source(ListedRows(rows))

    @property
    def current(self) -> RunningCase | None:
        """The case under the cursor."""
        index = self.query_one(RowList).cursor
        return self.cases[index] if 0 <= index < len(self.cases) else None

    def action_open(self) -> None:
        """Open the dossier of the case under the cursor."""
        if self.current is not None:
            self.do(self._open, self.current)

    async def _open(self, case: RunningCase) -> None:
        from xstui.screens.dossier import DossierScreen

        await self.go(DossierScreen(case.person_id))

    def action_recovery(self) -> None:
        """Report the person under the cursor (partially) recovered, or what becomes of her leave."""
        if self.current is not None:
            pregnant = self.current.line.kind is CaseKind.PREGNANCY
            self.do(self._pregnancy if pregnant else self._recovery, self.current)

    async def _recovery(self, case: RunningCase) -> None:
        from xstui.screens.report_recovery import ReportRecoveryScreen

        await self.go(ReportRecoveryScreen(case.person_id))

    async def _pregnancy(self, case: RunningCase) -> None:
        from xstui.screens.pregnancy import PregnancyScreen

        await self.go(PregnancyScreen(case.person_id))
