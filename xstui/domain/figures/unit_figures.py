"""The absence figures of one unit in one period: counts that add up, and what follows from them.

Figures are exact: whatever shows one rounds it with `rounded`, once, so that it is the same number everywhere.

Sources: "Berekening van ziekteverzuim, standaard voor verzuimregistratie" (CBS and others, 1996).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import add
from typing import NamedTuple

from xstui.domain.figures.headcount import Stretch, days_covered

FULL = 10_000
"""A hundred percent, in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """Counts of one unit, or of several added up. Units add up by their counts, never by percentages.

    Attributes:
        days: Calendar days in the period, up to the day the figures are of.
        days_in_year: Days in the year that ends with the period.
        days_in_week: Days that a week's hours are spread over: 7, or 5 for working days and hours.
        scale: What `available` is divided by to get full-time days, or hours.
        single_days: Calendar days that people were employed, of those who never had two employments at once.
        doubled: The stretches of employment of the others, which a sum counts once where they overlap.
        available: Days or hours that could be worked, by `scale`.
        absent: Of those, what was missed, by class of duration; by `scale` and by `FULL`.
        lost: Hours a week missed on each counted day, in hundredths and by `FULL`.
        people: People employed in this unit only on any day of the period.
        movers: People employed in several units in the period: named, so that a sum counts them once.
        absent_people: Of `people`, those with a sick day.
        absent_movers: Of `movers`, those with a sick day in this unit.
        reports: Cases that began in the period and count in the frequency.
        ended: Cases that ended in the period.
        ended_days: Calendar days that those lasted, from first to last sick day.
    """

    days: int
    days_in_year: int
    days_in_week: int
    scale: int
    single_days: int
    doubled: frozenset[Stretch]
    available: int
    absent: tuple[int, ...]
    lost: int
    people: int
    movers: frozenset[int]
    absent_people: int
    absent_movers: frozenset[int]
    reports: int
    ended: int
    ended_days: int

    def __add__(self, other: UnitFigures) -> UnitFigures:
        """Add the figures of another unit over the same period, by the same method and classes.

        Raises:
            ValueError: The two are of different periods, methods or numbers of classes.
        """
        if self._kind() != other._kind():
            raise ValueError("figures of different periods, methods or classes don't add up")
        scale = lcm(self.scale, other.scale)
        mine, theirs = scale // self.scale, scale // other.scale
        return UnitFigures(
            days=self.days,
            days_in_year=self.days_in_year,
            days_in_week=self.days_in_week,
            scale=scale,
            single_days=self.single_days + other.single_days,
            doubled=self.doubled | other.doubled,
            available=self.available * mine + other.available * theirs,
            absent=tuple(a * mine + b * theirs for a, b in zip(self.absent, other.absent, strict=True)),
            lost=self.lost + other.lost,
            people=self.people + other.people,
            movers=self.movers | other.movers,
            absent_people=self.absent_people + other.absent_people,
            absent_movers=self.absent_movers | other.absent_movers,
            reports=self.reports + other.reports,
            ended=self.ended + other.ended,
            ended_days=self.ended_days + other.ended_days,
        )

    def _kind(self) -> tuple[int, ...]:
        return self.days, self.days_in_year, self.days_in_week, len(self.absent)

    @property
    def available_time(self) -> Fraction:
        """Return the full-time days, or the hours, that could be worked."""
        return Fraction(self.available, self.scale)

    @property
    def absent_time(self) -> Fraction:
        """Return the full-time days, or the hours, that were missed."""
        return Fraction(sum(self.absent), self.scale * FULL)

    @property
    def employment_days(self) -> int:
        """Return the calendar days that people were employed, each person once a day."""
        return self.single_days + days_covered(self.doubled)

    @property
    def average_employees(self) -> Fraction:
        """Return the mean number of employees, by heads (R3.2)."""
        return Fraction(self.employment_days, self.days) if self.days else Fraction(0)

    @property
    def absence_percentage(self) -> Fraction | None:
        """Return missed of available time in percent (R3.1, R3.2); None where nobody could work."""
        return percentage(sum(self.absent), self.available * FULL)

    @property
    def class_percentages(self) -> tuple[Fraction, ...] | None:
        """Return the percentage by class of duration: together they are the whole (3.4)."""
        if not self.available:
            return None
        return tuple(Fraction(missed * 100, self.available * FULL) for missed in self.absent)

    @property
    def report_frequency(self) -> Fraction | None:
        """Return the reports per employee per year (3.2); None without employees."""
        days = self.employment_days
        return Fraction(self.reports * self.days_in_year, days) if days else None

    @property
    def mean_duration(self) -> Fraction | None:
        """Return the mean calendar days of the cases that ended (3.3); None if none did."""
        return Fraction(self.ended_days, self.ended) if self.ended else None

    @property
    def employees(self) -> int:
        """Return how many people were employed on any day."""
        return self.people + len(self.movers)

    @property
    def absent_employees(self) -> int:
        """Return how many people had a sick day."""
        return self.absent_people + len(self.absent_movers)

    @property
    def zero_absence(self) -> Fraction | None:
        """Return the percentage of those employed on any day who had no sick day (3.5)."""
        return percentage(self.employees - self.absent_employees, self.employees)

    @property
    def absence_hours(self) -> Fraction:
        """Return the contract hours missed."""
        return Fraction(self.lost, FULL * 100 * self.days_in_week)

    @property
    def hours_per_average_employee(self) -> Fraction | None:
        """Return the hours missed over the mean number of employees; None without any."""
        employees = self.average_employees
        return self.absence_hours / employees if employees else None


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Return a figure that is not below zero, rounded half up: the one place where figures are rounded."""
    return half_up(value.numerator, value.denominator, places)


def half_up(numerator: int, denominator: int, places: int) -> Decimal:
    """Return a quotient that is not below zero, rounded half up."""
    return Decimal((2 * numerator * 10**places + denominator) // (2 * denominator)).scaleb(-places)


def total(figures: Iterable[UnitFigures]) -> UnitFigures | None:
    """Return the figures of several units together; None where there are none."""
    several = list(figures)
    return reduce(add, several) if several else None


def percentage(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    """Return a part of a whole in percent; None where there is no whole."""
    return Fraction(part * 100) / whole if whole else None


class Share(NamedTuple):
    """What was missed of the time that could be worked, in full-time days or in hours."""

    absent: Fraction
    available: Fraction


def percentage_over(shares: Iterable[Share]) -> Fraction | None:
    """Return the absence percentage of several periods together; None where nobody could work."""
    several = list(shares)
    return percentage(
        sum((share.absent for share in several), Fraction(0)),
        sum((share.available for share in several), Fraction(0)),
    )


def roll_up(figures: Mapping[int, UnitFigures], parents: Mapping[int, int | None]) -> dict[int, UnitFigures]:
    """Return the figures of each unit with all that is under it.

    Args:
        figures: The figures of the units themselves.
        parents: The unit above each unit; None at the top.
    """
    rolled: dict[int, UnitFigures] = {}
    for unit, own in figures.items():
        above: int | None = unit
        while above is not None:
            rolled[above] = rolled[above] + own if above in rolled else own
            above = parents.get(above)
    return rolled
