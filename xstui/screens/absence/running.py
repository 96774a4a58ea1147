"""Who is absent, by kind of case (manual section 4.6)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.absence import CaseKind
from xstui.i18n import N_, _, format_date, format_duration
from xstui.i18n.key_names import before_figures
from xstui.i18n.labels import side_bar_label
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import MOVE_CASE, OPEN
from xstui.screens.base.person_field import absent_badge
from xstui.screens.base.person_keys import PersonKeys
from xstui.services import home as service
from xstui.services.absence import corrections
from xstui.services.home import RunningCase
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowColumn, RowList
from xstui.widgets.tabs import tab_title

ALL = 1
"""The number of the tab that shows every kind."""
KINDS = (CaseKind.ABSENCE, CaseKind.SICKNESS_ACT, CaseKind.WGA, CaseKind.PREGNANCY)


BADGE = 13
"""Cells of how absent somebody is."""


class RunningScreen(PersonKeys):
    """The running cases, all or of one kind; Enter opens the dossier, h and d report (partial) recovery."""

    PURPOSE = N_("Who is absent now, by kind of case. Recovery and another percentage are reported from the row.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        OPEN.but(label=N_("Dossier")),
        MOVE_CASE,
        *(Command(f"kind-{n}", str(n), "", does=f"kind({n})") for n in range(1, 6)),
    )
    AUTO_FOCUS = "RowList"
    BESIDE_ROWS = PersonKeys.BESIDE_ROWS | {"kind"}
    _kind = ALL

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[RunningCase] = []

    def heading(self) -> str:
        """Return the title."""
        return _("Absence cases")

    def compose_body(self) -> ComposeResult:
        """Lay out the kinds and the list."""
        yield Paragraph(id="kinds", markup=False)
        yield RowList(
            [
                RowColumn(_("Name"), 17, grows=20),
                RowColumn(_("Kind"), 18),
                RowColumn(_("Since"), 10),
                RowColumn(_("Absent"), BADGE),
                RowColumn(_("Duration"), 16),
            ],
            ListedRows([]),
            empty=_("Nobody is absent."),
            marks=True,
        )

    async def refresh_page(self) -> None:
        """Load the running cases."""
        found: list[RunningCase] = await self.host.call(service.running_cases, KINDS)
        self._show_kinds(found)
        self.cases = [c for c in found if self._kind in {ALL, KINDS.index(c.line.kind) + 2}]
        rows = [
            (
                c.name,
                side_bar_label(c.line.kind),
                format_date(c.line.first_sick_day),
                absent_badge(c.line.percentage, BADGE) if c.line.kind is not CaseKind.PREGNANCY else "",
                format_duration(c.line.duration.weeks, c.line.duration.days),
            )
            for c in self.cases
        ]
        self.show_rows(rows, [case.line.case_id for case in self.cases])

    def _show_kinds(self, found: list[RunningCase]) -> None:
        """Show the kinds as tabs, each with its number of cases."""
        names = [_("All cases"), *(side_bar_label(kind) for kind in KINDS)]
        counts = [len(found), *(sum(c.line.kind is kind for c in found) for kind in KINDS)]
        tabs = [Content(before_figures())]
        for number, (name, count) in enumerate(zip(names, counts, strict=True), start=1):
            tabs.append(tab_title(number, f"{name} {count}", self.app.theme, chosen=number == self._kind))
        self.query_one("#kinds", Paragraph).update(Content.assemble(*tabs))

    def action_kind(self, number: int) -> None:
        """Show all cases, or those of one kind."""
        self._kind = number
        self.load()

    def person_at(self, index: int) -> int | None:
        """Return the person whom a case is about."""
        return self.cases[index].person_id if index < len(self.cases) else None

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
        await self.go(routes.Dossier(case.person_id))

    def action_move_case(self) -> None:
        """Move the case under the cursor to another person."""
        if self.current is not None:
            self.do(self._move, self.current)

    async def _move(self, case: RunningCase) -> None:
        await self.go(routes.CaseMove(await self.host.call(corrections.registered, case.line.case_id)))

    def action_report_recovery(self) -> None:
        """Report the person under the cursor recovered, or what becomes of the leave."""
        if self.current is not None and self.current.line.kind is CaseKind.PREGNANCY:
            self.do(self._pregnancy, self.current)
        else:
            super().action_report_recovery()

    async def _pregnancy(self, case: RunningCase) -> None:
        await self.go(routes.Pregnancy(case.person_id))
