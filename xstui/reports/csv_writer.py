"""CSV in three dialects; dates are ISO, so that programs read them back.

Cells are looked at column by column, some hundred rows at a time: most columns hold one type, and then a check
or a replacement in one go costs next to nothing beside what the csv module needs itself.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from operator import is_, itemgetter
from pathlib import Path
from types import NoneType
from typing import cast

from xstui.domain.figures import rounded
from xstui.reports.files import Progress, told_rows, whole_file
from xstui.reports.table import Cell, ReportTable

DANGEROUS = frozenset("=+-@\t\r")
"""Beginnings by which a spreadsheet would take a text for a formula (OWASP, CSV injection)."""
READY = frozenset({int, date, NoneType, Decimal})
"""Types that the csv module writes as they should be; a Decimal only where the decimal mark is a point."""
CHUNK = 500
BYTE_ORDER_MARK = "\ufeff"
_beginning = cast("Callable[[Cell], object]", itemgetter(slice(1)))


def write(table: ReportTable, path: Path, delimiter: str, progress: Progress | None = None) -> None:
    """Write column labels, rows and totals in UTF-8 with a byte order mark, which Excel needs.

    Numbers have a decimal point between commas, and a decimal comma elsewhere, as Dutch Excel expects.
    A text that could run as a formula gets an apostrophe before it; an unknown value is an empty cell.

    Raises:
        Refused: `file-unwritable` or `disk-full`.
    """
    with (
        whole_file(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([_guarded(column.label) for column in table.columns])
        decimals = [column.decimals for column in table.columns]
        rows = (row.cells for row in told_rows(table, progress))
        while chunk := list(islice(rows, CHUNK)):
            writer.writerows(_written(chunk, decimals, "." if delimiter == "," else ","))


def _written(chunk: list[tuple[Cell, ...]], decimals: Sequence[int], mark: str) -> Iterable[tuple[object, ...]]:
    """Return some rows as the csv module is to write them."""
    columns = list(zip(*chunk, strict=True))
    written = [_column(cells, places, mark) for cells, places in zip(columns, decimals, strict=True)]
    return chunk if all(map(is_, columns, written)) else zip(*written, strict=True)


def _column(cells: Sequence[Cell], places: int, mark: str) -> Sequence[object]:
    """Return some cells of one column as they are to be written: the very same ones, if they are ready."""
    if isinstance(cells[0], str) and _harmless(cells):
        return cells
    types = set(map(type, cells))
    if types <= READY and (mark == "." or Decimal not in types):
        return cells
    if types == {Decimal}:
        return " ".join(map(str, cells)).replace(".", mark).split(" ")
    return [_cell(cell, places, mark) for cell in cells]


def _harmless(cells: Sequence[Cell]) -> bool:
    """Return whether all cells are texts, and none begins dangerously; only a text has a beginning."""
    try:
        return DANGEROUS.isdisjoint(map(_beginning, cells))
    except TypeError:
        return False


def _cell(cell: Cell, places: int, mark: str) -> object:
    if isinstance(cell, str):
        return _guarded(cell)
    if isinstance(cell, Fraction):
        cell = rounded(cell, places)
    return str(cell).replace(".", mark) if isinstance(cell, Decimal) else cell


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in DANGEROUS else text
