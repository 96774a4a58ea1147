"""What the tools that torture a store share: a small store, a context on it, and random registrations."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlmodel import col, select

from xstui.clock import FixedClock
from xstui.domain.roles import Role
from xstui.services.context.context import Actor, Context
from xstui.services.context.reference import Reference, data_folder
from xstui.services.demo.company import make_demo_store
from xstui.services.security import vault
from xstui.services.upkeep import audit
from xstui.store import opening, whole_file
from xstui.store.store import Store
from xstui.store.tables import Employment

TODAY = date(2026, 6, 8)
CLOCK = FixedClock(TODAY)
HALF_CASES = """
    SELECT case_no FROM absence_case AS c WHERE kind <> 'pregnancy'
        AND NOT EXISTS (SELECT 1 FROM percentage_step WHERE case_id = c.id)
    UNION SELECT case_no FROM absence_case AS c WHERE kind = 'pregnancy'
        AND NOT EXISTS (SELECT 1 FROM pregnancy_leave WHERE case_id = c.id)
    UNION SELECT case_no FROM absence_case AS c WHERE kind = 'absence' AND last_sick_day IS NULL
        AND NOT EXISTS (SELECT 1 FROM task WHERE case_id = c.id)
"""
"""Cases of which a part is missing: an absence has a step, a running one tasks, and a pregnancy its leave."""


@dataclass(frozen=True)
class Place:
    """Where a store lies, and with what it opens."""

    path: Path
    key: bytes | None = None

    def open(self) -> Store:
        """Open the store: the one place where the tools do so."""
        return opening.open_store(self.path, CLOCK.now(), self.key)


def make_place(folder: Path, *, encrypted: bool = False) -> Place:
    """Put the demo company in a folder; it is made once in a process."""
    made = _made(encrypted=encrypted)
    for file in Path(made.name).iterdir():
        shutil.copy(file, folder)
    path = folder / "torture.db"
    login = vault.public_login(path) if encrypted else None
    return Place(path, vault.unlock(path, *login, CLOCK.now()) if login else None)


@cache
def _made(*, encrypted: bool) -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    make_demo_store(Path(folder.name) / "torture.db", CLOCK, Reference(data_folder()), encrypted=encrypted)
    return folder


def context_on(store: Store, number: int = 1) -> Context:
    """Return the context of clerk `number`, who may do everything."""
    name = f"clerk-{number}"
    return Context(store, CLOCK, Actor(900 + number, name, name, Role.COMBI, None), Reference(data_folder()))


def employed(context: Context) -> list[int]:
    """Return the people who can be reported sick today."""
    with context.reading() as session:
        return list(session.exec(select(Employment.person_id).where(col(Employment.end_date).is_(None))).all())


def faults(place: Place) -> list[str]:
    """Return all that is wrong with a store: the database's check, the journal's, and half cases."""
    found = whole_file.integrity_problems(place.path, place.key)
    store = place.open()
    try:
        found += [f"{f.code} {f.place} {f.number}" for f in audit.verify_store(store).findings]
        with store.reading() as session:
            found += [f"half case {number}" for (number,) in session.connection().execute(text(HALF_CASES))]
    finally:
        store.close()
    return found
