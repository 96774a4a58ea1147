"""Taking back the last registration, and doing it again: also after a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from xstui.domain.problems import refuse
from xstui.services import cases, joining, office, own_risk, sectors
from xstui.services.desk import Desk
from xstui.store import undo as stack
from xstui.store.journal import entries


@dataclass(frozen=True)
class Reversal:
    """What was taken back or done again: the use case, and the values its receipt named."""

    seq: int
    use_case: str
    summary: dict[str, Any]


def undo(desk: Desk) -> Reversal:
    """Take back the actor's last registration that still stands.

    Raises:
        Refused: `nothing-to-undo`, or `undo-blocked` where its rows have changed since.
    """
    return _reverse(desk, forward=False)


def redo(desk: Desk) -> Reversal:
    """Do again what the actor took back last.

    Raises:
        Refused: `nothing-to-redo`, or `undo-blocked`.
    """
    return _reverse(desk, forward=True)


def _reverse(desk: Desk, *, forward: bool) -> Reversal:
    kind = "redo" if forward else "undo"
    find = stack.redo_candidate if forward else stack.undo_candidate
    with desk.reading() as session:
        seq = find(session.connection(), desk.actor.account_id)
        if seq is None:
            raise refuse(f"nothing-to-{kind}")
        entry = session.connection().execute(select(entries).where(entries.c.seq == seq)).one()
        if entry.use_case in {office.CHANGED, own_risk.CHANGED, sectors.CHANGED}:
            desk.require_administrator()
        if entry.person_id is not None:
            cases.check_person(session, desk, entry.person_id)
    with desk.unit(entry.use_case, kind=kind, reverses=seq, undoable=False) as unit:
        unit.person_id, unit.case_id = entry.person_id, entry.case_id
        unit.summary = json.loads(entry.summary or "{}")
        if find(unit.session.connection(), desk.actor.account_id) != seq:
            raise refuse("undo-blocked")
        stack.put_back(unit, seq, forward=forward)
        joining.rejoin_touched(unit, desk)
        cases.plan_touched(unit, desk)
    return Reversal(unit.seq, entry.use_case, unit.summary)
