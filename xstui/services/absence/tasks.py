"""Tasks of the cases that the actor may see, most urgent first (manual section 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.problems import Problem, refuse, refuse_if
from xstui.domain.protocol import Protocol, TaskState, task_state
from xstui.domain.roles import Right
from xstui.domain.sane_years import check_has_come
from xstui.services.cases import cases, protocols
from xstui.services.context import conflicts
from xstui.services.context.context import Context
from xstui.services.context.employments import check_person
from xstui.services.context.privacy import refuse_health
from xstui.services.people.people import listed_name
from xstui.store import journal
from xstui.store.queries import work
from xstui.store.tables import AbsenceCase, Person, Task
from xstui.store.unit import UnitOfWork

EMPLOYER = "WG"
"""The actor whose tasks are the clerk's own; `WG+WN` is theirs as well."""

OPEN = frozenset({TaskState.OVERDUE, TaskState.DUE_NOW, TaskState.FUTURE})
USE_CASES = {TaskState.DONE: "tasks.close", TaskState.DEVIATED: "tasks.deviate"}
"""What closing a task is called in the journal."""


@dataclass(frozen=True)
class Closing:
    """How a task is closed.

    Attributes:
        state: Done, or deviated from with the reason (Regeling procesgang article 5).
        day: The day it was done, from which the terms of tasks that depend on it count; None: today.
        corrects: Correct what was recorded of a task that was closed before.
    """

    state: TaskState
    remark: str = ""
    day: date | None = None
    corrects: bool = False


@dataclass(frozen=True)
class Moved:
    """Tasks of one kind that were late, and are not since their terms count from a task that was closed.

    Attributes:
        count: How many there are.
        next_due: When the first of them is due now; None where all have lapsed.
    """

    label_nl: str
    label_en: str
    count: int
    next_due: date | None


@dataclass(frozen=True)
class Closed:
    """What came of closing tasks: these, and others that are late no longer."""

    lines: tuple[TaskLine, ...]
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True)
class TaskLine:
    """One task in a list.

    Attributes:
        own: Whether it is the employer's to do.
        days_late: Days past its due date, or by which it was closed after it; 0 where it is not late.
        closed_on: The day it was done or deviated from; None for one that is open or has lapsed.
        closed_by: Who recorded that.
        closed_at: When they did.
        remark: Why it was deviated from.
        case_ended: Last day of its case; None while that runs.
        earliest: The first day on which it can have been done; None where any day will do.
        expected_nl: What is expected of the person who carries it out, in Dutch; empty where the protocol does not say.
        contact_nl: Whom to ask about it, in Dutch; may be empty.
    """

    task_id: int
    version: int
    case_id: int
    case_no: int
    person_id: int
    name: str
    code: str
    label_nl: str
    label_en: str
    short_nl: str
    short_en: str
    actor: str
    opens: date
    due: date
    state: TaskState
    days_late: int
    source: str
    source_en: str
    expected_nl: str
    expected_en: str
    contact_nl: str
    contact_en: str
    closed_on: date | None = None
    closed_by: str = ""
    closed_at: datetime | None = None
    remark: str = ""
    case_ended: date | None = None
    earliest: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN

    @property
    def own(self) -> bool:
        """Whether it is the employer's to do."""
        return EMPLOYER in self.actor.split("+")


def open_tasks(context: Context, limit: int | None = None) -> list[TaskLine]:
    """Return the employer's own tasks that are late or to be done now, most urgent first; all without a limit."""
    context.require(Right.TASKS)
    with context.reading() as session:
        return _lines(session, context, work.open_tasks(session, context.today, context.actor.unit_ids, limit))


@dataclass(frozen=True)
class PressingTask:
    """The task of a case that presses most.

    Attributes:
        others: How many more of the same case are late or to be done now.
    """

    task: TaskLine
    others: int


def pressing_tasks(context: Context, limit: int) -> list[PressingTask]:
    """Return of each case the employer's own task that presses most, the most urgent case first."""
    context.require(Right.TASKS)
    with context.reading() as session:
        found = work.pressing_tasks(session, context.today, context.actor.unit_ids, limit)
        lines = _lines(session, context, [(task, case, person) for task, case, person, _opened in found])
    return [PressingTask(line, opened - 1) for line, (*_row, opened) in zip(lines, found, strict=True)]


