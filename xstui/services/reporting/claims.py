"""*Claimspecificatie*: what the absence policy pays for each case in a month (manual section 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xstui.domain.claims import ClaimLine
from xstui.i18n import _, format_month, label
from xstui.reports.table import Column, ColumnKind, ReportTable, Row
from xstui.services.context.context import Context
from xstui.services.insurance.claims import CaseClaim, MonthClaims, claims_of_month
from xstui.services.reporting.head import report_head

if TYPE_CHECKING:
    from xstui.services.reporting.declarations.claims import ClaimsParameters


def columns() -> tuple[Column, ...]:
    """Return the columns, with the manual's labels; a period takes two, so that each day is a date."""
    return (
        *_of_absence(),
        *_of_payout(),
        Column("case_no", _("CaseID"), ColumnKind.TEXT, 8, about=_("number of the case that is paid for.")),
        Column(
            "policy_no",
            _("Policy number"),
            ColumnKind.TEXT,
            14,
            about=_("number of the policy by which the case is paid."),
        ),
    )


def _of_absence() -> Iterator[Column]:
    money, day, percentage = ColumnKind.MONEY, ColumnKind.DATE, ColumnKind.PERCENTAGE
    yield from (
        Column(
            "name",
            _("Name"),
            ColumnKind.TEXT,
            22,
            about=_("surname, initials and prefix of the employee; a row for each percentage and cover."),
        ),
        Column(
            "insured_wage",
            _("Insured wage"),
            money,
            14,
            about=_("insured part of a year's wage at the start of the case, up to the policy's maximum."),
        ),
        Column("daily_wage", _("Daily wage"), money, 10, about=_("insured wage by 261 days.")),
        Column("sick_first", _("Sick period"), day, 13, about=_("first sick day in the month at this percentage.")),
        Column(
            "sick_last",
            _("Sick period to"),
            day,
            11,
            short=_("to"),
            about=_("last sick day in the month at this percentage."),
        ),
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
    )


def _of_payout() -> Iterator[Column]:
    money, day, percentage = ColumnKind.MONEY, ColumnKind.DATE, ColumnKind.PERCENTAGE
    yield from (
        Column(
            "payout_first",
            _("Payout period"),
            day,
            12,
            short=_("Paid from"),
            about=_("first day that is paid for; empty within the waiting days."),
        ),
        Column(
            "payout_last",
            _("Payout period to"),
            day,
            11,
            short=_("to"),
            about=_("last day that is paid for; empty within the waiting days."),
        ),
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
    )


def claims_table(context: Context, asked: ClaimsParameters) -> ReportTable:
    """Return the claim specification of a month, with days and payouts added up.

    Raises:
        Refused: As `claims_of_month` does.
    """
    found = claims_of_month(context, asked.month, asked.employer)
    lines = [line for claim in found.claims for line in claim.lines]
    workdays, days = sum(line.absence_workdays for line in lines), sum(line.payout_days for line in lines)
    return ReportTable(
        name=asked.name,
        title=_("Claim specification"),
        parameters=((_("Employers"), found.employer.name), (_("Month"), format_month(asked.month))),
        columns=columns(),
        rows=tuple(_row(claim, line) for claim in found.claims for line in claim.lines),
        head=report_head(context, found.period),
        totals=Row((_("Total"), *("",) * 5, workdays, *("",) * 3, days, found.amount, "", "")),
        notes=tuple(_notes(found)),
        empty=_("The policy pays nothing in this month."),
    )


def _row(claim: CaseClaim, line: ClaimLine) -> Row:
    return Row(
        (
            claim.name,
            line.insured_wage,
            line.daily_wage,
            line.sick.first,
            line.sick.last,
            line.absence_percentage,
            line.absence_workdays,
            line.payout.first if line.payout else None,
            line.payout.last if line.payout else None,
            line.cover_percentage,
            line.payout_days,
            line.amount,
            str(claim.case_no),
            claim.policy_no,
        )
    )


def _notes(found: MonthClaims) -> Iterator[str]:
    if not found.is_insured:
        yield _("There is no active policy")
    for claim in found.claims:
        if claim.unpaid is not None:
            yield _("Not paid: {name} ({number}): {reason}.", name=claim.name, number=claim.case_no,
                    reason=label(claim.unpaid))  # fmt: skip
