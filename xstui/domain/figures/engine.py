"""The one engine of the absence figures, for screen, reports and command line.

Interval arithmetic only: the work grows with the spans, not with days, and hardly with periods.
Where a span of employment begins it adds its hours to the rest of that period and to each period after
it; where it ends it takes them off again. So a span costs two entries however long it lasts.

Everything is counted once, by both calendars and by classification, so that another method, another choice
of classifications or of units is a matter of adding up and not of reading the rows again.
"""

# ruff: noqa: FURB136 - a comparison costs a third of a call to `min` or `max`
from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from xstui.domain.absence import Classification
from xstui.domain.figures.headcount import Headcount, Stay, Stays, Stretch, count_heads, overlap
from xstui.domain.figures.merging import clipped, merged
from xstui.domain.figures.spans import (
    AbsenceRow,
    ClassEdges,
    EmploymentRow,
    Method,
    Period,
    SafetyNet,
    whole_period,
)
from xstui.domain.figures.summing import shares, unit_figures
from xstui.domain.figures.tally import Tally, UnitTally
from xstui.domain.figures.unit_figures import Share, UnitFigures
from xstui.domain.figures.window import COUNTED_DAYS, make_window


class AbsenceCount:
    """What is counted of employment and absence in some periods, to take figures from.

    A sick day belongs to the unit of the terms on that day; without terms it doesn't count.

    Attributes:
        tally: The counts by unit.
    """

    def __init__(
        self,
        employments: Iterable[EmploymentRow],
        periods: Sequence[Period],
        *,
        as_of: date,
        edges: ClassEdges = ClassEdges(),  # noqa: B008 - frozen
        classed_at_end: bool = False,
    ) -> None:
        """Count employment.

        Args:
            employments: Stretches of employment on the same terms; those of one employment don't overlap.
            periods: Consecutive periods, each beginning on the day after the one before it.
            as_of: The day the figures are of: no period counts days after it.
            edges: The classes of duration.
            classed_at_end: Whether a case is in the class of its length at the end of the last period, in all periods,
                so that they add up to one (`over`); else of its length at the end of each.

        Raises:
            ValueError: The periods don't follow on each other.
        """
        self._periods, self._as_of, self._edges, self._classed_at_end = periods, as_of, edges, classed_at_end
        self.tally = Tally(make_window(periods, edges, as_of))
        self._stays = _add_employments(self.tally, employments)
        self._heads: Headcount = count_heads(self._stays, len(periods))

    def add(self, absences: Iterable[AbsenceRow]) -> None:
        """Count stretches of absence; each may be given once, in any order, and in as many parts as is handy.

        A million pass here, so it is one function, and it compares where others call `min` and `max`.
        """
        begin, end, period, working, ends, places, classes = self.tally.window
        class_ends = [end] * len(ends) if self._classed_at_end else ends
        terms_of, longest, last_class = self.tally.terms.get, len(places), (classes - 1) * len(ends)
        for _, employment, sort, reported, case_first, case_last, span_first, span_last, percentage in absences:
            first = begin if span_first < begin else span_first
            last = end if span_last > end else span_last
            if last - case_first >= COUNTED_DAYS:
                last = case_first + COUNTED_DAYS - 1
            for terms_first, terms_last, hours, person, missed in terms_of(employment, ()):
                by_day, by_working_day, reports, ended, ended_days, sick = missed[sort]
                if terms_first <= case_first <= terms_last and span_first == case_first and reported:
                    reports[period[case_first - begin]] += 1
                if terms_first <= case_last <= terms_last and span_last == case_last:
                    number = period[case_last - begin]
                    ended[number] += 1
                    ended_days[number] += case_last - case_first + 1
                low = terms_first if terms_first > first else first
                high = terms_last if terms_last < last else last
                if low > high:
                    continue
                weight = hours * percentage
                number = period[low - begin]
                while low <= high:
                    period_end = ends[number]
                    until = high if high < period_end else period_end
                    class_end = class_ends[number]
                    days_before = (case_last if case_last < class_end else class_end) - case_first
                    place = number + (places[days_before] if days_before < longest else last_class)
                    by_day[place] += weight * (until - low + 1)
                    by_working_day[place] += weight * (working[until - begin + 1] - working[low - begin])
                    sick[number].add(person)
                    low = until + 1
                    number += 1

    def close(self) -> None:
        """Free what only more absences would need: most of the memory."""
        self.tally.terms.clear()

    def over(self, first: int) -> AbsenceCount:
        """Return what was counted from a period on, as if that and all after it were one period.

        Raises:
            ValueError: Cases are classed by each period's own end: their classes don't add up.
        """
        if not self._classed_at_end:
            raise ValueError("periods that class cases by their own ends don't add up")
        whole = AbsenceCount((), [whole_period(self._periods[first:])], as_of=self._as_of, edges=self._edges)
        whole.tally = merged(self.tally, whole.tally.window, first)
        whole._heads = count_heads(clipped(self._stays, first), 1)
        return whole

    def figures(
        self,
        *,
        method: Method = Method.CALENDAR_DAYS,
        safety_net: SafetyNet = SafetyNet.INCLUDED,
        classifications: Collection[Classification] = (),
        units: Collection[int] | None = None,
    ) -> list[dict[int, UnitFigures]]:
        """Return by period the figures of each unit that has employment in any of the periods.

        Args:
            method: What is counted.
            safety_net: Whether cases of the safety net count; the employees always do.
            classifications: Only these count as absence; none: all.
            units: Only these units; None: all.
        """
        counted = safety_net.counted(classifications)
        return unit_figures(self.tally, self._heads, method, counted, units)

    def shares(
        self,
        *,
        method: Method = Method.CALENDAR_DAYS,
        safety_net: SafetyNet = SafetyNet.INCLUDED,
        classifications: Collection[Classification] = (),
        units: Collection[int] | None = None,
    ) -> list[Share]:
        """Return by period what the units missed together of what they could work, chosen as in `figures`."""
        return shares(self.tally, method, safety_net.counted(classifications), units)