def tasks_of_person(context: Context, person_id: int, *, everything: bool = False) -> list[TaskLine]:
    """Return the tasks of a dossier; with `everything` the future, done and others' ones too."""
    context.require(Right.TASKS)
    with context.reading() as session:
        check_person(session, context, person_id)
        query = (
            select(Task, AbsenceCase, Person)
            .where(Task.case_id == AbsenceCase.id, AbsenceCase.person_id == Person.id, Person.id == person_id)
            .order_by(col(Task.due), col(Task.id))
        )
        lines = _lines(session, context, session.exec(query).all())
    wanted = {TaskState.OVERDUE, TaskState.DUE_NOW}
    return lines if everything else [line for line in lines if line.own and line.state in wanted]


def close_task(  # noqa: PLR0913 - the form asks how, when and why
    context: Context,
    task_id: int,
    closed_as: TaskState,
    remark: str = "",
    *,
    seen: int | None = None,
    on: date | None = None,
    corrects: bool = False,
) -> TaskLine:
    """Close a task as done, or as deviated from with the reason (Regeling procesgang article 5).

    Args:
        on: The day it was done, from which the terms of tasks that depend on it count; None: today.
        corrects: Correct what was recorded of a task that was closed before.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-task`, `date-in-future` or `before-first-sick-day` at `closed_on`,
            `required` at `remark` for a deviation, `medical-words`, or `changed-since`.
    """
    return close_tasks(context, [(task_id, seen)], Closing(closed_as, remark.strip(), on, corrects)).lines[0]


def close_tasks(context: Context, chosen: Sequence[tuple[int, int | None]], closing: Closing) -> Closed:
    """Close tasks as `close_task` does, all of them or none, in one registration.

    Args:
        chosen: Each task with its version as the screen showed it, or None.
    """
    context.require(Right.TASKS, write=True)
    if closing.state is TaskState.DEVIATED and not closing.remark:
        raise refuse("required", "remark")
    if closing.day is not None:
        refuse_if(check_has_come(closing.day, "closed_on", today=context.today))
    refuse_health(context, "remark", closing.remark)
    with context.unit(USE_CASES[closing.state]) as unit:
        late = _late_beside(unit.session, context, [task_id for task_id, _seen in chosen])
        lines = [_close(unit, context, task_id, seen, closing) for task_id, seen in chosen]
        moved = _moved(unit.session, context, late)
        if len({line.case_id for line in lines}) > 1:
            unit.person_id = unit.case_id = None
        first = lines[0]
        day = closing.day or context.today
        labels = {"label_nl": first.label_nl, "label_en": first.label_en}
        summary = {"name": first.name, "code": first.code, **labels, "case_no": first.case_no, "day": day}
        unit.summary = {**summary, **counted(lines)}
    return Closed(tuple(lines), moved)


def _late_beside(session: Session, context: Context, chosen: Sequence[int]) -> list[Task]:
    """Return the employer's late tasks of the cases of some tasks, without those."""
    same_cases = select(Task.case_id).where(col(Task.id).in_(chosen))
    query = select(Task).where(col(Task.case_id).in_(same_cases), Task.closed_as == "", Task.due < context.today)
    return [task for task in session.exec(query).all() if task.key not in chosen and EMPLOYER in task.actor.split("+")]


def _moved(session: Session, context: Context, late: Sequence[Task]) -> tuple[Moved, ...]:
    """Return which of the tasks that were late are so no longer, by kind."""
    gone = [task for task in late if task.closed_as or task.due >= context.today]
    rows = []
    for task in gone:
        case = session.get_one(AbsenceCase, task.case_id)
        rows.append((task, case, session.get_one(Person, case.person_id)))
    kinds: dict[tuple[str, str], list[TaskLine]] = {}
    for line in _lines(session, context, rows):
        kinds.setdefault((line.label_nl, line.label_en), []).append(line)
    return tuple(
        Moved(*labels, len(lines), min((line.due for line in lines if line.is_open), default=None))
        for labels, lines in kinds.items()
    )


