"""Which earlier case another one joins, and from where its terms count (BW 7:629 paragraph 10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from xstui.domain.absence import CaseKind, CaseTimes, LeaveDays, counted_from, joined_chain
from xstui.services.cases import cases, leaves
from xstui.services.context.context import Context
from xstui.store.tables import AbsenceCase, Employment
from xstui.store.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case that one after it may join.

    Attributes:
        declined: Whether it does not join the one before it, though it could (R2.5).
    """

    case_id: int
    times: CaseTimes
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The case that another joins, None where it stands by itself, and from where its terms count."""

    case_id: int | None
    counted_from: date


def link(
    earlier: Sequence[Earlier], first_sick_day: date, *, declined: bool = False, leaves: Sequence[LeaveDays] = ()
) -> Link:
    """Return what a case that begins on a day joins.

    Args:
        earlier: The cases of the employment before it, oldest first.
        declined: Whether it does not join, though it could.
        leaves: Pregnancy and maternity leaves of the employment, which are not an interruption (R2.7).
    """
    times = [*(one.times for one in earlier), CaseTimes(first_sick_day, None, ())]
    apart = {one.times.first_sick_day for one in earlier if one.declined}
    chain = joined_chain(times, apart | {first_sick_day} if declined else apart, leaves)
    return Link(earlier[-1].case_id if len(chain) > 1 else None, counted_from(chain))


def as_earlier(rows: Iterable[AbsenceCase]) -> list[Earlier]:
    """Return rows as the four-week rule sees them, which asks for no percentages."""
    return [
        Earlier(row.key, CaseTimes(row.first_sick_day, row.last_sick_day, ()), declined=bool(row.join_declined))
        for row in rows
    ]


def link_in_store(session: Session, employment: Employment, first_sick_day: date, *, declined: bool = False) -> Link:
    """Return what a case of an employment joins, by what the store holds."""
    known = cases.cases_of(session, employment)
    return link_among(session, employment, known, first_sick_day, declined=declined)


def link_among(
    session: Session,
    employment: Employment,
    known: Iterable[AbsenceCase],
    first_sick_day: date,
    *,
    declined: bool = False,
) -> Link:
    """Return what a case joins, where the cases of its employment are known already."""
    rows = [row for row in known if row.first_sick_day < first_sick_day]
    between = leaves_of(session, employment.key) if rows else []
    return link(as_earlier(rows), first_sick_day, declined=declined, leaves=between)


def chain_of(session: Session, case: AbsenceCase) -> tuple[CaseTimes, ...]:
    """Return the cases that count as one with a case, itself last, oldest first."""
    employment = session.get_one(Employment, case.employment_id)
    before = [row for row in cases.cases_of(session, employment) if row.first_sick_day < case.first_sick_day]
    earlier = as_earlier([*before, case])
    apart = {one.times.first_sick_day for one in earlier if one.declined}
    return joined_chain([one.times for one in earlier], apart, leaves_of(session, employment.key))


def leaves_of(session: Session, employment_id: int) -> list[LeaveDays]:
    """Return the pregnancy and maternity leaves of an employment, in order of time."""
    return leaves_by_employment(session, employment_id)[employment_id]


def leaves_by_employment(session: Session, employment_id: int | None = None) -> defaultdict[int, list[LeaveDays]]:
    """Return the leaves of all employments, or of one, as far as their cases did not end before them."""
    found: defaultdict[int, list[LeaveDays]] = defaultdict(list)
    for employment, known in leaves.known_leaves(session, employment_id).items():
        found[employment] = sorted(filter(None, (one.days for one in known)), key=lambda days: days.first)
    return found


def rejoin(unit: UnitOfWork, context: Context, employment_id: int) -> None:
    """Bring every case of an employment in line with those before it, and the tasks of those that moved or run.

    For whatever changes the days or tasks of a case that later ones may join, or a leave between them. A case that
    runs is planned again though it did not move: what was done in an earlier one counts later by its recovered days.
    So is one that left tasks to be done: they may have come of a leave that is no more.
    """
    employment = unit.session.get_one(Employment, employment_id)
    busy = cases.with_open_tasks(unit.session, employment_id)
    for case in cases.cases_of(unit.session, employment):
        found = link_in_store(unit.session, employment, case.first_sick_day, declined=bool(case.join_declined))
        moved = (found.case_id, found.counted_from) != (case.joined_case_id, case.counted_from)
        if moved:
            case.joined_case_id, case.counted_from = found.case_id, found.counted_from
            unit.session.flush()
        if moved or case.last_sick_day is None or case.key in busy:
            cases.plan_tasks(unit, context, case)
    replan_around_leave(unit, context, employment_id)


def replan_around_leave(unit: UnitOfWork, context: Context, employment_id: int) -> None:
    """Bring the leaves of an employment in line with its absences, and the tasks that are open with both."""
    if not leaves.known_leaves(unit.session, employment_id):
        return
    busy, absences = (
        cases.with_open_tasks(unit.session, employment_id),
        cases.cases_of_employment(unit.session, employment_id),
    )
    open_now = [row for row in absences if row.last_sick_day is None or row.key in busy]
    for case in [*leaves.bring_in_line(unit.session, employment_id, context.today), *open_now]:
        cases.plan_tasks(unit, context, case)


def bring_in_line(unit: UnitOfWork, context: Context, employment_ids: Iterable[int]) -> None:
    """Bring the cases of employments, leaves among them, and their tasks in line after rows were put back.

    Somebody else may have ended a case since, opened it again (1.4), or reported that the employee leaves.
    """
    for employment_id in sorted(employment_ids):
        if unit.session.get(Employment, employment_id) is None:
            continue
        rejoin(unit, context, employment_id)
        for case in unit.session.exec(select(AbsenceCase).where(AbsenceCase.employment_id == employment_id)).all():
            if case.kind != CaseKind.ABSENCE or case.last_sick_day is not None:
                cases.plan_tasks(unit, context, case)
