"""Taking back the last registration, and doing it again: also after a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from xstui.domain.import_kinds import KINDS
from xstui.domain.problems import Problem, Refused, Registration, refuse, refuse_if
from xstui.domain.roles import Right, allows
from xstui.services.cases import joining
from xstui.services.cases.ending import SETTLED
from xstui.services.context.context import Context
from xstui.services.context.employments import may_see_person
from xstui.services.people.people import listed_name
from xstui.services.upkeep import consistency
from xstui.services.upkeep.consistency import Touched
from xstui.store import undo as stack
from xstui.store.journal import entries
from xstui.store.tables import AbsenceCase, Person
from xstui.store.unit import UnitOfWork

NAMED = 4
"""People who are named of a registration about several."""


@dataclass(frozen=True)
class Several:
    """Several people: the names of the first, and how many more there are."""

    names: tuple[str, ...]
    others: int


@dataclass(frozen=True)
class Reversal:
    """What was taken back or done again, or would be: the use case, and the values its receipt named.

    Attributes:
        seq: Its own entry; of what would be taken back, the entry of the registration.
        reverses: The entry of the registration.
        people: Whom it is about, where those are several.
    """

    seq: int
    use_case: str
    summary: dict[str, object]
    reverses: int = 0
    people: Several | None = None


RIGHTS: Mapping[str, Right] = MappingProxyType(
    {
        "absence.": Right.ABSENCE_REPORTS,
        "pregnancy.": Right.ABSENCE_REPORTS,
        "tasks.": Right.TASKS,
        "employees.": Right.EMPLOYEE_CHANGES,
        "terms.": Right.EMPLOYMENT_CHANGES,
        "leaving.": Right.EMPLOYMENT_CHANGES,
        "messages.": Right.HOME,
        **{kind.use_case: kind.right for kind in KINDS},
    }
)
"""What taking a use case back asks, by how its name begins; any other is for administrators."""
LEAVING = "leaving.report"
ABOUT_ABSENCE = ("absence.", "pregnancy.", "tasks.", *(kind.use_case for kind in KINDS if kind.is_of_sickness))
"""How the use cases begin that a role without absence reports is told no more of than who and when."""


def candidate(context: Context, seq: int | None = None) -> Reversal:
    """Return what `undo` would take back.

    Raises:
        Refused: `nothing-to-undo`, or `not-to-undo` where that is asked of one entry; `not-allowed`, `other-unit` or
            `administrators-only`, as `undo` is.
    """
    with context.reading() as session:
        found = _to_undo(session, context, seq)
        if found is None:
            raise refuse("nothing-to-undo" if seq is None else "not-to-undo")
        entry = session.connection().execute(select(entries).where(entries.c.seq == found)).one()
        _check_right(context, entry.use_case)
        about = consistency.touched(session, stack.steps_of(session.connection(), found, forward=False))
        _check_people(session, context, about)
        return Reversal(found, entry.use_case, json.loads(entry.summary or "{}"), found, _several(session, about))


def undo(context: Context, seq: int | None = None) -> Reversal:
    """Take back the actor's last registration that still stands, or the one of an entry, no matter who made it.

    Raises:
        Refused: `nothing-to-undo`; `not-allowed`, `other-unit` or `administrators-only` where the actor may not do such
            a thing any more; `undo-blocked` where its rows have changed since, with who did what and when;
            `undo-erased` where retention has wiped a part of it; or `undo-unlawful` where somebody's employment or
            absence would be otherwise than a registration may leave it, with each `why`.
    """
    return _reverse(context, seq, forward=False)


def redo(context: Context) -> Reversal:
    """Do again what the actor took back last.

    Raises:
        Refused: `nothing-to-redo`, or as `undo` is.
    """
    return _reverse(context, None, forward=True)


def _to_undo(session: Session, context: Context, wanted: int | None) -> int | None:
    """Return the entry to take back: the actor's last one, or the wanted one where that stands."""
    connection = session.connection()
    if wanted is None:
        return stack.undo_candidate(connection, context.actor.account_id)
    return wanted if stack.can_be_undone(connection, wanted) else None


def _to_redo(session: Session, context: Context, _wanted: int | None) -> int | None:
    return stack.redo_candidate(session.connection(), context.actor.account_id)