def _add_employments(tally: Tally, employments: Iterable[EmploymentRow]) -> Stays:
    window = tally.window
    begin, end, period = window.begin, window.end, window.period
    stays: Stays = {}
    employment_of: dict[int, int] = {}
    several: set[int] = set()
    for employment, person, unit, span_first, span_last, hours, full_time in employments:
        first = max(span_first, begin)
        last = min(span_last, end)
        if first > last:
            continue
        cell = tally.cell(unit, full_time)
        tally.terms.setdefault(employment, []).append((first, last, hours, person, cell.missed))
        cell.change(window.left(first), hours, 1)
        if last < end:
            cell.change(window.left(last + 1), -hours, -1)
        stay = unit, period[first - begin], period[last - begin]
        if employment_of.setdefault(person, employment) != employment:
            several.add(person)
        if person in stays:
            _stay_on(stays[person], stay)
        else:
            stays[person] = [stay]
    if several:
        _count_once(tally, several)
    return stays


def _count_once(tally: Tally, people: Collection[int]) -> None:
    """Take people who have two employments at once out of the heads: sums count their days once (14.8)."""
    spans: dict[int, list[tuple[Stretch, UnitTally]]] = {}
    for terms in tally.terms.values():
        for first, last, _, person, missed in terms:
            if person in people:
                spans.setdefault(person, []).append(((person, first, last), missed.unit))
    for found in spans.values():
        if overlap(stretch for stretch, _ in found):
            for stretch, unit in found:
                _, first, last = stretch
                unit.doubled.add(stretch)
                unit.change(tally.window.left(first), -1)
                if last < tally.window.end:
                    unit.change(tally.window.left(last + 1), 1)


def _stay_on(stays: list[Stay], stay: Stay) -> None:
    """Add a stretch; one that goes on in the same unit, on other terms, makes the last one longer."""
    unit, first, last = stay
    last_unit, last_first, last_last = stays[-1]
    if unit == last_unit and first <= last_last + 1 and last_first <= last + 1:
        stays[-1] = unit, min(first, last_first), max(last, last_last)
    else:
        stays.append(stay)
