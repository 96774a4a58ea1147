"""Counting the store's employment and absence for the figures: once, and again only when the store has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sqlmodel import Session, func, select

from xstui.domain.absence import CaseKind
from xstui.domain.figures import AbsenceCount, Period
from xstui.services.context.context import Context
from xstui.store.queries import figures as queries
from xstui.store.tables import JournalEntry

TOGETHER = 10_000
"""Stretches of absence that are in memory at a time."""
NOTE = "reporting.counting"


@dataclass(frozen=True, slots=True)
class Counted:
    """What figures are taken from, whatever the method, classifications and units, and how many months.

    Attributes:
        monthly: Counted by month, from an earlier day on, for what is compared with past quarters.
        months: The periods of `monthly`.
    """

    monthly: AbsenceCount
    months: Sequence[Period]
    _wholes: dict[int, AbsenceCount] = field(default_factory=dict)

    def whole(self, months: int) -> AbsenceCount:
        """Return what was counted over the last so many months together."""
        first = len(self.months) - months
        if first not in self._wholes:
            self._wholes[first] = self.monthly.over(first)
        return self._wholes[first]


def count_absence(context: Context, session: Session, months: Sequence[Period]) -> Counted:
    """Return the counts over some months; those of the last time if they reach as far and nothing was registered since.

    Args:
        months: The consecutive months that the figures are about, after those that they are only compared with.
    """
    key = session.exec(select(func.max(JournalEntry.seq))).one(), context.today, months[-1]
    kept = context.kept.get(NOTE)
    if kept is not None and kept[0] == key:
        known: Counted = kept[1]
        if known.months[0].first <= months[0].first:
            return known
    found = _count(session, months, context.today)
    context.kept[NOTE] = key, found
    return found


def _count(session: Session, months: Sequence[Period], today: date) -> Counted:
    first, last = months[0].first, months[-1].last
    employments = queries.employment_spans(session, first, last)
    monthly = AbsenceCount(employments, months, as_of=today, classed_at_end=True)
    spans = queries.absence_spans(session, first, last, CaseKind.ABSENCE)
    while part := list(islice(spans, TOGETHER)):
        monthly.add(part)
    monthly.close()
    return Counted(monthly, months)
