"""A report is data: what the screen, the command line and every writer show is this same table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Literal

from xstui.domain.figures import rounded
from xstui.i18n import (
    format_date,
    format_decimal,
    format_duration,
    format_hours,
    format_money,
    format_month,
    format_percentage,
)

Cell = str | int | Decimal | Fraction | date | None
"""What a cell holds; None is unknown or impossible, and shows as a dash.

A fraction is exact: `rounded` makes of it what people read, by the decimals of its column.
"""
DASH = "–"


class ColumnKind(StrEnum):
    """What a column's cells are."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENTAGE = "percentage"
    MONEY = "money"
    HOURS = "hours"
    DATE = "date"
    MONTH = "month"
    DURATION = "duration"
    """Whole calendar days, shown in weeks and days."""


TEXTUAL = frozenset({ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.MONTH})
"""Kinds that keep to the left; numbers keep to the right."""
WITH_DECIMALS = frozenset({ColumnKind.PERCENTAGE, ColumnKind.MONEY, ColumnKind.HOURS, ColumnKind.DECIMAL})
"""Kinds in which a whole number has decimals too."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a code for machines, a label for people, and its width in cells of the screen.

    Attributes:
        short: What stands above the column where the label is too long for it.
        about: What it means, as a sentence behind its label; of a figure over which period, by heads or FTE, and of
            which cases.
    """

    key: str
    label: str
    kind: ColumnKind
    width: int
    decimals: int = 2
    short: str = ""
    about: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether its cells are numbers."""
        return self.kind not in TEXTUAL


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `level` indents its first cell, and `emphasis` sets it apart, as totals are.

    Attributes:
        key: What the row is about, for a program to ask more of; a unit's number in the absence figures.
    """

    cells: tuple[Cell, ...]
    level: int = 0
    emphasis: bool = False
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one colour of bars; nothing is drawn where the value is None."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Values by label, such as a percentage by month.

    Attributes:
        series: At least one, each as long as the labels.
        unit: What the values are, `%` say; it stands at the axis.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    kind: Literal["line", "bar"] = "bar"
    unit: str = ""

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """The values of the first series, for a place that has room for one."""
        return self.series[0].values


@dataclass(frozen=True, slots=True)
class ReportHead:
    """Where the figures come from (manual section 7.2)."""

    snapshot_at: datetime
    asked_at: datetime
    user: str
    explanation: str
    period: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A report: head, parameters, columns, rows, totals, chart and notes.

    Attributes:
        name: A code, for the command line and for file names.
        columns: At least one.
        parameters: What was asked, as pairs of a label and a value.
        rows: May be lazy; a writer goes through them once, and asks their number.
        brief: The note that counts most, in one line, for a screen that has no room for the notes.
        empty: What is said in the place of rows where there are none: nothing found is not a total of nothing.
    """

    name: str
    title: str
    parameters: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    head: ReportHead
    totals: Row | None = None
    chart: Chart | None = None
    notes: tuple[str, ...] = field(default_factory=tuple)
    brief: str = ""
    empty: str = ""

    def __post_init__(self) -> None:
        """Leave out totals that are of nothing."""
        if self.empty and not len(self.rows):
            object.__setattr__(self, "totals", None)

    @property
    def definitions(self) -> tuple[str, ...]:
        """What the columns mean, a sentence for each; one for the days of a month, which are called by numbers."""
        alike = groupby(self.columns, lambda one: (one.about, "" if one.label.isdigit() else one.label))
        return tuple(f"{_span(list(columns))}: {about}" for (about, _label), columns in alike if about)

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that a file says beside its rows: what was not found, the notes, and what the columns mean."""
        nothing = (self.empty,) if self.empty and not len(self.rows) else ()
        return (*nothing, *self.notes, *self.definitions)


def _span(columns: Sequence[Column]) -> str:
    """Return the label of a column, or of several from the first to the last."""
    first, last = columns[0].label, columns[-1].label
    return first if len(columns) == 1 else f"{first} - {last}"


def shown(cell: Cell, column: Column) -> str:
    """Return a cell as people read it, the same on the screen and on paper."""
    if cell is None:
        return DASH
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return format_month(cell) if column.kind is ColumnKind.MONTH else format_date(cell)
    return _number_text(rounded(cell, column.decimals) if isinstance(cell, Fraction) else cell, column)


def _number_text(value: Decimal | int, column: Column) -> str:
    if column.kind is ColumnKind.DURATION:
        return format_duration(*divmod(int(value), 7))
    if isinstance(value, int) and column.kind not in WITH_DECIMALS:
        return format_decimal(value, 0)
    return _amount_text(value, column)


def _amount_text(value: Decimal | int, column: Column) -> str:
    if column.kind is ColumnKind.PERCENTAGE:
        return format_percentage(value)
    if column.kind is ColumnKind.MONEY:
        return format_money(value)
    if column.kind is ColumnKind.HOURS:
        return format_hours(value)
    return format_decimal(value, column.decimals)


def each_row(table: ReportTable) -> Iterator[Row]:
    """Go through the rows, and the totals behind them."""
    yield from table.rows
    if table.totals is not None:
        yield table.totals


def row_count(table: ReportTable) -> int:
    """Return the number of rows, totals included."""
    return len(table.rows) + (table.totals is not None)


def all_rows(table: ReportTable) -> list[Row]:
    """Return the rows with the totals behind them."""
    return list(each_row(table))
