"""A new store: its employer and the first login."""

from __future__ import annotations

from dataclasses import dataclass, field

from xstui.clock import Clock
from xstui.domain.problems import Problem, refuse_if
from xstui.domain.roles import Role
from xstui.services import secrets
from xstui.store.store import Store
from xstui.store.tables import Account, AccountUnit, EmployerDetails, JobGroup, OrgUnit
from xstui.store.unit import Deed

SHORTEST_PASSWORD = 15
"""NIST SP 800-63B: length counts, composition rules do not."""
LONGEST_NAME = 200


@dataclass(frozen=True)
class NewStore:
    """What a new store needs to begin with."""

    employer: str
    username: str
    full_name: str
    password: str = field(repr=False)
    departments: tuple[str, ...] = ()

    def check(self) -> None:
        """Refuse what can't be used.

        Raises:
            Refused: `required`, `too-long` or `password-too-short`, by field.
        """
        problems = []
        for name in ("employer", "username", "full_name"):
            value = getattr(self, name).strip()
            if not value:
                problems.append(Problem("required", name))
            elif len(value) > LONGEST_NAME:
                problems.append(Problem("too-long", name, {"limit": LONGEST_NAME}))
        if any(len(name) > LONGEST_NAME for name in self.departments):
            problems.append(Problem("too-long", "departments", {"limit": LONGEST_NAME}))
        problems += password_problems(self.password)
        refuse_if(problems)


def password_problems(password: str) -> list[Problem]:
    """Return what is wrong with a new password (NIST SP 800-63B section 5.1.1.2)."""
    if len(password) < SHORTEST_PASSWORD:
        return [Problem("password-too-short", "password", {"shortest": SHORTEST_PASSWORD})]
    return [Problem("password-common", "password")] if len(set(password)) <= 2 else []  # noqa: PLR2004 - "aaaa..."


def set_up(store: Store, clock: Clock, wanted: NewStore, cost: secrets.Cost = secrets.STRONG) -> None:
    """Write the employer and the first login into an empty store.

    The second factor is set up at the first sign-in.
    """
    wanted.check()
    hashed = secrets.hash_secret(wanted.password, cost)
    with store.unit(Deed("setup.store", wanted.username.strip(), clock.now(), undoable=False)) as unit:
        employer = unit.add(OrgUnit(kind="employer", name=wanted.employer.strip()))
        unit.add(EmployerDetails(unit_id=employer.key))
        for name in dict.fromkeys(department.strip() for department in wanted.departments):
            if name:
                unit.add(OrgUnit(kind="department", name=name, parent_id=employer.key))
        unit.add(JobGroup(name="Algemeen"))
        account = unit.add(
            Account(
                username=wanted.username.strip(),
                full_name=wanted.full_name.strip(),
                role=Role.COMBI,
                password_hash=hashed,
            )
        )
        unit.add(AccountUnit(account_id=account.key, unit_id=employer.key))
