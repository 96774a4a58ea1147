"""The 104 weeks of a case, with what came before it and its tasks."""

from __future__ import annotations

from sqlmodel import Session

from xstui.domain.absence import CaseKind
from xstui.domain.problems import refuse
from xstui.domain.protocol import TaskState, task_state
from xstui.domain.roles import Right, allows
from xstui.domain.timeline import Planned, Sign, Timeline, end_of_waiting_time, sign_of, spells_of
from xstui.services.cases import cases, joining
from xstui.services.context.context import Context
from xstui.services.context.employments import check_person
from xstui.store.tables import AbsenceCase, Task

OF_UWV = frozenset({"T05", "T08", "T10", "T11", "T13", "T19", "T20", "Z01"})
"""Tasks whose day UWV holds the employer or the employee to, by their codes in the shipped protocols."""


def timeline(context: Context, case_id: int) -> Timeline:
    """Return the line of a case; without its tasks for a role that sees none.

    Raises:
        Refused: `no-case`, `not-allowed` or `other-unit`.
    """
    context.require(Right.EMPLOYEES)
    with context.reading() as session:
        case = session.get(AbsenceCase, case_id)
        if case is None:
            raise refuse("no-case")
        check_person(session, context, case.person_id)
        absences = cases.times_of_all(
            session, cases.cases_of_employment(session, case.employment_id, CaseKind(case.kind))
        )
        known = _planned(session, context, case_id) if allows(context.actor.role, Right.TASKS) else []
        end = Planned(end_of_waiting_time(case.counted_from), Sign.END)
        return Timeline(
            case_no=case.case_no,
            counted_from=case.counted_from,
            today=context.today,
            spells=spells_of(absences.values(), joining.leaves_of(session, case.employment_id)),
            tasks=(*known, end),
        )


def _planned(session: Session, context: Context, case_id: int) -> list[Planned]:
    return [Planned(task.due, _sign(context, task)) for task in cases.tasks_of(session, case_id)]


def _sign(context: Context, task: Task) -> Sign:
    state = task_state(task.due, task.opens, context.today, TaskState(task.closed_as) if task.closed_as else None)
    return sign_of(state, of_uwv=task.code in OF_UWV)
