"""The one engine of the absence figures, for screen, reports and command line.

Interval arithmetic only: the work grows with the spans, not with days, and hardly with periods.
Where a span of employment begins it adds its hours to the rest of that period and to each period after
it; where it ends it takes them off again. So a span costs two entries however long it lasts.
"""

from __future__ import annotations

from bisect import bisect_left
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
from xstui.domain.figures.tally import Tally, Terms
from xstui.domain.figures.unit_figures import UnitFigures
from xstui.domain.figures.window import COUNTED_DAYS, Window, make_window


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
        tally.terms.setdefault(employment, []).append(Terms(first, last, hours, person, cell))
        cell.change(*window.left(first), hours, 1)
        if last < end:
            cell.change(*window.left(last + 1), -hours, -1)
        stays.setdefault(person, []).append((unit, period[first - begin], period[last - begin]))
    return stays


def _add_cases(tally: Tally, cases: Iterable[CaseSpan], *, counts_safety_net: bool) -> dict[int, CaseSpan]:
    window = tally.window
    begin, end, period = window.begin, window.end, window.period
    kept: dict[int, CaseSpan] = {}
    for case in cases:
        case_id, employment, _, first, last, safety_net, reported = case
        if (safety_net and not counts_safety_net) or first > end:
            continue
        kept[case_id] = case
        if reported and first >= begin and (unit := tally.unit_on(employment, first)):
            unit.reports[period[first - begin]] += 1
        if last is not None and begin <= last <= end and (unit := tally.unit_on(employment, last)):
            unit.ended[period[last - begin]] += 1
            unit.ended_days[period[last - begin]] += last - first + 1
    return kept


def _add_absences(tally: Tally, absences: Iterable[AbsenceSpan], kept: dict[int, CaseSpan]) -> None:
    begin, end = tally.window.begin, tally.window.end
    terms_of, case_of = tally.terms.get, kept.get
    for case_id, employment, span_first, span_last, percentage in absences:
        case = case_of(case_id)
        several = terms_of(employment)
        if case is None or several is None:
            continue
        first = max(span_first, begin)
        last = min(span_last, end, case[3] + COUNTED_DAYS - 1)
        if first > last:
            continue
        for terms in several:
            if terms[0] <= last and terms[1] >= first:
                _add_absence(tally.window, max(first, terms[0]), min(last, terms[1]), percentage, terms, case)


def _add_absence(  # noqa: PLR0913, PLR0917 - called for each stretch: nothing is packed on the way
    window: Window, first: int, last: int, percentage: int, terms: Terms, case: CaseSpan
) -> None:
    """Add a stretch of absence on the same percentage and terms, period by period."""
    _, _, hours, person, cell = terms
    absent, sick = cell.absent, cell.unit.sick
    begin, before, ends, edges = window.begin, window.before, window.ends, window.edges
    case_first = case[3]
    case_last = FAR if case[4] is None else case[4]
    weight = hours * percentage
    number = window.period[first - begin]
    while first <= last:
        period_end = ends[number]
        until = min(last, period_end)
        days = before[until - begin + 1] - before[first - begin]
        so_far = min(case_last, period_end) - case_first + 1
        absent[bisect_left(edges, so_far)][number] += weight * days
        sick[number].add(person)
        first = until + 1
        number += 1
