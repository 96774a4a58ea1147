"""What lies behind the absence figures: the stretches, the cases and the people that add up to them exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xstui.domain.absence import Classification
from xstui.domain.figures.headcount import Stretch, days_covered
from xstui.domain.figures.spans import (
    AbsenceRow,
    ClassEdges,
    EmploymentRow,
    Method,
    Period,
    SafetyNet,
)
from xstui.domain.figures.unit_figures import FULL, percentage
from xstui.domain.figures.window import COUNTED_DAYS, Window, days_in_year, make_window


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of absence on the same percentage and terms, inside the period.

    Attributes:
        days: Counted days: all, or Monday to Friday.
        percentage: Of the contract hours that was missed.
        factor: What a counted day weighs: the part of a full-time week, or the contract hours a day.
        contribution: `days` x `percentage` x `factor`.
        hours_a_day: Contract hours on a counted day, whatever the method.
        class_number: The class of duration that the case is in.
    """

    case_id: int
    employment_id: int
    person_id: int
    unit_id: int
    first: date
    last: date
    days: int
    percentage: Decimal
    factor: Fraction
    contribution: Fraction
    hours_a_day: Fraction
    class_number: int

    @property
    def hours(self) -> Fraction:
        """Return the contract hours missed."""
        return self.days * self.hours_a_day * Fraction(self.percentage) / 100


@dataclass(frozen=True, slots=True)
class CountedCase:
    """A case that began or ended in the period: the ordinals of its first and last day."""

    case_id: int
    first: int
    last: int

    @property
    def days(self) -> int:
        """Return the calendar days from the first to the last sick day."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines, and what they are a part of: full-time days, or hours.

    Attributes:
        days: Calendar days in the period, up to the day the figures are of.
        days_in_year: Days in the year that ends with the period.
        employed: Everybody who was employed on any day, with their calendar days of employment.
        reports: The cases that began and count in the frequency.
        ended: The cases that ended.
    """

    lines: tuple[Line, ...]
    available: Fraction
    days: int
    days_in_year: int
    employed: Mapping[int, int]
    reports: tuple[CountedCase, ...]
    ended: tuple[CountedCase, ...]

    @property
    def people(self) -> frozenset[int]:
        """Return everybody who was employed on any day."""
        return frozenset(self.employed)

    @property
    def employment_days(self) -> int:
        """Return the calendar days that people were employed, each person once a day."""
        return sum(self.employed.values())

    @property
    def average_employees(self) -> Fraction:
        """Return the mean number of employees, by heads (R3.2)."""
        return Fraction(self.employment_days, self.days) if self.days else Fraction(0)

    @property
    def report_frequency(self) -> Fraction | None:
        """Return the reports per employee per year (3.2); None without employees."""
        days = self.employment_days
        return Fraction(len(self.reports) * self.days_in_year, days) if days else None

    @property
    def ended_days(self) -> int:
        """Return the calendar days that the cases that ended lasted."""
        return sum(case.days for case in self.ended)

    @property
    def mean_duration(self) -> Fraction | None:
        """Return the mean calendar days of the cases that ended (3.3); None if none did."""
        return Fraction(self.ended_days, len(self.ended)) if self.ended else None

    @property
    def absence_hours(self) -> Fraction:
        """Return the contract hours missed."""
        return sum((line.hours for line in self.lines), Fraction(0))

    @property
    def hours_per_average_employee(self) -> Fraction | None:
        """Return the hours missed over the mean number of employees; None without any."""
        employees = self.average_employees
        return self.absence_hours / employees if employees else None

    @property
    def absent(self) -> Fraction:
        """Return the sum of the lines."""
        return sum((line.contribution for line in self.lines), Fraction(0))

    @property
    def percentage(self) -> Fraction | None:
        """Return the percentage that the lines come to; None where nobody could work."""
        return percentage(self.absent, self.available)

    @property
    def without_absence(self) -> frozenset[int]:
        """Return the people who had no sick day (3.5)."""
        return self.people - {line.person_id for line in self.lines}

    @property
    def zero_absence(self) -> Fraction | None:
        """Return their part of all people in percent; None where nobody was employed."""
        return percentage(len(self.without_absence), len(self.people))

    def of_class(self, number: int) -> Explanation:
        """Return the lines of one class of duration: together the classes are the whole (3.4)."""
        return replace(self, lines=tuple(line for line in self.lines if line.class_number == number))


