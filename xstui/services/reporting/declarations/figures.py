"""The absence figures (*Verzuimcijfers*, manual section 8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Self

from xstui.domain.charting import ChartBy
from xstui.domain.problems import Problem
from xstui.domain.roles import Right
from xstui.i18n import N_
from xstui.services.reporting.parameters import (
    DETAIL,
    LEVELS,
    UNIT,
    UNITS,
    Asked,
    Kind,
    Report,
    UnitParameters,
    month_before,
)

if TYPE_CHECKING:
    from xstui.domain.absence import Classification
    from xstui.domain.figures import Method, SafetyNet
    from xstui.reports.table import ReportTable
    from xstui.services.context.context import Context

YEAR = 12
LONGEST = 120
"""Months at most in one report."""


@dataclass(frozen=True, kw_only=True)
class FiguresParameters(UnitParameters):
    """What is asked of the absence figures.

    Attributes:
        last_month: A day of the last month (*Laatste rapportagemaand*).
        months: How many months there are up to it.
        classifications: Only these; empty: all (*Verzuimclassificaties*).
        variation: Only employers with this *Protocolvariatie*; `standard`: those without one; empty: all.
    """

    name: ClassVar[str] = "verzuimcijfers"
    last_month: date
    method: Method
    safety_net: SafetyNet
    months: int = YEAR
    classifications: tuple[Classification, ...] = ()
    variation: str = ""
    chart: ChartBy = ChartBy.MONTHS

    @property
    def charts_units(self) -> bool:
        """Whether the chart shows the units, and not the months."""
        return self.chart is ChartBy.UNITS

    @classmethod
    def defaults(cls, context: Context) -> Self:
        """Return the year up to last month."""
        from xstui.domain.figures import Method, SafetyNet

        return cls(last_month=month_before(context.today), method=Method.CALENDAR_DAYS, safety_net=SafetyNet.INCLUDED)

    def make(self, context: Context) -> ReportTable:
        """Return the report as data."""
        from xstui.services.reporting.figures import figures_table

        return figures_table(context, self)

    def problems(self, context: Context) -> Iterable[Problem]:
        """Return numbers and months of which there are no figures."""
        if self.last_month.replace(day=1) > context.today:
            yield Problem("month-to-come", "last_month")
        if not 1 <= self.months <= LONGEST:
            yield Problem("too-many-months", "months", {"most": LONGEST})
        yield from super().problems(context)


def _methods() -> type[StrEnum]:
    from xstui.domain.figures import Method

    return Method


def _safety_nets() -> type[StrEnum]:
    from xstui.domain.figures import SafetyNet

    return SafetyNet


FIGURES = Report(
    right=Right.ABSENCE_FIGURES,
    title=N_("Absence figures"),
    help=N_("absence figures by organisation unit"),
    parameters=FiguresParameters,
    asked=(
        UNIT,
        Asked(
            "last_month",
            Kind.MONTH,
            N_("Last report month"),
            N_("last month (default: the one before this)"),
            is_main=True,
        ),
        Asked("months", Kind.COUNT, N_("Number of report months"), N_("number of months (default: 12)")),
        Asked(
            "method",
            Kind.CHOICE,
            N_("Method of calculation"),
            N_("what is counted"),
            choices=("calendar-days", "working-days", "hours"),
            enum=_methods,
        ),
        Asked(
            "safety_net",
            Kind.CHOICE,
            N_("Selection safety net"),
            N_("cases that the benefits agency pays"),
            choices=("included", "excluded"),
            enum=_safety_nets,
        ),
        LEVELS,
        DETAIL,
        UNITS,
        Asked(
            "classifications",
            Kind.CLASSIFICATIONS,
            N_("Absence classifications"),
            N_("only these classifications, separated by semicolons"),
        ),
        Asked(
            "variation",
            Kind.VARIATION,
            N_("Protocol variation"),
            N_("only employers with this protocol variation, or: standard"),
        ),
        Asked(
            "chart",
            Kind.CHOICE,
            N_("Detail level of chart"),
            N_("what the chart shows"),
            choices=tuple(ChartBy),
            enum=lambda: ChartBy,
        ),
    ),
    hint=N_("{key} shows the working of each figure."),
)
