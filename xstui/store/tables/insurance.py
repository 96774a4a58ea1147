"""Policies of the employer, what they cover, and what the insurer has paid."""

from datetime import date
from decimal import Decimal

from sqlmodel import Field

from xstui.store.columns import Hundredths
from xstui.store.tables.base import Record


class Policy(Record, table=True):
    """A policy (*Verzekeringen*); `insurance_type` is absence, sickness_act or wga.

    Attributes:
        waiting_days: Working days of a case that the employer bears (*eigen risico*).
        insured_percentage: The part of the wage that is insured.
        maximum_wage: The highest insured wage a year, in euros (*maximale loonsom*).
        estimated_wage_sum: The wage sum that the advance premium is based on, in euros.
        premium_percentage: Of the wage sum.
    """

    __tablename__ = "policy"

    employer_id: int = Field(foreign_key="org_unit.id", index=True)
    policy_no: str
    insurance_type: str = "absence"
    starts_on: date
    ends_on: date | None = None
    wage_basis: str = "gross-month"
    waiting_days: int = 0
    insured_percentage: Decimal = Field(default=Decimal(100), sa_type=Hundredths)
    maximum_wage: Decimal | None = Field(default=None, sa_type=Hundredths)
    estimated_wage_sum: Decimal | None = Field(default=None, sa_type=Hundredths)
    premium_percentage: Decimal | None = Field(default=None, sa_type=Hundredths)


class PolicyCover(Record, table=True):
    """What is covered for some weeks of a case (*dekkingsperiode*), one step after the other by `sequence`."""

    __tablename__ = "policy_cover"

    policy_id: int = Field(foreign_key="policy.id", index=True)
    sequence: int
    weeks: int
    percentage: Decimal = Field(sa_type=Hundredths)


class Payout(Record, table=True):
    """A line that the insurer has paid, taken over from its file (manual section 7.2).

    Attributes:
        payout_reference: *Uitkeringskenmerk*, the number on the invoice.
        benefit: What was paid over the period, in euros.
    """

    __tablename__ = "payout"

    employer_id: int = Field(foreign_key="org_unit.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    payout_reference: str = Field(index=True)
    policy_no: str
    insurance_type: str = "absence"
    employee_name: str = ""
    first_sick_day: date | None = None
    period_start: date
    period_end: date
    benefit: Decimal = Field(sa_type=Hundredths)
