"""A new store: its employer and the first login."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from xstui.clock import Clock
from xstui.domain.passwords import password_problems
from xstui.domain.problems import Problem, refuse_if
from xstui.domain.roles import Role
from xstui.domain.search import plain
from xstui.services.security import secrets, vault
from xstui.services.security.making import new_store
from xstui.store.store import Store
from xstui.store.tables import Account, AccountUnit, EmployerDetails, JobGroup, OrgUnit, Setting
from xstui.store.unit import EntryMeta

LONGEST_NAME = 200


@dataclass(frozen=True)
class NewStore:
    """What a new store needs to begin with."""

    employer: str
    username: str
    full_name: str
    password: str = field(repr=False)
    departments: tuple[str, ...] = ()

    def check(self, common: Iterable[str]) -> None:
        """Refuse what can't be used.

        Args:
            common: Words that passwords are made of most often.

        Raises:
            Refused: `required`, `too-long`, `password-too-short` or `password-common`, by field.
        """
        problems = [
            *name_problems("employer", self.employer),
            *name_problems("username", self.username),
            *name_problems("full_name", self.full_name),
            *department_problems(self.departments),
        ]
        names = (self.employer, self.username, self.full_name)
        problems += password_problems(self.password, common=common, names=names)
        refuse_if(problems)


def name_problems(field: str, name: str) -> list[Problem]:
    """Return what is wrong with the name of an employer or a user: `required` or `too-long`."""
    if not name.strip():
        return [Problem("required", field)]
    return [Problem("too-long", field, {"limit": LONGEST_NAME})] if len(name.strip()) > LONGEST_NAME else []


def department_problems(names: Iterable[str]) -> list[Problem]:
    """Return what is wrong with the names of departments: `required`, `too-long` or `departments-alike`.

    Names that differ in case or accents alone can't be told apart where one is typed, and none can be changed later.
    """
    given = [name.strip() for name in names if name.strip()]
    if not given:
        return [Problem("required", "departments")]
    if any(len(name) > LONGEST_NAME for name in given):
        return [Problem("too-long", "departments", {"limit": LONGEST_NAME})]
    by_key: dict[str, list[str]] = {}
    for name in given:
        by_key.setdefault(plain(name), []).append(name)
    alike = next((tuple(found) for found in by_key.values() if len(found) > 1), None)
    return [Problem("departments-alike", "departments", {"names": alike})] if alike else []


def make_store(path: Path, clock: Clock, common: Iterable[str], wanted: NewStore, *, plain: bool = False) -> str:
    """Make a store at `path`, encrypted unless `plain`; return the recovery key as it is to be printed, or "".

    Nothing is left behind where it fails.

    Raises:
        Refused: What is wrong with the input, or why the files can't be made.
    """
    wanted.check(common)
    with new_store(path, encrypted=not plain) as store:
        set_up(store, clock, wanted)
        if store.key is not None:
            vault.add_account(store.path, store.key, wanted.username, wanted.password)
            return vault.new_recovery_key(store.path, store.key)
        with store.unit(EntryMeta("setup.plain", wanted.username.strip(), clock.now(), undoable=False)) as unit:
            unit.add(Setting(name="plain_store", value="yes"))
    return ""


def set_up(store: Store, clock: Clock, wanted: NewStore, cost: secrets.Cost = secrets.STRONG) -> None:
    """Write the employer and the first login, an administrator's, into an empty store.

    The second factor is set up at the first sign-in.
    """
    hashed = secrets.hash_secret(wanted.password, cost)
    with store.unit(EntryMeta("setup.store", wanted.username.strip(), clock.now(), undoable=False)) as unit:
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
                administrator=True,
                password_hash=hashed,
            )
        )
        unit.add(AccountUnit(account_id=account.key, unit_id=employer.key))
