"""Taking back and doing again."""

from __future__ import annotations

from sqlalchemy import text

from tools.driver.attempts import Outcome
from tools.driver.model import Entry, World
from tools.driver.office import CLERKS, Office
from tools.driver.plays import Play
from xstui.domain.problems import Refused
from xstui.services.upkeep import undo


def turn(office: Office, play: Play, *, forward: bool) -> Outcome:
    """Take back, or do again; the journal says which registration, and the model what that comes to."""
    context, before = office.contexts[play.clerk], office.world()
    expected = _candidate(office, play, forward=forward)
    try:
        reversal = undo.redo(context) if forward else undo.undo(context)
    except Refused as refused:
        codes = tuple(problem.code for problem in refused.problems)
        reasons = _why_not(office, play, expected, before, forward=forward)
        unasked = () if reasons else (f"refused {codes} though nothing stands in the way",)
        return Outcome(codes, unasked)
    with office.store.reading() as session:
        query = text("SELECT reverses FROM journal_entry WHERE seq = :seq")
        reverses = session.connection().execute(query, {"seq": reversal.seq}).scalar_one()
    entry = next((one for one in office.history if one.seq == reverses), None)
    if entry is None:
        return Outcome(differences=(f"entry {reverses} was taken back, which was no registration",))
    wrong: list[str] = (
        [] if entry is expected else [f"entry {reverses} was turned, and not {expected.seq if expected else None}"]
    )
    wrong += _outside(office, play, entry, before)
    entry.stands, entry.turned = forward, reversal.seq
    return Outcome(differences=(*wrong, *(f"{play.kind} although {rule}" for rule in office.rules_broken())))


def _candidate(office: Office, play: Play, *, forward: bool) -> Entry | None:
    mine = [entry for entry in office.history if entry.clerk == CLERKS[play.clerk].account]
    if not forward:
        return next((entry for entry in reversed(mine) if entry.stands), None)
    return office.taken_back(CLERKS[play.clerk].account)


def _why_not(office: Office, play: Play, entry: Entry | None, before: World, *, forward: bool) -> list[str]:
    """Return what stands in the way of taking a registration back, or of doing it again."""
    if entry is None:
        return ["there is none"]
    others = [one for one in office.history if one is not entry and one.touched > entry.seq and one.about & entry.about]
    reasons = [f"{one.seq} came after it" for one in others]
    reasons += office.settled_since(entry.seq)
    reasons += _outside(office, play, entry, before)
    reasons += ["somebody is gone"] * (not entry.about <= set(before.people) | {office.hired})
    entry.stands = forward
    reasons += office.rules_broken()
    entry.stands = not forward
    return reasons


def _outside(office: Office, play: Play, entry: Entry, before: World) -> list[str]:
    known = [before.people[one] for one in entry.about if one in before.people]
    return [f"{one.surname} is of another department" for one in known if not office.sees(play.clerk, one)]
