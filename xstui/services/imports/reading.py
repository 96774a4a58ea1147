"""Reading CSV in any of the usual dialects and code pages, Excel, and tables in TOML."""

from __future__ import annotations

import csv
import io
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xstui.domain.problems import refuse

SEPARATORS = ";,\t|"
LARGEST = 200 * 1024 * 1024
"""Bytes of a file at most."""
Rows = Iterator[tuple[int, list[str]]]
"""Row numbers as a spreadsheet shows them, the headers first, with the cells as text."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings by which a spreadsheet takes a text for a formula (OWASP, CSV injection)."""
DECIMALS = 6
"""Places kept of a number in Excel: what lies beyond is its binary rounding."""


def read_rows(path: Path) -> Rows:
    """Yield the filled rows of a file.

    Raises:
        Refused: `file-unreadable`, `file-too-large` or `file-no-table`; with the row where a quote is not closed.
    """
    try:
        if not path.is_file():
            raise refuse("file-unreadable", "file", path=path, reason="")
        if path.stat().st_size > LARGEST:
            raise refuse("file-too-large", "file", path=path)
        raw = path.read_bytes()
    except OSError as error:
        raise refuse("file-unreadable", "file", path=path, reason=error.strerror or "") from error
    rows = _read_xlsx(raw) if raw[:4] == b"PK\x03\x04" else _read_toml(raw) if _is_toml(path) else _read_csv(raw)
    for number, cells in rows:
        texts = [_bare(cell.strip()) for cell in cells]
        if any(texts):
            yield number, texts


def _is_toml(path: Path) -> bool:
    return path.suffix.lower() == ".toml"


def _read_toml(raw: bytes) -> Rows:
    """Yield the tables of the first list of tables in a file, `[[policy]]` say, by the lines they begin on."""
    try:
        text = decode(raw)
        content = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise refuse("file-no-table", "file", row=int(line[1]) if line else 1) from None
    tables = next((value for value in content.values() if isinstance(value, list)), [])
    tables = [table for table in tables if isinstance(table, dict)]
    headers = list(dict.fromkeys(name for table in tables for name in table))
    begins = [at for at, line in enumerate(text.splitlines(), start=1) if line.strip().startswith("[[")]
    if tables:
        yield 0, headers
    for place, table in enumerate(tables):
        yield begins[place] if place < len(begins) else 0, [_toml_text(table.get(name, "")) for name in headers]


def _toml_text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _bare(text: str) -> str:
    """Return a text with plain spaces and whole letters, without the apostrophe that guards a formula."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace("\xa0", " ")).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


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
    # Excel's own first line, that names the separator, is no row.
    told = re.match(r"sep=(.)\r?\n", text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    # Strict: a quote that is never closed would swallow the rows after it without a word.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for number in itertools.count(1):
        try:
            cells = next(reader, None)
        except csv.Error:
            raise refuse("file-no-table", "file", row=number) from None
        if cells is None:
            return
        yield number, cells


def _separator(text: str) -> str:
    """Return what parts the headers, leaving out what stands between quotes."""
    head = re.sub(r'"[^"]*"', "", next(filter(str.strip, text.splitlines()), ""))
    return max(SEPARATORS, key=head.count)


def _read_xlsx(raw: bytes) -> Rows:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        # What a sheet says of its own size is often wrong.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            yield number, [_text(cell.value, cell.number_format) for cell in row]
    except Exception:  # noqa: BLE001 - openpyxl lets every error of zip and XML through
        raise refuse("file-no-table", "file") from None


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
