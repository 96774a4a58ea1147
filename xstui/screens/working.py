"""The working of a unit's percentages: the cases behind each, the sum, and who had no absence at all."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from xstui.domain.figures import rounded
from xstui.i18n import N_, _, format_date, format_decimal, format_percentage
from xstui.screens.page import Page
from xstui.services import explaining
from xstui.services.explaining import ExplainedFigures, ExplainedPercentage, ZeroAbsence
from xstui.services.reporting import Parameters
from xstui.widgets.rows import ListedRows, RowColumn, RowList

UNKNOWN = "–"
WHOLE, CLASSES, NONE = (
    N_("Absence %"),
    (N_("1-7 days"), N_("8-42 days"), N_("43-365 days"), N_("> 1 year")),
    N_("Zero absence"),
)
TITLES = (WHOLE, *CLASSES, NONE)


class WorkingScreen(Page):
    """The lines that add up to a percentage, and the division that gives it; left and right choose the percentage."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "percentage(1)", N_("Other percentage"), id="working.right", key_display="← →"),
        Binding("left", "percentage(-1)", N_("Other percentage"), show=False, id="working.left"),
        Binding("f1", "help", N_("Help"), id="help"),
        Binding("f3,escape", "back", N_("Back"), id="back", key_display="Esc"),
    ]
    AUTO_FOCUS = "RowList"

    def __init__(self, parameters: Parameters, unit_id: int | None) -> None:
        super().__init__()
        self._parameters = parameters
        self._unit_id = unit_id
        self._found: ExplainedFigures | None = None
        self._shown = 0

    def heading(self) -> str:
        """Return the title."""
        return _("Working of the absence percentage")

    def compose_body(self) -> ComposeResult:
        """Lay out the sum and its lines."""
        yield Static(id="sum", markup=False)
        yield RowList(_line_columns(), ListedRows([]), empty=_("Nobody was absent."))

    async def refresh_page(self) -> None:
        """Load the lines."""
        self._found = await self.owner.call(explaining.explain_figures, self._parameters, self._unit_id)
        self._show(self._found)

    def action_percentage(self, step: int) -> None:
        """Show the working of another percentage."""
        if self._found is not None:
            self._shown = (self._shown + step) % len(TITLES)
            self._show(self._found)

    def _show(self, found: ExplainedFigures) -> None:
        title = _(TITLES[self._shown])
        unit = found.unit or _("Total")
        listed = self.query_one(RowList)
        if TITLES[self._shown] == NONE:
            text, listed.columns = _zero_sum(found.zero_absence), _people_columns()
            listed.set_source(ListedRows([(name, str(number)) for name, number in found.zero_absence.people]))
        else:
            part = (found.whole, *found.classes)[self._shown]
            text, listed.columns = _sum(part), _line_columns()
            listed.set_source(ListedRows(_lines(part)))
        self.query_one("#sum", Static).update(Content(f" {unit} · {title}\n {text}"))


def _sum(part: ExplainedPercentage) -> str:
    return _(
        "{absent} absent of {available} available = {percentage}",
        absent=format_decimal(rounded(part.absent)),
        available=format_decimal(rounded(part.available)),
        percentage=_percentage(part.percentage),
    )


def _zero_sum(found: ZeroAbsence) -> str:
    return _(
        "{people} of {employees} employees without a sick day = {percentage}",
        people=len(found.people),
        employees=found.employees,
        percentage=_percentage(found.percentage),
    )


def _percentage(value: Fraction | None) -> str:
    return UNKNOWN if value is None else format_percentage(rounded(value))


def _people_columns() -> list[RowColumn]:
    return [RowColumn(_("Name"), 40), RowColumn(_("Dossier ID"), 10, "right")]


def _line_columns() -> list[RowColumn]:
    return [
        RowColumn(_("Name"), 20),
        RowColumn(_("CaseID"), 7, "right"),
        RowColumn(_("From"), 10),
        RowColumn(_("To"), 10),
        RowColumn(_("Days"), 4, "right"),
        RowColumn("%", 6, "right"),
        RowColumn(_("Factor"), 6, "right"),
        RowColumn("=", 7, "right"),
    ]


def _lines(part: ExplainedPercentage) -> list[tuple[str, ...]]:
    return [
        (
            line.name,
            str(line.case_no),
            format_date(line.first),
            format_date(line.last),
            str(line.days),
            format_decimal(line.percentage),
            format_decimal(rounded(line.factor, 4), 4),
            format_decimal(rounded(line.contribution)),
        )
        for line in part.lines
    ]
