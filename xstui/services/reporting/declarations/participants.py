"""The participant register (*Deelnemersregistratie*, manual section 2 D)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from xstui.domain.roles import Right
from xstui.i18n import N_
from xstui.services.reporting.parameters import EMPLOYER, Asked, Kind, Parameters, Report

if TYPE_CHECKING:
    from xstui.reports.table import ReportTable
    from xstui.services.context.context import Context


@dataclass(frozen=True, kw_only=True)
class ParticipantsParameters(Parameters):
    """What is asked of the participant register.

    Attributes:
        employer: Name or code; empty where there is one (*Werkgevers*).
    """

    name: ClassVar[str] = "deelnemersregistratie"
    year: int
    employer: str = ""

    @classmethod
    def defaults(cls, context: Context) -> Self:
        """Return the past year, as the insurer asks it."""
        return cls(year=context.today.year - 1)

    def make(self, context: Context) -> ReportTable:
        """Return the report as data."""
        from xstui.services.reporting.participants import participants_table

        return participants_table(context, self)


PARTICIPANTS = Report(
    right=Right.PARTICIPANTS,
    title=N_("Participant register"),
    help=N_("who was insured in a year, and for what wage"),
    parameters=ParticipantsParameters,
    asked=(
        EMPLOYER,
        Asked("year", Kind.YEAR, N_("Year"), N_("calendar year (default: the last one)"), is_main=True),
    ),
    notes_first=True,
)