def counted(lines: Sequence[TaskLine]) -> dict[str, int]:
    """Return of how many tasks, kinds of task and people a receipt tells."""
    kinds, people = {line.code for line in lines}, {line.person_id for line in lines}
    return {"count": len(lines), "kinds": len(kinds), "people": len(people)}


def _close(unit: UnitOfWork, context: Context, task_id: int, seen: int | None, closing: Closing) -> TaskLine:
    task = unit.session.get(Task, task_id)
    if task is None:
        raise refuse("no-task")
    case = cases.case_to_change(unit, context, task.case_id)
    conflicts.check_seen(unit.session, task, seen)
    if task.closed_as and not (closing.corrects and task.closed_as in cases.CARRIED_OUT):
        raise refuse("changed-since")
    day = closing.day or context.today
    if (task.closed_as, task.closed_on, task.remark) == (closing.state, day, closing.remark):
        raise refuse("nothing-changed")
    refuse_if(problems_of_day(day, case.first_sick_day if case.kind == CaseKind.ABSENCE else None))
    task.closed_as, task.closed_on, task.remark = closing.state, day, closing.remark
    unit.session.flush()
    cases.plan_tasks(unit, context, case)
    person = unit.session.get_one(Person, case.person_id)
    return _lines(unit.session, context, [(task, case, person)])[0]


def _lines(session: Session, context: Context, rows: Sequence[tuple[Task, AbsenceCase, Person]]) -> list[TaskLine]:
    in_use = protocols.in_use(session, context.reference, {case.employment_id for _, case, _ in rows})
    # Who wrote a row last is who made the entry of its version.
    closed = {task.version for task, _, _ in rows if task.closed_as in cases.CARRIED_OUT}
    made = journal.made(session.connection(), closed)
    return [
        _line(context, in_use.of(case.employment_id, CaseKind(case.kind)), task, case, person, made)
        for task, case, person in rows
    ]


def _line(  # noqa: PLR0913 - a line is made of all of them
    context: Context,
    protocol: Protocol,
    task: Task,
    case: AbsenceCase,
    person: Person,
    made: Mapping[int, tuple[str, datetime]],
) -> TaskLine:
    rule = next((rule for rule in protocol.rules if rule.code == task.code), None)
    closed = TaskState(task.closed_as) if task.closed_as else None
    state = task_state(task.due, task.opens, context.today, closed)
    who, at = made.get(task.version, ("", None))
    return TaskLine(
        task_id=task.key,
        version=task.version,
        case_id=case.key,
        case_no=case.case_no,
        person_id=person.key,
        name=listed_name(person),
        code=task.code,
        label_nl=rule.label_nl if rule else task.code,
        label_en=rule.label_en if rule else task.code,
        short_nl=rule.short_nl or rule.label_nl if rule else task.code,
        short_en=rule.short_en or rule.label_en if rule else task.code,
        actor=task.actor,
        opens=task.opens,
        due=task.due,
        state=state,
        days_late=_days_late(task, state, context.today),
        closed_on=task.closed_on if state in cases.CARRIED_OUT else None,
        closed_by=who,
        closed_at=at,
        remark=task.remark,
        case_ended=case.last_sick_day,
        earliest=case.first_sick_day if case.kind == CaseKind.ABSENCE else None,
        source=rule.source if rule else "",
        source_en=rule.source_en if rule else "",
        expected_nl=rule.expected_nl if rule else "",
        expected_en=rule.expected_en if rule else "",
        contact_nl=protocol.contact_nl,
        contact_en=protocol.contact_en,
    )


def problems_of_day(day: date, *earliest: date | None) -> list[Problem]:
    """Return that a day lies before one of those on which tasks can have been done first."""
    first = max((one for one in earliest if one is not None), default=day)
    return [Problem("before-first-sick-day", "closed_on", {"first": first})] if day < first else []


def _days_late(task: Task, state: TaskState, today: date) -> int:
    until = task.closed_on if state in cases.CARRIED_OUT else today if state is TaskState.OVERDUE else None
    return max(0, (until - task.due).days) if until else 0


def counts(session: Session, context: Context) -> tuple[int, int]:
    """Return how many of the employer's tasks are late, and how many are to be done now."""
    return work.task_counts(session, context.today, context.actor.unit_ids)
