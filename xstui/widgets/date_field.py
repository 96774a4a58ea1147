"""A field for a day: typed in any of the clerk's ways, echoed at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.dates import age
from xstui.domain.problems import Problem, Refused, refuse
from xstui.domain.sane_years import check_year, means_no_end
from xstui.i18n import _, format_date, format_date_echo, format_weekday
from xstui.widgets.pick_list import PickList
from xstui.widgets.safe_input import SafeInput
from xstui.widgets.text_field import InputField

_FULL_DATE = re.compile(r"\d{2}-\d{2}-\d{4}", re.ASCII)
_SIGNS = re.compile(r"\++|-+")


class _DateInput(SafeInput):
    """An input in which `+` and `-` behind a full date step a day."""

    @dataclass
    class Stepped(Message):
        """A sign was typed behind a full date."""

        days: int

    async def _on_key(self, event: events.Key) -> None:
        steps = {"+": 1, "-": -1}.get(event.character or "")
        if steps and self.selection.is_empty and _FULL_DATE.fullmatch(self.value):
            event.prevent_default()
            event.stop()
            self.post_message(self.Stepped(steps))


class DateField(InputField[date]):
    """A day. The text is kept as it was typed; the hint tells which day it means.

    `+` and `-` step a day behind a full date (`08-06-2026`), where they can't be the start of something
    else. In an empty field, or over a selected text, they are typed: `-1` is yesterday; signs alone count
    from the day that stood there, or from today. A text that may mean several days opens a list.

    A day lies in years that make sense. With `open_end`, 31-12-9999 says that there is no end: the field has no value.
    """

    ROOM = 12

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,down,ctrl+space,ctrl+@", "list_days", "", show=False, id="field.choices"),
    ]

    class Ambiguous(InputField.Interrupted):
        """The text means several days, and a list of them opens."""

    def __init__(  # noqa: PLR0913 - a field is declared in one place
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        today: date,
        direction: Direction,
        required: bool = False,
        value: date | None = None,
        open_end: bool = False,
        checks: Callable[[date], Sequence[Problem]] | None = None,
        cautions: Callable[[date], Sequence[Problem]] | None = None,
    ) -> None:
        self._today = today
        self._direction = direction
        self._standing = value
        self._open_end = open_end
        self._caution = cautions
        super().__init__(id=id, label=label, required=required, raw=format_date(value) if value else "", checks=checks)

    def make_input(self, raw: str) -> Input:
        """Return the input that steps by days."""
        return _DateInput(raw)

    def days(self) -> tuple[date, ...]:
        """Return the days that the text may mean, at least one.

        Raises:
            Refused: It is no day.
        """
        text = self.raw.strip()
        if _SIGNS.fullmatch(text):
            steps = len(text) if text[0] == "+" else -len(text)
            return (self._moved(self._standing or self._today, steps),)
        return parse_date(text, today=self._today, direction=self._direction)

    def read(self) -> date:
        """Return the day; a text with several meanings is refused."""
        days = self.days()
        if len(days) > 1:
            raise refuse("date-ambiguous", self.id or "", days=days)
        return days[0]

    def is_blank(self) -> bool:
        """Tell whether nothing is typed, or that there is no end."""
        return super().is_blank() or self._has_no_end()

    def _has_no_end(self) -> bool:
        if not self._open_end or super().is_blank():
            return False
        with suppress(Refused):
            return all(map(means_no_end, self.days()))
        return False

    def check(self, value: date) -> Sequence[Problem]:
        """Return whether the year makes no sense, else what the checks of the form say."""
        outside = check_year(value, self.id or "", today=self._today, direction=self._direction)
        return outside or super().check(value)

    def echo_of_none(self) -> str:
        """Say that there is no end, where that was typed."""
        return _("no end date") if self._has_no_end() else ""

    def echo(self, value: date) -> str:
        """Return `ma 08-06-2026 · gisteren`; of a birth date the age."""
        if self._direction is Direction.BIRTH and value < self._today:
            years = age(value, self._today)
            return f"{format_weekday(value)} {format_date(value)} · " + _("{n} years old", n=years)
        return format_date_echo(value, self._today)

    def reading(self) -> str:
        """Return the day that was read from a few signs: a refusal may be about another one than was meant."""
        with suppress(Refused):
            day = self.read() if self.raw.strip() else None
            if day is not None and self.raw.strip() != format_date(day):
                return self.echo(day)
        return ""

    def caution(self, value: date) -> Sequence[Problem]:
        """Return what the form finds unusual, say a first sick day long ago."""
        return self._caution(value) if self._caution else ()

    def set_day(self, day: date) -> None:
        """Put a full date in the field."""
        self._standing = day
        self.raw = format_date(day)

    def left(self) -> None:
        """Remember the day that stands in the field, for signs alone."""
        self._standing = self.value or self._standing

    def enter(self) -> None:
        """Take Enter: go on, or have one of several days picked first."""
        if not self._open_list():
            super().enter()

    def action_list_days(self) -> None:
        """Open the list of days, if the text has several meanings."""
        self._open_list()

    def _open_list(self) -> bool:
        """Open the list if the text means several days, and tell whether it did."""
        days = next((problem.details["days"] for problem in self.problems if problem.code == "date-ambiguous"), ())
        if not isinstance(days, tuple) or not days:
            return False
        self._offered = days
        self.post_message(self.Ambiguous(self))
        picker = PickList([format_date_echo(day, self._today) for day in days])
        self.mount(picker)
        picker.focus()
        return True

    @on(PickList.Picked)
    def _on_picked(self, event: PickList.Picked) -> None:
        event.stop()
        self.set_day(self._offered[event.index])
        self.focus()

    @on(PickList.Closed)
    async def _on_closed(self, event: PickList.Closed) -> None:
        event.stop()
        if event.picker.has_focus:
            self.focus()
        await event.picker.remove()

    @on(_DateInput.Stepped)
    def _on_stepped(self, event: _DateInput.Stepped) -> None:
        event.stop()
        day, month, year = (int(part) for part in self.raw.split("-"))
        with suppress(ValueError, Refused):
            self.set_day(self._moved(date(year, month, day), event.days))

    def _moved(self, day: date, by: int) -> date:
        try:
            return day + timedelta(days=by)
        except OverflowError:
            raise refuse("date-impossible", self.id or "") from None
