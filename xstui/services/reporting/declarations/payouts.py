"""What was paid, by the number on an invoice (*Uitkeringsspecificaties*, manual section 7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from xstui.domain.roles import Right
from xstui.i18n import N_
from xstui.services.reporting.parameters import EMPLOYER, Asked, Kind, Parameters, Report

if TYPE_CHECKING:
    from xstui.reports.table import ReportTable
    from xstui.services.context.context import Context


@dataclass(frozen=True, kw_only=True)
class PayoutsParameters(Parameters):
    """What is asked of the payouts.

    Attributes:
        first: First day, up to `last`.
        reference: Only the payouts of this number (*Uitkeringskenmerk*).
        employer: Name or code; empty where there is one (*Werkgevers*).
    """

    name: ClassVar[str] = "uitkeringsspecificaties"
    first: date
    last: date
    reference: str = ""
    employer: str = ""

    @classmethod
    def defaults(cls, context: Context) -> Self:
        """Return all since the first of last year."""
        return cls(first=date(context.today.year - 1, 1, 1), last=context.today)

    def make(self, context: Context) -> ReportTable:
        """Return the report as data."""
        from xstui.services.reporting.payouts import payouts_table

        return payouts_table(context, self)


PAYOUTS = Report(
    right=Right.CLAIMS,
    title=N_("Payout specifications"),
    help=N_("what was paid, by the number on an invoice"),
    parameters=PayoutsParameters,
    asked=(
        EMPLOYER,
        Asked(
            "reference",
            Kind.TEXT,
            N_("Payout reference"),
            N_("only the payouts of this number, from an invoice"),
            placeholder=N_("NUMBER"),
        ),
        Asked(
            "first",
            Kind.DAY,
            N_("Period from"),
            N_("first day (default: 1 January of last year)"),
            option="from",
            is_main=True,
        ),
        Asked("last", Kind.DAY, N_("Period to"), N_("last day (default: today)"), option="to"),
    ),
    hint=N_("{key} shows the claim specification of the month."),
    leads_to="claimspecificatie",
    notes_first=True,
)
