"""The year calendar of an employee, or of a part of the organisation (*Jaarkalender*)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from xstui.domain.problems import Problem
from xstui.domain.roles import Right
from xstui.i18n import N_
from xstui.services.reporting.parameters import UNIT, Asked, Kind, Parameters, Report

if TYPE_CHECKING:
    from xstui.reports.table import ReportTable
    from xstui.services.context.context import Context


@dataclass(frozen=True, kw_only=True)
class YearCalendarParameters(Parameters):
    """What is asked of the year calendar.

    Attributes:
        employee: Number of the dossier, or the name; empty for a part of the organisation.
        unit_id: The part of the organisation; None: all that the actor is authorised for.
    """

    name: ClassVar[str] = "jaarkalender"
    year: int
    employee: str = ""
    unit_id: int | None = None

    @classmethod
    def defaults(cls, context: Context) -> Self:
        """Return this year of all units."""
        return cls(year=context.today.year)

    def make(self, context: Context) -> ReportTable:
        """Return the report as data."""
        from xstui.services.reporting.year_calendar import year_calendar_table

        return year_calendar_table(context, self)

    def problems(self, context: Context) -> Iterable[Problem]:
        """Return that there is no calendar of the year, or that two things are asked at once."""
        from xstui.domain.year_calendar import check_year

        yield from check_year(self.year, context.today)
        if self.employee and self.unit_id is not None:
            yield Problem("employee-or-unit", "employee")


YEAR_CALENDAR = Report(
    right=Right.ABSENCE_FIGURES,
    title=N_("Year calendar"),
    help=N_("who was absent on which day of a year"),
    parameters=YearCalendarParameters,
    asked=(
        UNIT,
        Asked(
            "employee",
            Kind.TEXT,
            N_("Employee"),
            N_("one employee, by dossier number or name, in the place of a part of the organisation"),
        ),
        Asked("year", Kind.YEAR, N_("Year"), N_("calendar year (default: this one)"), is_main=True),
    ),
    notes_first=True,
)
