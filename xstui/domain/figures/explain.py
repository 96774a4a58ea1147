"""The lines behind an absence percentage, which add up to it exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xstui.domain.absence import Classification
from xstui.domain.figures.spans import (
    AbsenceRow,
    ClassEdges,
    EmploymentRow,
    Method,
    Period,
    SafetyNet,
)
from xstui.domain.figures.unit_figures import FULL, percentage
from xstui.domain.figures.window import COUNTED_DAYS, Window, make_window


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of absence on the same percentage and terms, inside the period.

    Attributes:
        days: Counted days: all, or Monday to Friday.
        percentage: Of the contract hours that was missed.
        factor: What a counted day weighs: the part of a full-time week, or the contract hours a day.
        contribution: `days` x `percentage` x `factor`.
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
    class_number: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines, and what they are a part of: full-time days, or hours.

    Attributes:
        people: Everybody who was employed on any day.
    """

    lines: tuple[Line, ...]
    available: Fraction
    people: frozenset[int]

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
    """Return the lines behind the percentage of some units together; of all units if none are named.

    The arguments are those of `AbsenceCount`; so are the rules.
    """
    window = make_window((period,), edges, as_of)
    spans: dict[int, list[EmploymentRow]] = {}
    available, people = Fraction(0), set[int]()
    for span in employments:
        if (units is None or span[2] in units) and max(span[3], window.begin) <= min(span[4], window.end):
            spans.setdefault(span[0], []).append(span)
            available += _factor(span, method) * window.counted(method, span[3], span[4])
            people.add(span[1])
    counted = safety_net.counted(classifications)
    lines = [
        line
        for absence in absences
        if absence[2] in counted
        for span in spans.get(absence[1], ())
        if (line := _line(window, method, edges, span, absence))
    ]
    return Explanation(tuple(sorted(lines, key=lambda line: (line.first, line.case_id))), available, frozenset(people))


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
        class_number=edges.number_of(min(case_last, window.end) - case_first + 1),
    )


def _factor(span: EmploymentRow, method: Method) -> Fraction:
    hours, full_time = span[5], span[6]
    if method is Method.HOURS:
        return Fraction(hours, 100 * method.days_in_week)
    return Fraction(hours, full_time) if full_time > 0 else Fraction(0)
