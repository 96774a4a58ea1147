"""Adding up the counts of consecutive periods to those of one long period."""

from __future__ import annotations

from xstui.domain.figures.headcount import Stays, clip
from xstui.domain.figures.tally import Cases, Cell, Tally, UnitTally, sums
from xstui.domain.figures.window import Window


def merged(tally: Tally, window: Window, first: int) -> Tally:
    """Return what was counted from a period on as the counts of one period.

    Args:
        tally: Counts by period, with each case in the class of its length at the end of the last one.
        window: The one period, from the day that the first begins.
        first: Number of the first period that counts.
    """
    whole = Tally(window)
    days = [tally.window.days(number) for number in range(len(tally.window.ends))]
    for number, unit in tally.units.items():
        heads = sum(sums(unit.heads, unit.heads_later, days)[first:])
        doubled = clip(unit.doubled, window.begin, window.end)
        if heads or doubled:  # else nobody has worked there since
            for full_time, cell in tally.cells[number].items():
                _add_hours(cell, whole.cell(number, full_time), tally.window, first)
            whole.units[number].heads[0] = heads
            whole.units[number].doubled.update(doubled)
            _add_cases(unit, whole.units[number], first)
    return whole


def clipped(stays: Stays, first: int) -> Stays:
    """Return who was where from a period on, with that as the only period."""
    return {
        person: later
        for person, several in stays.items()
        if (later := [(unit, 0, 0) for unit, _, last in several if last >= first])
    }


def _add_hours(cell: Cell, whole: Cell, window: Window, first: int) -> None:
    periods = range(len(window.ends))
    days, working_days = [window.days(n) for n in periods], [window.working_days(n) for n in periods]
    whole.by_day[0] = sum(sums(cell.by_day, cell.later, days)[first:])
    whole.by_working_day[0] = sum(sums(cell.by_working_day, cell.later, working_days)[first:])
    for sort, missed in cell.missed.items():
        whole.missed[sort].by_day[:] = _by_class(missed.by_day, len(periods), first)
        whole.missed[sort].by_working_day[:] = _by_class(missed.by_working_day, len(periods), first)


def _by_class(hours: list[int], periods: int, first: int) -> list[int]:
    return [sum(hours[place + first : place + periods]) for place in range(0, len(hours), periods)]


def _add_cases(unit: UnitTally, whole: UnitTally, first: int) -> None:
    for sort, cases in unit.cases.items():
        found = whole.cases.setdefault(sort, Cases(1))
        found.reports[0] = sum(cases.reports[first:])
        found.ended[0] = sum(cases.ended[first:])
        found.ended_days[0] = sum(cases.ended_days[first:])
        found.sick[0].update(*cases.sick[first:])
