"""A field for how long something is expected to last: a duration, a day, or that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from xstui.domain.date_entry import Direction
from xstui.domain.expected import is_unknown, parse_expected
from xstui.domain.problems import Problem
from xstui.widgets.date_field import DateField


class ExpectedField(DateField):
    """A last day of absence, typed as a duration from the first sick day or as a day; empty where it is unknown."""

    def __init__(  # noqa: PLR0913 - a field is declared in one place
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        today: date,
        begins: Callable[[], date | None],
        value: date | None = None,
        checks: Callable[[date], Sequence[Problem]] | None = None,
    ) -> None:
        super().__init__(id=id, label=label, today=today, direction=Direction.FUTURE, value=value, checks=checks)
        self._begins = begins

    def days(self) -> tuple[date, ...]:
        """Return the days that the text may mean."""
        return parse_expected(self.raw, first_sick_day=self._begins() or self._today, today=self._today)

    def is_blank(self) -> bool:
        """Tell whether nothing is typed, or that nobody knows."""
        return super().is_blank() or is_unknown(self.raw)
