"""Everything the home screen shows, in one reading of the store (manual section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, func, select

from xstui.domain.absence import CaseKind
from xstui.domain.roles import Right, allows
from xstui.services.absence import tasks
from xstui.services.absence.tasks import PressingTask
from xstui.services.case_file.messages import may_see_conversation
from xstui.services.cases import cases
from xstui.services.context.context import Context
from xstui.services.context.cover import cover_of
from xstui.services.context.organisation import Unit, tree_in
from xstui.services.people.people import CaseLine, case_line, listed_name
from xstui.services.people.search import Found
from xstui.store.queries import employees, work
from xstui.store.queries.employees import Scope
from xstui.store.tables import Employment, OrgUnit

RECENT = 8
URGENT = 40
ILL = 12
"""People who are absent that the home screen names, those reported last."""
FIGURES = "verzuimcijfers"
"""The report that the figure on the home screen is of."""
QUICKLY_COUNTED = 3_000
"""Employments up to which the absence of a year is counted while the home screen is open."""


@dataclass(frozen=True)
class MessageLine:
    """An unread message."""

    message_id: int
    conversation_id: int
    subject: str
    sender: str
    sent_at: datetime


@dataclass(frozen=True)
class Notice:
    """An announcement or tip."""

    title: str
    body: str
    shown_from: date


@dataclass(frozen=True)
class Home:
    """The panels of the home screen, A to K of the manual.

    Attributes:
        overdue: Tasks that the user is late with; none of a role that closes no tasks.
        due_now: Tasks that the user is to do now; none of a role that closes no tasks.
        urgent: Of each case the task that presses most.
        ill: Who is absent, the newest case first.
        running: Number of running cases by kind: the kinds that an employer has cover for today, and those there are;
            none at all for a role that may not see who is absent.
    """

    announcements: tuple[Notice, ...]
    overdue: int
    due_now: int
    urgent: tuple[PressingTask, ...]
    unread: tuple[MessageLine, ...]
    recent: tuple[Found, ...]
    units: tuple[Unit, ...]
    running: dict[CaseKind, int]
    absent: int
    ill: tuple[RunningCase, ...] = ()


@dataclass(frozen=True)
class RunningCase:
    """A running case in the overview of those who are absent (manual section 4.6)."""

    person_id: int
    name: str
    line: CaseLine


def home(context: Context) -> Home:
    """Return what the home screen shows; what the role may not see is empty."""
    context.require(Right.HOME)
    units = context.actor.unit_ids
    sees_tasks = allows(context.actor.role, Right.TASKS)
    does_tasks = allows(context.actor.role, Right.TASKS, write=True)
    sees_people = allows(context.actor.role, Right.EMPLOYEES)
    with context.reading() as session:
        overdue, due_now = tasks.counts(session, context) if does_tasks else (0, 0)
        recent = _recent(session, context)
        waiting = work.unread_messages(session, context.actor.account_id or 0)
        unread = [(m, talk) for m, talk in waiting if may_see_conversation(session, context, talk)]
        counted = work.open_case_counts(session, context.today, units) if sees_people else {}
        employers = session.exec(select(OrgUnit.id).where(OrgUnit.kind == "employer")).all()
        covers = [cover_of(session, employer_id or 0) for employer_id in employers]
        kinds = [CaseKind.ABSENCE]
        for kind in (CaseKind.SICKNESS_ACT, CaseKind.WGA):
            kinds += [kind] * (bool(counted.get(kind)) or any(cover.holds(kind, context.today) for cover in covers))
        notices = work.announcements(session, context.today)
        shown_units = tree_in(session, context).units
    return Home(
        announcements=tuple(Notice(n.title, n.body, n.shown_from) for n in notices),
        overdue=overdue,
        due_now=due_now,
        urgent=tuple(tasks.pressing_tasks(context, URGENT)) if sees_tasks else (),
        unread=tuple(
            MessageLine(m.key, c.key, c.subject, m.sender, m.sent_at)
            for m, c in unread
            if m.sender != context.actor.full_name
        ),
        recent=recent,
        units=shown_units,
        running={kind: counted.get(kind, 0) for kind in kinds} if sees_people else {},
        absent=sum(counted.get(kind, 0) for kind in kinds),
        ill=tuple(running_cases(context, tuple(kinds), ILL)) if sees_people else (),
    )


@dataclass(frozen=True)
class MonthOfAbsence:
    """The absence percentage of a month, `2026-05` say; None where nobody was employed."""

    month: str
    percentage: Decimal | None


def absence_by_month(context: Context) -> tuple[MonthOfAbsence, ...]:
    """Return the percentages of the last twelve whole months, as the absence figures have them.

    Nothing for a role that sees no figures, nor where counting them would keep the computer busy.
    """
    from xstui.services.reporting import making

    if not allows(context.actor.role, Right.ABSENCE_FIGURES):
        return ()
    with context.reading() as session:
        if session.exec(select(func.count()).select_from(Employment)).one() > QUICKLY_COUNTED:
            return ()
    chart = making.make(context, making.defaults(context, FIGURES)).chart
    if chart is None:
        return ()
    return tuple(MonthOfAbsence(*month) for month in zip(chart.labels, chart.values, strict=True))


def recent_dossiers(context: Context) -> tuple[Found, ...]:
    """Return whose dossiers the user opened last, the last one first; none for a role that sees no employees."""
    with context.reading() as session:
        return _recent(session, context)


def _recent(session: Session, context: Context) -> tuple[Found, ...]:
    if not allows(context.actor.role, Right.EMPLOYEES):
        return ()
    ids = work.recent_people(session, context.actor.account_id, RECENT)
    scope = Scope(context.today, True, context.actor.unit_ids)  # noqa: FBT003
    return tuple(Found(row, 0) for row in employees.by_ids(session, ids, scope))


def running_cases(context: Context, kinds: tuple[CaseKind, ...], limit: int | None = None) -> list[RunningCase]:
    """Return who is absent now, the newest case first; all without a limit."""
    context.require(Right.EMPLOYEES)
    with context.reading() as session:
        rows = work.running_cases(session, context.today, context.actor.unit_ids, kinds, limit)
        times = cases.times_of_all(session, [case for case, _person, _employment in rows])
        return [
            RunningCase(
                person.key,
                listed_name(person),
                case_line(case, times[case.key], context, employment.end_date),
            )
            for case, person, employment in rows
        ]
