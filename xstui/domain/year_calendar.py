"""A year as a calendar: of a person how each day was, of a department how many people were absent on it.

What was registered counts on the day, as in the figures: of a department the people whose terms were with it on that
day, and nobody without an employment. A person who is absent on a day of leave is shown as absent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from functools import cached_property
from itertools import accumulate

from xstui.domain.figures import AbsenceRow, EmploymentRow
from xstui.domain.problems import Problem
from xstui.domain.timeline import Spell

FIRST_YEAR, YEARS_AHEAD = 1990, 1
"""Years that can be looked at: a leave may be known of the next one."""
MONTHS = range(1, 13)
TENTH, CENT = Decimal("0.1"), Decimal("0.01")


class Mark(Enum):
    """How a day was; of what holds together, the first counts."""

    DAY_OFF = auto()
    """A weekend or a public holiday, absent or not."""
    FULL = auto()
    """100 % absent."""
    MOST = auto()
    """At least 75 %."""
    HALF = auto()
    """At least 50 %."""
    PART = auto()
    """Under 50 %."""
    LEAVE = auto()
    """Pregnancy or maternity leave."""
    AHEAD = auto()
    """Still to come."""
    NOT_EMPLOYED = auto()
    NONE = auto()
    """At work, as far as is known."""


CLASSES = ((Decimal(100), Mark.FULL), (Decimal(75), Mark.MOST), (Decimal(50), Mark.HALF), (Decimal(0), Mark.PART))
"""The least percentage of each class."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, both ends included; without a last day they go on."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class PersonDay:
    """A day of somebody.

    Attributes:
        percentage: Absent part of the work, on days off as well; 0 where there is none.
    """

    mark: Mark
    percentage: Decimal = Decimal(0)


@dataclass(frozen=True)
class PersonYear:
    """The days of somebody in a year.

    Attributes:
        days: Every day of the year, in order.
        spells: What held when, as far as it lies in the year; oldest first.
    """

    year: int
    today: date
    days: Mapping[date, PersonDay]
    spells: tuple[Spell, ...]

    def sick_days(self, month: int | None = None) -> int:
        """Return the calendar days with absence, of a month or the year."""
        return sum(one.percentage > 0 for one in self._days(month))

    def days_missed(self, month: int | None = None) -> Decimal:
        """Return the working days that were missed, each as far as its percentage goes (R3.1)."""
        worked = (one.percentage for one in self._days(month) if one.mark is not Mark.DAY_OFF)
        return (sum(worked, Decimal(0)) / 100).quantize(CENT, ROUND_HALF_UP)

    def _days(self, month: int | None) -> Iterable[PersonDay]:
        return (one for day, one in self.days.items() if month in {None, day.month})


@dataclass(frozen=True)
class UnitYear:
    """How many people of a part of the organisation were absent on each day of a year.

    Attributes:
        counts: Every day of the year, in order; None for a day that is still to come.
        days_off: The weekends and public holidays among them.
    """

    year: int
    today: date
    counts: Mapping[date, int | None]
    days_off: frozenset[date]

    def average(self, month: int | None = None) -> Decimal | None:
        """Return the people absent on a mean working day, in one decimal; None where none has come."""
        counted = self._counted(month)
        if not counted:
            return None
        return (Decimal(sum(counted)) / len(counted)).quantize(TENTH, ROUND_HALF_UP)

    def highest(self, month: int | None = None) -> int | None:
        """Return the most people absent on a working day; None where none has come."""
        return max(self._counted(month), default=None)

    @property
    def busiest(self) -> date | None:
        """Return the first working day with the most people absent; None where nobody was."""
        most = self.highest()
        return next((d for d, n in self.counts.items() if most and n == most and d not in self.days_off), None)

    def sick_days(self) -> int:
        """Return the calendar days of absence of all together."""
        return sum(count or 0 for count in self.counts.values())

    @cached_property
    def _by_month(self) -> Mapping[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for day, count in self.counts.items():
            if count is not None and day not in self.days_off:
                found[day.month].append(count)
        return found

    def _counted(self, month: int | None) -> list[int]:
        months = MONTHS if month is None else (month,)
        return [count for each in months for count in self._by_month.get(each, ())]


def check_year(year: int, today: date) -> list[Problem]:
    """Return that there is no calendar of a year."""
    latest = today.year + YEARS_AHEAD
    if FIRST_YEAR <= year <= latest:
        return []
    return [Problem("year-out-of-range", "year", {"least": FIRST_YEAR, "most": latest})]


def days_of_year(year: int) -> list[date]:
    """Return the days of a year."""
    return [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)]


