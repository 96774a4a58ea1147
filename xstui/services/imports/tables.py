"""The table in a file: its sheet, its headers, and the rows that are records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from xstui.domain.import_kinds import LEAVE, TAKE, ImportKind
from xstui.domain.problems import Problem, refuse
from xstui.domain.search import fold
from xstui.services.imports.headers import (
    HEADERS_WITHIN,
    OWN_HEADERS,
    find_headers,
    known_fields,
    missing_fields,
    recognise,
)
from xstui.services.imports.reading import Source, open_source
from xstui.services.imports.sorting import row_list, without_other_kinds, without_totals
from xstui.services.imports.survey import Numbered


@dataclass(frozen=True)
class Choices:
    """What the user says of a file as a whole.

    Attributes:
        sheet: The name of the sheet to read; empty for the only one that fits.
        code_page: Empty for the one that the file looks to be in.
        answers: To the questions of its kind.
    """

    sheet: str = ""
    code_page: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """The records of a file.

    Attributes:
        places: The place of each field's column.
        notes: What is to be said of how the table was read.
    """

    headers: list[str]
    places: Mapping[str, int]
    rows: Sequence[Numbered]
    notes: tuple[Problem, ...]

    @property
    def ignored(self) -> list[str]:
        """Headers that mean nothing here."""
        return [header for at, header in enumerate(self.headers) if header and at not in self.places.values()]


def read_table(kind: ImportKind, path: Path, mapping: Mapping[str, str], choices: Choices) -> Table:
    """Return the records of a file.

    Raises:
        Refused: The file can't be read, has no such sheet or no rows, or its columns can't be used.
    """
    source = open_source(path, choices.code_page)
    name, notes = _sheet(kind, source, mapping, choices.sheet)
    rows: Sequence[Numbered] = list(source.rows(name))
    if not rows:
        raise refuse("file-no-table", "file", path=path)
    last, headers = find_headers(kind, rows, mapping)
    headers, rows = _without_reasons(headers, rows[last + 1 :])
    places = recognise(kind, headers, mapping)
    rows, hidden = _without_hidden(rows, source.hidden(name), choices.answers.get("hidden_rows", ""))
    rows, totals = without_totals(kind, headers, places, rows)
    if not rows:
        raise refuse("file-no-rows", "file", path=path)
    rows, kinds = without_other_kinds(places, rows)
    return Table(headers, places, rows, (*source.notes, *notes, *hidden, *totals, *kinds))


def _sheet(kind: ImportKind, source: Source, mapping: Mapping[str, str], wanted: str) -> tuple[str, list[Problem]]:
    """Return the sheet that holds the table: the one that is asked for, or the only one that can be it."""
    names = source.names
    if wanted:
        named = next((name for name in names if fold(name) == fold(wanted)), None)
        if named is None:
            raise refuse("unknown-sheet", "sheet", name=wanted, known=list(filter(None, names)) or ["-"])
        return named, []
    if len(names) == 1:
        return names[0], []
    known = {name: _fields(kind, source, name, mapping) for name in names}
    fitting = [name for name in names if known[name] and not missing_fields(kind, known[name])]
    if len(fitting) > 1:
        raise refuse("sheet-ambiguous", "sheet", sheets=fitting)
    chosen = fitting[0] if fitting else max(names, key=lambda name: len(known[name]))
    others = [name for name in names if name != chosen]
    return chosen, [Problem("sheet-chosen", "", {"name": chosen, "others": others})]


def _fields(kind: ImportKind, source: Source, name: str, mapping: Mapping[str, str]) -> set[str]:
    """Return the fields that the headers of a sheet are known for; none where there are no rows below them."""
    head = list(islice(source.rows(name), HEADERS_WITHIN + 1))
    if not head:
        return set()
    last, headers = find_headers(kind, head, mapping)
    return known_fields(kind, headers, mapping) if head[last + 1 :] else set()


def _without_reasons(headers: list[str], rows: Sequence[Numbered]) -> tuple[list[str], Sequence[Numbered]]:
    """Leave out the column that a file of left-out rows got: corrected, the file comes back as it is."""
    kept = [place for place, header in enumerate(headers) if fold(header) not in OWN_HEADERS]
    if len(kept) == len(headers):
        return headers, rows
    names = [headers[place] for place in kept]
    return names, [(number, [cells[at] for at in kept if at < len(cells)]) for number, cells in rows]


def _without_hidden(
    rows: Sequence[Numbered], hidden: Sequence[int], answer: str
) -> tuple[Sequence[Numbered], list[Problem]]:
    """Leave out rows that nobody sees on the sheet, or keep them, as the user says."""
    unseen = set(hidden)
    out = [number for number, _cells in rows if number in unseen]
    if not out or answer == TAKE:
        return rows, []
    details = {"count": len(out), "rows": row_list(out)}
    if answer != LEAVE:
        raise refuse("rows-hidden", "", **details)
    return [row for row in rows if row[0] not in unseen], [Problem("rows-hidden-left", "", details)]
