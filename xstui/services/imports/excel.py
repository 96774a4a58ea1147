"""Reading Excel files: what is small on the disk may be endless once unpacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Sized
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import IO, TYPE_CHECKING, TypeVar
from xml.etree import ElementTree as ET

from xstui.domain.problems import Refused, refuse
from xstui.services.imports.cells import DateCell, Formula
from xstui.services.imports.package import MOST_ROWS, Package

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_SHEETS = 1_000
MOST_READ = 20_000_000
"""Cells read at most, those included that a sheet leaves out before the last of a row."""
DECIMALS = 6
"""Places kept of a number in Excel: what lies beyond is its binary rounding."""


@dataclass
class _Marks:
    """What the values of a sheet don't tell: formulas without an outcome by place, hidden rows, the last row."""

    formulas: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    last: int = 0


class Workbook:
    """A file of Excel: its sheets, and the rows of each."""

    def __init__(self, raw: bytes) -> None:
        """Open it.

        Raises:
            Refused: `file-no-table` where it is not a workbook, `file-too-large` where it unpacks to too much.
        """
        with _as_refusals():
            self._sheets = _sheets(Package(raw))
        if not self._sheets:
            raise refuse("file-no-table", "file")
        self.names: Sequence[str] = list(self._sheets)
        self._marks: dict[str, _Marks] = {}

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """Yield number and cells of each row of a sheet."""
        sheet = self._sheets[name]
        with _as_refusals():
            marks = self._marks_of(name)
            # What stands behind the last row is not waited for.
            rows = islice(sheet.iter_rows(max_row=MOST_ROWS), marks.last)
            for number, row in enumerate(_bounded(rows), start=1):
                texts = [_text(cell.value, cell.number_format) for cell in row]
                for column, formula in marks.formulas.get(number, {}).items():
                    texts += [""] * (column - len(texts))
                    texts[column - 1] = Formula(formula)
                yield number, texts

    def hidden_rows(self, name: str) -> Sequence[int]:
        """Return the numbers of rows that a sheet doesn't show, by hand or by a filter."""
        return self._marks_of(name).hidden

    def _marks_of(self, name: str) -> _Marks:
        if name not in self._marks:
            with _as_refusals(), self._sheets[name]._get_source() as source:  # noqa: SLF001 - it has no other way in
                self._marks[name] = _read_marks(source)
        return self._marks[name]


@contextmanager
def _as_refusals() -> Iterator[None]:
    """Say of whatever is wrong inside a file that it holds no table."""
    try:
        yield
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - openpyxl lets every error of zip and XML through
        raise refuse("file-no-table", "file") from None


def _sheets(package: Package) -> dict[str, ReadOnlyWorksheet]:
    """Return the sheets by name. Of the rest only what their cells need is read: texts and formats of numbers."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    class Sheet(ReadOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
        def _get_size(self) -> None:
            """Pass over what a sheet says of its own size, which is often wrong."""

    reader = ExcelReader(package.fp, read_only=True, data_only=True, keep_links=False)
    reader.archive = package
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(package, reader.wb)
    found = [(sheet.name, rel) for sheet, rel in reader.parser.find_sheets() if "chartsheet" not in rel.Type]
    if len(found) > MOST_SHEETS:
        raise refuse("file-too-large", "file")
    there = set(reader.valid_files)
    return {
        name: Sheet(reader.wb, name, rel.target, reader.shared_strings) for name, rel in found if rel.target in there
    }


def _read_marks(source: IO[bytes]) -> _Marks:
    """Return what openpyxl passes over when it reads values."""
    marks, row, column, rows = _Marks(), 0, 0, None
    # As openpyxl does after it: expat refuses entities that multiply, and loads nothing from elsewhere.
    for event, element in ET.iterparse(source, events=("start", "end")):  # noqa: S314
        kind = element.tag.rpartition("}")[2]
        if event == "start":
            if kind == "sheetData":
                rows = element
            elif kind == "row":
                row, column = int(element.get("r") or row + 1), 0
                marks.last = max(marks.last, row)
                if element.get("hidden") in {"1", "true"}:
                    marks.hidden.append(row)
            continue
        if kind == "c":
            column = _column(element.get("r") or "") or column + 1
            if (formula := _unanswered(element)) is not None:
                marks.formulas.setdefault(row, {})[column] = formula
            element.clear()
        elif kind == "row" and rows is not None:
            rows.clear()
        elif kind == "sheetData":
            return marks
    return marks


def _column(place: str) -> int:
    """Return the number of the column in `AB12`."""
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _unanswered(cell: ET.Element) -> str | None:
    """Return the formula of a cell that holds no outcome; an empty text is one."""
    parts = {part.tag.rpartition("}")[2]: part for part in cell}
    if "f" not in parts or "is" in parts or cell.get("t") == "str":
        return None
    answered = "v" in parts and parts["v"].text
    return None if answered else f"={parts['f'].text or ''}"


Cells = TypeVar("Cells", bound=Sized)


def _bounded(rows: Iterator[Cells]) -> Iterator[Cells]:
    """Yield rows until the cells are more than can be read: one cell far to the right fills a row up to it."""
    left = MOST_READ
    for row in rows:
        left -= len(row)
        if left < 0:
            raise refuse("file-too-large", "file")
        yield row


def _text(value: object, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return DateCell(value.date().isoformat())
    if isinstance(value, date):
        return DateCell(value.isoformat())
    if isinstance(value, time):  # a day number of nought, as a formula makes of an empty cell
        return "0" if value == time() else value.isoformat()
    if isinstance(value, float | int) and not isinstance(value, bool):
        number = round(value * 100, DECIMALS) if "%" in number_format else round(value, DECIMALS)
        return f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return str(value)
