"""A second way to the figures: day by day, person by person, as the standard's text has it. Slow and plain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xstui.domain.figures import Method, SafetyNet


@dataclass
class Counts:
    days: set[tuple[int, int]] = field(default_factory=set)
    available: Fraction = Fraction(0)
    absent: dict[int, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    hours: Fraction = Fraction(0)
    people: set[int] = field(default_factory=set)
    sick: set[int] = field(default_factory=set)
    reports: int = 0
    ended: list[int] = field(default_factory=list)


def count(company, period, *, method, safety_net, edges, as_of) -> dict[int, Counts]:
    """Return the counts of each unit, by the plainest reading of the rules."""
    found: dict[int, Counts] = defaultdict(Counts)
    end = min(period.last, as_of).toordinal()
    cases = [c for c in company.cases if not (c.classification == "safety-net" and safety_net is SafetyNet.EXCLUDED)]
    for today in range(period.first.toordinal(), end + 1):
        for span in company.employments:
            if span.first <= today <= span.last:
                unit = found[span.unit_id]
                unit.days.add((span.person_id, today))
                unit.people.add(span.person_id)
                _count_hours(unit, span, today, method, _missed(company, cases, span, today, edges, end))
                _count_cases(unit, [c for c in cases if c.employment_id == span.employment_id], today)
    return found


def _missed(company, cases, span, today, edges, end):
    """Return class and share of each absence on a day."""
    known = {case.case_id: case for case in cases}
    for absence in company.absences:
        case = known.get(absence.case_id)
        mine = case is not None and absence.employment_id == span.employment_id
        if mine and absence.first <= today <= absence.last and today - case.case_first < 730:
            length = min(case.case_last, end) - case.case_first + 1
            yield sum(length > edge for edge in edges), Fraction(absence.percentage, 10_000)


def _count_hours(unit, span, today, method, missed) -> None:
    counts = method is Method.CALENDAR_DAYS or date.fromordinal(today).weekday() < 5
    hours = Fraction(span.hours, 100 * (7 if method is Method.CALENDAR_DAYS else 5))
    weight = Fraction(span.hours, span.full_time) if span.full_time else 0
    weight = hours if method is Method.HOURS else weight
    unit.available += weight * counts
    for kind, share in missed:
        unit.sick.add(span.person_id)
        unit.absent[kind] += weight * share * counts
        unit.hours += hours * share * counts


def _count_cases(unit, cases, today) -> None:
    for case in cases:
        unit.reports += case.case_first == today and case.counts_in_frequency
        if case.case_last == today:
            unit.ended.append(case.case_last - case.case_first + 1)
