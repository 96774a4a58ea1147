"""Employers, branches, departments, and the jobs people hold there."""

from datetime import date
from decimal import Decimal

from sqlmodel import Field

from xstui.store.columns import Hundredths
from xstui.store.tables.base import Record


class OrgUnit(Record, table=True):
    """A node of the organisation tree: `kind` is employer, branch or department."""

    __tablename__ = "org_unit"

    kind: str
    parent_id: int | None = Field(default=None, foreign_key="org_unit.id", index=True)
    code: str = ""
    name: str
    closed_on: date | None = None


class EmployerDetails(Record, table=True):
    """Master data of an employer (*Stamgegevens*, manual section 3.1)."""

    __tablename__ = "employer_details"

    unit_id: int = Field(foreign_key="org_unit.id", unique=True)
    registration_no: str = ""
    payroll_tax_no: str = ""
    sector: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    contact_name: str = ""
    full_time_hours: Decimal = Field(default=Decimal(40), sa_type=Hundredths)
    policy_no: str = ""
    insured_absence: bool = False
    insured_sickness_act: bool = False
    insured_wga: bool = False
    protocol_variation: str = ""
    correction_email: str = ""


class JobGroup(Record, table=True):
    """A group of jobs (*Functiegroep*)."""

    __tablename__ = "job_group"

    name: str = Field(unique=True)


class Job(Record, table=True):
    """A job (*Functie*)."""

    __tablename__ = "job"

    group_id: int = Field(foreign_key="job_group.id")
    name: str


class ProtocolVariation(Record, table=True):
    """An employer's own terms for a kind of case (*protocolvariatie*), as the text of its file."""

    __tablename__ = "protocol_variation"

    employer_id: int = Field(foreign_key="org_unit.id", index=True)
    kind: str
    name: str
    body: str
