"""Where everything stands on a page of a report: paper, size of the letters, columns."""

from __future__ import annotations

from dataclasses import dataclass

from xstui.reports.pdf_text import BOLD, PLAIN, Face
from xstui.reports.table import Column

MARGIN = 36
GAP = 8
"""Points between two columns."""
LARGEST = 8.0
SMALLEST = 7.0
"""Letters smaller than this ask for larger paper."""
DIGIT = 0.556
"""The width of a digit in Helvetica, by its size."""
A3, A4 = (841.89, 1190.55), (595.28, 841.89)
PAPERS = (A4, A4[::-1], A3[::-1])
"""Tried in this order: upright, on its side, and on larger paper."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column on the page; `left` and `room` in points."""

    left: float
    room: float
    column: Column


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: its sides, its letters and its columns, in points."""

    width: float
    height: float
    size: float
    places: tuple[Place, ...]
    plain: Face
    bold: Face

    @property
    def line(self) -> float:
        """The distance between two lines."""
        return self.size * 1.5

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN


def layout_of(columns: tuple[Column, ...]) -> Layout:
    """Return the smallest paper on which the columns can be read, with the letters as large as they fit."""
    paper = next((paper for paper in PAPERS if _size(columns, paper[0]) >= SMALLEST), PAPERS[-1])
    size = _size(columns, paper[0])
    return Layout(*paper, size, _places(columns, paper[0]), Face(PLAIN, size), Face(BOLD, size))


def _scale(columns: tuple[Column, ...], width: float) -> float:
    """Return how many points a cell of the screen gets."""
    gaps = GAP * len(columns)
    return (width - 2 * MARGIN - gaps) / (sum(column.width for column in columns) or 1)


def _size(columns: tuple[Column, ...], width: float) -> float:
    return max(1.0, min(LARGEST, _scale(columns, width) / DIGIT))


def _places(columns: tuple[Column, ...], width: float) -> tuple[Place, ...]:
    scale = _scale(columns, width)
    places, left = [], float(MARGIN)
    for column in columns:
        room = max(1.0, column.width * scale)
        places.append(Place(left, room, column))
        left += room + GAP
    return tuple(places)
