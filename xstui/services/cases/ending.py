"""Ending a case within a unit of work that does more than that: a leave begins, or an employment ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind, EndReason, check_recovery
from xstui.domain.leaving import ENDS_CASE, LeavingReason, last_known
from xstui.domain.problems import refuse_if
from xstui.services.cases import cases, joining
from xstui.services.context.context import Desk
from xstui.store.tables import AbsenceCase, Employment
from xstui.store.unit import UnitOfWork

EMPLOYMENTS_PER_QUERY = 500


def end_in(unit: UnitOfWork, desk: Desk, case: AbsenceCase, last_day: date, reason: EndReason) -> None:
    """End a running absence case; its open tasks lapse.

    Raises:
        Refused: What is wrong with the day, at `last_sick_day`.
    """
    refuse_if(check_recovery(cases.times_of(unit.session, case), last_day, today=desk.today, reason=reason))
    case.last_sick_day, case.end_reason = last_day, reason
    unit.session.flush()
    cases.plan_tasks(unit, desk, case)
    joining.rejoin(unit, desk, case.employment_id)


def end_with_employments(unit: UnitOfWork, desk: Desk, employment_ids: Iterable[int]) -> None:
    """End each absence that a registration lets run after an employment that is over, unless it may go on (M§5.4)."""
    ids = sorted(employment_ids)
    for start in range(0, len(ids), EMPLOYMENTS_PER_QUERY):
        query = select(AbsenceCase, Employment).where(
            AbsenceCase.employment_id == Employment.id,
            col(Employment.id).in_(ids[start : start + EMPLOYMENTS_PER_QUERY]),
            col(Employment.end_date) < desk.today,
            col(AbsenceCase.last_sick_day).is_(None),
            AbsenceCase.kind == CaseKind.ABSENCE.value,
        )
        for case, employment in unit.session.exec(query).all():
            if employment.end_date and (reason := end_reason(unit.session, case, employment)) is not None:
                latest = max(employment.end_date, last_known(cases.times_of(unit.session, case)))
                end_in(unit, desk, case, latest, reason)


def end_reason(session: Session, case: AbsenceCase, employment: Employment) -> EndReason | None:
    """Return why an absence ends with its employment; None where the employer bears the risk from there on."""
    reason = ENDS_CASE.get(LeavingReason(employment.end_reason)) if employment.end_reason else None
    return reason or (None if cases.bears_risk(session, case, employment) else EndReason.LEFT)
