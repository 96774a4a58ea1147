"""Loading a case as the rules see it, and keeping its tasks in step with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind, CaseTimes, Classification, Step
from xstui.domain.problems import refuse
from xstui.domain.protocol import PlannedTask, TaskState, plan
from xstui.services.desk import Desk
from xstui.store.tables import AbsenceCase, Employment, PercentageStep, Task
from xstui.store.unit import UnitOfWork

HORIZON = timedelta(days=7 * 104)
"""How far ahead the tasks of a running case are laid down: the waiting time of the WIA (WIA article 23)."""
NO_42_WEEK_REPORT = frozenset({Classification.ORGAN_DONATION, Classification.SAFETY_NET})
"""Cases without the report to UWV in week 42 (ZW article 38 paragraph 4)."""


def steps_of(session: Session, case_id: int) -> list[PercentageStep]:
    """Return a case's steps, oldest first."""
    query = select(PercentageStep).where(PercentageStep.case_id == case_id)
    return list(session.exec(query.order_by(col(PercentageStep.valid_from))).all())


def times_of(session: Session, case: AbsenceCase) -> CaseTimes:
    """Return a case as the rules see it."""
    steps = tuple(Step(step.valid_from, step.percentage) for step in steps_of(session, case.key))
    return CaseTimes(case.first_sick_day, case.last_sick_day, steps)


def cases_of(session: Session, employment: Employment, kind: CaseKind = CaseKind.ABSENCE) -> list[AbsenceCase]:
    """Return the cases of an employment, oldest first."""
    query = select(AbsenceCase).where(AbsenceCase.employment_id == employment.key, AbsenceCase.kind == kind.value)
    return list(session.exec(query.order_by(col(AbsenceCase.first_sick_day))).all())


def case_to_change(unit: UnitOfWork, desk: Desk, case_id: int, seen: int | None = None) -> AbsenceCase:
    """Return an open case for a change by this actor.

    Args:
        seen: Version that the screen showed; None where the clerk looked at nothing.

    Raises:
        Refused: `no-case`, or `changed-since` where somebody changed it in the meantime.
    """
    case = unit.session.get(AbsenceCase, case_id)
    if case is None:
        raise refuse("no-case")
    check_authorised(unit.session, desk, case.employment_id)
    if seen is not None and case.version != seen:
        raise refuse("changed-since")
    unit.person_id, unit.case_id = case.person_id, case.key
    return case


def check_authorised(session: Session, desk: Desk, employment_id: int) -> None:
    """Refuse where the employment lies outside the actor's units.

    Raises:
        Refused: `not-allowed`.
    """
    from xstui.services.employments import terms_rows

    rows = terms_rows(session, employment_id)
    if rows and not any(desk.may_see_unit(row.unit_id) for row in rows):
        raise refuse("not-allowed")


def plan_tasks(unit: UnitOfWork, desk: Desk, case: AbsenceCase) -> None:
    """Bring a case's open tasks in line with its protocol: made, shifted, lapsed or brought back.

    A closed case keeps what was done; what was still open lapses (domain rules, section 1.4).
    """
    session = unit.session
    existing = {(task.code, task.sequence): task for task in _tasks_of(session, case.key)}
    wanted = {} if case.last_sick_day else {(t.code, t.sequence): t for t in planned(desk, case, existing.values())}
    for place, task in existing.items():
        if task.closed_as in {TaskState.DONE, TaskState.DEVIATED}:
            wanted.pop(place, None)
        elif place in wanted:
            fresh = wanted.pop(place)
            task.opens, task.due, task.closed_as, task.closed_on = fresh.opens, fresh.due, "", None
        elif not task.closed_as:
            task.closed_as, task.closed_on = TaskState.LAPSED, desk.today
    for fresh in wanted.values():
        session.add(task_row(case.key, fresh))
    session.flush()


def task_row(case_id: int, planned_task: PlannedTask) -> Task:
    """Return the row of a planned task."""
    return Task(
        case_id=case_id,
        code=planned_task.code,
        sequence=planned_task.sequence,
        actor=planned_task.actor,
        opens=planned_task.opens,
        due=planned_task.due,
    )


def planned(desk: Desk, case: AbsenceCase, tasks: Iterable[Task] = ()) -> tuple[PlannedTask, ...]:
    """Return the tasks that the protocol asks of a case, those done counted from the day they were done."""
    done = {
        (task.code, task.sequence): task.closed_on
        for task in tasks
        if task.closed_on and task.closed_as in {TaskState.DONE, TaskState.DEVIATED}
    }
    kind = CaseKind(case.kind)
    suppressed = frozenset({"T05"}) if Classification(case.classification) in NO_42_WEEK_REPORT else frozenset()
    horizon: date = case.counted_from + HORIZON
    return plan(desk.reference.protocols[kind], case.counted_from, horizon=horizon, done=done, suppressed=suppressed)


def _tasks_of(session: Session, case_id: int) -> list[Task]:
    return list(session.exec(select(Task).where(Task.case_id == case_id)).all())
