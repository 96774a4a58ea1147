"""A field for one of several days, typed as any other day or picked from the list that F4 opens."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TypeVar

from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.problems import Refused
from xstui.i18n import format_date
from xstui.widgets.lookup_field import LookupField

T = TypeVar("T")


class DayLookupField(LookupField[T]):
    """Takes the day that the text means; one without a year means each day that it would mean close to it."""

    def __init__(self, *, id: str, label: str, today: date, unknown: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, label=label, required=True, unknown=unknown)
        self._today = today
        self._days: list[tuple[T, date]] = []

    def set_days(self, days: Sequence[tuple[T, date]]) -> None:
        """Put other days in place; the text stays."""
        self._days = list(days)
        self.set_options([(value, format_date(day)) for value, day in days])

    def matches(self) -> list[tuple[T, str]]:
        """Return the days that the text means, else those that are written so in part."""
        meant = [(value, format_date(day)) for value, day in self._days if self._means(day)]
        return meant or super().matches()

    def _means(self, day: date) -> bool:
        text = self.raw.strip()
        near = day if any(map(str.isdigit, text)) else self._today
        with suppress(Refused):
            return day in parse_date(text, today=near, direction=Direction.NEAREST)
        return False
