"""What was done in a dossier, in order of time (*Overzicht voortgang*, manual section 10.2)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from xstui.domain.problems import refuse
from xstui.domain.roles import Access, Right, access
from xstui.services.cases import cases
from xstui.services.context.context import Desk
from xstui.services.context.employments import employment_on
from xstui.services.people.person_rows import rows_of
from xstui.store import journal


@dataclass(frozen=True)
class Deed:
    """One registration about a person.

    Attributes:
        taken_back: Whether it was undone and does not stand any more.
    """

    seq: int
    at: datetime
    who: str
    use_case: str
    summary: dict[str, Any]
    taken_back: bool


def of_person(desk: Desk, person_id: int) -> list[Deed]:
    """Return the registrations about a person, the newest first; read from the journal.

    Raises:
        Refused: `not-allowed`: by the role, outside the actor's units, or, for a role that sees its own reports
            alone, of somebody she has never reported.
    """
    desk.require(Right.CASE_FILES)
    with desk.reading() as session:
        cases.check_authorised(session, desk, employment_on(session, person_id, desk.today).key)
        about = journal.entries_about(session.connection(), person_id, rows_of(session, [person_id]))
        rows = [row for row in about if row.kind != "note"]
    if access(desk.actor.role, Right.CASE_FILES) is Access.OWN_REPORTS and not _has_reported(desk, rows):
        raise refuse("not-allowed", role=desk.actor.role)
    state = {row.reverses: row.kind for row in rows if row.reverses is not None}
    deeds = [
        Deed(row.seq, row.at, row.who, row.use_case, json.loads(row.summary or "{}"), state.get(row.seq) == "undo")
        for row in rows
        if row.kind == "do"
    ]
    return deeds[::-1]


def may_see(desk: Desk, person_id: int) -> bool:
    """Tell whether the user may see what was done in a dossier: some roles see that of their own reports alone."""
    reach = access(desk.actor.role, Right.CASE_FILES)
    if reach is not Access.OWN_REPORTS:
        return reach is not Access.NONE
    with desk.reading() as session:
        return has_reported(session, desk, person_id)


def has_reported(session: Session, desk: Desk, person_id: int) -> bool:
    """Tell whether somebody was reported sick from the actor's own login."""
    return _has_reported(desk, journal.entries_about(session.connection(), person_id, rows_of(session, [person_id])))


def _has_reported(desk: Desk, rows: Iterable[Row[Any]]) -> bool:
    return any(row.account_id == desk.actor.account_id and row.use_case == "absence.report_sick" for row in rows)
