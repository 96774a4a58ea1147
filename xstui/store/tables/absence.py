"""Absence cases, their percentages from day to day, and the tasks they bring."""

from datetime import date
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from xstui.store.columns import Hundredths
from xstui.store.tables.base import Record


class AbsenceCase(Record, table=True):
    """One case (*traject*). No cause, complaint or diagnosis has a place here.

    Attributes:
        counted_from: First day from which terms count: later than `first_sick_day` where the case
            joins earlier ones by the four-week rule (BW 7:629 paragraph 10).
        joined_case_id: The earlier case it joins.
        join_declined: Why it does not join, although the gap is short enough.
        join_confirmed: Why it joins, where that is open to doubt: somebody worked between sickness, leave and sickness.
        reported_on: The day on which the employee reported it; None where nobody said.
        expected_until: The last day of absence that was expected when it was reported; None where that is unknown.
    """

    __tablename__ = "absence_case"

    case_no: int = Field(unique=True)
    kind: str = "absence"
    person_id: int = Field(foreign_key="person.id", index=True)
    employment_id: int = Field(foreign_key="employment.id", index=True)
    protocol: str = "absence"
    classification: str = "sick"
    first_sick_day: date = Field(index=True)
    last_sick_day: date | None = Field(default=None, index=True)
    end_reason: str = ""
    counted_from: date
    joined_case_id: int | None = Field(default=None, foreign_key="absence_case.id")
    join_declined: str = ""
    join_confirmed: str = ""
    wage_basis: str = ""
    wage_at_start: Decimal | None = Field(default=None, sa_type=Hundredths)
    wage_verified: bool = False
    reported_on: date | None = None
    expected_until: date | None = None


class SicknessContact(Record, table=True):
    """How somebody can be reached during a case, where that is not as the dossier says (AP, De zieke werknemer)."""

    __tablename__ = "sickness_contact"

    case_id: int = Field(foreign_key="absence_case.id", unique=True)
    phone: str = ""
    address: str = ""


class PercentageStep(Record, table=True):
    """The percentage somebody is absent from `valid_from` until the next step or the case's end."""

    __tablename__ = "percentage_step"
    __table_args__ = (UniqueConstraint("case_id", "valid_from"), {"sqlite_autoincrement": True})

    case_id: int = Field(foreign_key="absence_case.id", index=True)
    valid_from: date
    percentage: Decimal = Field(sa_type=Hundredths)


class Task(Record, table=True):
    """A task of a case's protocol; open while `closed_as` is empty (done, deviated or lapsed)."""

    __tablename__ = "task"

    case_id: int = Field(foreign_key="absence_case.id", index=True)
    code: str
    sequence: int = 0
    actor: str
    opens: date
    due: date = Field(index=True)
    closed_as: str = Field(default="", index=True)
    closed_on: date | None = None
    remark: str = ""


class PregnancyLeave(Record, table=True):
    """The leave of a pregnancy case (WAZO article 3:1): its days, and nothing medical.

    Attributes:
        weeks_before: Weeks between the start of the leave and the day after the due date.
        born_on: The day of birth, once it is known.
        ends_on: The last day of the leave without a break: the benefit is paid for those days, spread or not.
        hospital_days: Days that the child was in hospital, all stays together (WAZO 3:1 paragraph 5).
        spread_until: Last day until which the rest after six weeks is spread (WAZO 3:1 paragraph 6).
    """

    __tablename__ = "pregnancy_leave"

    case_id: int = Field(foreign_key="absence_case.id", unique=True)
    due_date: date
    weeks_before: int
    multiple: bool = False
    born_on: date | None = None
    starts_on: date
    ends_on: date
    hospital_days: int = 0
    spread_until: date | None = None
