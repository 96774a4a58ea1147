"""The published example of CBS, and companies made at random, for the tests of the figures."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from xstui.domain.figures import FAR, AbsenceSpan, CaseSpan, EmploymentSpan, Period

FULL_TIME = 4000
UNIT = 1
Q2_2026 = Period(date(2026, 4, 1), date(2026, 6, 30))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@dataclass
class Company:
    """The three inputs of the engine, with a short way to fill them."""

    employments: list[EmploymentSpan] = field(default_factory=list)
    absences: list[AbsenceSpan] = field(default_factory=list)
    cases: list[CaseSpan] = field(default_factory=list)

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
        case_id = len(self.cases) + 1
        end = None if last is None else day(last)
        self.cases.append(CaseSpan(case_id, number, number, day(first), end, safety_net, counts))
        self.absences.append(AbsenceSpan(case_id, number, day(first), FAR if end is None else end, percentage))

    @property
    def spans(self):
        return self.employments, self.absences, self.cases


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
        _absences(rng, company, (employment, person), start - rng.choice((0, 0, 3)), begin + length + 20)
    return company


def _terms(rng, employment, person, start, last) -> Iterator[EmploymentSpan]:
    for change in range(rng.randint(0, 3), -1, -1):
        until = min(last, start + rng.randint(0, 400)) if change else last
        hours, full_time = rng.choice((0, 1200, 3686, 4000)), rng.choice((0, 3600, 3686, 4000))
        yield EmploymentSpan(employment, person, rng.randint(1, 3), start, until, hours, full_time)
        start = until + rng.choice((1, 1, 1, 9))
        if start > last:
            return


def _absences(rng, company, who, start, limit) -> None:
    employment, person = who
    while (start := start + rng.choice((5, 40, 200))) < limit:
        length = rng.choice((1, 2, 7, 8, 42, 43, 90, 365, 366, 735))
        last = start + length - 1
        case_id = len(company.cases) + 1
        runs = rng.random() < 0.1
        company.cases.append(
            CaseSpan(
                case_id,
                employment,
                person,
                start,
                None if runs else last,
                rng.random() < 0.2,
                rng.random() < 0.9,
            )
        )
        change = start + rng.randint(1, length)
        if change <= last:
            company.absences.append(AbsenceSpan(case_id, employment, start, change - 1, 10_000))
            start = change
        company.absences.append(
            AbsenceSpan(case_id, employment, start, FAR if runs else last, rng.choice((10_000, 6250, 3333)))
        )
        if runs:
            return
        start = last
