"""The claim specification of a month (*Claimspecificatie*, manual section 7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from xstui.domain.roles import Right
from xstui.i18n import N_
from xstui.services.reporting.parameters import EMPLOYER, Asked, Kind, Parameters, Report, month_before

if TYPE_CHECKING:
    from xstui.reports.table import ReportTable
    from xstui.services.context.context import Context


@dataclass(frozen=True, kw_only=True)
class ClaimsParameters(Parameters):
    """What is asked of the claim specification.

    Attributes:
        month: A day of it.
        employer: Name or code; empty where there is one (*Werkgevers*).
    """

    name: ClassVar[str] = "claimspecificatie"
    month: date
    employer: str = ""

    @classmethod
    def defaults(cls, context: Context) -> Self:
        """Return last month."""
        return cls(month=month_before(context.today))

    def make(self, context: Context) -> ReportTable:
        """Return the report as data."""
        from xstui.services.reporting.claims import claims_table

        return claims_table(context, self)


CLAIMS = Report(
    right=Right.CLAIMS,
    title=N_("Claim specification"),
    help=N_("what the policy pays in a month, by case"),
    parameters=ClaimsParameters,
    asked=(
        EMPLOYER,
        Asked("month", Kind.MONTH, N_("Month"), N_("month (default: the one before this)"), is_main=True),
    ),
    notes_first=True,
)
