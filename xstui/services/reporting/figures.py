"""The absence figures (*Verzuimcijfers*, manual section 8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict

from xstui.domain.absence import Classification
from xstui.domain.dates import add_months
from xstui.domain.figures import (
    Method,
    Period,
    SafetyNet,
    Share,
    UnitFigures,
    month_periods,
    months_before,
    percentage_over,
    roll_up,
    total,
    whole_period,
)
from xstui.i18n import _, format_month, label
from xstui.reports.definitions import absence_figures
from xstui.reports.definitions.absence_figures import FiguresRow
from xstui.reports.table import ReportTable
from xstui.services.context.context import Context
from xstui.services.context.organisation import Tree, tree_in, units_below
from xstui.services.reporting.benchmark import benchmark, first_compared, sectors_told
from xstui.services.reporting.choosing import chosen_units, unit_parameters, variation_text
from xstui.services.reporting.counting import count_absence
from xstui.services.reporting.head import report_head
from xstui.services.reporting.newer_rates import benchmark_in

if TYPE_CHECKING:
    from xstui.services.reporting.declarations.figures import FiguresParameters


class Choice(TypedDict):
    """What figures are taken of what was counted; see `AbsenceCount.figures`."""

    method: Method
    safety_net: SafetyNet
    classifications: Collection[Classification]
    units: frozenset[int]


def figures_table(context: Context, parameters: FiguresParameters) -> ReportTable:
    """Return the absence figures by unit, and by month in the chart.

    Raises:
        Refused: `unknown-unit` or `unknown-variation`.
    """
    periods = month_periods(parameters.last_month, parameters.months)
    with context.reading() as session:
        units = tree_in(session, context)
        chosen = chosen_units(session, units, parameters, parameters.variation)
        employers = {unit.employer_id for unit in units.units if unit.unit_id in chosen}
        sectors = sectors_told(session, employers)
        earlier = months_before(periods[0], first_compared(parameters.last_month))
        counted = count_absence(context, session, (*earlier, *periods))
        country = benchmark_in(session, context.reference)
        whole_employers = units_below(session, employers)
    choice = _choice(parameters, chosen)
    (own,) = counted.whole(len(periods)).figures(**choice)
    monthly = counted.monthly.shares(**choice)
    rows = _rows(units, parameters, own)
    everything = total(own.values())
    table = absence_figures.build(
        rows,
        _row(everything, _("Total"), "", 0) if everything else None,
        [
            (month.first, percentage_over([share]))
            for month, share in zip(periods, monthly[-len(periods) :], strict=True)
        ],
        _shown(units, parameters),
        report_head(context, whole_period(periods)),
        _year_before(periods, counted.months, monthly),
    )
    if parameters.charts_units:
        table = replace(table, chart=absence_figures.unit_chart(rows))
    (of_employers,) = counted.whole(len(periods)).figures(**_choice(parameters, whole_employers))
    size = total(of_employers.values())
    employees = size.average_employees if size else Fraction(0)
    own_by_quarter = _own(counted.months, monthly)
    beside = benchmark(country, sectors, parameters.last_month, employees, own_by_quarter)
    return replace(table, notes=(*beside.notes, *table.notes, *_method_note(parameters)), brief=beside.brief)


def _year_before(
    periods: Sequence[Period], months: Sequence[Period], monthly: Sequence[Share]
) -> list[Fraction | None]:
    """Return the percentages of the same months a year before, as far as they were counted; None for the others."""
    known = {month.first: share for month, share in zip(months, monthly, strict=True)}
    before = (known.get(add_months(month.first, -12)) for month in periods)
    return [None if share is None else percentage_over([share]) for share in before]


def _method_note(parameters: FiguresParameters) -> tuple[str, ...]:
    """Say of hours what they add to working days (14.8)."""
    if parameters.method is not Method.HOURS:
        return ()
    return (_("Hours give the same percentages as working days where everybody has the same full-time week."),)


def _choice(parameters: FiguresParameters, units: frozenset[int]) -> Choice:
    return Choice(
        method=parameters.method,
        safety_net=parameters.safety_net,
        classifications=parameters.classifications,
        units=units,
    )


def _rows(units: Tree, parameters: FiguresParameters, own: dict[int, UnitFigures]) -> list[FiguresRow]:
    """Return a row for each unit of the levels shown, with all that is under it."""
    rolled = roll_up(own, {unit.unit_id: unit.parent_id for unit in units.units})
    return [
        _row(rolled[unit.unit_id], unit.name, unit.code, unit.level, unit.unit_id)
        for unit in units.units
        if unit.unit_id in rolled and unit.level < parameters.levels
    ]


def _row(figures: UnitFigures, name: str, code: str, level: int, unit_id: int | None = None) -> FiguresRow:
    return FiguresRow(
        label=name,
        code=code,
        level=level,
        average_employees=figures.average_employees,
        absence_percentage=figures.absence_percentage,
        class_percentages=figures.class_percentages,
        reports=figures.reports,
        report_frequency=figures.report_frequency,
        mean_duration=figures.mean_duration,
        zero_absence=figures.zero_absence,
        hours_per_employee=figures.hours_per_average_employee,
        unit_id=unit_id,
    )


def _shown(units: Tree, parameters: FiguresParameters) -> list[tuple[str, str]]:
    return [
        *unit_parameters(units, parameters),
        (_("Last report month"), format_month(parameters.last_month)),
        (_("Number of report months"), str(parameters.months)),
        (_("Method of calculation"), label(parameters.method)),
        (_("Selection safety net"), label(parameters.safety_net)),
        (_("Classifications"), ", ".join(label(c) for c in parameters.classifications) or _("all")),
        (_("Protocol variation"), variation_text(parameters.variation)),
    ]


def _own(months: Sequence[Period], monthly: Sequence[Share]) -> Callable[[Period], Fraction | None]:
    """Return what gives the own percentage over a quarter."""

    def own(quarter: Period) -> Fraction | None:
        return percentage_over(
            share for month, share in zip(months, monthly, strict=True) if quarter.first <= month.first <= quarter.last
        )

    return own
