"""CSV in three dialects; dates are ISO, so that programs read them back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from xstui.reports.files import Progress, told_rows, whole_file
from xstui.reports.table import Cell, ReportTable

DANGEROUS = frozenset("=+-@\t\r")
"""Beginnings by which a spreadsheet would take a text for a formula (OWASP, CSV injection)."""


def write(table: ReportTable, path: Path, delimiter: str, progress: Progress | None = None) -> None:
    """Write column labels, rows and totals in UTF-8 with a byte order mark, which Excel needs.

    Numbers have a decimal point between commas, and a decimal comma elsewhere, as Dutch Excel expects.
    A text that could run as a formula gets an apostrophe before it; an unknown value is an empty cell.

    Raises:
        Refused: `file-unwritable` or `disk-full`.
    """
    number = _with_point if delimiter == "," else _with_comma
    labels = (column.label for column in table.columns)
    with (
        whole_file(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([_guarded(label) for label in labels])
        writer.writerows(_line(row.cells, number) for row in told_rows(table, progress))


def _line(cells: tuple[Cell, ...], number: Callable[[Decimal], str]) -> list[object]:
    """Return one row; whole numbers, dates and None are written by the csv module just as they should be.

    The check for a dangerous beginning stands here too, since a call per text costs a fifth of the time.
    """
    return [
        (cell if cell[:1] not in DANGEROUS else _guarded(cell))
        if isinstance(cell, str)
        else number(cell)
        if isinstance(cell, Decimal)
        else cell
        for cell in cells
    ]


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in DANGEROUS else text


def _with_point(value: Decimal) -> str:
    return f"{value:f}"


def _with_comma(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")
