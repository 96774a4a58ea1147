"""A second way to the figures: day by day, person by person, as the standard's text has it. Slow and plain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xstui.domain.figures import FAR, Method, SafetyNet


@dataclass
class Counts:
    employment_days: int = 0
    available: Fraction = Fraction(0)
    absent: dict[int, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    hours: Fraction = Fraction(0)
    people: set[int] = field(default_factory=set)
    sick: set[int] = field(default_factory=set)
    reports: int = 0
    ended: list[int] = field(default_factory=list)


def count(company, period, *, method, safety_net, edges, as_of) -> dict[int, Counts]:
    found: dict[int, Counts] = defaultdict(Counts)
    end = min(period.last, as_of).toordinal()
    cases = {c.case_id: c for c in company.cases if not (c.safety_net and safety_net is SafetyNet.EXCLUDED)}
    for today in range(period.first.toordinal(), end + 1):
        counts = method is Method.CALENDAR_DAYS or date.fromordinal(today).weekday() < 5
        for span in company.employments:
            if not span.first <= today <= span.last:
                continue
            unit = found[span.unit_id]
            unit.employment_days += 1
            unit.people.add(span.person_id)
            hours = Fraction(span.hours, 100 * (7 if method is Method.CALENDAR_DAYS else 5))
            weight = (
                hours
                if method is Method.HOURS
                else Fraction(span.hours, span.full_time)
                if span.full_time
                else 0
            )
            if counts:
                unit.available += weight
            for absence in company.absences:
                case = cases.get(absence.case_id)
                if case is None or absence.employment_id != span.employment_id:
                    continue
                if absence.first <= today <= absence.last and today - case.first < 730:
                    unit.sick.add(span.person_id)
                    length = min(FAR if case.last is None else case.last, end) - case.first + 1
                    if counts:
                        share = Fraction(absence.percentage, 10_000)
                        unit.absent[sum(length > edge for edge in edges)] += weight * share
                        unit.hours += hours * share
            for case in cases.values():
                if case.employment_id == span.employment_id:
                    unit.reports += case.first == today and case.counts_in_frequency
                    if case.last == today:
                        unit.ended.append(case.last - case.first + 1)
    return found
