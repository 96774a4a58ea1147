"""Reading CSV in any of the usual dialects and code pages, Excel, and tables in TOML."""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from xstui.domain.problems import Problem, Refused, refuse
from xstui.services.context import toml_text
from xstui.services.context.file_content import content_of
from xstui.services.imports.cells import DateCell, Formula
from xstui.services.imports.codepages import decode
from xstui.services.imports.excel import Workbook
from xstui.services.imports.sniffing import refuse_disguised

SEPARATORS = ";,\t|"
LARGEST = 64 * 1024 * 1024
"""Bytes of a file at most: 100,000 rows of 40 columns, each filled with 16 letters."""
LARGEST_TOML = 2 * 1024 * 1024
"""Bytes of a file of TOML at most, of which Python reads about as much in a second."""
Rows = Iterator[tuple[int, list[str]]]
"""Row numbers as a spreadsheet shows them, the headers first, with the cells as text."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings by which a spreadsheet takes a text for a formula (OWASP, CSV injection)."""
LONGEST_LINE = 1_000_000
"""Characters of a line of CSV at most: a longer one is not a row, and could fill the memory with empty cells."""
MOST_COLUMNS = 16_384
"""Columns of a sheet in Excel."""
MOST_READ = 20_000_000
"""Cells read at most, the empty ones included."""
MOST_LINES = 2_000_000
"""Rows read at most, the empty ones included."""
MOST_RECORDS = 250_000
"""Filled rows at most."""
MOST_HELD = 5_000_000
"""Cells of filled rows at most: 100,000 rows of 50 columns."""
MOST_LETTERS = 64_000_000
"""Letters held at most: 100,000 rows of 40 columns, each filled with 16."""

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++\Z")


@dataclass(frozen=True)
class Source:
    """A file that can be read: one table, or one for each of its sheets.

    Attributes:
        names: Of the sheets that hold cells; a single "" where a file has none.
        rows: Yields the filled rows of a sheet.
        hidden: Numbers of the rows that a sheet doesn't show; known once its rows were read.
        notes: What is to be said of how the file was read.
    """

    names: Sequence[str]
    rows: Callable[[str], Rows]
    hidden: Callable[[str], Sequence[int]]
    notes: tuple[Problem, ...] = ()


def open_source(path: Path, code_page: str = "") -> Source:
    """Return what a file holds.

    Raises:
        Refused: `file-unreadable`, `file-too-large`, `file-too-many-rows`, `file-no-table`, or what kind of file it is
            instead.
    """
    with _naming(path):
        raw = content_of(path, LARGEST)
        refuse_disguised(raw)
        source = _source(raw, code_page, toml=path.suffix.lower() == ".toml")
    return replace(source, rows=lambda name: _named(path, source.rows(name)))


def read_rows(path: Path) -> Rows:
    """Yield the filled rows of a file, of its first sheet where it has several.

    Raises:
        Refused: As `open_source`; `quote-unclosed` with the row where a quote is not closed.
    """
    source = open_source(path)
    yield from source.rows(source.names[0])


def filled_rows(raw: bytes, *, toml: bool = False) -> Rows:
    """Yield the filled rows of what a file holds.

    Raises:
        Refused: `file-too-large` or `file-no-table`.
    """
    source = _source(raw, "", toml=toml)
    yield from source.rows(source.names[0])


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Name the file in what is refused."""
    try:
        yield
    except Refused as refused:
        raise Refused(*(replace(p, details={"path": path, **p.details}) for p in refused.problems)) from None


def _named(path: Path, rows: Rows) -> Rows:
    with _naming(path):
        yield from rows


def _source(raw: bytes, code_page: str, *, toml: bool) -> Source:
    if raw[:4] == b"PK\x03\x04":
        book = Workbook(raw)
        return Source(book.names, lambda name: _filled(book.rows(name)), book.hidden_rows)
    decoded = decode(raw, code_page)
    read = _read_toml if toml else _read_csv
    return Source([""], lambda _name: _filled(read(decoded.text)), lambda _name: (), decoded.notes)


def _filled(rows: Rows) -> Rows:
    """Yield the rows that hold something, until they are more than the memory or the time should hold.

    Raises:
        Refused: `file-too-large` or `file-too-many-rows`.
    """
    read_left, rows_left, cells_left, letters_left = MOST_READ, MOST_RECORDS, MOST_HELD, MOST_LETTERS
    for read, (number, cells) in enumerate(rows, start=1):
        read_left -= len(cells)
        if read_left < 0 or read > MOST_LINES:
            raise refuse("file-too-large", "file")
        texts = [_bare(cell) for cell in cells]
        if any(texts):
            rows_left -= 1
            cells_left -= len(texts)
            letters_left -= sum(map(len, texts))
            if rows_left < 0:
                raise refuse("file-too-many-rows", "file", most=MOST_RECORDS)
            if cells_left < 0 or letters_left < 0 or len(texts) > MOST_COLUMNS:
                raise refuse("file-too-large", "file")
            yield number, texts


def _read_toml(text: str) -> Rows:
    """Yield the tables of the first list of tables in a file, `[[policy]]` say, by the lines they begin on."""
    if len(text) > LARGEST_TOML:
        raise refuse("file-too-large", "file")
    try:
        content = toml_text.parse(text, parse_float=str)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; a list a thousand deep
        raise refuse("file-no-toml", "file", line=toml_text.line_of(error, text)) from None
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


def _bare(cell: str) -> str:
    """Return a text with plain spaces and whole letters, without the apostrophe that guards a formula."""
    if isinstance(cell, Formula | DateCell):
        return cell
    text = cell.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace("\xa0", " ")).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _read_csv(text: str) -> Rows:
    # Excel's own first line, that names the separator, is not a row.
    named = re.match(r"sep=(.)\r?\n", text)
    text = text[named.end() :] if named else text
    separator = named[1] if named else _separator(text)
    # Strict: a quote that is never closed would swallow the rows after it without a word.
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    for number in itertools.count(1):
        try:
            cells = next(reader, None)
        except csv.Error:
            raise refuse("quote-unclosed", "file", row=number) from None
        if cells is None:
            return
        yield number, cells


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends, one by one: all of them at once take some times the memory of the text."""
    for found in _LINE.finditer(text):
        if found.end() - found.start() > LONGEST_LINE:
            raise refuse("file-too-large", "file")
        yield found[0]


def _separator(text: str) -> str:
    """Return what parts the headers, leaving out what stands between quotes."""
    head = re.sub(r'"[^"]*"', "", next(filter(str.strip, _lines(text)), ""))
    return max(SEPARATORS, key=head.count)
