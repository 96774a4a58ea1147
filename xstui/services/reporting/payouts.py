"""*Uitkeringsspecificaties*: what was paid, by the number that an invoice shows (manual section 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xstui.domain.figures import Period
from xstui.i18n import _, label, ngettext_
from xstui.reports.table import Column, ColumnKind, ReportTable, Row
from xstui.services.context.context import Context
from xstui.services.insurance.payouts import Batch, PayoutLine, PayoutReport, payouts_in_period
from xstui.services.reporting.head import report_head

if TYPE_CHECKING:
    from xstui.services.reporting.declarations.payouts import PayoutsParameters


def columns() -> tuple[Column, ...]:
    """Return the columns, with the manual's labels."""
    text, day, money = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.MONEY
    return (
        Column("employer", _("Name"), text, 22, about=_("the employer that received the payout.")),
        Column(
            "amount",
            _("Amount"),
            money,
            13,
            about=_("the listed payouts of one payout reference together."),
        ),
        Column("policy_no", _("Policy number"), text, 11, about=_("number of the policy by which was paid.")),
        Column(
            "payout_reference",
            _("Payout reference"),
            text,
            17,
            about=_("number that an invoice of the insurer and its payouts share."),
        ),
        Column("employee_name", _("Name of employee"), text, 20, about=_("for whom was paid.")),
        Column("first_sick_day", _("First day of sickness"), day, 18, about=_("of the case that was paid for.")),
        Column("insurance_type", _("Type of insurance"), text, 16, about=_("what the policy insures.")),
        Column("period_start", _("Start of period"), day, 13, about=_("first day that the payout is for.")),
        Column("period_end", _("End of period"), day, 13, about=_("last day that the payout is for.")),
        Column("benefit", _("Payout"), money, 13, about=_("what the insurer paid for one employee and period.")),
    )


def payouts_table(context: Context, asked: PayoutsParameters) -> ReportTable:
    """Return what was paid in a period by payout reference: a row for the reference, and one for each line.

    Raises:
        Refused: As `payouts_in_period` does.
    """
    period, reference = Period(asked.first, asked.last), asked.reference.strip()
    found = payouts_in_period(context, period, asked.employer, reference)
    parameters = [(_("Employers"), found.employer.name), (_("Show overview by"), _("By payout reference"))]
    if reference:
        parameters.append((_("Payout reference"), reference))
    nothing = _("Nothing found: no payout has the reference {reference}.", reference=reference)
    return ReportTable(
        name=asked.name,
        title=_("Wage loss and manual bookings"),
        parameters=tuple(parameters),
        columns=columns(),
        rows=tuple(row for batch in found.batches for row in _rows(found.employer.name, batch)),
        head=report_head(context, None if reference else period),
        totals=Row((_("Total"), found.amount, *("",) * 7, found.amount)),
        notes=tuple(_notes(found)),
        empty=nothing if reference else _("Nothing was paid in this period."),
    )


def _rows(employer: str, batch: Batch) -> Iterator[Row]:
    yield Row((employer, batch.amount, "", batch.payout_reference, *("",) * 6), emphasis=True)
    yield from (_line(employer, batch.payout_reference, line) for line in batch.lines)


def _line(employer: str, reference: str, line: PayoutLine) -> Row:
    return Row(
        (
            employer,
            "",
            line.policy_no,
            reference,
            line.employee_name,
            line.first_sick_day,
            label(line.kind),
            line.first,
            line.last,
            line.benefit,
        ),
        level=1,
    )


def _notes(found: PayoutReport) -> Iterator[str]:
    if found.hidden:
        yield ngettext_(
            "{n} line of somebody you are not authorised for is left out, of the amounts as well.",
            "{n} lines of people you are not authorised for are left out, of the amounts as well.",
            found.hidden,
        )
