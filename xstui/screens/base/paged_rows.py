"""Rows of a list too long to load: pages come as they are looked at, the next one ahead of it, and stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xstui.services.people.search import Found
from xstui.widgets.rows import Row

PAGE = 100
WAITING: Row = ("…", "", "", "", "")


class PagedRows:
    """The rows of people whose numbers are known; a page that is not there yet is asked for and shows `…`.

    Args:
        ask: Is called with the number of a page that is missing.
        row_of: Turns somebody into a row.
    """

    def __init__(self, person_ids: Sequence[int], ask: Callable[[int], None], row_of: Callable[[Found], Row]) -> None:
        self.person_ids = person_ids
        self._ask = ask
        self._row_of = row_of
        self._pages: dict[int, list[Found]] = {}
        self._asked: set[int] = set()

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.person_ids)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return the rows from `start` up to `stop`; asks for the pages that are missing."""
        return [self._row(index) for index in range(start, min(stop, self.count))]

    def found(self, index: int) -> Found | None:
        """Return who stands in a row; None while its page is on its way."""
        page = self._pages.get(index // PAGE)
        return page[index % PAGE] if page and index % PAGE < len(page) else None

    def numbers_of(self, page: int) -> Sequence[int]:
        """Return the row numbers of the people of a page."""
        return self.person_ids[page * PAGE : (page + 1) * PAGE]

    def put(self, page: int, people: list[Found]) -> None:
        """Take in a page."""
        self._pages[page] = people

    def _row(self, index: int) -> Row:
        somebody = self.found(index)
        if somebody is not None:
            self._want(index // PAGE + 1)
            return self._row_of(somebody)
        self._want(index // PAGE)
        return WAITING

    def _want(self, page: int) -> None:
        if page not in self._asked and page * PAGE < self.count:
            self._asked.add(page)
            self._ask(page)
