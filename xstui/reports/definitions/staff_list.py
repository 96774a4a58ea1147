"""*Werknemersbestand*: all employments on a day, a row each (manual section 4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xstui.i18n import _
from xstui.reports.table import Column, ColumnKind, ReportHead, ReportTable, Row

NAME = "werknemersbestand"


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One employment."""

    dossier_no: int
    name: str
    gender: str
    birth_date: date
    unit: str
    code: str
    job: str
    contract_type: str
    start_date: date
    end_date: date | None
    hours: Decimal
    fte: Decimal


def columns() -> tuple[Column, ...]:
    """Return the columns."""
    text, day = ColumnKind.TEXT, ColumnKind.DATE
    return (
        Column("name", _("Name"), text, 24, about=_("surname, initials and prefix of the employee.")),
        Column(
            "dossier_no",
            _("Dossier"),
            text,
            9,
            about=_("number of the employee's dossier; below the list, the number of employments."),
        ),
        Column("gender", _("Salutation"), text, 7, about=_("how the employee is addressed.")),
        Column("birth_date", _("Date of birth"), day, 13, about=_("of the employee.")),
        Column("unit", _("Department"), text, 16, about=_("where the employment is placed on the reference date.")),
        Column("code", _("Code"), text, 10, about=_("the short code of the department.")),
        Column("job", _("Job"), text, 20, about=_("the job on the reference date.")),
        Column("contract_type", _("Employment type"), text, 16, about=_("the kind of contract on the reference date.")),
        Column("start_date", _("In service"), day, 11, about=_("first day of the employment.")),
        Column(
            "end_date",
            _("Out of service"),
            day,
            11,
            about=_("last day of the employment; empty as long as none is known."),
        ),
        Column("hours", _("Hours"), ColumnKind.HOURS, 8, about=_("contract hours a week on the reference date.")),
        Column("fte", _("FTE"), ColumnKind.DECIMAL, 6, about=_("contract hours by the hours of a full-time week.")),
    )


def build(rows: Sequence[StaffRow], parameters: Sequence[tuple[str, str]], head: ReportHead) -> ReportTable:
    """Return the report, with the hours and full-time equivalents added up."""
    hours = sum((row.hours for row in rows), Decimal(0))
    fte = sum((row.fte for row in rows), Decimal(0))
    total = Row((_("Total"), str(len(rows)), *(None,) * 8, hours, fte))
    return ReportTable(
        name=NAME,
        title=_("Overview of employments - flat structure"),
        parameters=tuple(parameters),
        columns=columns(),
        rows=tuple(_row(row) for row in rows),
        head=head,
        totals=total,
        empty=_("Nobody is employed on this day."),
    )


def _row(row: StaffRow) -> Row:
    return Row(
        (
            row.name,
            str(row.dossier_no),
            row.gender,
            row.birth_date,
            row.unit,
            row.code,
            row.job,
            row.contract_type,
            row.start_date,
            row.end_date,
            row.hours,
            row.fte,
        )
    )
