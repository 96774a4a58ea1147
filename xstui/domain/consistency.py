"""An employment as a whole: what has to hold of it, whichever registration was made, corrected or taken back last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from xstui.domain.absence import FULL, LEAVES, CaseKind, CaseTimes, EndReason
from xstui.domain.problems import Problem

LEAVE_AFTER = "leave-after-employment"
"""A leave that begins after the employment: nobody registers one, but leaving may be announced where one is known."""
AFTER = MappingProxyType({CaseKind.ABSENCE: "case-after-employment", CaseKind.PREGNANCY: LEAVE_AFTER})
"""What is wrong with a case that begins after the employment; those of own-risk bearers may."""


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case as it is registered; one that was reported by mistake is none."""

    case_no: int
    kind: CaseKind
    times: CaseTimes
    end_reason: EndReason | None


@dataclass(frozen=True, slots=True)
class EmploymentState:
    """An employment as it is registered.

    Attributes:
        name: Of the employee, as lists show it.
        terms: First days of its terms, oldest first.
        cases: Its cases, oldest first.
        outlived: Whether an absence may go on after it, as the employer bears the risk of the Sickness Benefits Act.
    """

    name: str
    birth_date: date
    start: date
    end: date | None
    terms: tuple[date, ...]
    cases: tuple[CaseState, ...]
    outlived: bool


def check_employment(state: EmploymentState, *, today: date) -> list[Problem]:
    """Return what is wrong with an employment as a whole (domain rules, 2.2 and 6), naming person and case.

    Registrations refuse each of these by a rule of their own, at the field that is to be typed again. This holds where
    no field was typed: in an undo, and where a change of the employment meets a case or the other way about.
    """
    problems = [*_check_bounds(state)]
    for case in state.cases:
        problems += _check_case(state, case, today)
    for kind in CaseKind:
        problems += _check_overlaps(state.name, [case for case in state.cases if case.kind is kind])
    return problems


def _check_bounds(state: EmploymentState) -> Iterator[Problem]:
    name, start, end = state.name, state.start, state.end
    if start <= state.birth_date:
        yield Problem("employment-before-birth", "", {"name": name, "start": start})
    if end is not None and end < start:
        yield Problem("employment-ends-first", "", {"name": name, "start": start, "end": end})
    if state.terms and (state.terms[0] != start or len(set(state.terms)) < len(state.terms)):
        yield Problem("terms-not-in-line", "", {"name": name, "start": start})
    if end is not None and state.terms and state.terms[-1] > end:
        yield Problem("terms-after-employment", "", {"name": name, "day": state.terms[-1], "end": end})


def _check_case(state: EmploymentState, case: CaseState, today: date) -> Iterator[Problem]:
    about = {"name": state.name, "case_no": case.case_no}
    first, last, end = case.times.first_sick_day, case.times.last_sick_day, state.end
    if case.kind is CaseKind.ABSENCE and first < state.start:
        yield Problem("case-before-employment", "", {**about, "first": first, "start": state.start})
    if case.kind in AFTER and end is not None and first > end:
        yield Problem(AFTER[case.kind], "", {**about, "first": first, "end": end})
    elif case.kind is CaseKind.ABSENCE and _ends_past(state, case):
        yield Problem("case-past-employment", "", {**about, "end": end})
    if case.kind is CaseKind.ABSENCE and first > today:
        yield Problem("case-in-future", "", {**about, "latest": today})
    if state.end is None and case.kind in AFTER and case.end_reason in LEAVES:
        yield Problem("case-left-employed", "", {**about, "reason": case.end_reason})
    if last is not None and last < first:
        yield Problem("case-ends-first", "", {**about, "first": first, "last": last})
    if not _in_steps(case.times):
        yield Problem("case-percentages", "", about)


def _ends_past(state: EmploymentState, case: CaseState) -> bool:
    """Tell whether an absence ends after the employment, which it may for few reasons (M§5.4)."""
    if state.end is None or state.outlived or case.end_reason is EndReason.LEFT:
        return False
    return (case.times.last_sick_day or state.end) > state.end


def _in_steps(times: CaseTimes) -> bool:
    """Tell whether the percentages of a case lie inside it, each on its own day, the first on its first."""
    if not times.steps:
        return True
    days = [step.valid_from for step in times.steps]
    inside = days[0] == times.first_sick_day and days[-1] <= (times.last_sick_day or date.max)
    return inside and len(set(days)) == len(days) and all(0 < step.percentage <= FULL for step in times.steps)


def _check_overlaps(name: str, cases: Sequence[CaseState]) -> Iterator[Problem]:
    for before, after in pairwise(cases):
        if (before.times.last_sick_day or date.max) >= after.times.first_sick_day:
            about = {"name": name, "case_no": after.case_no, "first": after.times.first_sick_day}
            yield Problem("cases-overlap", "", {**about, "other": before.case_no})
