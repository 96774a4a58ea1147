"""The staff list (*Werknemersbestand*, manual section 4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from xstui.domain.roles import Right
from xstui.i18n import N_
from xstui.services.reporting.parameters import DETAIL, LEVELS, UNIT, UNITS, Asked, Kind, Report, UnitParameters

if TYPE_CHECKING:
    from xstui.reports.table import ReportTable
    from xstui.services.context.context import Context


@dataclass(frozen=True, kw_only=True)
class StaffParameters(UnitParameters):
    """What is asked of the staff list.

    Attributes:
        reference_date: As of which day it is (*Peildatum*).
    """

    name: ClassVar[str] = "werknemersbestand"
    reference_date: date

    @classmethod
    def defaults(cls, context: Context) -> Self:
        """Return the list of today."""
        return cls(reference_date=context.today)

    def make(self, context: Context) -> ReportTable:
        """Return the report as data."""
        from xstui.services.reporting.staff import staff_table

        return staff_table(context, self)


STAFF_LIST = Report(
    right=Right.STAFF_LIST,
    title=N_("Staff list"),
    help=N_("everybody employed on a day"),
    parameters=StaffParameters,
    asked=(
        UNIT,
        Asked("reference_date", Kind.DAY, N_("Reference date"), N_("as of this day (default: today)"), is_main=True),
        LEVELS,
        DETAIL,
        UNITS,
    ),
)
