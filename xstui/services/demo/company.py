"""Making the demo company: the pictures of the manual, grown to any size."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xstui.clock import Clock
from xstui.domain.roles import Role
from xstui.services import secrets
from xstui.services.demo import crowd
from xstui.services.demo.rows import CaseDraft, PersonDraft, Writer
from xstui.services.reference import Reference
from xstui.store.store import Store
from xstui.store.tables import (
    Account,
    AccountUnit,
    Announcement,
    Conversation,
    EmployerDetails,
    Job,
    JobGroup,
    Message,
    OrgUnit,
    Setting,
)
from xstui.store.unit import Deed, UnitOfWork

Progress = Callable[[int, int], None]
FIRST_DOSSIER = 563_166
DEMO_SECRET = "XSTUIDEMOXSTUIDEMOXSTUIDEMOXSTUI"  # noqa: S105 - public, as all of the demo is
DEMO_CODE = "07566539"


@dataclass(frozen=True)
class DemoAccount:
    """The public login of a demo store."""

    username: str
    password: str


def make_demo(
    store: Store, clock: Clock, reference: Reference, *, employees: int = 0, progress: Progress | None = None
) -> DemoAccount:
    """Fill an empty store with the demo company, grown to `employees` people where that is more.

    The same day gives the same company, down to the last row.
    """
    raw = _toml(reference, "company")
    with store.unit(Deed("demo.make", "xstui", clock.now(), undoable=False)) as unit:
        units = _organisation(unit, raw)
        writer = Writer(unit, reference, clock.today(), units["employer"].key)
        jobs = _jobs(unit, {row.split("|")[9] for row in raw["people"]["rows"]})
        people = _base_people(raw, units, jobs)
        crowd_size = max(0, employees - len(people))
        if crowd_size:
            people += crowd.draw(unit, _toml(reference, "names"), crowd_size, clock.today(), units["branch"].key)
        writer.write(people, progress)
        _office(unit, raw, writer)
        _accounts(unit, raw, units["employer"].key)
    return DemoAccount(raw["username"], raw["password"])


def _toml(reference: Reference, name: str) -> dict[str, Any]:
    with (reference.folder / "demo" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _organisation(unit: UnitOfWork, raw: Mapping[str, Any]) -> dict[str, OrgUnit]:
    facts = dict(raw["employer"])
    employer = unit.add(OrgUnit(kind="employer", name=facts.pop("name")))
    branch = unit.add(OrgUnit(kind="branch", name=facts.pop("branch"), parent_id=employer.key))
    hours = Decimal(facts.pop("full_time_hours"))
    insured = {"insured_absence": True, "insured_sickness_act": True, "insured_wga": True}
    unit.add(EmployerDetails(unit_id=employer.key, full_time_hours=hours, **facts, **insured))
    departments = {
        name: unit.add(OrgUnit(kind="department", name=name, code=code, parent_id=employer.key))
        for name, code in raw["departments"].items()
    }
    return {"employer": employer, "branch": branch, **departments}


def _jobs(unit: UnitOfWork, names: set[str]) -> dict[str, int]:
    group = unit.add(JobGroup(name="Algemeen"))
    return {name: unit.add(Job(name=name, group_id=group.key)).key for name in sorted(names)}


def _base_people(raw: Mapping[str, Any], units: Mapping[str, OrgUnit], jobs: Mapping[str, int]) -> list[PersonDraft]:
    cases: dict[str, list[CaseDraft]] = {}
    for line in raw["cases"]["rows"]:
        surname, number, first, last, steps = line.split("|")
        pairs = (step.split(":") for step in steps.split())
        draft = CaseDraft(
            first=date.fromisoformat(first),
            last=date.fromisoformat(last) if last else None,
            steps=tuple((date.fromisoformat(day), Decimal(percent)) for day, percent in pairs),
            case_no=int(number),
        )
        cases.setdefault(surname, []).append(draft)
    people = []
    for number, line in enumerate(raw["people"]["rows"]):
        initials, prefix, surname, gender, born, department, hours, since, until, job, wage = line.split("|")
        people.append(
            PersonDraft(
                dossier_no=FIRST_DOSSIER + number,
                initials=initials,
                prefix=prefix,
                surname=surname,
                gender=gender,
                birth_date=date.fromisoformat(born),
                unit_id=units[department].key,
                job_id=jobs[job],
                hours=Decimal(hours),
                start=date.fromisoformat(since),
                end=date.fromisoformat(until) if until else None,
                wage=Decimal(wage),
                cases=tuple(cases.get(surname, ())),
            )
        )
    return people


def _office(unit: UnitOfWork, raw: Mapping[str, Any], writer: Writer) -> None:
    for announcement in raw["announcements"]:
        unit.add(Announcement(**announcement))
    for message in raw["messages"]:
        person_id = writer.person_ids.get(message.get("dossier_no", 0))
        talk = unit.add(Conversation(subject=message["subject"], person_id=person_id))
        unit.add(
            Message(
                conversation_id=talk.key, sender=message["sender"], body=message["body"], sent_at=message["sent_at"]
            )
        )


def _accounts(unit: UnitOfWork, raw: Mapping[str, Any], employer_id: int) -> None:
    password = raw["password"]
    names = {raw["username"]: Role.COMBI} | {role.value: role for role in Role if role is not Role.COMBI}
    for username, role in names.items():
        account = unit.add(
            Account(
                username=username,
                full_name=raw["full_name"],
                role=role,
                password_hash=secrets.hash_secret(password, secrets.LIGHT),
                totp_sealed=secrets.seal(DEMO_SECRET, password, secrets.LIGHT),
                backup_hash=secrets.hash_secret(DEMO_CODE, secrets.LIGHT),
            )
        )
        unit.add(AccountUnit(account_id=account.key, unit_id=employer_id))
    for name, value in {"demo": "yes", "demo_username": raw["username"], "demo_password": password}.items():
        unit.add(Setting(name=name, value=value))
