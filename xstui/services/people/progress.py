"""What was done in a dossier, in order of time (*Overzicht voortgang*, manual section 10.2)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.problems import refuse
from xstui.domain.roles import Access, Right, access
from xstui.services.cases import cases, protocols
from xstui.services.context.context import Context
from xstui.services.context.employments import employment_on
from xstui.services.people.people import listed_name
from xstui.services.people.person_rows import Rows, rows_of
from xstui.store import journal
from xstui.store.journal import EntryRow, Image
from xstui.store.tables import AbsenceCase, Person

CLOSING = ("tasks.close", "tasks.deviate")
UPDATE = "employees.mend"
MOVED = "absence.move"
"""The use case of a case that is moved from one person to another: what was done about it before goes along."""


@dataclass(frozen=True)
class ProgressEntry:
    """One registration about a person.

    Attributes:
        taken_back: Whether it was undone and does not stand any more.
        tasks: The person's tasks, in Dutch and in English, where several were closed at once.
        columns: Columns of the person's data that were changed.
    """

    seq: int
    at: datetime
    who: str
    use_case: str
    summary: dict[str, object]
    taken_back: bool
    tasks: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()


def of_person(context: Context, person_id: int) -> list[ProgressEntry]:
    """Return the registrations about a person, the newest first; read from the journal.

    Raises:
        Refused: `not-allowed`, `other-unit`, or `own-reports-only` for a role that sees its own reports alone, of
            somebody whom the actor has never reported.
    """
    context.require(Right.CASE_FILES)
    with context.reading() as session:
        cases.check_authorised(session, context, employment_on(session, person_id, context.today).key)
        hers = rows_of(session, [person_id])
        about = journal.entries_about(session.connection(), person_id, hers)
        rows = [row for row in about if row.kind != "note"]
        if access(context.actor.role, Right.CASE_FILES) is Access.OWN_REPORTS and not _has_reported(context, rows):
            raise refuse("own-reports-only")
        state = {row.reverses: row.kind for row in rows if row.reverses is not None}
        done = [row for row in rows if row.kind == "do"]
        found = [_entry(session, context, row, hers, taken_back=state.get(row.seq) == "undo") for row in done]
        moves = [row.seq for row in done if row.use_case == MOVED and state.get(row.seq) != "undo"]
        for seq in moves:
            found += _before_move(session, context, person_id, seq)
    return sorted(found, key=lambda entry: entry.seq, reverse=True)


def _before_move(session: Session, context: Context, person_id: int, seq: int) -> Iterator[ProgressEntry]:
    """Yield what was done about a case that an entry moved to a person; whom it was reported on is not named."""
    name = listed_name(session.get_one(Person, person_id))
    for table, (case_id, before, after) in journal.changes_of(session.connection(), seq):
        if table != "absence_case" or not _became_mistaken(before, after) or (before or {})["person_id"] == person_id:
            continue
        rows = journal.entries_of_case(session.connection(), case_id, seq)
        state = {row.reverses: row.kind for row in rows if row.reverses is not None}
        for row in rows:
            if row.kind == "do" and row.summary and state.get(row.seq) != "undo":
                entry = _entry(session, context, row, {"task": set()}, taken_back=False)
                yield replace(entry, summary=entry.summary | {"name": name})


def _became_mistaken(before: Image | None, after: Image | None) -> bool:
    mistaken = EndReason.MISTAKEN.value
    return bool(before and after) and (after or {})["end_reason"] == mistaken != (before or {})["end_reason"]


def _entry(session: Session, context: Context, row: EntryRow, hers: Rows, *, taken_back: bool) -> ProgressEntry:
    summary = json.loads(row.summary or "{}")
    tasks: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    if row.use_case in CLOSING and summary.get("count", 1) > 1:
        tasks = tuple(_closed(session, context, row.seq, hers["task"]))
    elif row.use_case == UPDATE:
        columns = tuple(_changed(session, row.seq))
    return ProgressEntry(row.seq, row.at, row.who, row.use_case, summary, taken_back, tasks, columns)


def _closed(session: Session, context: Context, seq: int, hers: Collection[int]) -> Iterator[tuple[str, str]]:
    """Yield the tasks, of those of one person, that an entry closed: in Dutch and in English."""
    for table, (row_id, before, after) in journal.changes_of(session.connection(), seq):
        if table == "task" and row_id in hers and before and after and before["closed_as"] != after["closed_as"]:
            case = session.get_one(AbsenceCase, after["case_id"])
            in_use = protocols.in_use(session, context.reference, {case.employment_id})
            rules = in_use.of(case.employment_id, CaseKind(case.kind)).rules
            code = after["code"]
            yield next(((rule.label_nl, rule.label_en) for rule in rules if rule.code == code), (code, code))


def _changed(session: Session, seq: int) -> Iterator[str]:
    """Yield the columns of a person that an entry changed, but for those that are worked out from others."""
    for table, (_id, before, after) in journal.changes_of(session.connection(), seq):
        if table == "person" and before and after:
            names = (name for name, value in after.items() if before.get(name) != value)
            yield from (name for name in names if name != "version" and not name.endswith("_key"))


def may_see(context: Context, person_id: int) -> bool:
    """Tell whether the user may see what was done in a dossier: some roles see that of their own reports alone."""
    reach = access(context.actor.role, Right.CASE_FILES)
    if reach is not Access.OWN_REPORTS:
        return reach is not Access.NONE
    with context.reading() as session:
        return has_reported(session, context, person_id)


def has_reported(session: Session, context: Context, person_id: int) -> bool:
    """Tell whether somebody was reported sick from the actor's own login."""
    return _has_reported(context, journal.entries_about(session.connection(), person_id, rows_of(session, [person_id])))


def _has_reported(context: Context, rows: Iterable[EntryRow]) -> bool:
    """Tell whether a report of the actor, or a case moved here, stands among the entries, oldest first."""
    found = list(rows)
    state = {row.reverses: row.kind for row in found if row.reverses is not None}
    return any(
        row.account_id == context.actor.account_id and row.use_case in {"absence.report_sick", MOVED}
        for row in found
        if row.kind == "do" and state.get(row.seq) != "undo"
    )
