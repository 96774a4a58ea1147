"""Reading CSV in any of the usual dialects and code pages, and Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from xstui.domain.problems import refuse

SEPARATORS = ";,\t|"
LARGEST = 200 * 1024 * 1024
"""Bytes of a file at most."""
Rows = Iterator[tuple[int, list[str]]]
"""Line numbers as a person counts them, the headers first, with the cells as text."""


def read_rows(path: Path) -> Rows:
    """Yield the filled rows of a file.

    Raises:
        Refused: `file-unreadable`, `file-too-large` or `file-no-table`.
    """
    try:
        if not path.is_file():
            raise refuse("file-unreadable", "file", path=path, reason="")
        if path.stat().st_size > LARGEST:
            raise refuse("file-too-large", "file", path=path)
        raw = path.read_bytes()
    except OSError as error:
        raise refuse("file-unreadable", "file", path=path, reason=error.strerror or "") from error
    rows = _read_xlsx(path) if raw[:4] == b"PK\x03\x04" else _read_csv(raw)
    for number, cells in rows:
        texts = [cell.strip() for cell in cells]
        if any(texts):
            yield number, texts


def decode(raw: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or the Windows code page."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _read_csv(raw: bytes) -> Rows:
    text = decode(raw).replace("\0", "")
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise refuse("file-no-table", "file") from None


def _read_xlsx(path: Path) -> Rows:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 - openpyxl lets every error of zip and XML through
        raise refuse("file-no-table", "file") from None
    try:
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield number, [_text(cell) for cell in row]
    finally:
        book.close()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
