"""The absence figures of one unit in one period: counts that add up, and what follows from them.

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
        employment_days: Calendar days that people were employed, by heads.
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
    employment_days: int
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
            employment_days=self.employment_days + other.employment_days,
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
    def average_employees(self) -> Decimal:
        """Return the mean number of employees, by heads (R3.2), in one decimal."""
        return half_up(self.employment_days, self.days, 1) if self.days else Decimal("0.0")

    @property
    def absence_percentage(self) -> Decimal | None:
        """Return missed of available time in percent (R3.1, R3.2); None where nobody could work."""
        return self._percent(sum(self.absent))

    @property
    def class_percentages(self) -> tuple[Decimal, ...] | None:
        """Return the percentage by class of duration; rounded so that they add up to the whole.

        Each is rounded down, and the hundredths that are short go to the largest remainders.
        """
        whole = self.absence_percentage
        if whole is None:
            return None
        parts = [divmod(missed, self.available) for missed in self.absent]
        short = int(whole * 100) - sum(part for part, _ in parts)
        largest = sorted(range(len(parts)), key=lambda number: -parts[number][1])[:short]
        return tuple(Decimal(part + (n in largest)).scaleb(-2) for n, (part, _) in enumerate(parts))

    def _percent(self, missed: int) -> Decimal | None:
        return half_up(missed, self.available * 100, 2) if self.available else None

    @property
    def report_frequency(self) -> Decimal | None:
        """Return the reports per employee per year (3.2); None without employees."""
        if not self.employment_days:
            return None
        return half_up(self.reports * self.days_in_year, self.employment_days, 2)

    @property
    def mean_duration(self) -> Decimal | None:
        """Return the mean calendar days of the cases that ended (3.3), in one decimal; None if none did."""
        return half_up(self.ended_days, self.ended, 1) if self.ended else None

    @property
    def employees(self) -> int:
        """Return how many people were employed on any day."""
        return self.people + len(self.movers)

    @property
    def absent_employees(self) -> int:
        """Return how many people had a sick day."""
        return self.absent_people + len(self.absent_movers)

    @property
    def zero_absence(self) -> Decimal | None:
        """Return the percentage of those employed on any day who had no sick day (3.5)."""
        if not self.employees:
            return None
        return half_up((self.employees - self.absent_employees) * 100, self.employees, 2)

    @property
    def absence_hours(self) -> Decimal:
        """Return the contract hours missed, in two decimals."""
        return half_up(self.lost, FULL * 100 * self.days_in_week, 2)

    @property
    def hours_per_average_employee(self) -> Decimal | None:
        """Return the hours missed over the mean number of employees, in one decimal; None without any."""
        if not self.employment_days:
            return None
        return half_up(self.lost * self.days, FULL * 100 * self.days_in_week * self.employment_days, 1)


def half_up(numerator: int, denominator: int, places: int) -> Decimal:
    """Return a quotient that is not below zero, rounded half up."""
    return Decimal((2 * numerator * 10**places + denominator) // (2 * denominator)).scaleb(-places)


def total(figures: Iterable[UnitFigures]) -> UnitFigures | None:
    """Return the figures of several units together; None where there are none."""
    several = list(figures)
    return reduce(add, several) if several else None


def percentage(absent: Fraction, available: Fraction) -> Decimal | None:
    """Return missed of available time in percent, in two decimals (R3.1); None where nobody could work."""
    if not available:
        return None
    share = absent / available
    return half_up(share.numerator * 100, share.denominator, 2)


class Share(NamedTuple):
    """What was missed of the time that could be worked, in full-time days or in hours."""

    absent: Fraction
    available: Fraction


def percentage_over(shares: Iterable[Share]) -> Decimal | None:
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
