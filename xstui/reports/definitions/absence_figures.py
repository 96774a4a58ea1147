"""*Verzuimcijfers*: absence by organisation unit, with duration classes (manual section 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xstui.domain.figures import rounded
from xstui.i18n import _, format_month
from xstui.reports.table import Cell, Chart, Column, ColumnKind, ReportHead, ReportTable, Row, Series

NAME = "verzuimcijfers"


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """The figures of one unit; None where they can't be worked out."""

    label: str
    code: str
    level: int
    average_employees: Fraction
    absence_percentage: Fraction | None
    class_percentages: tuple[Fraction, ...] | None
    reports: int
    report_frequency: Fraction | None
    mean_duration: Fraction | None
    zero_absence: Fraction | None
    hours_per_employee: Fraction | None
    unit_id: int | None = None


def columns() -> tuple[Column, ...]:
    """Return the columns, with the manual's labels."""
    return (
        Column(
            "unit",
            _("Organisation structure"),
            ColumnKind.TEXT,
            26,
            about=_("a part of the organisation with all that is below it, as far as you are authorised for it."),
        ),
        Column("code", _("Code"), ColumnKind.TEXT, 10, about=_("the short code of the organisation unit.")),
        *_of_time_missed(),
        *_of_reports(),
        *_of_employees(),
    )


def _of_time_missed() -> Iterator[Column]:
    percentage = ColumnKind.PERCENTAGE
    by_length = _(
        "the part of the absence percentage of cases that lasted so long, at their end or that of the period."
    )
    yield from (
        Column(
            "average_employees",
            _("Average number of employees"),
            ColumnKind.DECIMAL,
            7,
            decimals=1,
            short=_("Empl."),
            about=_(
                "days that people were employed, by the days of the period; by heads, so two employments count once."
            ),
        ),
        Column(
            "absence_percentage",
            _("Absence %"),
            percentage,
            9,
            about=_(
                "time missed by time available in the period, by FTE and percentage absent; all cases that touch it."
            ),
        ),
        Column("short", _("1-7 days"), percentage, 8, about=by_length),
        Column("middle", _("8-42 days"), percentage, 9, about=by_length),
        Column("long", _("43-365 days"), percentage, 9, short=_("43-365 d"), about=by_length),
        Column("extra_long", _("> 1 year"), percentage, 8, about=by_length),
    )


def _of_reports() -> Iterator[Column]:
    decimal = ColumnKind.DECIMAL
    yield from (
        Column(
            "reports",
            _("Sick reports"),
            ColumnKind.INTEGER,
            6,
            short=_("Rep."),
            about=_("cases that began in the period, each report by itself, also one that the law joins to another."),
        ),
        Column(
            "report_frequency",
            _("Report frequency"),
            decimal,
            6,
            short=_("Freq."),
            about=_("sick reports by the average number of employees (heads), for a whole year."),
        ),
        Column(
            "mean_duration",
            _("Mean duration (days)"),
            decimal,
            6,
            decimals=1,
            short=_("Dur."),
            about=_(
                "calendar days from first to last sick day of cases that ended in the period, whatever the percentage."
            ),
        ),
    )


def _of_employees() -> Iterator[Column]:
    yield from (
        Column(
            "zero_absence",
            _("Zero absence"),
            ColumnKind.PERCENTAGE,
            8,
            short=_("Zero"),
            about=_("part of the people employed on any day of the period (heads) who had no sick day in it."),
        ),
        Column(
            "hours",
            _("Average number of absence hours"),
            ColumnKind.DECIMAL,
            7,
            decimals=1,
            short=_("Hours"),
            about=_("contract hours missed in the period, by the average number of employees (heads)."),
        ),
    )


def build(  # noqa: PLR0913 - the parts of a report
    rows: Sequence[FiguresRow],
    total: FiguresRow | None,
    months: Sequence[tuple[date, Fraction | None]],
    parameters: Sequence[tuple[str, str]],
    head: ReportHead,
    year_before: Sequence[Fraction | None] = (),
) -> ReportTable:
    """Return the report; the chart shows the percentage month by month, beside that of the year before.

    Args:
        months: The first day of each month, and its percentage.
        year_before: The percentages of the same months a year before; nothing where none is known.
    """
    series = [Series(_("Absence %"), tuple(_drawn(value) for _first, value in months))]
    if any(value is not None for value in year_before):
        series.append(Series(_("Year before"), tuple(map(_drawn, year_before))))
    return ReportTable(
        name=NAME,
        title=_("Absence by organisation unit incl. duration classes"),
        parameters=tuple(parameters),
        columns=columns(),
        rows=tuple(_row(row) for row in rows),
        head=head,
        totals=_row(total) if total else None,
        empty=_("Nobody is employed in this period."),
        chart=Chart(
            _("Absence % by month"),
            tuple(format_month(first) for first, _value in months),
            tuple(series),
            unit="%",
        ),
        notes=(
            _("Average absence hours: hours lost in the period by average number of employees."),
            _("Zero absence: part of those employed on any day of the period."),
            _("Pregnancy and maternity leave is not an absence. A case counts for 730 days at most."),
            *_rounding_note([*rows, *([total] if total else [])]),
        ),
    )


def unit_chart(rows: Sequence[FiguresRow]) -> Chart:
    """Return the chart with a bar for each unit of the deepest level shown."""
    deepest = max((row.level for row in rows), default=0)
    shown = [row for row in rows if row.level == deepest]
    series = Series(_("Absence %"), tuple(_drawn(row.absence_percentage) for row in shown))
    return Chart(_("Absence % by organisation unit"), tuple(row.label for row in shown), (series,), unit="%")


def _rounding_note(rows: Iterable[FiguresRow]) -> Iterator[str]:
    """Say that classes are rounded each by itself, where they don't add up to their whole to the last decimal."""
    if not all(map(_adds_up, rows)):
        yield _("Each duration class is rounded by itself, so the classes can differ a little from the whole.")


def _adds_up(row: FiguresRow) -> bool:
    if row.absence_percentage is None or row.class_percentages is None:
        return True
    return sum(map(rounded, row.class_percentages)) == rounded(row.absence_percentage)


def _drawn(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value)


def _row(row: FiguresRow) -> Row:
    classes: tuple[Cell, ...] = row.class_percentages or (None,) * 4
    return Row(
        (
            row.label,
            row.code,
            row.average_employees,
            row.absence_percentage,
            *classes,
            row.reports,
            row.report_frequency,
            row.mean_duration,
            row.zero_absence,
            row.hours_per_employee,
        ),
        row.level,
        key=row.unit_id,
    )