def person_year(
    year: int,
    spells: Sequence[Spell],
    employments: Sequence[Stretch],
    *,
    today: date,
    days_off: Collection[date],
) -> PersonYear:
    """Return the days of somebody in a year.

    Args:
        spells: What held when, of all employments; where two have absence on a day, the higher percentage counts.
        employments: The days of each employment.
        days_off: The weekends and public holidays of the year.
    """
    days = {}
    for day in days_of_year(year):
        holding = [spell for spell in spells if spell.covers(day)]
        absent = max((spell.percentage for spell in holding), default=Decimal(0)) if day <= today else Decimal(0)
        on_leave = any(spell.is_leave for spell in holding)
        employed = any(stretch.covers(day) for stretch in employments)
        mark = _mark(absent, on_leave=on_leave, ahead=day > today, employed=employed)
        days[day] = PersonDay(Mark.DAY_OFF if day in days_off else mark, absent)
    return PersonYear(year, today, days, _within(spells, year, today))


def _mark(absent: Decimal, *, on_leave: bool, ahead: bool, employed: bool) -> Mark:
    if absent > 0:
        return next(mark for least, mark in CLASSES if absent >= least)
    if on_leave:
        return Mark.LEAVE
    if ahead:
        return Mark.AHEAD
    return Mark.NONE if employed else Mark.NOT_EMPLOYED


def _within(spells: Iterable[Spell], year: int, today: date) -> tuple[Spell, ...]:
    """Return the parts of stretches that lie in a year; absence that goes on today has no end yet."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = []
    for spell in spells:
        begins = max(spell.first, first)
        goes_on = spell.last is None and today <= last
        ends = min(spell.last or last, last)
        latest = ends if spell.is_leave else min(ends, today)
        if begins <= latest:
            found.append(Spell(begins, None if goes_on else ends, spell.percentage, spell.is_leave))
    return tuple(found)


def people_absent(
    employments: Iterable[EmploymentRow],
    absences: Iterable[AbsenceRow],
    first: date,
    last: date,
    *,
    units: Collection[int],
) -> dict[date, int]:
    """Return how many people of some units were absent, for any part of their hours, on each day of a period.

    A sick day belongs to the unit of the terms on that day; without terms it doesn't count, as in the figures. Who is
    absent from two employments is one person.

    Args:
        employments: Stretches of employment on the same terms.
        absences: Stretches of absence on the same percentage, in any order.
        units: Only absence from these counts.
    """
    begin, end = first.toordinal(), last.toordinal()
    terms: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for employment, person, unit, term_first, term_last, _hours, _full_time in employments:
        if unit in units:
            terms[employment].append((person, max(term_first, begin), min(term_last, end)))
    absent: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for _case, employment, _sort, _reported, _case_first, _case_last, span_first, span_last, percentage in absences:
        for person, term_first, term_last in terms.get(employment, ()) if percentage > 0 else ():
            low, high = max(span_first, term_first), min(span_last, term_last)
            if low <= high:
                absent[person].append((low, high))
    return _counted(absent.values(), begin, end)


def _counted(stretches: Iterable[list[tuple[int, int]]], begin: int, end: int) -> dict[date, int]:
    """Return on each day how many lists have a stretch that covers it."""
    changes = [0] * (end - begin + 2)
    for mine in stretches:
        reached = begin - 1
        for low, high in sorted(mine):
            if high > reached:
                changes[max(low, reached + 1) - begin] += 1
                changes[high + 1 - begin] -= 1
                reached = high
    return {date.fromordinal(begin + n): count for n, count in enumerate(accumulate(changes[:-1]))}
