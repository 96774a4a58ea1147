"""The office that is played in: a store with two departments, three clerks, and a clock that moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import text

from tools.driver import model, rights
from tools.driver.logins import Login
from tools.driver.model import Broken, Entry, Person, World, replay
from xstui.clock import FixedClock
from xstui.domain.roles import Role
from xstui.services.context.context import Actor, Context
from xstui.services.context.reference import Reference, data_folder
from xstui.services.employment.settling import settle
from xstui.store import opening
from xstui.store.store import Store
from xstui.store.tables import Account, EmployerDetails, Job, JobGroup, OrgUnit, Policy, PolicyCover
from xstui.store.unit import EntryMeta

FIRST_DAY = date(2022, 3, 1)
EMPLOYER, FIRST, SECOND = 1, 2, 3


@dataclass(frozen=True)
class Clerk:
    """Somebody at work.

    Attributes:
        units: The departments whose people the clerk may see; None: all.
    """

    account: int
    role: str
    units: frozenset[int] | None = None
    administrator: bool = False


CLERKS = {
    "a": Clerk(1, rights.COMBI, administrator=True),
    "b": Clerk(2, rights.COMBI),
    "c": Clerk(3, rights.COMBI, frozenset({FIRST})),
    "d": Clerk(4, rights.WITHOUT_CLAIMS),
    "e": Clerk(5, rights.VIEWER, frozenset({FIRST})),
    "f": Clerk(6, rights.CLAIMS_VIEWER),
    "g": Clerk(7, rights.WITH_EMPLOYEES, frozenset({FIRST})),
    "h": Clerk(8, rights.REPORTER),
    "i": Clerk(9, rights.PAYROLL),
}


@dataclass
class Office:
    """Store, clerks and clock, with the history of what was acknowledged.

    Attributes:
        insured: Whether the employer bears the risk of the Sickness Benefits Act.
        hired: How many people were ever hired: each has another name.
        numbers: Every case and dossier number that was ever given.
        twice: Numbers that were given twice.
        read: The messages that somebody has read, by account and message.
        drafts: What was typed and not saved, by clerk and form.
        logins: Accounts that an administrator made, by user name.
    """

    store: Store
    clock: FixedClock
    contexts: dict[str, Context]
    insured: bool
    history: list[Entry] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    hired: int = 0
    read: set[tuple[int, int]] = field(default_factory=set)
    drafts: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    logins: dict[str, Login] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day by the clock that moves."""
        return self.clock.today()

    def sees(self, name: str, person: Person) -> bool:
        """Tell whether somebody is of a clerk's departments today (domain rules, 9)."""
        units = CLERKS[name].units
        return units is None or person.unit(self.today) in units

    def world(self) -> World:
        """Return what the history comes to today."""
        return replay(self.history, self.insured, self.today)

    def people(self) -> list[Person]:
        """Return who there is, by number."""
        world = self.world()
        return [world.people[number] for number in sorted(world.people)]

    def rules_broken(self) -> list[str]:
        """Return the rules that the standing registrations break together."""
        try:
            people = self.people()
        except Broken as broken:
            return [str(broken)]
        return [rule for person in people for rule in model.broken(person, self.today, insured=self.insured)]

    def settled_since(self, seq: int) -> list[str]:
        """Return what the program itself registered since: that a case ended with its employment."""
        with self.store.reading() as session:
            query = text("SELECT seq FROM journal_entry WHERE account_id IS NULL AND seq > :seq")
            return [f"{own} settled something" for own in session.connection().execute(query, {"seq": seq}).scalars()]

    def taken_back(self, clerk: int) -> Entry | None:
        """Return the registration that a clerk took back last, unless something new was registered since."""
        with self.store.reading() as session:
            query = text(
                "SELECT reverses FROM journal_entry AS e WHERE kind = 'undo' AND account_id = :clerk AND seq >"
                " (SELECT coalesce(max(seq), 0) FROM journal_entry"
                " WHERE kind = 'do' AND undoable AND account_id = :clerk)"
                " AND NOT EXISTS (SELECT 1 FROM journal_entry WHERE reverses = e.reverses AND seq > e.seq)"
                " ORDER BY seq DESC LIMIT 1"
            )
            seq = session.connection().execute(query, {"clerk": clerk}).scalar()
        return next((entry for entry in self.history if entry.seq == seq), None)


def make_office(folder: Path, template: Path | None, *, insured: bool) -> Office:
    """Make a store with a small employer in a folder, from a template where there is one."""
    path = folder / "driver.db"
    clock = FixedClock(FIRST_DAY)
    if template is None:
        store = opening.create_store(path)
    else:
        path.write_bytes(template.read_bytes())
        store = opening.open_store(path, clock.now())
    _fill(store, clock, insured=insured)
    reference = Reference(data_folder())
    contexts = {
        name: Context(
            store,
            clock,
            Actor(one.account, name, name.upper(), Role(one.role), one.units, administrator=one.administrator),
            reference,
            settle=settle,
        )
        for name, one in CLERKS.items()
    }
    return Office(store, clock, contexts, insured)


def _fill(store: Store, clock: FixedClock, *, insured: bool) -> None:
    with store.unit(EntryMeta("demo.make", "xstui", clock.now(), undoable=False)) as unit:
        employer = unit.add(OrgUnit(kind="employer", name="Bedrijf"))
        unit.add(EmployerDetails(unit_id=employer.key, full_time_hours=Decimal(36), insured_sickness_act=insured))
        for name in ("Een", "Twee"):
            unit.add(OrgUnit(kind="department", name=name, parent_id=employer.key))
        policy = unit.add(
            Policy(employer_id=employer.key, policy_no="V-1", starts_on=date(2015, 1, 1), waiting_days=10)
        )
        unit.add(PolicyCover(policy_id=policy.key, sequence=0, weeks=104, percentage=Decimal(70)))
        unit.add(Job(name="Job", group_id=unit.add(JobGroup(name="Algemeen")).key))
        for name, clerk in CLERKS.items():
            unit.add(Account(username=name, full_name=name.upper(), role=clerk.role, password_hash="x"))  # noqa: S106
