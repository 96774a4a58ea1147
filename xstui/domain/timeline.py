"""The 104 weeks of a case as one line: how much of the work was missed, week by week, and which tasks fall when.

Weeks count from the day that terms count from (BW 7:629 paragraph 10, WIA article 23): the line is exact, a cell is
one week or two whole ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum
from itertools import pairwise

from xstui.domain.absence import CaseTimes, LeaveDays
from xstui.domain.dates import add_days
from xstui.domain.protocol import TaskState

WEEKS = 104
"""Weeks of the waiting time (WIA article 23)."""
WEEK = timedelta(days=7)


class Sign(IntEnum):
    """What a cell says of the tasks in it; where several fall together the greatest wins."""

    NONE = 0
    DONE = 1
    LATER = 2
    OF_UWV = 3
    END = 4
    NOW = 5
    LATE = 6


@dataclass(frozen=True, slots=True)
class Spell:
    """Days in a row on which one percentage held, or on which there was leave.

    Attributes:
        last: Its last day; None while it goes on.
        percentage: Absent part of the work; 0 for leave, which is no absence.
    """

    first: date
    last: date | None
    percentage: Decimal
    is_leave: bool = False

    def covers(self, day: date) -> bool:
        """Tell whether a day is one of it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Planned:
    """A task on the line: when it is due, and what its sign is."""

    due: date
    sign: Sign


@dataclass(frozen=True, slots=True)
class Cell:
    """One or several whole weeks.

    Attributes:
        spell: What held on the last of its days that has come and on which anything did; None where nothing did.
        past: Whether its first day has come.
    """

    spell: Spell | None
    sign: Sign
    past: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case on its line.

    Attributes:
        case_no: The *TrajectenID*.
        counted_from: The first day of week 1.
        today: The day that it is looked at.
        spells: What held when, oldest first; the absences that are joined with this one are among it.
        tasks: All tasks with their signs.
    """

    case_no: int
    counted_from: date
    today: date
    spells: tuple[Spell, ...]
    tasks: tuple[Planned, ...]

    @property
    def week(self) -> int:
        """The week that today is in, from 1; more than 104 once the waiting time is over."""
        return max(1, (self.today - self.counted_from) // WEEK + 1)

    @property
    def end(self) -> date:
        """The last day of the last week."""
        return end_of_waiting_time(self.counted_from)

    def first_day(self, week: int) -> date:
        """Return the first day of a week."""
        return add_days(self.counted_from, (week - 1) * 7)

    def on(self, day: date) -> Spell | None:
        """Return what held on a day."""
        return next((spell for spell in self.spells if spell.covers(day)), None)

    def cells(self, weeks: int) -> list[Cell]:
        """Return the line in cells of so many weeks."""
        signs = self._signs(weeks)
        return [self._cell(place, weeks, signs.get(place, Sign.NONE)) for place in range(WEEKS // weeks)]

    def _cell(self, place: int, weeks: int, sign: Sign) -> Cell:
        first = self.first_day(place * weeks + 1)
        last = min(add_days(first, weeks * 7 - 1), self.today)
        days = (add_days(last, -back) for back in range((last - first).days + 1))
        spell = next((found for day in days if (found := self.on(day)) is not None), None)
        return Cell(spell, sign, past=first <= self.today)

    def _signs(self, weeks: int) -> dict[int, Sign]:
        signs: dict[int, Sign] = {}
        for task in self.tasks:
            place = (task.due - self.counted_from) // WEEK // weeks
            signs[place] = max(signs.get(place, Sign.NONE), task.sign)
        return signs


def end_of_waiting_time(counted_from: date) -> date:
    """Return the last day of the 104 weeks (WIA article 23)."""
    return add_days(counted_from, WEEKS * 7 - 1)


def spells_of(cases: Iterable[CaseTimes], leaves: Sequence[LeaveDays] = ()) -> tuple[Spell, ...]:
    """Return what held when, oldest first; steps of one percentage that follow each other are one."""
    found = [Spell(leave.first, leave.last, Decimal(0), is_leave=True) for leave in leaves]
    for times in cases:
        found += _spells_of_case(times)
    return tuple(sorted(found, key=lambda spell: (spell.first, spell.is_leave)))


def _spells_of_case(times: CaseTimes) -> list[Spell]:
    changes = [
        step
        for number, step in enumerate(times.steps)
        if not number or step.percentage != times.steps[number - 1].percentage
    ]
    days = [max(step.valid_from, times.first_sick_day) for step in changes]
    ends = [add_days(after, -1) for _before, after in pairwise(days)]
    return [
        Spell(first, last, step.percentage)
        for step, first, last in zip(changes, days, [*ends, times.last_sick_day], strict=True)
    ]


def sign_of(state: TaskState, *, of_uwv: bool) -> Sign:
    """Return the sign of a task by its state, and by whether UWV holds to its day."""
    if state in {TaskState.DONE, TaskState.DEVIATED}:
        return Sign.DONE
    if state is TaskState.LAPSED:
        return Sign.NONE
    urgent = {TaskState.OVERDUE: Sign.LATE, TaskState.DUE_NOW: Sign.NOW}
    return urgent.get(state, Sign.OF_UWV if of_uwv else Sign.LATER)
