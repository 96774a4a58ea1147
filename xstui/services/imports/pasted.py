"""Rows that somebody pastes: names, or the cells of a spreadsheet or of a table in a mail, with headers or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xstui.domain.import_kinds import ABSENCES
from xstui.domain.search import fold
from xstui.domain.visible import harmless
from xstui.services.imports import headers as known_headers
from xstui.services.imports.drafts import CHOICES

NAME = "name"
MOST_ROWS = 500
"""Rows that are taken of one paste: what is longer is a file to be taken over."""
_BETWEEN = re.compile(r"\t|;|\||\s{3,}")
_DAY = r"\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2} [a-z]{3,9}\.?(?: \d{4})?"
_IS_DAY = re.compile(_DAY, re.IGNORECASE)
_IS_PERCENTAGE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})? ?%|\d{1,3}/\d{1,3}")
_BARE_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_IN_A_LINE = re.compile(rf"(?<![\w]){_DAY}(?!\w)|{_IS_PERCENTAGE.pattern}", re.IGNORECASE)
_LOOSE = re.compile(
    r"(?:\b(?:sinds|per|vanaf|van|t/m|tot en met|ziek|is|since|from|until|sick)|[,:()–-]+)\s*$", re.IGNORECASE
)
"""What stands between a name and a day, and belongs to neither."""
_IN_BRACKETS = re.compile(r"\([^()]*\)\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•·>]|\d{1,3}[.)])\s+")
_FIELDS = {"first_sick_day", "last_sick_day", "percentage", "classification", "valid_from"}
_OF_A_NAME = ("surname", "initials", "first_name", "prefix")
_FULL_NAME = frozenset({"naam", "naamwerknemer", "werknemer", "medewerker", "name", "employee", "nameofemployee"})


@dataclass(frozen=True)
class Pasted:
    """What was pasted, by column.

    Attributes:
        rows: The cells of each row; what fits no column stands in the first that is empty, to be looked at.
        left_out: Headers of columns that are not taken.
    """

    rows: tuple[dict[str, str], ...]
    left_out: tuple[str, ...] = ()


def read(text: str, wanted: Sequence[str]) -> Pasted:
    """Return the rows of a text.

    Args:
        wanted: The columns that can be filled, `name` first, in the order in which they are shown.
    """
    lines = [_BULLET.sub("", line).strip(" ") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line.strip()]
    if len(lines) == 1 and "\t" not in lines[0]:
        lines = [part.strip() for part in lines[0].split(";") if part.strip()]
    table = [[harmless(cell.strip(' "')) for cell in _BETWEEN.split(line)] for line in lines[: MOST_ROWS + 1]]
    headers = _headers(table[0], wanted) if table else None
    if headers is None:
        return Pasted(tuple(_without_headers(cells, wanted) for cells in table[:MOST_ROWS]))
    left_out = tuple(cell for cell, field in zip(table[0], headers, strict=True) if cell and not field)
    return Pasted(tuple(_by_header(cells, headers) for cells in table[1:]), left_out)


def _headers(cells: Sequence[str], wanted: Sequence[str]) -> list[str] | None:
    """Return the field of each column, by its header; None where the first row is no row of headers."""
    found = [_field_of(cell, wanted) for cell in cells]
    is_named = any(field == NAME or field in _OF_A_NAME or field == "dossier_no" for field in found)
    return found if is_named and not any(map(_IS_DAY.fullmatch, cells)) else None


def _field_of(header: str, wanted: Sequence[str]) -> str:
    bare = _bare(header)
    if bare in _FULL_NAME:
        return NAME
    own = next((field for field in _OF_A_NAME if bare in map(_bare, known_headers.SYNONYMS[field].split("|"))), "")
    if own:
        return own
    known = next(iter(known_headers.known_fields(ABSENCES, [header], {})), "")
    if known in {"valid_from", "first_sick_day", "last_sick_day"} and known not in wanted:
        return "valid_from" if "valid_from" in wanted and known == "first_sick_day" else ""
    return known if known in _FIELDS & set(wanted) or known == "dossier_no" else ""


def _bare(header: str) -> str:
    return fold(header).replace(" ", "")


def _by_header(cells: Sequence[str], headers: Sequence[str]) -> dict[str, str]:
    found = {field: cell for field, cell in zip(headers, cells, strict=False) if field and cell}
    return {NAME: _name_of(found)} | {field: cell for field, cell in found.items() if field in _FIELDS}


def _name_of(found: Mapping[str, str]) -> str:
    """Return what somebody is looked up by: the dossier number where there is one, else the name."""
    parts = (found.get(field, "") for field in _OF_A_NAME)
    return found.get("dossier_no") or found.get(NAME) or " ".join(filter(None, parts))


def _without_headers(cells: Sequence[str], wanted: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row by what they look like; a line with a name and more is taken apart."""
    parts = list(_parted(cells[0])) if len(cells) == 1 else list(filter(None, cells))
    row = {NAME: ""}
    unlikely = []
    for part in parts:
        field = next((name for name in _likely(part, wanted) if not row.get(name)), "")
        row |= {field: part} if field else {}
        unlikely += [] if field else [part]
    empty = [name for name in wanted if not row.get(name)]
    return row | dict(zip(empty, unlikely, strict=False))


def _parted(line: str) -> Iterator[str]:
    """Yield the name in a line, and the days and percentages in it."""
    found = [match.group() for match in _IN_A_LINE.finditer(line)]
    name = _IN_A_LINE.split(line)[0] if found else line
    while not _IN_BRACKETS.search(name) and name != (shorter := _LOOSE.sub("", name).strip()):
        name = shorter
    yield name
    yield from found


def _likely(part: str, wanted: Sequence[str]) -> Iterator[str]:
    """Yield the columns that a text may belong to by its looks, the likeliest first."""
    if _IS_DAY.fullmatch(part):
        yield from (name for name in wanted if name in {"first_sick_day", "last_sick_day", "valid_from"})
    elif _IS_PERCENTAGE.fullmatch(part) or _BARE_NUMBER.fullmatch(part):
        yield from (name for name in wanted if name == "percentage")
    elif fold(part) in CHOICES["classification"]:
        yield from (name for name in wanted if name == "classification")
    else:
        yield NAME
