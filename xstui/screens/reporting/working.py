"""The working of a unit's figures: the cases or people behind each, and the sum that gives it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from xstui.i18n import N_, _
from xstui.screens.base.command import Command
from xstui.screens.base.commands import LEFT, RIGHT
from xstui.screens.base.place import Place
from xstui.screens.reporting.working_text import figures, working_of
from xstui.services.reporting import explaining
from xstui.services.reporting.declarations.figures import FiguresParameters
from xstui.services.reporting.explaining import ExplainedFigures
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowList


class WorkingScreen(Place):
    """What adds up to a figure, and the division that gives it; left and right choose the figure."""

    PURPOSE = N_("How a figure is made up: days, cases, people and the formula.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        RIGHT.but(label=N_("Other figure"), does="figure(1)", shown=True),
        LEFT.but(label=N_("Other figure"), does="figure(-1)"),
    )
    AUTO_FOCUS = "RowList"

    def __init__(self, parameters: FiguresParameters, unit_id: int | None, figure: str) -> None:
        """Begin with a figure, by the key of its column."""
        super().__init__()
        self._parameters = parameters
        self._unit_id = unit_id
        self._found: ExplainedFigures | None = None
        self._figures = figures()
        self._place = next(place for place, column in enumerate(self._figures) if column.key == figure)

    def heading(self) -> str:
        """Return the title."""
        return _("Working of the absence figures")

    def about(self) -> tuple[str, ...]:
        """Return what the figure means."""
        column = self._figures[self._place]
        return (f"{column.label}: {column.about}",)

    def compose_body(self) -> ComposeResult:
        """Lay out the sum and its lines."""
        yield Paragraph(id="sum", markup=False)
        yield RowList([], ListedRows([]))

    async def refresh_page(self) -> None:
        """Load the working of all figures."""
        self._found = await self.host.call(explaining.explain_figures, self._parameters, self._unit_id)
        self._show(self._found)

    def action_figure(self, step: int) -> None:
        """Show the working of another figure."""
        if self._found is not None:
            self._place = (self._place + step) % len(self._figures)
            self._show(self._found)

    def _show(self, found: ExplainedFigures) -> None:
        working = working_of(found, self._figures[self._place])
        listed = self.query_one(RowList)
        listed.empty = working.empty
        listed.columns = working.columns
        listed.set_source(ListedRows(working.rows))
        unit = found.unit or _("Total")
        where = f"{self._place + 1}/{len(self._figures)}"
        self.query_one("#sum", Paragraph).update(Content(f" {unit} · {working.title} ({where})\n {working.sum}"))
