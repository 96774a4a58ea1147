"""A newer file of the statistics office with absence rates (CBS StatLine, table 80072ned, as CSV), read and checked."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from xstui.domain.benchmark_line import Rates, Span
from xstui.domain.problems import Problem, refuse, refuse_if

GROUP = ("sbi_code", "BedrijfskenmerkenSBI2008")
PERIOD = ("periode", "Perioden")
RATE = ("ziekteverzuimpercentage", "Ziekteverzuimpercentage_1")
"""What the columns are called: in a file of quarters, and in one as StatLine gives it."""
SPAN = re.compile(r"([12][0-9]{3})(?:KW0([1-4])|JJ00)")
NUMBER = re.compile(r"[0-9]{1,2}([.,][0-9]{1,2})?")
UNPUBLISHED = frozenset({"", ".", "-"})
"""What stands where the office publishes no rate."""


def read_rates(lines: Iterable[str], codes: Mapping[str, str]) -> Rates:
    """Return the rates in the lines of a file, by group and by quarter or year.

    Args:
        codes: The program's code of a group by the office's key, such as `A-U` by `T001081`.

    Raises:
        Refused: All that is wrong: `cbs-no-column` for each column that is missing; by row and column
            `cbs-unknown-group`, `cbs-unknown-period`, `cbs-unknown-rate` and `cbs-twice`; `cbs-no-rates` where there
            is nothing to read.
    """
    header, *body = _cells(list(lines))
    places = _places(header)
    found: Rates = {}
    problems: list[Problem] = []
    for number, row in enumerate(body, start=2):
        if any(row):
            problems += _take(found, [row[place] if place < len(row) else "" for place in places], number, codes)
    refuse_if(problems)
    if not found:
        raise refuse("cbs-no-rates", "file")
    return found


def _cells(lines: Sequence[str]) -> list[list[str]]:
    delimiter = ";" if lines and ";" in lines[0] else ","
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        raise refuse("cbs-no-rates", "file") from None
    return rows or [[]]


def _places(header: Sequence[str]) -> list[int]:
    """Return where group, period and rate stand."""
    columns = [next((name for name in names if name in header), None) for names in (GROUP, PERIOD, RATE)]
    refuse_if(
        Problem("cbs-no-column", "file", {"column": names[0], "other": names[1]})
        for names, column in zip((GROUP, PERIOD, RATE), columns, strict=True)
        if column is None
    )
    return [header.index(column) for column in columns if column is not None]


def _take(found: Rates, cells: Sequence[str], row: int, codes: Mapping[str, str]) -> Iterator[Problem]:
    """Add the rate of a row, or say what is wrong with it."""
    key, period, rate = cells
    span = SPAN.fullmatch(period)
    problems = []
    if key not in codes:
        problems.append(Problem("cbs-unknown-group", "file", {"row": row, "column": GROUP[0], "value": key}))
    if span is None:
        problems.append(Problem("cbs-unknown-period", "file", {"row": row, "column": PERIOD[0], "value": period}))
    if rate not in UNPUBLISHED and not NUMBER.fullmatch(rate):
        problems.append(Problem("cbs-unknown-rate", "file", {"row": row, "column": RATE[0], "value": rate}))
    if problems or span is None or rate in UNPUBLISHED:
        yield from problems
        return
    place = codes[key], Span(int(span[1]), int(span[2] or 0))
    if place in found:
        yield Problem("cbs-twice", "file", {"row": row, "value": key, "period": period})
    found[place] = Decimal(rate.replace(",", "."))