def _reverse(context: Context, wanted: int | None, *, forward: bool) -> Reversal:
    kind, find = ("redo", _to_redo) if forward else ("undo", _to_undo)
    with context.reading() as session:
        seq = find(session, context, wanted)
        if seq is None:
            raise refuse(f"nothing-to-{kind}")
        entry = session.connection().execute(select(entries).where(entries.c.seq == seq)).one()
        _check_right(context, entry.use_case)
    with context.unit(entry.use_case, kind=kind, reverses=seq, undoable=False) as unit:
        unit.person_id, unit.case_id = entry.person_id, entry.case_id
        unit.summary = json.loads(entry.summary or "{}")
        if find(unit.session, context, wanted) != seq:
            raise refuse("undo-blocked")
        several = _put_back(unit, context, entry.use_case, seq, forward=forward)
    if context.settle is not None:
        context.settle(context)  # what the program had settled went back with it
    return Reversal(unit.seq, entry.use_case, unit.summary, seq, several)


def _check_right(context: Context, use_case: str) -> None:
    """Refuse an actor whose rights don't cover the use case: they may have changed since it was carried out."""
    right = next((right for begin, right in RIGHTS.items() if use_case.startswith(begin)), None)
    if right is None:
        context.require_administrator()
    else:
        context.require(right, write=True)


def _put_back(unit: UnitOfWork, context: Context, use_case: str, seq: int, *, forward: bool) -> Several | None:
    """Put rows back, where everybody they are about is in the actor's units and stays within the rules.

    Return whom they are about, where those are several: an undo may leave no trace of them.
    """
    session = unit.session
    steps = stack.steps_of(session.connection(), seq, forward=forward)
    before = consistency.touched(session, steps)
    _check_people(session, context, before)
    several = _several(session, before)
    known = consistency.problems_of(session, context, before)
    try:
        _put_back_settled(unit, before, seq, is_leaving=use_case == LEAVING and not forward)
        stack.put_back(unit, seq, forward=forward)
    except Refused as refused:
        raise _in_the_way(session, context, use_case, refused.problems[0]) from refused
    session.expire_all()
    after = consistency.touched(session, steps)
    _check_people(session, context, after)
    whys = [problem for problem in consistency.problems_of(session, context, after) if problem not in known]
    refuse_if(Problem("undo-unlawful", "", {"why": why}) for why in whys)
    joining.bring_in_line(unit, context, after.employments)
    return several or _several(session, after)


def _several(session: Session, about: Touched) -> Several | None:
    """Return the people that a registration is about, by name; None of fewer than two."""
    if len(about.people) <= 1:
        return None
    found: list[Person] = []
    for some in consistency.parts(about.people):
        query = select_rows(Person).where(col(Person.id).in_(some)).order_by(col(Person.sort_key)).limit(NAMED)
        found += session.exec(query).all()
    first = sorted(found, key=lambda person: person.sort_key)[:NAMED]
    return Several(tuple(map(listed_name, first)), len(about.people) - len(first)) if first else None


def _put_back_settled(unit: UnitOfWork, about: Touched, since: int, *, is_leaving: bool) -> None:
    """Put back what the program ended since, as the employment was over: it is settled again where that still holds.

    Raises:
        Refused: `undo-blocked` where it goes with a leaving, and such a case was changed after that.
    """
    session = unit.session
    cases = session.exec(select_rows(AbsenceCase).where(col(AbsenceCase.employment_id).in_(about.employments))).all()
    versions = {case.key: case.version for case in cases}
    query = select(entries.c.case_id, entries.c.seq).where(entries.c.use_case == SETTLED, entries.c.seq > since)
    newest = {row.case_id: row.seq for row in session.connection().execute(query.order_by(entries.c.seq))}
    for case_id, seq in newest.items():
        version = versions.get(case_id, 0)
        if version > seq and is_leaving:
            raise refuse("undo-blocked", entry=version)
        if version == seq:
            stack.put_back(unit, seq, forward=False)


def _check_people(session: Session, context: Context, about: Touched) -> None:
    if not all(may_see_person(session, context, person_id) for person_id in about.people):
        raise refuse("other-unit")


def _in_the_way(session: Session, context: Context, use_case: str, problem: Problem) -> Refused:
    """Say which registration stands in the way: what was done, by whom and when, as far as the role may know."""
    seq = problem.details.get("entry")
    entry = session.connection().execute(select(entries).where(entries.c.seq == seq)).first() if seq else None
    if problem.code != "undo-blocked" or entry is None:
        return Refused(problem)
    details: dict[str, object] = {"who": entry.who, "when": entry.at}
    if entry.use_case.startswith(ABOUT_ABSENCE) and not allows(context.actor.role, Right.ABSENCE_REPORTS):
        return Refused(Problem("undo-blocked-by", "", details))
    details["registration"] = Registration(entry.use_case, json.loads(entry.summary or "{}"))
    code = "undo-report-blocked" if use_case == "absence.report_sick" else "undo-blocked"
    return Refused(Problem(code, "", details))
