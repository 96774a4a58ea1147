"""Reading CSV in any of the usual dialects and code pages, Excel, and tables in TOML."""

from __future__ import annotations

import csv
import io
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from xstui.domain.problems import Refused, refuse
from xstui.services.imports.excel import read_xlsx
from xstui.store import held_files

SEPARATORS = ";,\t|"
LARGEST = 200 * 1024 * 1024
"""Bytes of a file at most."""
Rows = Iterator[tuple[int, list[str]]]
"""Row numbers as a spreadsheet shows them, the headers first, with the cells as text."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings by which a spreadsheet takes a text for a formula (OWASP, CSV injection)."""
LONGEST_LINE = 1_000_000
"""Characters of a line of CSV at most: a longer one is no row, and could fill the memory with empty cells."""


def read_rows(path: Path) -> Rows:
    """Yield the filled rows of a file.

    Raises:
        Refused: `file-unreadable`, `file-too-large` or `file-no-table`; with the row where a quote is not closed.
    """
    try:
        if not path.is_file() or held_files.is_held(path):
            raise refuse("file-unreadable", "file", path=path, reason="")
        size = path.stat().st_size
        if size > LARGEST:
            raise refuse("file-too-large", "file", path=path)
        with path.open("rb") as file:
            raw = file.read(size + 1)
    except OSError as error:
        raise refuse("file-unreadable", "file", path=path, reason=error.strerror or "") from error
    if len(raw) > size:  # still being written; or as in /proc, where a file of no size may have no end
        raise refuse("file-unreadable", "file", path=path, reason="")
    try:
        yield from filled_rows(raw, toml=path.suffix.lower() == ".toml")
    except Refused as refused:
        raise Refused(*(replace(p, details={"path": path, **p.details}) for p in refused.problems)) from None


def filled_rows(raw: bytes, *, toml: bool = False) -> Rows:
    """Yield the filled rows of what a file holds.

    Raises:
        Refused: `file-too-large` or `file-no-table`.
    """
    rows = read_xlsx(raw) if raw[:4] == b"PK\x03\x04" else _read_toml(raw) if toml else _read_csv(raw)
    for number, cells in rows:
        texts = [_bare(cell.strip()) for cell in cells]
        if any(texts):
            yield number, texts


def _read_toml(raw: bytes) -> Rows:
    """Yield the tables of the first list of tables in a file, `[[policy]]` say, by the lines they begin on."""
    try:
        text = decode(raw)
        content = tomllib.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; a list a thousand deep
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
    if 0 in raw[:2]:  # without a mark: of each Western letter one byte is nought
        return raw.decode("utf-16-le" if raw[0] else "utf-16-be", errors="replace")
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
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    for number in itertools.count(1):
        try:
            cells = next(reader, None)
        except csv.Error:
            raise refuse("file-no-table", "file", row=number) from None
        if cells is None:
            return
        yield number, cells


def _lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > LONGEST_LINE:
            raise refuse("file-too-large", "file")
        yield line


def _separator(text: str) -> str:
    """Return what parts the headers, leaving out what stands between quotes."""
    head = re.sub(r'"[^"]*"', "", next(filter(str.strip, text.splitlines()), ""))
    return max(SEPARATORS, key=head.count)
