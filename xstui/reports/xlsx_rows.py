"""The rows of an Excel sheet as XML (ECMA-376 part 1, 18.3.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from xstui.reports.table import Cell, Column, ColumnKind, Row

LEVELS = 10
"""Indents that the first column has a style for."""
EPOCH = 693_594
"""The ordinal of 1899-12-30, from which Excel counts days."""
FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: before this day its count is wrong, and a text is safer."""
LONGEST = 32_767
"""UTF-16 units in a cell; Excel calls a file with more damaged."""
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATE = re.compile("[\ud800-\udfff]")

Body = Callable[[Cell], str]


class RowWriter(Protocol):
    """Writes one row; `number` counts from 1."""

    def __call__(self, number: int, row: Row, *, emphasis: bool) -> str:
        """Return the row as XML."""
        ...


def row_writer(columns: Sequence[Column], styles: Sequence[str]) -> RowWriter:
    """Return what writes rows of these columns.

    Args:
        columns: The columns.
        styles: Excel's numbers for the first column's style at each level and for each other column's, all
            plain, and then the same again for emphasis.
    """
    half = len(styles) // 2
    letters = [_letters(place) for place in range(len(columns))]
    bodies = [_percentage if column.kind is ColumnKind.PERCENTAGE else _body for column in columns]
    kept: dict[tuple[int, bool], list[tuple[str, str, Body]]] = {}

    def places(level: int, *, emphasis: bool) -> list[tuple[str, str, Body]]:
        offset = half if emphasis else 0
        numbers = [styles[offset + level], *styles[offset + LEVELS : offset + half]]
        tails = [f'" s="{number}"' for number in numbers]
        return list(zip(letters, tails, bodies, strict=True))

    def written(number: int, row: Row, *, emphasis: bool) -> str:
        key = min(row.level, LEVELS - 1), emphasis
        if key not in kept:
            kept[key] = places(key[0], emphasis=emphasis)
        cells = "".join(
            [
                f'<c r="{letter}{number}{tail}{body(cell)}'
                for cell, (letter, tail, body) in zip(row.cells, kept[key], strict=True)
                if cell is not None
            ]
        )
        return f'<row r="{number}">{cells}</row>'

    return written


def _body(cell: Cell) -> str:
    """Return what follows a cell's style."""
    if isinstance(cell, str):
        text = cell if _SPECIAL.search(cell) is None and len(cell) < LONGEST // 2 else escaped(cell)
        return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(cell, date):
        if cell < FIRST_DAY:
            return _body(cell.isoformat())
        return f"><v>{cell.toordinal() - EPOCH}</v></c>"
    return f"><v>{float(cell) if isinstance(cell, Fraction) else cell}</v></c>"


def _percentage(cell: Cell) -> str:
    """Return what follows the style of a part of the whole: 75 is 0.75 in Excel."""
    if isinstance(cell, Fraction):
        return _body(cell / 100)
    return _body(Decimal(cell).scaleb(-2) if isinstance(cell, Decimal | int) else cell)


def escaped(text: str) -> str:
    """Return a text as XML, with Excel's own `_x0001_` for the control characters that XML forbids."""
    whole = _SURROGATE.sub("\ufffd", text)
    if len(whole) > LONGEST // 2:
        whole = whole.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
    whole = _ESCAPE.sub("_x005F_", whole)
    whole = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", whole)
    return whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _letters(place: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    rest, last = divmod(place, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)
