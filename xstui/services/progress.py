"""What was done in a dossier, in order of time (*Overzicht voortgang*, manual section 10.2)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from xstui.domain.roles import Right
from xstui.services.desk import Desk
from xstui.store.journal import entries


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
    """Return the registrations about a person, the newest first; read from the journal."""
    desk.require(Right.CASE_FILES)
    with desk.reading() as session:
        about = select(entries).where(entries.c.person_id == person_id, entries.c.kind != "note")
        rows = session.connection().execute(about.order_by(entries.c.seq)).all()
    state = {row.reverses: row.kind for row in rows if row.reverses is not None}
    deeds = [
        Deed(row.seq, row.at, row.who, row.use_case, json.loads(row.summary or "{}"), state.get(row.seq) == "undo")
        for row in rows
        if row.kind == "do"
    ]
    return deeds[::-1]
