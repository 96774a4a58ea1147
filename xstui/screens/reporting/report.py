"""A report on the screen: parameters that work as they are changed, the table, the chart, and export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.worker import Worker, WorkerError

from xstui.domain.problems import Problem, Refused
from xstui.i18n import N_, _, format_decimal, problem_text
from xstui.i18n.dates import format_month_name
from xstui.reports.table import TEXTUAL, Column, ReportTable, Row, all_rows, shown
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import EXPORT, FILTER, HELP, LEFT, OPEN, RIGHT
from xstui.screens.base.place import Place
from xstui.screens.reporting.report_fields import report_fields
from xstui.services import reporting
from xstui.services.context import organisation
from xstui.services.reporting import Parameters
from xstui.services.reporting.declarations.claims import ClaimsParameters
from xstui.services.reporting.declarations.figures import FiguresParameters
from xstui.services.reporting.parameters import Kind
from xstui.widgets.bar_chart import Bar, BarChart
from xstui.widgets.cells import harmless
from xstui.widgets.column_chart import Column as ChartColumn
from xstui.widgets.column_chart import ColumnChart
from xstui.widgets.form_field import AnyField, FormField
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.many_field import ManyField
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowColumn, RowList
from xstui.widgets.section import Section

PERCENTAGE = "absence_percentage"
TALL = 36
"""Rows from which a screen has room for all that a report has to say."""
EDGES = 4
"""Cells beside the columns: the edges of their box, or the room for them, and the signs before a row."""
CHARTED = 6
"""Months in the chart of a low screen."""


class ReportScreen(Place):
    """A report; f goes to the parameters, left and right move over the columns, x exports."""

    PURPOSE = N_(
        "A report of your departments. The line above says what is asked and is changed with its key; the "
        "report follows at once."
    )

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        EXPORT,
        OPEN.but(label=N_("Working"), does="explain"),
        FILTER.but(keys="f", label=N_("Parameters"), does="parameters", shown=True),
        Command("to-table", "f2,ctrl+s,f10", N_("To the table"), does="table", formerly=("report.table",), shown=True),
        RIGHT.but(does="columns(1)"),
        LEFT.but(does="columns(-1)"),
    )
    AUTO_FOCUS = "RowList"

    def __init__(self, name: str, month: date | None = None) -> None:
        super().__init__()
        self._report = reporting.report_named(name)
        self._month = month
        self._parameters: Parameters | None = None
        self._table: ReportTable | None = None
        self._following: Worker[None] | None = None
        self._skipped = 0
        self._units: list[tuple[str, str]] = []

    def heading(self) -> str:
        """Return the title of the report."""
        return _(self._report.title)

    def compose_body(self) -> ComposeResult:
        """Lay out parameters, table and chart."""
        start = self._report.parameters.defaults(self.context)
        if self._month is not None and isinstance(start, ClaimsParameters):
            start = replace(start, month=self._month)
        self._parameters = start
        yield Paragraph(id="asked", markup=False)
        with VerticalScroll(id="parameters", can_focus=False):
            yield from report_fields(self._report, start, self.context.today)
        yield Paragraph(id="problems", markup=False)
        yield Section(RowList([], ListedRows([])), id="table")
        with Horizontal(id="below"):
            yield Section(BarChart(id="bars"), ColumnChart(id="columns"), id="drawing")
            yield Section(Paragraph(id="note", markup=False), title=_("Notes"), id="told")

    async def refresh_page(self) -> None:
        """Make the report again by the parameters as they stand."""
        if self._report.asks(Kind.UNIT, Kind.UNITS) and not self._units:
            tree = await self.host.call(organisation.tree)
            names = tree.names
            self._units = [(names[u.unit_id], f"{names[u.unit_id]}  {u.code}".strip()) for u in tree.units]
            for asked in self._report.asked:
                if asked.kind is Kind.UNIT:
                    self.query_one(f"#{asked.name}", LookupField).set_options(self._units)
                elif asked.kind is Kind.UNITS:
                    self.query_one(f"#{asked.name}", ManyField).set_options(self._units)
        if self._report.asks(Kind.VARIATION):
            variations = [reporting.STANDARD, *await self.host.call(reporting.variations)]
            self.query_one("#variation", LookupField).set_options([(name, _(name)) for name in variations])
        if self._parameters is not None and not any(field.problems for field in self._fields()):
            self._table = table = await self.host.call(reporting.make, self._parameters)
            self._show(table)

    def on_resize(self) -> None:
        """Show as many whole columns as fit."""
        if self._table is not None:
            self._show(self._table)

    def _fitting(self, table: ReportTable) -> tuple[Column, ...]:
        """Return the columns in sight: the first, and of the others as many as fit whole."""
        first, *others = table.columns
        room = self.size.width - EDGES - first.width - 1
        shown = []
        for column in others[self._skipped :]:
            room -= column.width + 1
            if room < 0:
                break
            shown.append(column)
        return (first, *(shown or others[self._skipped : self._skipped + 1]))

    def _show(self, table: ReportTable) -> None:
        columns = self._fitting(table)
        last = self._skipped + len(columns) - 1
        rows = []
        for row in all_rows(table):
            cells = [row.cells[0], *row.cells[1 + self._skipped : 1 + last]]
            texts = [shown(cell, column) for cell, column in zip(cells, columns, strict=True)]
            rows.append(("  " * row.level + texts[0], *texts[1:]))
        listed = self.query_one(RowList)
        listed.empty = table.empty
        listed.columns = [
            RowColumn(c.short or c.label, c.width, "left" if c.kind in TEXTUAL else "right") for c in columns
        ]
        listed.show_again(ListedRows(rows), _told_apart(all_rows(table)))
        self._show_asked(table)
        self._show_chart(table)
        self.query_one("#table", Section).show(table.title)
        self.query_one("#told", Section).show(_("Notes"), (self.key_of(HELP), _("all of them")))
        hint = f"{_(self._report.hint, key=self.key_of(OPEN))}  " if self._report.hint else ""
        if len(columns) < len(table.columns):
            more = _("Columns {first}-{last} of {n}: ← →", first=self._skipped + 2, last=last + 1, n=len(table.columns))
            hint = f"{more}  {hint}"
        tall = self.size.height >= TALL
        notes = table.notes if self._report.notes_first or tall else ()
        note = self.query_one("#note", Paragraph)
        note.set_class(tall, "-tall")
        note.set_class(bool(notes), "-notes")
        last_line = hint + table.head.explanation if notes or not table.brief else f"{hint}\n{table.brief}"
        note.update(Content("\n".join([*notes, last_line])))

    def about(self) -> tuple[str, ...]:
        """Return all that the report has to say, for which a low screen has no room."""
        table = self._table
        return (*table.definitions, *table.notes, table.head.explanation) if table is not None else ()

    def _show_chart(self, table: ReportTable) -> None:
        """Show the months as columns, and units as bars."""
        chart, section = table.chart, self.query_one("#drawing", Section)
        section.set_class(chart is None, "-none")
        if chart is None:
            return
        by_month = len(chart.labels) > 0 and self._is_by_month()
        bars, columns = self.query_one("#bars", BarChart), self.query_one("#columns", ColumnChart)
        bars.display, columns.display = not by_month, by_month
        percentage = next(c for c in table.columns if c.key == PERCENTAGE)
        title = f"{chart.title}, {chart.labels[0]} - {chart.labels[-1]}" if by_month else chart.title
        section.show(title, *(f"╌ {series.name}" for series in chart.series[1:] if by_month))
        if by_month:
            before = chart.series[1].values if len(chart.series) > 1 else (None,) * len(chart.labels)
            months = zip(chart.labels, chart.values, before, strict=True)
            columns.show([_month(*month) for month in months], chart.unit)
        else:
            pairs = list(zip(chart.labels, chart.values, strict=True))[-CHARTED:]
            bars.set_bars([Bar(name, value or Decimal(0), shown(value, percentage)) for name, value in pairs])

    def _is_by_month(self) -> bool:
        return not (isinstance(self._parameters, FiguresParameters) and self._parameters.charts_units)

    def _show_asked(self, table: ReportTable) -> None:
        """Show in one line what was asked, with the key that asks something else."""
        key = Content.styled(f" {self.key_of(FILTER)} ", "bold $primary")
        wide, everything = self.has_class("-wide"), _("all")
        parts = [
            Content.assemble((f"{name} ", "$text-muted"), harmless(value))
            if wide or value.isdigit()
            else Content(harmless(value))
            for name, value in table.parameters
            if value and value != everything
        ]
        gap = Content("   ") if wide else Content.styled(" · ", "$text-muted")
        line = self.query_one("#asked", Paragraph)
        room = line.size.width or self.size.width
        while parts and (key + gap.join(parts)).cell_length > room:
            parts.pop()
        line.update(key + gap.join(parts))

    @on(FormField.Changed)
    def follow(self) -> None:
        """Make the report again as soon as a parameter changes; there is none until every parameter is right."""
        self._following = self._follow()

    @work(group="report", exclusive=True)
    async def _follow(self) -> None:
        wrong = [(field, problem) for field in self._fields() for problem in field.problems]
        if wrong:
            self._refuse(wrong)
            return
        try:
            table = await self._made()
        except Refused as refused:
            fields = {field.id: field for field in self._fields()}
            self._refuse([(fields.get(problem.field), problem) for problem in refused.problems])
            return
        if self.is_open:
            self._table = table
            self.query_one("#problems", Paragraph).display = False
            self._show(table)

    async def _made(self) -> ReportTable:
        import asyncio

        given = {name: value for name, value in self._given().items() if value not in (None, "", [], ())}
        context = self.context
        parameters = await asyncio.to_thread(reporting.parameters_from, context, self._report.name, given)
        table = await asyncio.to_thread(reporting.make, context, parameters)
        self._parameters = parameters
        return table

    def _refuse(self, wrong: Sequence[tuple[AnyField | None, Problem]]) -> None:
        """Show nothing but what is wrong: beside each field, and in sight whatever is scrolled."""
        self._table = None
        lines = []
        for field, problem in wrong:
            if field is not None:
                field.show_problem(problem)
            lines.append(f"! {field.label}: {problem_text(problem)}" if field else f"! {problem_text(problem)}")
        listed = self.query_one(RowList)
        listed.empty = _("No figures until every parameter is right.")
        listed.columns = []
        listed.set_source(ListedRows([]))
        self.query_one("#drawing").add_class("-none")
        self.query_one("#note", Paragraph).update(Content(""))
        shown = self.query_one("#problems", Paragraph)
        shown.update(Content("\n".join(lines)))
        shown.display = True

    async def _current(self) -> ReportTable | None:
        """Return the report, which may still be in the making; None where a parameter is wrong."""
        if self._following is not None:
            with suppress(WorkerError):
                await self._following.wait()
        if self._table is None:
            wrong = next((field for field in self._fields() if field.problems or field.has_class("-refused")), None)
            if wrong is not None:
                self.host.bell()
                self.add_class("-asking")
                wrong.point_out()
        return self._table

    def _given(self) -> dict[str, object]:
        given: dict[str, object] = {field.id or "": field.value for field in self._fields()}
        if "year" in given:
            text = str(given["year"] or "")
            fits = text.isascii() and text.isdigit() and len(text) <= 4  # noqa: PLR2004
            # A year that can't be read is one that is out of range: its field says so.
            given["year"] = int(text) if fits else 0
        return given

    def _fields(self) -> list[AnyField]:
        return [cast("AnyField", field) for field in self.query("FormField")]

    @on(FormField.Submitted)
    def go_on(self) -> None:
        """Go to the next parameter, and behind the last one to the table."""
        self.focus_next()

    def action_parameters(self) -> None:
        """Go to the parameter that is changed most; the others are above and below it."""
        self.add_class("-asking")
        main = next(asked.name for asked in self._report.asked if asked.is_main)
        self.query_one(f"#{main}").focus()

    def action_table(self) -> None:
        """Go back to the table, where the figures can be explained and saved."""
        self.query_one(RowList).focus()

    def action_columns(self, step: int) -> None:
        """Move the columns; the first one stays."""
        if self._table is not None:
            ends = self._table.columns[-1] in self._fitting(self._table)
            self._skipped = max(0, self._skipped + (0 if step > 0 and ends else step))
            self._show(self._table)

    @on(events.DescendantFocus)
    def make_room(self) -> None:
        """Give the parameters the room of chart and notes, as long as one of them has the focus."""
        self.set_class(not isinstance(self.focused, RowList), "-asking")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the working where there is one, and the table to who is among the parameters."""
        if action == "table":
            return not isinstance(self.focused, RowList)
        if action == "explain" and not self._report.hint:
            return False
        return super().check_action(action, parameters)

    def action_explain(self) -> None:
        """Show the days, cases, people and formula behind the figures, or the claims behind a payout."""
        self.do(self._explain)

    async def _explain(self) -> None:
        table = await self._current()
        if table is None or not table.rows:
            return
        row = all_rows(table)[self.query_one(RowList).cursor]
        if self._report.leads_to:
            here = all_rows(table)[self.query_one(RowList).cursor :]  # a total has no day: its lines, below it, do
            month = next((cell for one in here for cell in reversed(one.cells) if isinstance(cell, date)), None)
            await self.go(routes.Report(self._report.leads_to, month))
        elif isinstance(self._parameters, FiguresParameters):
            await self.go(routes.Working(self._parameters, row.key, self._figure_in_sight(table)))

    def _figure_in_sight(self, table: ReportTable) -> str:
        """Return the figure to explain first: the absence percentage, or the first in sight where that is not."""
        keys = [column.key for column in self._fitting(table) if column.is_figure]
        return PERCENTAGE if PERCENTAGE in keys or not keys else keys[0]

    def action_export(self) -> None:
        """Ask for format and place, and write the report."""
        self.do(self._export)

    async def _export(self) -> None:
        table = await self._current()
        if table is not None:
            await self.go(routes.Export(table))


def _month(label: str, value: Decimal | None, before: Decimal | None) -> ChartColumn:
    """Return a month of the chart, `2026-05`, by its short name."""
    text = format_decimal(value, 1) if value is not None else ""
    return ChartColumn(format_month_name(label), value, text, before)


def _told_apart(rows: Iterable[Row]) -> list[Hashable]:
    """Return what each row is about; those about the same are told apart by their order."""
    met: Counter[Hashable] = Counter()
    found: list[Hashable] = []
    for row in rows:
        about = row.key, row.level, row.cells[0]
        met[about] += 1
        found.append((about, met[about]))
    return found
