"""Counting the store's employment and absence for the figures: once, and again only when the store has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlmodel import Session, func, select

from xstui.domain.absence import CaseKind
from xstui.domain.figures import AbsenceCount, Period, whole_period
from xstui.services.desk import Desk
from xstui.store.queries import figures as queries
from xstui.store.tables import JournalEntry

TOGETHER = 10_000
"""Stretches of absence that are in memory at a time."""
NOTE = "reporting.counting"


@dataclass(frozen=True, slots=True)
class Counted:
    """What figures are taken from, whatever the method, classifications and units.

    Attributes:
        whole: Counted over all months together.
        monthly: Counted by month, from an earlier day on, for what is compared with past quarters.
        months: The periods of `monthly`.
    """

    whole: AbsenceCount
    monthly: AbsenceCount
    months: Sequence[Period]


def count_absence(desk: Desk, session: Session, periods: Sequence[Period], earlier: Sequence[Period]) -> Counted:
    """Return the counts over some months; those of the last time if nothing was registered since.

    Args:
        periods: The consecutive months that the figures are about.
        earlier: The consecutive months before them that are only compared with.
    """
    months = (*earlier, *periods)
    key = session.exec(select(func.max(JournalEntry.seq))).one(), desk.today, periods, months
    kept = desk.kept.get(NOTE)
    if kept is not None and kept[0] == key:
        found: Counted = kept[1]
        return found
    found = _count(session, periods, months, desk.today)
    desk.kept[NOTE] = key, found
    return found


def _count(session: Session, periods: Sequence[Period], months: Sequence[Period], today: date) -> Counted:
    first, last = months[0].first, months[-1].last
    employments = list(queries.employment_spans(session, first, last))
    whole = AbsenceCount(employments, [whole_period(periods)], as_of=today)
    monthly = AbsenceCount(employments, months, as_of=today)
    spans = queries.absence_spans(session, first, last, CaseKind.ABSENCE)
    while part := list(islice(spans, TOGETHER)):
        whole.add(part)
        monthly.add(part)
    whole.close()
    monthly.close()
    return Counted(whole, monthly, months)
