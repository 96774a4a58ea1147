"""*Jaarkalender*: a row for each month and a column for each day, of somebody or of a part of the organisation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from xstui.domain.figures import Period
from xstui.domain.problems import refuse
from xstui.domain.year_calendar import MONTHS, Mark, PersonYear, UnitYear
from xstui.i18n import _
from xstui.i18n.dates import format_month_name
from xstui.reports.table import Cell, Column, ColumnKind, ReportHead, ReportTable, Row
from xstui.services.absence import year_calendar
from xstui.services.context.context import Context
from xstui.services.people import search
from xstui.services.reporting.head import report_head

if TYPE_CHECKING:
    from xstui.services.reporting.declarations.year_calendar import YearCalendarParameters

LONGEST_MONTH = 31
LEAVE = "~"
"""What stands on a day of leave: a spreadsheet does not take it for a formula."""
MOST_NAMED = 5
"""People that a refusal names."""


def year_calendar_table(context: Context, asked: YearCalendarParameters) -> ReportTable:
    """Return the calendar of an employee, else of a part of the organisation.

    Raises:
        Refused: `unknown-employee` or `employee-not-unique` at `employee`, or as the calendars are.
    """
    head = report_head(context, Period(date(asked.year, 1, 1), date(asked.year, 12, 31)))
    if not asked.employee:
        found = year_calendar.of_unit(context, asked.unit_id, asked.year)
        part = (_("Organisation part"), found.path[-1] if found.path else _("all"))
        return _of_unit(found.year, part, head)
    one = year_calendar.of_person(context, _person(context, asked.employee), asked.year)
    return _of_person(one.year, (_("Employee"), one.name), head)


def _person(context: Context, words: str) -> int:
    """Return whom a dossier number or a name means; a name is not forgiven a typing error here."""
    found = [one for one in search.resolve(context, words, ex_employees=True) if not one.forgiven]
    if not found:
        raise refuse("unknown-employee", "employee", name=words)
    by_number = [one for one in found if str(one.row.dossier_no) == words.strip()]
    found = by_number or found
    if len(found) > 1:
        known = tuple(f"{one.name} ({one.row.dossier_no})" for one in found[:MOST_NAMED])
        raise refuse("employee-not-unique", "employee", name=words, known=known)
    return found[0].person_id


def _of_person(year: PersonYear, employee: tuple[str, str], head: ReportHead) -> ReportTable:
    about = _(
        "percentage absent on that day of the month; ~ is leave, a dash not employed, and empty a weekend, a public "
        "holiday or a day to come."
    )
    columns = (
        Column(
            "sick_days",
            _("Sick days"),
            ColumnKind.INTEGER,
            6,
            short=_("days"),
            about=_("calendar days with absence, days off as well."),
        ),
        Column(
            "days_missed",
            _("Working days missed"),
            ColumnKind.DECIMAL,
            7,
            short=_("Missed"),
            about=_("working days with absence, each as far as its percentage goes."),
        ),
    )
    return _table(
        year,
        (employee, (_("Year"), str(year.year))),
        head,
        (_days(ColumnKind.DECIMAL, about), columns),
        lambda day: _person_cell(year, day),
        lambda month: _missed(year, month),
    )


def _missed(year: PersonYear, month: int | None) -> tuple[Cell, Cell]:
    """Return the sums of a month or the year; none where it is still to begin."""
    if date(year.year, month or 1, 1) > year.today:
        return None, None
    return year.sick_days(month), year.days_missed(month)


def _of_unit(year: UnitYear, part: tuple[str, str], head: ReportHead) -> ReportTable:
    about = _(
        "people absent on that day of the month, for any part of their hours; empty a weekend, a public holiday or a "
        "day to come."
    )
    columns = (
        Column(
            "average",
            _("Average"),
            ColumnKind.DECIMAL,
            7,
            decimals=1,
            about=_("people absent on a mean working day."),
        ),
        Column("highest", _("Highest"), ColumnKind.INTEGER, 7, about=_("the most people absent on a working day.")),
    )
    return _table(
        year,
        (part, (_("Year"), str(year.year))),
        head,
        (_days(ColumnKind.INTEGER, about), columns),
        lambda day: "" if day in year.days_off or year.counts[day] is None else year.counts[day],
        lambda month: (year.average(month), year.highest(month)),
    )


def _days(kind: ColumnKind, about: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"day_{number}", str(number), kind, 3, decimals=0, about=about) for number in range(1, LONGEST_MONTH + 1)
    )


def _table(  # noqa: PLR0913 - what a person's year and a unit's differ in
    year: PersonYear | UnitYear,
    parameters: tuple[tuple[str, str], ...],
    head: ReportHead,
    columns: tuple[tuple[Column, ...], tuple[Column, ...]],
    cell: Callable[[date], Cell],
    sums: Callable[[int | None], tuple[Cell, ...]],
) -> ReportTable:
    """Return the table: months below each other, their days beside each other, and behind them their sums."""
    days, last = columns
    rows = tuple(
        Row((format_month_name(f"{year.year}-{month:02}"), *_cells(year.year, month, cell), *sums(month)))
        for month in MONTHS
    )
    return ReportTable(
        name="jaarkalender",
        title=_("Year calendar"),
        parameters=parameters,
        columns=(
            Column("month", _("Month"), ColumnKind.TEXT, 6, about=_("of the year that is asked.")),
            *days,
            *last,
        ),
        rows=rows,
        head=head,
        totals=Row((_("Year"), *("",) * len(days), *sums(None))),
    )


def _cells(year: int, month: int, cell: Callable[[date], Cell]) -> list[Cell]:
    """Return the cells of a month; empty behind its last day."""
    after = date(year + month // 12, month % 12 + 1, 1)
    days = (after - date(year, month, 1)).days
    return [cell(date(year, month, day)) if day <= days else "" for day in range(1, LONGEST_MONTH + 1)]


def _person_cell(year: PersonYear, day: date) -> Cell:
    one = year.days[day]
    texts = {Mark.DAY_OFF: "", Mark.AHEAD: "", Mark.LEAVE: LEAVE, Mark.NOT_EMPLOYED: None, Mark.NONE: 0}
    is_whole = one.percentage == int(one.percentage)
    return texts.get(one.mark, int(one.percentage) if is_whole else one.percentage)
