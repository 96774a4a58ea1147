"""The working of each of the absence figures as text: the sum, and a table of what adds up to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from xstui.domain.figures import rounded
from xstui.i18n import _, format_date, format_decimal
from xstui.reports.definitions.absence_figures import columns as figure_columns
from xstui.reports.table import Column, shown
from xstui.services.reporting.explaining import ExplainedCase, ExplainedFigures, ExplainedPercentage, ExplainedPerson
from xstui.widgets.rows import RowColumn

UNKNOWN = "–"
Rows = list[tuple[str, ...]]


@dataclass(frozen=True)
class Working:
    """How one figure comes about.

    Attributes:
        sum: The division that gives it, in one line.
        empty: What is said where there are no rows.
    """

    title: str
    sum: str
    columns: list[RowColumn]
    rows: Rows
    empty: str


def figures() -> tuple[Column, ...]:
    """Return the columns of the report that have a working, in its order."""
    return tuple(column for column in figure_columns() if column.is_figure)


def working_of(found: ExplainedFigures, column: Column) -> Working:
    """Return the working of a column."""
    return _WORKINGS[column.key](found, column)


def _working(column: Column, text: str, columns: list[RowColumn], rows: Rows, empty: str = "") -> Working:
    return Working(column.label, text, columns, rows, empty or _("Nobody was absent."))


def _employees(found: ExplainedFigures, column: Column) -> Working:
    text = _(
        "{days} days of employment by {period} days in the period = {figure}",
        days=found.employees.employment_days,
        period=found.employees.period_days,
        figure=shown(found.employees.average, column),
    )
    columns = [*_people_columns(), RowColumn(_("Days"), 6, "right")]
    rows: Rows = [(*_person(person), str(person.days)) for person in found.employees.people]
    return _working(column, text, columns, rows, _("Nobody is employed in this period."))


def _percentage(choose: Callable[[ExplainedFigures], ExplainedPercentage]) -> Callable[..., Working]:
    def working(found: ExplainedFigures, column: Column) -> Working:
        part = choose(found)
        text = _(
            "{absent} absent of {available} available = {percentage}",
            absent=format_decimal(rounded(part.absent)),
            available=format_decimal(rounded(part.available)),
            percentage=shown(part.percentage, column),
        )
        return _working(column, text, _line_columns(_("Factor")), _lines(part))

    return working


def _class(number: int) -> Callable[..., Working]:
    return _percentage(lambda found: found.classes[number])


def _reports(found: ExplainedFigures, column: Column) -> Working:
    text = _("Sick reports in the period: {figure}", figure=shown(len(found.reports.cases), column))
    return _working(column, text, *_case_table(found.reports.cases), _("Nobody reported sick in this period."))


def _frequency(found: ExplainedFigures, column: Column) -> Working:
    reports = found.reports
    text = _(
        "Sick reports: {reports} x {year} days in the year by {days} days of employment = {figure}",
        reports=len(reports.cases),
        year=reports.days_in_year,
        days=reports.employment_days,
        figure=shown(reports.frequency, column),
    )
    return _working(column, text, *_case_table(reports.cases), _("Nobody reported sick in this period."))


def _duration(found: ExplainedFigures, column: Column) -> Working:
    text = _(
        "{days} days by the number of cases that ended, {cases} = {figure}",
        days=found.duration.days,
        cases=len(found.duration.cases),
        figure=shown(found.duration.mean, column),
    )
    return _working(column, text, *_case_table(found.duration.cases), _("No case ended in this period."))


def _zero(found: ExplainedFigures, column: Column) -> Working:
    zero = found.zero_absence
    text = _(
        "{people} of {employees} employees without a sick day = {percentage}",
        people=len(zero.people),
        employees=zero.employees,
        percentage=shown(zero.percentage, column),
    )
    rows: Rows = [_person(person) for person in zero.people]
    return _working(column, text, _people_columns(), rows, _("Everybody had a sick day."))


def _hours(found: ExplainedFigures, column: Column) -> Working:
    text = _(
        "{hours} hours missed by {employees} employees on average = {figure}",
        hours=format_decimal(rounded(found.hours.hours)),
        employees=format_decimal(rounded(found.hours.average_employees)),
        figure=shown(found.hours.value, column),
    )
    rows: Rows = [
        (
            line.name or UNKNOWN,
            str(line.case_no),
            format_date(line.first),
            format_date(line.last),
            str(line.days),
            format_decimal(line.percentage),
            format_decimal(rounded(line.hours_a_day, 4), 4),
            format_decimal(rounded(line.hours)),
        )
        for line in found.whole.lines
    ]
    return _working(column, text, _line_columns(_("Hrs/d")), rows)


_WORKINGS: dict[str, Callable[[ExplainedFigures, Column], Working]] = {
    "average_employees": _employees,
    "absence_percentage": _percentage(lambda found: found.whole),
    "short": _class(0),
    "middle": _class(1),
    "long": _class(2),
    "extra_long": _class(3),
    "reports": _reports,
    "report_frequency": _frequency,
    "mean_duration": _duration,
    "zero_absence": _zero,
    "hours": _hours,
}


def _people_columns() -> list[RowColumn]:
    return [RowColumn(_("Name"), 40), RowColumn(_("Dossier ID"), 10, "right")]


def _person(person: ExplainedPerson) -> tuple[str, str]:
    return person.name or UNKNOWN, UNKNOWN if person.dossier_no is None else str(person.dossier_no)


def _case_table(cases: Iterable[ExplainedCase]) -> tuple[list[RowColumn], Rows]:
    columns = [
        RowColumn(_("Name"), 30),
        RowColumn(_("CaseID"), 7, "right"),
        RowColumn(_("From"), 10),
        RowColumn(_("To"), 10),
        RowColumn(_("Days"), 4, "right"),
    ]
    return columns, [
        (case.name or UNKNOWN, str(case.case_no), format_date(case.first), _day(case.last), _number(case.days))
        for case in cases
    ]


def _day(day: date | None) -> str:
    return UNKNOWN if day is None else format_date(day)


def _number(number: int | None) -> str:
    return UNKNOWN if number is None else str(number)


def _line_columns(weight: str) -> list[RowColumn]:
    return [
        RowColumn(_("Name"), 20),
        RowColumn(_("CaseID"), 7, "right"),
        RowColumn(_("From"), 10),
        RowColumn(_("To"), 10),
        RowColumn(_("Days"), 4, "right"),
        RowColumn("%", 6, "right"),
        RowColumn(weight, 6, "right"),
        RowColumn("=", 7, "right"),
    ]


def _lines(part: ExplainedPercentage) -> Rows:
    return [
        (
            line.name or UNKNOWN,
            str(line.case_no),
            format_date(line.first),
            format_date(line.last),
            str(line.days),
            format_decimal(line.percentage),
            format_decimal(rounded(line.factor, 4), 4),
            format_decimal(rounded(line.contribution)),
        )
        for line in part.lines
    ]
