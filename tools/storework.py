"""What the tools that torture a store share: a small store, a desk on it, and random registrations."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import text
from sqlmodel import col, select

from tools.mending import mend_step
from xstui.clock import FixedClock
from xstui.domain.absence import Step
from xstui.domain.problems import Refused, refuse
from xstui.domain.roles import Role
from xstui.services import absence, audit, undo
from xstui.services.absence import SickReport
from xstui.services.demo.company import make_demo_store
from xstui.services.desk import Actor, Desk
from xstui.services.keys import vault
from xstui.services.reference import Reference, data_folder
from xstui.store import engine, opening
from xstui.store.store import Store
from xstui.store.tables import AbsenceCase, Employment

TODAY = date(2026, 6, 8)
CLOCK = FixedClock(TODAY)
HALF_CASES = """
    SELECT case_no FROM absence_case AS c WHERE NOT EXISTS (SELECT 1 FROM percentage_step WHERE case_id = c.id)
    UNION SELECT case_no FROM absence_case AS c WHERE kind = 'absence' AND last_sick_day IS NULL
        AND NOT EXISTS (SELECT 1 FROM task WHERE case_id = c.id)
"""
"""Cases of which a part is missing: every case has a step, and a running one has tasks."""


@dataclass(frozen=True)
class Place:
    """Where a store lies, and with what it opens."""

    path: Path
    key: bytes | None = None

    def open(self) -> Store:
        """Open the store: the one place where the tools do so."""
        return opening.open_store(self.path, CLOCK.now(), self.key)


def make_place(folder: Path, *, encrypted: bool = False) -> Place:
    """Make the demo company in a folder."""
    path = folder / "torture.db"
    make_demo_store(path, CLOCK, Reference(data_folder()), encrypted=encrypted)
    login = vault.public_login(path) if encrypted else None
    return Place(path, vault.unlock(path, *login, CLOCK.now()) if login else None)


def desk_on(store: Store, number: int = 1) -> Desk:
    """Return the desk of clerk `number`, who may do everything."""
    name = f"clerk-{number}"
    return Desk(store, CLOCK, Actor(900 + number, name, name, Role.COMBI, None), Reference(data_folder()))


def employed(desk: Desk) -> list[int]:
    """Return the people who can be reported sick today."""
    with desk.reading() as session:
        return list(session.exec(select(Employment.person_id).where(col(Employment.end_date).is_(None))).all())


def running(desk: Desk) -> list[int]:
    """Return the numbers of the running absences."""
    query = select(AbsenceCase.id).where(col(AbsenceCase.last_sick_day).is_(None), AbsenceCase.kind == "absence")
    with desk.reading() as session:
        return [number for number in session.exec(query).all() if number is not None]


def register(desk: Desk, rng: random.Random, people: list[int]) -> int | None:
    """Do something that a clerk does; return the number of its entry, or None where it was refused."""
    deeds: list[Callable[[Desk, random.Random, list[int]], int]] = [_report, _report, _change, _recover, _take_back]
    try:
        return rng.choice(deeds)(desk, rng, people)
    except Refused:
        return None


def _report(desk: Desk, rng: random.Random, people: list[int]) -> int:
    chosen, day = rng.sample(people, rng.choice([1, 1, 3])), TODAY - timedelta(days=rng.randrange(60))
    return absence.report_all_sick(desk, [SickReport(person, day) for person in chosen])[0].seq


def _change(desk: Desk, rng: random.Random, _people: list[int]) -> int:
    step = Step(TODAY - timedelta(days=rng.randrange(30)), Decimal(rng.randrange(1, 101)))
    return mend_step(desk, _one_case(desk, rng), step).seq


def _recover(desk: Desk, rng: random.Random, _people: list[int]) -> int:
    return absence.report_recovery(desk, _one_case(desk, rng), TODAY - timedelta(days=rng.randrange(5))).seq


def _one_case(desk: Desk, rng: random.Random) -> int:
    cases = running(desk)
    if not cases:
        raise refuse("no-case")
    return rng.choice(cases)


def _take_back(desk: Desk, _rng: random.Random, _people: list[int]) -> int:
    return undo.undo(desk).seq


def faults(place: Place) -> list[str]:
    """Return all that is wrong with a store: the database's check, the journal's, and half cases."""
    found = engine.integrity_problems(place.path, place.key)
    store = place.open()
    try:
        found += [f"{f.code} {f.place} {f.number}" for f in audit.verify_store(store).findings]
        with store.reading() as session:
            found += [f"half case {number}" for (number,) in session.connection().execute(text(HALF_CASES))]
    finally:
        store.close()
    return found
