"""*Uitkeringsspecificaties*: what was paid, by the number that an invoice shows (manual section 7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xstui.i18n import _
from xstui.reports.table import Column, ColumnKind, ReportHead, ReportTable, Row

NAME = "uitkeringsspecificaties"


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A line that was paid, in euros."""

    policy_no: str
    employee_name: str
    first_sick_day: date | None
    insurance_type: str
    period_start: date
    period_end: date
    benefit: Decimal


@dataclass(frozen=True, slots=True)
class PaidBatch:
    """The lines of one payout reference."""

    payout_reference: str
    lines: tuple[PaidLine, ...]


def columns() -> tuple[Column, ...]:
    """Return the columns, with the manual's labels."""
    text, day, money = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.MONEY
    return (
        Column("employer", _("Name"), text, 22),
        Column(
            "amount",
            _("Amount"),
            money,
            13,
            about=_("the listed payouts of one payout reference together."),
        ),
        Column("policy_no", _("Policy number"), text, 11),
        Column("payout_reference", _("Payout reference"), text, 17),
        Column("employee_name", _("Name of employee"), text, 20),
        Column("first_sick_day", _("First day of sickness"), day, 18),
        Column("insurance_type", _("Type of insurance"), text, 16),
        Column("period_start", _("Start of period"), day, 13),
        Column("period_end", _("End of period"), day, 13),
        Column("benefit", _("Payout"), money, 13, about=_("what the insurer paid for one employee and period.")),
    )


def build(
    employer: str,
    batches: Sequence[PaidBatch],
    parameters: Sequence[tuple[str, str]],
    head: ReportHead,
    notes: Sequence[str] = (),
) -> ReportTable:
    """Return the report by payout reference: a row for the reference with its amount, and one for each line."""
    rows = [row for batch in batches for row in _rows(employer, batch)]
    total = sum((line.benefit for batch in batches for line in batch.lines), Decimal(0))
    return ReportTable(
        name=NAME,
        title=_("Wage loss and manual bookings"),
        parameters=tuple(parameters),
        columns=columns(),
        rows=tuple(rows),
        head=head,
        totals=Row((_("Total"), total, *("",) * 7, total)),
        notes=tuple(notes),
        empty=_("Nothing was paid in this period."),
    )


def _rows(employer: str, batch: PaidBatch) -> list[Row]:
    amount = sum((line.benefit for line in batch.lines), Decimal(0))
    heading = Row((employer, amount, "", batch.payout_reference, *("",) * 6), emphasis=True)
    return [heading, *(_line(employer, batch.payout_reference, line) for line in batch.lines)]


def _line(employer: str, reference: str, line: PaidLine) -> Row:
    return Row(
        (
            employer,
            "",
            line.policy_no,
            reference,
            line.employee_name,
            line.first_sick_day,
            line.insurance_type,
            line.period_start,
            line.period_end,
            line.benefit,
        ),
        level=1,
    )
