"""CSV in three dialects; dates are ISO, so that programs read them back."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from xstui.reports.files import Progress, tell, whole_file
from xstui.reports.table import Cell, ReportTable, all_rows

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings by which a spreadsheet would take a text for a formula (OWASP CSV injection)."""


def write(table: ReportTable, path: Path, delimiter: str, progress: Progress | None = None) -> None:
    """Write a table as CSV in UTF-8 with a byte order mark, which Excel needs.

    Numbers have a decimal point between commas, and a decimal comma elsewhere, as Dutch Excel expects.

    Raises:
        Refused: `file-unwritable`.
    """
    comma = delimiter != ","
    rows = all_rows(table)
    with whole_file(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([_text(column.label) for column in table.columns])
        for number, row in enumerate(rows, start=1):
            writer.writerow([_cell(cell, comma=comma) for cell in row.cells])
            tell(progress, number, len(rows))


def _cell(cell: Cell, *, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _text(cell)
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",") if comma else f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _text(text: str) -> str:
    plain = text.replace("\0", "")
    return f"'{plain}" if plain.startswith(DANGEROUS) else plain
