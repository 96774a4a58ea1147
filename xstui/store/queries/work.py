"""What is open: tasks, cases, messages; counted and listed for the units of the actor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, exists, func, or_, text
from sqlalchemy import cast as sql_cast
from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.store.journal import entries
from xstui.store.queries.employees import EMPLOYMENT_ON, TERMS_ON
from xstui.store.tables import (
    AbsenceCase,
    Announcement,
    Conversation,
    Employment,
    Message,
    MessageRead,
    Person,
    Task,
)

OWN_TASK = col(Task.actor).like("%WG%")


_IN_UNITS = f"""
EXISTS (SELECT 1 FROM employment e JOIN employment_terms t ON t.id = ({TERMS_ON})
        WHERE e.id = ({EMPLOYMENT_ON.format(person="absence_case.person_id")}) AND t.unit_id IN :units)
"""


def in_units(unit_ids: frozenset[int] | None, day: date) -> ColumnElement[bool]:
    """Return the condition that a case is of somebody who belongs to the units on a day; always true for None.

    The same rule as `services.employments.may_see_person`, which a test holds this against.
    """
    if unit_ids is None:
        return col(AbsenceCase.id).is_not(None)
    condition = text(_IN_UNITS).bindparams(
        bindparam("units", sorted(unit_ids), expanding=True), bindparam("day", day.isoformat())
    )
    return cast("ColumnElement[bool]", condition)


def _open(day: date) -> ColumnElement[bool]:
    return and_(col(Task.closed_as) == "", col(Task.opens) <= day, OWN_TASK)


def open_tasks(
    session: Session, day: date, unit_ids: frozenset[int] | None, limit: int | None = None
) -> Sequence[tuple[Task, AbsenceCase, Person]]:
    """Return the employer's tasks that have opened, with case and person, the longest overdue first."""
    query = (
        select(Task, AbsenceCase, Person)
        .where(Task.case_id == AbsenceCase.id, AbsenceCase.person_id == Person.id)
        .where(_open(day), in_units(unit_ids, day))
        .order_by(col(Task.due), col(Person.sort_key), col(Task.id))
        .limit(limit)
    )
    return session.exec(query).all()


def pressing_tasks(
    session: Session, day: date, unit_ids: frozenset[int] | None, limit: int
) -> Sequence[tuple[Task, AbsenceCase, Person, int]]:
    """Return of each case the task that presses most, with how many of its tasks have opened; the oldest first."""
    case_id = col(Task.case_id)
    place = func.row_number().over(partition_by=case_id, order_by=(col(Task.due), col(Task.id)))
    ranked = (
        select(
            col(Task.id).label("task_id"), place.label("place"), func.count().over(partition_by=case_id).label("opened")
        )
        .join(AbsenceCase, col(Task.case_id) == AbsenceCase.id)
        .where(_open(day), in_units(unit_ids, day))
        .subquery()
    )
    query = (
        select(Task, AbsenceCase, Person, ranked.c.opened)
        .join(ranked, col(Task.id) == ranked.c.task_id)
        .join(AbsenceCase, col(Task.case_id) == AbsenceCase.id)
        .join(Person, col(AbsenceCase.person_id) == Person.id)
        .where(ranked.c.place == 1)
        .order_by(col(Task.due), col(Person.sort_key), col(Task.id))
        .limit(limit)
    )
    return session.exec(query).all()


def task_counts(session: Session, day: date, unit_ids: frozenset[int] | None) -> tuple[int, int]:
    """Return the numbers of overdue tasks and of tasks to be done now."""
    query = (
        select(func.sum(sql_cast(col(Task.due) < day, Integer)), func.sum(sql_cast(col(Task.due) >= day, Integer)))
        .select_from(Task)
        .join(AbsenceCase, col(Task.case_id) == AbsenceCase.id)
        .where(_open(day), in_units(unit_ids, day))
    )
    overdue, due_now = session.exec(query).one()
    return int(overdue or 0), int(due_now or 0)


def open_case_counts(session: Session, day: date, unit_ids: frozenset[int] | None) -> dict[str, int]:
    """Return the number of running cases by kind."""
    kind = _kind(day)
    query = (
        select(kind, func.count())
        .where(AbsenceCase.employment_id == Employment.id, _running(day), in_units(unit_ids, day))
        .group_by(kind)
    )
    return {str(kind): int(count) for kind, count in session.exec(query).all()}


def running_cases(
    session: Session, day: date, unit_ids: frozenset[int] | None, kinds: Sequence[str], limit: int | None = None
) -> Sequence[tuple[AbsenceCase, Person, Employment]]:
    """Return running cases of some kinds with their people and employments, the newest first; all without a limit."""
    query = (
        select(AbsenceCase, Person, Employment)
        .where(AbsenceCase.person_id == Person.id, AbsenceCase.employment_id == Employment.id)
        .where(_kind(day).in_(kinds), _running(day), in_units(unit_ids, day))
        .order_by(col(AbsenceCase.first_sick_day).desc(), col(AbsenceCase.id).desc())
    )
    return session.exec(query.limit(limit)).all()


def _kind(day: date) -> ColumnElement[str]:
    """Return the kind that a running case counts as on a day, as `xstui.domain.leaving.kind_on` does."""
    kind = col(AbsenceCase.kind)
    outlived = and_(kind == CaseKind.ABSENCE.value, func.coalesce(Employment.end_date, day) < day)
    return case((outlived, CaseKind.SICKNESS_ACT.value), else_=kind)


def _running(day: date) -> ColumnElement[bool]:
    last = col(AbsenceCase.last_sick_day)
    # Nearly every case began before today: SQLite is told, and looks for the few that have not ended.
    begun: ColumnElement[bool] = func.likely(col(AbsenceCase.first_sick_day) <= day)
    return and_(begun, or_(last.is_(None), last > day))


def unread_messages(session: Session, account_id: int) -> Sequence[tuple[Message, Conversation]]:
    """Return messages of others that the account has not read, the newest first."""
    read = exists().where(and_(col(MessageRead.message_id) == Message.id, col(MessageRead.account_id) == account_id))
    query = (
        select(Message, Conversation)
        .where(Message.conversation_id == Conversation.id, ~read)
        .order_by(col(Message.sent_at).desc())
    )
    return session.exec(query).all()


def announcements(session: Session, day: date) -> Sequence[Announcement]:
    """Return the announcements shown on a day, the newest first."""
    until = col(Announcement.shown_until)
    query = (
        select(Announcement)
        .where(col(Announcement.shown_from) <= day, or_(until.is_(None), until >= day))
        .order_by(col(Announcement.shown_from).desc())
    )
    return session.exec(query).all()


def recent_people(session: Session, account_id: int | None, limit: int) -> list[int]:
    """Return whose dossiers the account opened last, the latest first."""
    latest = func.max(entries.c.seq)
    query = (
        select(entries.c.person_id)
        .where(
            entries.c.account_id == account_id,
            entries.c.use_case == "people.open_dossier",
            entries.c.person_id.is_not(None),
        )
        .group_by(entries.c.person_id)
        .order_by(latest.desc())
        .limit(limit)
    )
    return [int(person_id) for person_id in session.exec(query).all()]
