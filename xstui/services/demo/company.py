"""Making the demo company: the pictures of the manual, grown to any size."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from xstui.clock import Clock
from xstui.domain.problems import refuse_if
from xstui.domain.sane_years import check_clock
from xstui.domain.unchecked import Unchecked
from xstui.services.context.reference import Reference
from xstui.services.demo import accounts, insurance, people
from xstui.services.demo.accounts import DemoAccount
from xstui.services.demo.people import Crew
from xstui.services.demo.spread import Spread
from xstui.services.demo.writing import Writer
from xstui.services.security import secrets, vault
from xstui.services.security.making import new_store
from xstui.store.store import Store
from xstui.store.tables import EmployerDetails, Job, JobGroup, OrgUnit
from xstui.store.unit import EntryMeta, UnitOfWork

SEED = 20_260_608
DEPARTMENT = 40
"""People in a department of the crowd, about."""
BRANCH = 12
"""Departments in a branch of the crowd."""


def make_demo(
    store: Store,
    clock: Clock,
    reference: Reference,
    *,
    employees: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> DemoAccount:
    """Fill an empty store with the demo company, grown to `employees` current employees where that is more.

    The same day gives the same company, down to the last row. The people of the manual's pictures keep their
    dates; the others' absence lies in the three years before today, and nothing lies after today.
    """
    raw = _toml(reference, "company")
    names = _toml(reference, "names")
    with store.unit(EntryMeta("demo.make", "xstui", clock.now(), undoable=False)) as unit:
        units = _organisation(unit, raw)
        full_time = Decimal(raw["employer"]["full_time_hours"])
        writer = Writer(unit, reference, clock.today(), units["employer"].key, full_time)
        unit_ids = {name: row.key for name, row in units.items()}
        base = people.base_people(raw, unit_ids, _jobs(unit, raw))
        writer.write(base)
        wanted = employees - sum(person.end is None for person in base)
        if wanted > 0:
            rng = random.Random(SEED)  # noqa: S311 - a company that is the same each time
            crew = Crew(rng, names, clock.today(), *_crowd_places(unit, names, wanted, unit_ids))
            writer.write_crowd(crew, Spread.read(names), wanted, progress)
        account = accounts.write_accounts(unit, raw, unit_ids)
        accounts.write_office(unit, raw, writer.person_ids, account.account_id)
        insurance.write_insurance(unit, raw, units["employer"].key, writer.person_ids, clock.today())
    return account


def make_demo_store(  # noqa: PLR0913 - where, when, how large, and how safe
    path: Path,
    clock: Clock,
    reference: Reference,
    *,
    employees: int = 0,
    encrypted: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Make a store with the demo company in it; nothing is left behind where that fails.

    An encrypted one can be opened by everybody too: each of its logins opens it, and one stands in the key file.
    """
    refuse_if(check_clock(clock.today()))
    with new_store(path, encrypted=encrypted) as store:
        account = make_demo(store, clock, reference, employees=employees, progress=progress)
        if store.key is not None:
            for username in account.usernames:
                vault.add_account(store.path, store.key, username, account.password, secrets.LIGHT)
            vault.publish(store.path, account.username, account.password)


def _toml(reference: Reference, name: str) -> Unchecked:
    with (reference.folder / "demo" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _organisation(unit: UnitOfWork, raw: Unchecked) -> dict[str, OrgUnit]:
    facts = dict(raw["employer"])
    employer = unit.add(OrgUnit(kind="employer", name=facts.pop("name")))
    branch = unit.add(OrgUnit(kind="branch", name=facts.pop("branch"), parent_id=employer.key))
    hours = Decimal(facts.pop("full_time_hours"))
    unit.add(EmployerDetails(unit_id=employer.key, full_time_hours=hours, **facts))
    departments = {
        name: unit.add(OrgUnit(kind="department", name=name, code=code, parent_id=employer.key))
        for name, code in raw["departments"].items()
    }
    return {"employer": employer, "branch": branch, **departments}


def _jobs(unit: UnitOfWork, raw: Unchecked) -> dict[str, int]:
    group = unit.add(JobGroup(name="Algemeen"))
    names = sorted({line.split("|")[people.JOB] for line in raw["people"]["rows"]})
    return {name: unit.add(Job(name=name, group_id=group.key)).key for name in names}


def _crowd_places(
    unit: UnitOfWork, names: Unchecked, wanted: int, unit_ids: Mapping[str, int]
) -> tuple[list[int], list[int]]:
    """Make the branches, departments and jobs of the crowd."""
    group = unit.add(JobGroup(name="Uitvoering"))
    jobs = [unit.add(Job(name=name, group_id=group.key)).key for name in names["jobs"]]
    departments = []
    for number in range(max(1, wanted // DEPARTMENT)):
        at, place = divmod(number, BRANCH)
        if place == 0:
            name = f"{names['branches'][at % len(names['branches'])]} {at + 1}"
            branch = unit.add(OrgUnit(kind="branch", name=f"Vestiging {name}", parent_id=unit_ids["employer"]))
        kind = names["departments"][place % len(names["departments"])]
        departments.append(
            unit.add(
                OrgUnit(
                    kind="department",
                    name=f"{kind} {name}.{place + 1}",
                    code=f"A{number + 1:03}",
                    parent_id=branch.key,
                )
            ).key
        )
    return departments, jobs
