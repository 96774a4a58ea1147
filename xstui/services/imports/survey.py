"""What only a whole column tells: the order of day and month, parts of 1, and what a percentage is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xstui.domain.import_kinds import ImportKind
from xstui.domain.problems import Problem, Refused
from xstui.domain.search import fold
from xstui.services.imports.cells import Formula
from xstui.services.imports.days import read_day
from xstui.services.imports.drafts import DATE_FIELDS
from xstui.services.imports.headers import is_recovery, tells_end, unsaid

Numbered = tuple[int, list[str]]
"""A row of a file, with its number as a spreadsheet shows it."""
SHARE_FIELDS = ("percentage", "part_recovered", "insured_percentage")
"""Percentages that are never one or less."""
LEAVE = re.compile(r".*(verlof|vakantie|holidaij|leave|feestdag|cursus|thuiswerk).*|ad?v|atv|tijd voor tijd")
"""Kinds, folded, that are not sickness."""
LONGEST_KIND = 40
"""Letters of a kind at most: a longer text is a remark."""
MONTHS = 12
LAST_DAY = 31
MIXED = 20
"""One month/day date in so many day/month dates may be a typing error; more are another order."""
_SPLIT = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(?:\d{4}|\d{2})(?!\d)(.*)", re.ASCII)
_PLAIN_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?", re.ASCII)
_PERCENTAGE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s?%?", re.ASCII)


@dataclass(frozen=True)
class Survey:
    """What the columns of a file tell as a whole.

    Attributes:
        shares: Fields whose column holds parts of 1.
        problems: Questions, and columns of which nothing can be taken over.
        notes: How columns were read.
    """

    shares: frozenset[str]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def survey(  # noqa: PLR0913 - a table, what the user says of it, and today
    kind: ImportKind,
    headers: Sequence[str],
    places: Mapping[str, int],
    rows: Sequence[Numbered],
    mapping: Mapping[str, str],
    *,
    today: date,
) -> Survey:
    """Look through the columns of a file; what `mapping` says of one is asked no more."""
    others = unsaid(headers, places, mapping)
    problems = [
        problem
        for field in sorted(DATE_FIELDS & places.keys(), key=lambda field: places[field])
        if (problem := _order_problem(headers[places[field]], _filled(rows, places[field])))
    ]
    problems += _end_questions(kind, headers, places, others, rows, today)
    if kind.is_of_sickness:
        if not {"percentage", "part_recovered"} & places.keys():
            problems += _sense_questions(headers, others, rows)
        if "absence_kind" not in places:
            problems += _kind_questions(headers, others, rows)
    shares = {field: share for field in SHARE_FIELDS if field in places and (share := _share(rows, places[field]))}
    notes = [
        Problem("shares-read", "", {"column": headers[places[field]], "value": text, "percentage": value * 100})
        for field, (text, value) in shares.items()
    ]
    return Survey(frozenset(shares), tuple(problems), tuple(notes))


def _filled(rows: Sequence[Numbered], place: int) -> Iterator[tuple[int, str]]:
    """Yield row number and text of the filled cells of a column."""
    for number, cells in rows:
        if place < len(cells) and cells[place] and not isinstance(cells[place], Formula):
            yield number, cells[place]


def _order_problem(header: str, cells: Iterator[tuple[int, str]]) -> Problem | None:
    """Return what is wrong with a column of dates that make sense as month and day, and not the other way round."""
    days_first, months_first, example = 0, 0, (0, "")
    for number, text in cells:
        found = _SPLIT.fullmatch(text)
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        american = first <= MONTHS and (MONTHS < second <= LAST_DAY or found[3].strip().upper().endswith(("AM", "PM")))
        days_first += second <= MONTHS < first <= LAST_DAY
        months_first += american
        example = (number, text) if american and not example[0] else example
    if not months_first or (days_first and (months_first == 1 or months_first * MIXED <= days_first)):
        return None
    code = "dates-two-orders" if days_first else "dates-month-first"
    return Problem(code, header, {"column": header, "value": example[1], "row": example[0]})


def _share(rows: Sequence[Numbered], place: int) -> tuple[str, Decimal] | None:
    """Return a first value, as it stands and as a number, of a column in which all are parts of 1."""
    found: tuple[str, Decimal] | None = None
    for _number, text in _filled(rows, place):
        if not _PLAIN_NUMBER.fullmatch(text):
            return None
        value = Decimal(text.replace(",", "."))
        if value > 1:
            return None
        found = found or ((text, value) if value else None)
    return found


def _sense_questions(headers: Sequence[str], others: Sequence[int], rows: Sequence[Numbered]) -> Iterator[Problem]:
    """Yield a question for each column of percentages that may tell how far somebody is back at work."""
    for place in others:
        texts = [text for _number, text in _filled(rows, place)] if is_recovery(headers[place]) else []
        if texts and all(map(_PERCENTAGE.fullmatch, texts)):
            yield Problem("percentage-sense", headers[place], {"column": headers[place]})


def _kind_questions(headers: Sequence[str], others: Sequence[int], rows: Sequence[Numbered]) -> Iterator[Problem]:
    """Yield a question for each column that names a kind of leave, whatever its header."""
    for place in others:
        for number, text in _filled(rows, place):
            if len(text) <= LONGEST_KIND and LEAVE.fullmatch(fold(text)):
                details = {"column": headers[place], "value": text, "row": number}
                yield Problem("column-tells-kind", headers[place], details)
                break


def _end_questions(  # noqa: PLR0913 - the columns, and what they are compared with
    kind: ImportKind,
    headers: Sequence[str],
    places: Mapping[str, int],
    others: Sequence[int],
    rows: Sequence[Numbered],
    today: date,
) -> Iterator[Problem]:
    """Yield a question for each column of days that may tell when a sickness or an employment ended.

    Left out, it would have people ill, or employed, for ever. Its header tells it; in a file of absences that has no
    column for the end, so do days that lie after the first sick day, whatever stands above them.
    """
    if kind.ends is None:
        return
    is_open = kind.is_of_sickness and not places.keys() & set(kind.ends.ends)
    begins = _days(rows, places[kind.ends.first], today)
    for place in others:
        named = tells_end(kind, headers[place])
        days = _days(rows, place, today) if named or is_open else {}
        later = sum(number in begins and begins[number][1] < day for number, (_text, day) in days.items())
        unnamed = 2 * later > len(days) and not all(text.isdigit() for text, _day in days.values())
        if days and (named or unnamed):
            number, (text, _day) = next(iter(days.items()))
            yield Problem(kind.ends.question, headers[place], {"column": headers[place], "value": text, "row": number})


def _days(rows: Sequence[Numbered], place: int, today: date) -> dict[int, tuple[str, date]]:
    """Return the texts and days of a column by row number; nothing if most of its cells are not dates."""
    cells = list(_filled(rows, place))
    found = {}
    for number, text in cells:
        with suppress(Refused):
            found[number] = (text, read_day(text, today, birth=False))
    return found if 2 * len(found) > len(cells) else {}