def explain(  # noqa: PLR0913 - the engine's own parameters
    employments: Iterable[EmploymentRow],
    absences: Iterable[AbsenceRow],
    period: Period,
    *,
    as_of: date,
    method: Method = Method.CALENDAR_DAYS,
    safety_net: SafetyNet = SafetyNet.INCLUDED,
    classifications: Collection[Classification] = (),
    units: Collection[int] | None = None,
    edges: ClassEdges = ClassEdges(),  # noqa: B008 - frozen
) -> Explanation:
    """Return what lies behind the figures of some units together; of all units if none are named.

    The arguments are those of `AbsenceCount`; so are the rules.
    """
    window = make_window((period,), edges, as_of)
    spans = [
        span
        for span in employments
        if (units is None or span[2] in units) and max(span[3], window.begin) <= min(span[4], window.end)
    ]
    counted = safety_net.counted(classifications)
    met = list(_met(spans, (absence for absence in absences if absence[2] in counted)))
    lines = [line for span, absence in met if (line := _line(window, method, edges, span, absence))]
    return Explanation(
        lines=tuple(sorted(lines, key=lambda line: (line.first, line.case_id))),
        available=sum(
            (_factor(span, method) * window.counted(method, span[3], span[4]) for span in spans), Fraction(0)
        ),
        days=window.days(0),
        days_in_year=days_in_year(window.end),
        employed=_employed(window, spans),
        reports=tuple(_case(absence) for span, absence in met if _begins(window, span, absence)),
        ended=tuple(_case(absence) for span, absence in met if _ends(window, span, absence)),
    )


def _met(spans: Iterable[EmploymentRow], absences: Iterable[AbsenceRow]) -> Iterator[tuple[EmploymentRow, AbsenceRow]]:
    """Return each stretch of absence with each stretch of its employment, whether or not they touch."""
    by_employment: dict[int, list[EmploymentRow]] = {}
    for span in spans:
        by_employment.setdefault(span[0], []).append(span)
    return ((span, absence) for absence in absences for span in by_employment.get(absence[1], ()))


def _employed(window: Window, spans: Iterable[EmploymentRow]) -> dict[int, int]:
    """Return the calendar days that each person was employed, a day of two employments once."""
    stretches: dict[int, list[Stretch]] = {}
    for _, person, _, first, last, _, _ in spans:
        stretches.setdefault(person, []).append((person, max(first, window.begin), min(last, window.end)))
    return {person: days_covered(found) for person, found in stretches.items()}


def _begins(window: Window, span: EmploymentRow, absence: AbsenceRow) -> bool:
    """Return whether it is the first stretch of a report that began in the period, on these terms."""
    _, _, _, reported, case_first, _, first, _, _ = absence
    return bool(reported) and first == case_first and _holds(window, span, case_first)


def _ends(window: Window, span: EmploymentRow, absence: AbsenceRow) -> bool:
    """Return whether it is the last stretch of a case that ended in the period, on these terms."""
    _, _, _, _, _, case_last, _, last, _ = absence
    return last == case_last and _holds(window, span, case_last)


def _holds(window: Window, span: EmploymentRow, day: int) -> bool:
    return max(span[3], window.begin) <= day <= min(span[4], window.end)


def _case(absence: AbsenceRow) -> CountedCase:
    return CountedCase(absence[0], absence[4], absence[5])


def _line(window: Window, method: Method, edges: ClassEdges, span: EmploymentRow, absence: AbsenceRow) -> Line | None:
    employment, person, unit, span_first, span_last, _, _ = span
    case_id, _, _, _, case_first, case_last, absence_first, absence_last, hundredths = absence
    first = max(span_first, absence_first, window.begin)
    last = min(span_last, absence_last, window.end, case_first + COUNTED_DAYS - 1)
    if first > last:
        return None
    days, factor = window.counted(method, first, last), _factor(span, method)
    return Line(
        case_id=case_id,
        employment_id=employment,
        person_id=person,
        unit_id=unit,
        first=date.fromordinal(first),
        last=date.fromordinal(last),
        days=days,
        percentage=Decimal(hundredths).scaleb(-2),
        factor=factor,
        contribution=days * factor * Fraction(hundredths, FULL),
        hours_a_day=Fraction(span[5], 100 * method.days_in_week),
        class_number=edges.number_of(min(case_last, window.end) - case_first + 1),
    )


def _factor(span: EmploymentRow, method: Method) -> Fraction:
    hours, full_time = span[5], span[6]
    if method is Method.HOURS:
        return Fraction(hours, 100 * method.days_in_week)
    return Fraction(hours, full_time) if full_time > 0 else Fraction(0)
