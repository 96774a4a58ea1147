"""Chains of cases by the four-week rule, where a file puts new cases before those in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sqlmodel import col, select

from xstui.domain.absence import CaseKind
from xstui.services import bulk, cases
from xstui.services.bulk import Before, NewCase
from xstui.services.desk import Desk
from xstui.store.tables import AbsenceCase
from xstui.store.unit import UnitOfWork


def stored(unit: UnitOfWork) -> dict[int, list[Before]]:
    """Return the cases in the store by employment, in order of time."""
    found: dict[int, list[Before]] = defaultdict(list)
    query = select(AbsenceCase).where(AbsenceCase.kind == CaseKind.ABSENCE.value)
    for case in unit.session.exec(query.order_by(col(AbsenceCase.first_sick_day))):
        found[case.employment_id].append(_before(case))
    return found


def _before(case: AbsenceCase) -> Before:
    return Before(case.key, case.first_sick_day, case.last_sick_day, case.counted_from)


def rejoin_later(unit: UnitOfWork, desk: Desk, new: Sequence[NewCase]) -> None:
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
        _rejoin(unit, desk, employment_id)


def _rejoin(unit: UnitOfWork, desk: Desk, employment_id: int) -> None:
    query = select(AbsenceCase).where(
        AbsenceCase.employment_id == employment_id, AbsenceCase.kind == CaseKind.ABSENCE.value
    )
    rows = unit.session.exec(query.order_by(col(AbsenceCase.first_sick_day))).all()
    for before, case in pairwise(rows):
        if case.join_declined:
            continue
        joined, counted_from = bulk.join(_before(before), case.first_sick_day)
        if (joined, counted_from) != (case.joined_case_id, case.counted_from):
            case.joined_case_id, case.counted_from = joined, counted_from
            unit.session.flush()
            cases.plan_tasks(unit, desk, case)
