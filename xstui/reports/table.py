"""A report is data: what the screen, the command line and every writer show is this same table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from xstui.i18n import (
    format_date,
    format_decimal,
    format_hours,
    format_money,
    format_month,
    format_percentage,
)

Cell = str | int | Decimal | date | None
"""What a cell holds; None is unknown or impossible, and shows as a dash."""
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


TEXTUAL = frozenset({ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.MONTH})
"""Kinds that keep to the left; numbers keep to the right."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a code for machines, a label for people, and its width in cells of the screen.

    Attributes:
        short: What stands above the column where the label is too long for it.
    """

    key: str
    label: str
    kind: ColumnKind
    width: int
    decimals: int = 2
    short: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `level` indents its first cell."""

    cells: tuple[Cell, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A row of values by label, such as a percentage by month."""

    title: str
    labels: tuple[str, ...]
    values: tuple[Decimal | None, ...]


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
    """A report: head, parameters, columns, rows, totals, chart and notes."""

    name: str
    title: str
    parameters: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    head: ReportHead
    totals: Row | None = None
    chart: Chart | None = None
    notes: tuple[str, ...] = field(default_factory=tuple)


def shown(cell: Cell, column: Column) -> str:
    """Return a cell as people read it, the same on the screen and on paper."""
    if cell is None:
        return DASH
    if isinstance(cell, Decimal):
        return _decimal_text(cell, column)
    if isinstance(cell, date):
        return format_month(cell) if column.kind is ColumnKind.MONTH else format_date(cell)
    if isinstance(cell, int):
        return format_decimal(Decimal(cell), 0)
    return cell


def _decimal_text(value: Decimal, column: Column) -> str:
    if column.kind is ColumnKind.PERCENTAGE:
        return format_percentage(value)
    if column.kind is ColumnKind.MONEY:
        return format_money(value)
    if column.kind is ColumnKind.HOURS:
        return format_hours(value)
    return format_decimal(value, column.decimals)


def all_rows(table: ReportTable) -> list[Row]:
    """Return the rows with the totals behind them."""
    return [*table.rows, *([table.totals] if table.totals else [])]
