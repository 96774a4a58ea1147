"""Adding up what was counted to the figures of each unit, by a method and a choice of classifications."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple, Self

from xstui.domain.figures.headcount import NO_STRETCHES, Headcount, clip
from xstui.domain.figures.spans import Method
from xstui.domain.figures.tally import Cases, Cell, Tally, sums
from xstui.domain.figures.unit_figures import FULL, Share, UnitFigures
from xstui.domain.figures.window import Window, days_in_year


def unit_figures(
    tally: Tally, headcount: Headcount, method: Method, sorts: Collection[str], units: Collection[int] | None
) -> list[dict[int, UnitFigures]]:
    """Return what the counts come to, by period and unit.

    Args:
        sorts: The classifications that count as absence.
        units: Only these; None: all.
    """
    chosen = [unit for unit in tally.units if units is None or unit in units]
    scale = _scale(method, [full_time for unit in chosen for full_time in tally.cells[unit]])
    spans = [Span.of(tally.window, number, method) for number in range(len(tally.window.ends))]
    result: list[dict[int, UnitFigures]] = [{} for _ in spans]
    days_in_week = method.days_in_week
    for unit in chosen:
        hours = _hours(tally.cells[unit].items(), spans, tally.window.classes, method, scale, sorts)
        counts = tally.units[unit]
        cases = _together([found for sort, found in counts.cases.items() if sort in sorts], len(spans))
        employed = zip(
            headcount.people(unit),
            headcount.movers_of(unit),
            sums(counts.heads, counts.heads_later, [s.days for s in spans]),
            strict=True,
        )
        for number, (alone, movers, single_days) in enumerate(employed):
            available, absent, lost = hours[number]
            sick = cases.sick[number]
            sick_movers = movers & sick
            result[number][unit] = UnitFigures(
                days=spans[number].days,
                days_in_year=spans[number].days_in_year,
                days_in_week=days_in_week,
                scale=scale,
                single_days=single_days,
                doubled=clip(counts.doubled, *tally.window.span(number)) if counts.doubled else NO_STRETCHES,
                available=available,
                absent=absent,
                lost=lost,
                people=alone,
                movers=movers,
                absent_people=len(sick) - len(sick_movers),
                absent_movers=sick_movers,
                reports=cases.reports[number],
                ended=cases.ended[number],
                ended_days=cases.ended_days[number],
            )
    return result


def shares(tally: Tally, method: Method, sorts: Collection[str], units: Collection[int] | None) -> list[Share]:
    """Return by period what units missed together, of what they could work.

    The arguments are those of `unit_figures`, which tells more and takes longer.
    """
    chosen = [unit for unit in tally.units if units is None or unit in units]
    scale = _scale(method, [full_time for unit in chosen for full_time in tally.cells[unit]])
    spans = [Span.of(tally.window, number, method) for number in range(len(tally.window.ends))]
    cells = [pair for unit in chosen for pair in tally.cells[unit].items()]
    return [
        Share(Fraction(sum(absent), scale * FULL), Fraction(available, scale))
        for available, absent, _ in _hours(cells, spans, tally.window.classes, method, scale, sorts)
    ]


class Span(NamedTuple):
    """The days of a period: all, those that the method counts, and those of the year that ends with it."""

    days: int
    counted: int
    days_in_year: int

    @classmethod
    def of(cls, window: Window, number: int, method: Method) -> Self:
        """Return the days of a period of the window."""
        days = window.days(number)
        counted = days if method is Method.CALENDAR_DAYS else window.working_days(number)
        return cls(days, counted, days_in_year(window.ends[number]))


def _together(several: list[Cases], periods: int) -> Cases:
    """Return the counts of several classifications together: somebody sick by two of them is one person."""
    if len(several) == 1:
        return several[0]
    whole = Cases(periods)
    for cases in several:
        whole.reports = _added(whole.reports, cases.reports)
        whole.ended = _added(whole.ended, cases.ended)
        whole.ended_days = _added(whole.ended_days, cases.ended_days)
        whole.sick = [mine | more for mine, more in zip(whole.sick, cases.sick, strict=True)]
    return whole


def _hours(  # noqa: PLR0913 - what was counted, and the choices
    cells: Iterable[tuple[int, Cell]],
    spans: Sequence[Span],
    classes: int,
    method: Method,
    scale: int,
    sorts: Collection[str],
) -> list[tuple[int, tuple[int, ...], int]]:
    """Return by period what was available, what was missed by class, and the hours lost."""
    by_day = method is Method.CALENDAR_DAYS
    counted = [span.counted for span in spans]
    available, absent = [0] * len(counted), [0] * len(counted) * classes
    lost = absent
    for full_time, cell in cells:
        weight = _weight(method, full_time, scale)
        available = _added(available, sums(cell.by_day if by_day else cell.by_working_day, cell.later, counted), weight)
        for missed in (missed for sort, missed in cell.missed.items() if sort in sorts):
            hours = missed.by_day if by_day else missed.by_working_day
            absent = _added(absent, hours, weight)
            lost = _added(lost, hours)
    by_class = [absent[place : place + len(counted)] for place in range(0, len(absent), len(counted))]
    all_lost = [sum(lost[number :: len(counted)]) for number in range(len(counted))]
    return list(zip(available, zip(*by_class, strict=True), all_lost, strict=True))


def _scale(method: Method, full_times: Iterable[int]) -> int:
    """Return what all weights are a part of, so that they add up as whole numbers.

    Days weigh hours over the full-time week; hours are hundredths over the days of the week.
    """
    if method is Method.HOURS:
        return 100 * method.days_in_week
    return lcm(*(full_time for full_time in full_times if full_time > 0))


def _weight(method: Method, full_time: int, scale: int) -> int:
    """Return the weight of an hour; none without a full-time week (R3.2: no percentage without FTE)."""
    if method is Method.HOURS:
        return 1
    return scale // full_time if full_time > 0 else 0


def _added(sums: list[int], numbers: list[int], weight: int = 1) -> list[int]:
    return [a + b * weight for a, b in zip(sums, numbers, strict=True)]
