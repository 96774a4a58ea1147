"""*Claimspecificatie*: what the absence policy pays for each case in a month (manual section 7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xstui.i18n import _
from xstui.reports.table import Column, ColumnKind, ReportHead, ReportTable, Row

NAME = "claimspecificatie"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A stretch of a case on the same percentage and cover; amounts in euros.

    Attributes:
        payout_first: First day that is paid; None, as the last one, where all are waiting days.
    """

    name: str
    case_no: int
    policy_no: str
    insured_wage: Decimal
    daily_wage: Decimal
    sick_first: date
    sick_last: date
    absence_percentage: Decimal
    absence_workdays: int
    payout_first: date | None
    payout_last: date | None
    cover_percentage: Decimal
    payout_days: int
    amount: Decimal


def columns() -> tuple[Column, ...]:
    """Return the columns, with the manual's labels; a period takes two, so that each day is a date."""
    money, day, percentage = ColumnKind.MONEY, ColumnKind.DATE, ColumnKind.PERCENTAGE
    return (
        Column("name", _("Name"), ColumnKind.TEXT, 22),
        Column(
            "insured_wage",
            _("Insured wage"),
            money,
            14,
            about=_("insured part of a year's wage at the start of the case, up to the policy's maximum."),
        ),
        Column("daily_wage", _("Daily wage"), money, 10, about=_("insured wage by 261 days.")),
        Column("sick_first", _("Sick period"), day, 13),
        Column("sick_last", _("Sick period to"), day, 11, short=_("to")),
        Column(
            "absence_percentage",
            _("Sick %"),
            percentage,
            9,
            about=_("percentage of the contract hours missed in the sick period."),
        ),
        Column(
            "absence_workdays",
            _("Absence workdays"),
            ColumnKind.INTEGER,
            6,
            short=_("Days"),
            about=_("Mondays to Fridays of the sick period in the month, public holidays included."),
        ),
        Column("payout_first", _("Payout period"), day, 12, short=_("Paid from")),
        Column("payout_last", _("Payout period to"), day, 11, short=_("to")),
        Column(
            "cover_percentage",
            _("Cover %"),
            percentage,
            10,
            about=_("what the policy covers on these days, by the weeks since the case counts."),
        ),
        Column(
            "payout_days",
            _("Payout days"),
            ColumnKind.INTEGER,
            9,
            short=_("Paid days"),
            about=_("absence workdays after the waiting days of the policy."),
        ),
        Column("amount", _("Payout"), money, 13, about=_("daily wage x payout days x sick % x cover %.")),
        Column("case_no", _("CaseID"), ColumnKind.TEXT, 8),
        Column("policy_no", _("Policy number"), ColumnKind.TEXT, 14),
    )


def build(
    rows: Sequence[ClaimRow], parameters: Sequence[tuple[str, str]], head: ReportHead, notes: Sequence[str] = ()
) -> ReportTable:
    """Return the specification, with days and payouts added up."""
    amount = sum((row.amount for row in rows), Decimal(0))
    workdays, days = sum(row.absence_workdays for row in rows), sum(row.payout_days for row in rows)
    return ReportTable(
        name=NAME,
        title=_("Claim specification"),
        parameters=tuple(parameters),
        columns=columns(),
        rows=tuple(_row(row) for row in rows),
        head=head,
        totals=Row((_("Total"), *("",) * 5, workdays, *("",) * 3, days, amount, "", "")),
        notes=tuple(notes),
        empty=_("The policy pays nothing in this month."),
    )


def _row(row: ClaimRow) -> Row:
    return Row(
        (
            row.name,
            row.insured_wage,
            row.daily_wage,
            row.sick_first,
            row.sick_last,
            row.absence_percentage,
            row.absence_workdays,
            row.payout_first,
            row.payout_last,
            row.cover_percentage,
            row.payout_days,
            row.amount,
            str(row.case_no),
            row.policy_no,
        )
    )
