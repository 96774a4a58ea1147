"""Chains of cases by the four-week rule, where a file puts new cases before those in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from xstui.domain.absence import CaseKind, EndReason
from xstui.services.cases import joining
from xstui.services.cases.joining import Earlier
from xstui.services.context.context import Context
from xstui.services.employment.bulk import NewCase
from xstui.store.tables import AbsenceCase
from xstui.store.unit import UnitOfWork


def stored(unit: UnitOfWork) -> dict[int, list[Earlier]]:
    """Return the cases in the store by employment, in order of time."""
    found: dict[int, list[Earlier]] = defaultdict(list)
    query = select(AbsenceCase).where(
        AbsenceCase.kind == CaseKind.ABSENCE.value, col(AbsenceCase.end_reason) != EndReason.MISTAKEN.value
    )
    for case in unit.session.exec(query.order_by(col(AbsenceCase.first_sick_day))):
        found[case.employment_id].extend(joining.as_earlier([case]))
    return found


def rejoin_later(unit: UnitOfWork, context: Context, new: Sequence[NewCase]) -> None:
    """Join cases that stood in the store already to new ones before them, and shift their tasks."""
    begun: dict[int, date] = {}
    for fresh in new:
        begun.setdefault(fresh.employment_id, fresh.times.first_sick_day)
    query = select(AbsenceCase.employment_id, col(AbsenceCase.first_sick_day)).where(
        AbsenceCase.kind == CaseKind.ABSENCE.value, AbsenceCase.version < unit.seq
    )
    later = {
        employment_id for employment_id, first in unit.session.exec(query) if begun.get(employment_id, first) < first
    }
    for employment_id in sorted(later):
        joining.rejoin(unit, context, employment_id)
