"""The tables, one module for each room of the office."""

from xstui.store.tables.absence import AbsenceCase, PercentageStep, PregnancyLeave, SicknessContact, Task
from xstui.store.tables.accounts import Account, AccountUnit
from xstui.store.tables.base import Record
from xstui.store.tables.insurance import Payout, Policy, PolicyCover
from xstui.store.tables.journal import JournalChange, JournalEntry, LastNumber
from xstui.store.tables.office import (
    Announcement,
    Blob,
    Conversation,
    Document,
    Draft,
    Message,
    MessageRead,
    Setting,
)
from xstui.store.tables.organisation import EmployerDetails, Job, JobGroup, OrgUnit, ProtocolVariation
from xstui.store.tables.people import Employment, EmploymentTerms, Person, PersonTag

RECORDS: tuple[type[Record], ...] = (
    OrgUnit,
    EmployerDetails,
    JobGroup,
    Job,
    Person,
    PersonTag,
    Employment,
    EmploymentTerms,
    AbsenceCase,
    PercentageStep,
    Task,
    Account,
    AccountUnit,
    Conversation,
    Message,
    MessageRead,
    Announcement,
    Document,
    Setting,
    PregnancyLeave,
    SicknessContact,
    Policy,
    PolicyCover,
    Payout,
    ProtocolVariation,
)
"""Every table whose rows the journal guards, parents before children."""

__all__ = [
    "RECORDS",
    "AbsenceCase",
    "Account",
    "AccountUnit",
    "Announcement",
    "Blob",
    "Conversation",
    "Document",
    "Draft",
    "EmployerDetails",
    "Employment",
    "EmploymentTerms",
    "Job",
    "JobGroup",
    "JournalChange",
    "JournalEntry",
    "LastNumber",
    "Message",
    "MessageRead",
    "OrgUnit",
    "Payout",
    "PercentageStep",
    "Person",
    "PersonTag",
    "Policy",
    "PolicyCover",
    "PregnancyLeave",
    "ProtocolVariation",
    "Record",
    "Setting",
    "SicknessContact",
    "Task",
]
