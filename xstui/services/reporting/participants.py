"""*Deelnemersregistratie*: the yearly list for the insurer's settlement (manual section 2 D; domain rules, 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xstui.i18n import _
from xstui.reports.table import Column, ColumnKind, ReportHead, ReportTable, Row

NAME = "deelnemersregistratie"


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One employment; wages in euros.

    Attributes:
        bsn: Masked.
        first: From when on the wage counts in the year, up to `last`.
        exclusion: Why it does not count at all; empty where it does.
    """

    name: str
    bsn: str
    birth_date: date
    gender: str
    start_date: date
    end_date: date | None
    first: date | None
    last: date | None
    contract_type: str
    hours: Decimal
    fte: Decimal
    wage: Decimal | None
    wage_basis: str
    wage_in_year: Decimal | None
    exclusion: str


def columns() -> tuple[Column, ...]:
    """Return the columns; what the insurer asks first stands first."""
    text, day, money = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.MONEY
    return (
        Column("name", _("Name"), text, 23),
        Column(
            "wage_in_year",
            _("Wage in the year"),
            money,
            13,
            short=_("Year wage"),
            about=_("a twelfth of the year's wage for each month as participant, by days for a part of a month."),
        ),
        Column("first", _("Participant from"), day, 13, short=_("Part. from")),
        Column("last", _("Participant to"), day, 13, short=_("Part. to")),
        Column("exclusion", _("Excluded"), text, 12),
        Column("bsn", _("BSN"), text, 9),
        Column("birth_date", _("Date of birth"), day, 13),
        Column("gender", _("Salutation"), text, 7),
        Column("start_date", _("In service"), day, 11),
        Column("end_date", _("Out of service"), day, 11),
        Column("contract_type", _("Employment type"), text, 16),
        Column(
            "hours", _("Hours"), ColumnKind.HOURS, 8, about=_("contract hours a week by the last terms of the year.")
        ),
        Column("fte", _("FTE"), ColumnKind.DECIMAL, 6, about=_("contract hours by the hours of a full-time week.")),
        Column(
            "wage", _("Wage"), money, 12, about=_("gross, by the last terms of the year and the wage basis beside it.")
        ),
        Column("wage_basis", _("Wage basis"), text, 20),
    )


def build(
    rows: Sequence[ParticipantRow],
    total: tuple[int, Decimal],
    parameters: Sequence[tuple[str, str]],
    head: ReportHead,
    notes: Sequence[str] = (),
) -> ReportTable:
    """Return the list; `total` is how many take part, and their wages together."""
    participants, wage = total
    return ReportTable(
        name=NAME,
        title=_("Participant register"),
        parameters=tuple(parameters),
        columns=columns(),
        rows=tuple(_row(row) for row in rows),
        head=head,
        totals=Row((_("Total ({n} participants)", n=participants), wage, *("",) * 13)),
        notes=tuple(notes),
        empty=_("Nobody was employed and insured in this year."),
    )


def _row(row: ParticipantRow) -> Row:
    return Row(
        (
            row.name,
            row.wage_in_year,
            row.first,
            row.last,
            row.exclusion,
            row.bsn,
            row.birth_date,
            row.gender,
            row.start_date,
            row.end_date,
            row.contract_type,
            row.hours,
            row.fte,
            row.wage,
            row.wage_basis,
        )
    )
