"""Persons, their employments, and the terms of those from date to date."""

from datetime import date
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from xstui.store.columns import Hundredths
from xstui.store.tables.base import Record


class Person(Record, table=True):
    """Somebody who works or worked here; `search_key` is the folded text that search looks in."""

    __tablename__ = "person"

    dossier_no: int = Field(unique=True)
    initials: str = ""
    first_name: str = ""
    prefix: str = ""
    surname: str
    partner_prefix: str = ""
    partner_surname: str = ""
    name_order: str = "own"
    gender: str = "other"
    birth_date: date
    bsn: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "Nederland"
    iban: str = ""
    sort_key: str = Field(default="", index=True)
    surname_key: str = Field(default="", index=True)
    search_key: str = ""


class PersonTag(Record, table=True):
    """A visible mark on a dossier (*Kenmerken*)."""

    __tablename__ = "person_tag"

    person_id: int = Field(foreign_key="person.id", index=True)
    label: str


class Employment(Record, table=True):
    """One employment of a person with an employer; a person may have several.

    Attributes:
        exclusion: Why the wage is not insured (`xstui.domain.settlement.Exclusion`); empty: it is.
    """

    __tablename__ = "employment"

    person_id: int = Field(foreign_key="person.id", index=True)
    employer_id: int = Field(foreign_key="org_unit.id")
    number: int = 1
    start_date: date
    end_date: date | None = None
    end_reason: str = ""
    exclusion: str = ""


class EmploymentTerms(Record, table=True):
    """What holds in an employment from `valid_from` until the next row: never overwritten."""

    __tablename__ = "employment_terms"
    __table_args__ = (UniqueConstraint("employment_id", "valid_from"), {"sqlite_autoincrement": True})

    employment_id: int = Field(foreign_key="employment.id", index=True)
    valid_from: date
    unit_id: int = Field(foreign_key="org_unit.id", index=True)
    job_id: int | None = Field(default=None, foreign_key="job.id")
    contract_type: str = "permanent"
    hours: Decimal = Field(sa_type=Hundredths)
    full_time_hours: Decimal = Field(sa_type=Hundredths)
    wage: Decimal | None = Field(default=None, sa_type=Hundredths)
    wage_basis: str = "gross-month"
