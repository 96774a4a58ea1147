"""Ending a case within a unit of work that does more than that: a leave begins, or an employment ends."""

from __future__ import annotations

from datetime import date

from xstui.domain.absence import EndReason, check_recovery
from xstui.domain.problems import refuse_if
from xstui.services.cases import cases, joining
from xstui.services.context.context import Context
from xstui.store.tables import AbsenceCase
from xstui.store.unit import UnitOfWork

SETTLED = "leaving.settle"
"""The use case in which the program ends a case, once an employment whose end was announced is over."""


def end_in(unit: UnitOfWork, context: Context, case: AbsenceCase, last_day: date, reason: EndReason) -> None:
    """End a running absence case; its open tasks lapse, but for those that are due after such an end too.

    Raises:
        Refused: What is wrong with the day, at `last_sick_day`.
    """
    refuse_if(check_recovery(cases.times_of(unit.session, case), last_day, today=context.today, reason=reason))
    case.last_sick_day, case.end_reason = last_day, reason
    unit.session.flush()
    cases.plan_tasks(unit, context, case)
    joining.rejoin(unit, context, case.employment_id)
