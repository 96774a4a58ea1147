"""A small company for tests: seven people in two departments, one of them absent since 2 March 2026."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from decimal import Decimal

from xstui.clock import FixedClock
from xstui.domain.names import Gender, PersonName
from xstui.domain.roles import Role
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.context.context import Actor, Context
from xstui.services.context.organisation import units_below
from xstui.services.context.reference import Reference, data_folder
from xstui.services.employment.settling import settle
from xstui.services.people import people
from xstui.services.security import secrets
from xstui.store.opening import open_store
from xstui.store.tables import (
    Account,
    AccountUnit,
    Announcement,
    Conversation,
    EmployerDetails,
    Employment,
    EmploymentTerms,
    Job,
    JobGroup,
    Message,
    OrgUnit,
    Person,
    Setting,
)
from xstui.store.unit import EntryMeta

TODAY = date(2026, 6, 8)
NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)
PASSWORD = "een lang genoeg wachtwoord"
HOSTILE = "[bold]O'Brien-De Wit"
REFERENCE = Reference(data_folder())

PEOPLE = (
    # initials, prefix, surname, gender, born, department, hours
    ("V.", "", "Polis", Gender.FEMALE, date(1982, 5, 1), "Inkomen", "36"),
    ("A.", "", "Jansen", Gender.FEMALE, date(1990, 2, 3), "Inkomen", "40"),
    ("J.", "van den", "Berg", Gender.MALE, date(1975, 11, 30), "Inkomen", "24"),
    ("B.", "", HOSTILE, Gender.OTHER, date(1968, 6, 20), "Kantoor", "36.86"),
    ("K.", "de", "Vries", Gender.MALE, date(2000, 1, 1), "Kantoor", "32"),
    ("L.", "de", "Vries", Gender.FEMALE, date(1999, 12, 31), "Kantoor", "32"),
    ("Z.", "", "Çelik-Ünal", Gender.FEMALE, date(1985, 7, 7), "Kantoor", "16"),
)


def build(store) -> None:
    """Fill an empty store with the company; the first report is made by the service itself."""
    with store.unit(EntryMeta("demo.make", "xstui", NOW, undoable=False)) as unit:
        units = _organisation(unit)
        job = unit.add(Job(name="42200", group_id=unit.add(JobGroup(name="Algemeen")).key))
        for number, person in enumerate(PEOPLE):
            _person(unit, units, job, number, *person)
        _accounts(unit, units)
        unit.add(Announcement(title="Welkom", body="Dit is een mededeling.", shown_from=date(2026, 1, 1)))
        talk = unit.add(Conversation(subject="Traject 100001", person_id=1))
        unit.add(Message(conversation_id=talk.key, sender="Arbodienst", body="Graag overleg.", sent_at=NOW))
    absence.report_sick(context_of(store), SickReport(1, date(2026, 3, 2)))


def _organisation(unit):
    top = unit.add(OrgUnit(kind="employer", name="TESTBEDRIJF_Voorbeeld"))
    unit.add(
        EmployerDetails(
            unit_id=top.key,
            full_time_hours=Decimal("36.86"),
            insured_absence=True,
            insured_wga=True,
            city="Zwolle",
        )
    )
    names = {"Inkomen": "001", "Kantoor": "002"}
    return {"top": top} | {
        name: unit.add(OrgUnit(kind="department", name=name, code=code, parent_id=top.key))
        for name, code in names.items()
    }


def _person(unit, units, job, number, initials, prefix, surname, gender, born, department, hours):
    name = PersonName(initials, prefix, surname, gender=gender)
    person = unit.add(
        Person(
            dossier_no=563166 + number,
            initials=initials,
            prefix=prefix,
            surname=surname,
            gender=gender,
            birth_date=born,
            **people.search_keys(name),
        )
    )
    start = date(2025, 5, 1)
    employment = unit.add(Employment(person_id=person.key, employer_id=units["top"].key, start_date=start))
    unit.add(
        EmploymentTerms(
            employment_id=employment.key,
            valid_from=start,
            unit_id=units[department].key,
            job_id=job.key,
            hours=Decimal(hours),
            full_time_hours=Decimal("36.86"),
            wage=Decimal(4000),
        )
    )


def _accounts(unit, units):
    for role in Role:
        account = unit.add(
            Account(
                username=role.value,
                full_name="Sam Voorbeeld",
                role=role,
                administrator=role is Role.COMBI,
                password_hash=secrets.hash_secret(PASSWORD, secrets.LIGHT),
                totp_sealed=secrets.seal("A" * 32, PASSWORD, secrets.LIGHT),
                backup_hash=secrets.hash_secret("07566539", secrets.LIGHT),
            )
        )
        unit.add(AccountUnit(account_id=account.key, unit_id=units["top"].key))
    for name, value in {"demo": "yes", "demo_username": "combi", "demo_password": PASSWORD}.items():
        unit.add(Setting(name=name, value=value))


def changed(template, folder, change):
    """Copy a store, do something to the copy at a clerk's context, and return its path: a template of some tests' own."""
    path = shutil.copy(template, folder / "company.db")
    store = open_store(path, NOW)
    change(context_of(store))
    store.close()
    return path


def context_of(store, role=Role.COMBI, units=None, today=TODAY) -> Context:
    """Return the context of the account with a role; authorised for everything unless `units` says otherwise."""
    with store.reading() as session:
        seen = units_below(session, [1]) if units is None else frozenset(units)
    actor = Actor(list(Role).index(role) + 1, role.value, "Sam Voorbeeld", role, seen)
    return Context(store, FixedClock(today), actor, REFERENCE, settle=settle)
