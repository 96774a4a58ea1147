"""Reading Excel files: what is small on the disk may be endless once unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from xstui.domain.problems import Refused, refuse

UNPACKED = 1024 * 1024 * 1024
"""Bytes of a file at most, once unpacked: five times what a sheet of 100,000 rows of 40 columns takes."""
TEXTS = 256 * 1024 * 1024
"""Bytes at most of the table of texts, which is held in memory as a whole."""
TEXT_TABLE = "sharedstrings"
MOST_ROWS = 1_048_576
"""Rows of a sheet in Excel."""
MOST_CELLS = 50_000_000
"""Cells read at most, the empty ones before the last of a row included."""
DECIMALS = 6
"""Places kept of a number in Excel: what lies beyond is its binary rounding."""


def read_xlsx(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row of the first sheet.

    Raises:
        Refused: `file-no-table` where it is no sheet, `file-too-large` where it unpacks to more than can be read.
    """
    import openpyxl

    try:
        _check_unpacked(raw)
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        # What a sheet says of its own size is often wrong.
        sheet.reset_dimensions()
        for number, row in enumerate(_bounded(sheet.iter_rows(max_row=MOST_ROWS)), start=1):
            yield number, [_text(cell.value, cell.number_format) for cell in row]
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - openpyxl lets every error of zip and XML through
        raise refuse("file-no-table", "file") from None


def _check_unpacked(raw: bytes) -> None:
    """Refuse a zip bomb; no part unpacks to more than it says, as Python's zipfile stops there."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = packed.infolist()
    texts = sum(part.file_size for part in parts if TEXT_TABLE in part.filename.lower())
    if texts > TEXTS or sum(part.file_size for part in parts) > UNPACKED:
        raise refuse("file-too-large", "file")


def _bounded(rows: Iterator[Any]) -> Iterator[Any]:
    """Yield rows until the cells are more than can be read: one cell far to the right fills a row up to it."""
    left = MOST_CELLS
    for row in rows:
        left -= len(row)
        if left < 0:
            raise refuse("file-too-large", "file")
        yield row


def _text(value: object, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | int) and not isinstance(value, bool):
        number = round(value * 100, DECIMALS) if "%" in number_format else round(value, DECIMALS)
        return f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return str(value)
