"""The one engine of the absence figures, for screen, reports and command line.

Interval arithmetic only: the work grows with the spans, not with days, and hardly with periods.
Where a span of employment begins it adds its hours to the rest of that period and to each period after
it; where it ends it takes them off again. So a span costs two entries however long it lasts.
"""

# ruff: noqa: FURB136 - a comparison costs a third of a call to `min` or `max`
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from xstui.domain.figures.heads import Stays, count_heads
from xstui.domain.figures.spans import (
    FAR,
    AbsenceSpan,
    CaseSpan,
    ClassEdges,
    EmploymentSpan,
    Method,
    Period,
    SafetyNet,
)
from xstui.domain.figures.tally import Tally
from xstui.domain.figures.unit_figures import UnitFigures
from xstui.domain.figures.window import COUNTED_DAYS, make_window


def absence_figures(  # noqa: PLR0913 - three inputs and the report's own parameters
    employments: Iterable[EmploymentSpan],
    absences: Iterable[AbsenceSpan],
    cases: Iterable[CaseSpan],
    period: Period,
    *,
    as_of: date,
    method: Method = Method.CALENDAR_DAYS,
    safety_net: SafetyNet = SafetyNet.INCLUDED,
    edges: ClassEdges = ClassEdges(),  # noqa: B008 - frozen
) -> dict[int, UnitFigures]:
    """Return the figures of each unit with employment in a period; see `absence_figures_by_period`."""
    return absence_figures_by_period(
        employments,
        absences,
        cases,
        (period,),
        as_of=as_of,
        method=method,
        safety_net=safety_net,
        edges=edges,
    )[0]


def absence_figures_by_period(  # noqa: PLR0913 - as above
    employments: Iterable[EmploymentSpan],
    absences: Iterable[AbsenceSpan],
    cases: Iterable[CaseSpan],
    periods: Sequence[Period],
    *,
    as_of: date,
    method: Method = Method.CALENDAR_DAYS,
    safety_net: SafetyNet = SafetyNet.INCLUDED,
    edges: ClassEdges = ClassEdges(),  # noqa: B008 - frozen
) -> list[dict[int, UnitFigures]]:
    """Return the figures of each unit in each period, in one pass.

    A sick day belongs to the unit of the terms on that day; without terms it doesn't count. Absences of
    cases that aren't given don't count either, so that a choice of cases is a choice of absences.

    Args:
        employments: Stretches of employment on the same terms; those of one employment don't overlap.
        absences: Stretches of absence on the same percentage.
        cases: The cases that those belong to.
        periods: Consecutive periods, each beginning on the day after the one before it.
        as_of: The day the figures are of: no period counts days after it.
        method: What is counted.
        safety_net: Whether cases of the safety net count; the employees always do.
        edges: The classes of duration.

    Returns:
        By period, the figures of each unit that has employment in any of the periods.

    Raises:
        ValueError: The periods don't follow on each other.
    """
    window = make_window(periods, method, edges, as_of)
    tally = Tally(window, method)
    stays = _add_employments(tally, employments)
    kept = _add_cases(tally, cases, counts_safety_net=safety_net is SafetyNet.INCLUDED)
    _add_absences(tally, absences, kept)
    return tally.figures(count_heads(stays, len(periods)))


def _add_employments(tally: Tally, employments: Iterable[EmploymentSpan]) -> Stays:
    window = tally.window
    begin, end, period = window.begin, window.end, window.period
    stays: Stays = {}
    for employment, person, unit, span_first, span_last, hours, full_time in employments:
        first = max(span_first, begin)
        last = min(span_last, end)
        if first > last:
            continue
        cell = tally.cell(unit, full_time)
        tally.terms.setdefault(employment, []).append((first, last, hours, person, cell.absent, cell.unit))
        cell.change(*window.left(first), hours, 1)
        if last < end:
            cell.change(*window.left(last + 1), -hours, -1)
        stays.setdefault(person, []).append((unit, period[first - begin], period[last - begin]))
    return stays


def _add_cases(tally: Tally, cases: Iterable[CaseSpan], *, counts_safety_net: bool) -> dict[int, CaseSpan]:
    begin, period, terms_of = tally.window.begin, tally.window.period, tally.terms.get
    chosen = cases if counts_safety_net else (case for case in cases if not case[5])
    kept = {case[0]: case for case in chosen}
    for _, employment, _, first, last, _, reported in kept.values():
        for terms_first, terms_last, _, _, _, unit in terms_of(employment, ()):
            if reported and terms_first <= first <= terms_last:
                unit.reports[period[first - begin]] += 1
            if last is not None and terms_first <= last <= terms_last:
                number = period[last - begin]
                unit.ended[number] += 1
                unit.ended_days[number] += last - first + 1
    return kept


def _add_absences(tally: Tally, absences: Iterable[AbsenceSpan], kept: dict[int, CaseSpan]) -> None:
    """Add each stretch of absence to the terms it falls under, period by period.

    A million pass here, so it is one function, and it compares where others call `min` and `max`.
    """
    begin, end, period, before, ends, edges = tally.window
    terms_of, case_of = tally.terms.get, kept.get
    for case_id, employment, span_first, span_last, percentage in absences:
        case = case_of(case_id)
        if case is None:
            continue
        case_first = case[3]
        case_last = FAR if case[4] is None else case[4]
        first = begin if span_first < begin else span_first
        last = end if span_last > end else span_last
        if last - case_first >= COUNTED_DAYS:
            last = case_first + COUNTED_DAYS - 1
        for terms_first, terms_last, hours, person, absent, unit in terms_of(employment, ()):
            low = terms_first if terms_first > first else first
            high = terms_last if terms_last < last else last
            if low > high:
                continue
            weight = hours * percentage
            sick = unit.sick
            number = period[low - begin]
            while low <= high:
                period_end = ends[number]
                until = high if high < period_end else period_end
                days = before[until - begin + 1] - before[low - begin]
                days_before = (case_last if case_last < period_end else period_end) - case_first
                absent[bisect_right(edges, days_before)][number] += weight * days
                sick[number].add(person)
                low = until + 1
                number += 1
