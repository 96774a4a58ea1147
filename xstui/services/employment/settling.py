"""What a leaving does to a running case, registered once its day has passed (M§5.4).

Until then the case runs as any other. The first reading on a later day ends it, and so does the first one after a
registration that lets a case run past its employment: in a unit of work of the program's own, so that lists, tasks,
figures and retention need no rule of their own for a case that should have ended.
"""

from __future__ import annotations

import contextlib
from datetime import date

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.leaving import ended_case, last_known
from xstui.domain.problems import Refused
from xstui.services.absence import pregnancy
from xstui.services.cases import cases
from xstui.services.cases.ending import SETTLED, end_in
from xstui.services.context.context import PROGRAM, Context
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Employment, Person
from xstui.store.unit import EntryMeta, UnitOfWork


def settle(context: Context) -> None:
    """End what still runs after an employment that is over, unless the employer bears the risk from there on.

    A store that can't be written now is left as it is until the next sign-in or day.
    """
    with contextlib.suppress(Refused):
        with context.store.reading() as session:
            ending = [case.key for case, employment in _outlived(session, context) if _ends(session, case, employment)]
        for case_id in ending:
            _settle(context, case_id)


def end_for_leaving(
    unit: UnitOfWork, context: Context, case: AbsenceCase, last_day: date, reason: EndReason | None
) -> None:
    """End a case after the last day of its employment.

    Args:
        unit: That in which the rest of it is registered.
        context: Whose it is.
        case: An absence or a pregnancy.
        last_day: Of the employment.
        reason: By `ended_case`.

    Raises:
        Refused: What is wrong with the day, at `last_sick_day`.
    """
    if case.kind == CaseKind.PREGNANCY:
        pregnancy.break_off(unit, context, case, last_day, EndReason.LEFT)
    else:
        if reason is None:
            # What UWV must hear of is asked of a leaving that is reported late too (ZW article 38 paragraph 2).
            cases.plan_tasks(unit, context, case)
        latest = max(last_day, last_known(cases.times_of(unit.session, case)))
        end_in(unit, context, case, latest, reason or EndReason.LEFT)


def _outlived(session: Session, context: Context) -> list[tuple[AbsenceCase, Employment]]:
    query = select(AbsenceCase, Employment).where(
        AbsenceCase.employment_id == Employment.id,
        col(AbsenceCase.last_sick_day).is_(None),
        col(Employment.end_date) < context.today,
    )
    return list(session.exec(query).all())


def _ends(session: Session, case: AbsenceCase, employment: Employment) -> bool:
    return case.kind == CaseKind.PREGNANCY or not cases.outlives(session, case, employment)


def _settle(context: Context, case_id: int) -> None:
    meta = EntryMeta(SETTLED, PROGRAM, context.clock.now(), undoable=False)
    with context.store.unit(meta) as unit:
        case = unit.session.get_one(AbsenceCase, case_id)
        if case.last_sick_day is not None:  # another program was first
            return
        unit.person_id, unit.case_id = case.person_id, case.key
        employment = unit.session.get_one(Employment, case.employment_id)
        if employment.end_date is None:
            return
        end_for_leaving(unit, context, case, employment.end_date, ended_case(employment.end_reason))
        name = listed_name(unit.session.get_one(Person, case.person_id))
        unit.summary = {"name": name, "case_no": case.case_no, "day": case.last_sick_day}
