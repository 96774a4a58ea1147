"""The published example of CBS, and companies made at random, for the tests of the figures."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from xstui.domain.absence import Classification
from xstui.domain.figures import FAR, AbsenceCount, AbsenceSpan, ClassEdges, EmploymentSpan, Period

FULL_TIME = 4000
UNIT = 1
Q2_2026 = Period(date(2026, 4, 1), date(2026, 6, 30))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@dataclass
class Company:
    """The two inputs of the engine, with a short way to fill them."""

    employments: list[EmploymentSpan] = field(default_factory=list)
    absences: list[AbsenceSpan] = field(default_factory=list)

    def employ(
        self,
        number,
        first="2020-01-01",
        last=None,
        *,
        hours=FULL_TIME,
        unit=UNIT,
        person=None,
        full_time=FULL_TIME,
    ):
        end = FAR if last is None else day(last)
        self.employments.append(EmploymentSpan(number, person or number, unit, day(first), end, hours, full_time))

    def sick(self, number, first, last=None, *, percentage=10_000, safety_net=False, counts=True):
        begin, end = day(first), FAR if last is None else day(last)
        self.add_case(number, [(begin, end, percentage)], safety_net=safety_net, counts=counts)

    def add_case(self, employment, steps, *, safety_net=False, counts=True):
        """Add a case of stretches that follow on each other: (first, last, percentage)."""
        case_id, sort = len({span.case_id for span in self.absences}) + 1, SORTS[safety_net]
        ends = steps[0][0], steps[-1][1]
        self.absences += [AbsenceSpan(case_id, employment, sort, counts, *ends, *step) for step in steps]

    @property
    def cases(self):
        """The first stretch of each case."""
        return [span for span in self.absences if span.first == span.case_first]

    @property
    def spans(self):
        return self.employments, self.absences


STANDARD = ClassEdges()
SORTS = (Classification.SICK.value, Classification.SAFETY_NET.value)


def counted(employments, absences, periods, **options):
    """Count spans once."""
    count = AbsenceCount(employments, periods, **options)
    count.add(absences)
    count.close()
    return count


def absence_figures_by_period(employments, absences, periods, *, as_of, edges=STANDARD, **choices):
    """Count spans once, and return the figures by period."""
    return counted(employments, absences, periods, as_of=as_of, edges=edges).figures(**choices)


def absence_figures(employments, absences, period, **parameters):
    """Count spans once, and return the figures of one period."""
    return absence_figures_by_period(employments, absences, (period,), **parameters)[0]


def cbs_company(first_percentage: int = 10_000) -> Company:
    """Ten employees, of which two at 75 %, with four cases (CBS: how do I find the absence rate)."""
    company = Company()
    for number in range(1, 11):
        company.employ(number, hours=3000 if number in {9, 10} else FULL_TIME)
    company.sick(1, "2026-04-03", "2026-04-10", percentage=first_percentage)
    company.sick(4, "2026-04-26", "2026-04-27")
    company.sick(7, "2026-05-29", "2026-06-06")
    company.sick(9, "2026-04-18", "2026-05-12")
    return company


def random_company(seed: int, begin: int, length: int) -> Company:
    """A small company with changing terms, moves, partial absence and long cases around a window."""
    rng = random.Random(seed)
    company = Company()
    for employment in range(1, rng.randint(1, 4) + 1):
        person = rng.choice((employment, employment, 1))
        start = begin + rng.randint(-800, length)
        last = rng.choice((FAR, start + rng.randint(0, 900)))
        for span in _terms(rng, employment, person, start, last):
            company.employments.append(span)
        _absences(rng, company, employment, start - rng.choice((0, 0, 3)), begin + length + 20)
    return company


def _terms(rng, employment, person, start, last) -> Iterator[EmploymentSpan]:
    for change in range(rng.randint(0, 3), -1, -1):
        until = min(last, start + rng.randint(0, 400)) if change else last
        hours, full_time = rng.choice((0, 1200, 3686, 4000)), rng.choice((0, 3600, 3686, 4000))
        yield EmploymentSpan(employment, person, rng.randint(1, 3), start, until, hours, full_time)
        start = until + rng.choice((1, 1, 1, 9))
        if start > last:
            return


def _absences(rng, company, employment, start, limit) -> None:
    while (start := start + rng.choice((5, 40, 200))) < limit:
        length = rng.choice((1, 2, 7, 8, 42, 43, 90, 365, 366, 735))
        last = start + length - 1
        runs = rng.random() < 0.1
        safety_net, counts = rng.random() < 0.2, rng.random() < 0.9
        end = FAR if runs else last
        change = start + rng.randint(1, length)
        steps = [(start, change - 1, 10_000)] if change <= last else []
        steps.append((change if steps else start, end, rng.choice((10_000, 6250, 3333))))
        company.add_case(employment, steps, safety_net=safety_net, counts=counts)
        if runs:
            return
        start = last
