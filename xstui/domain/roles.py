"""The seven roles and what each may see and do.

Roles: the manual, 1.3. The matrix of rights is deduced from their names and is therefore a table of data,
not code. Next to it, every right ends at the organisation units that the user is authorised for.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a user of the employer is (the manual, 1.3)."""

    COMBI = "combi"
    COMBI_WITHOUT_CLAIMS = "combi-without-claims"
    VIEWER = "viewer"
    CLAIMS_VIEWER = "claims-viewer"
    REPORTER_WITH_EMPLOYEES = "reporter-with-employees"
    REPORTER = "reporter"
    PAYROLL = "payroll"


class Right(StrEnum):
    """One area of the program."""

    HOME = "home"
    EMPLOYEES = "employees"
    EMPLOYEE_CHANGES = "employee-changes"
    EMPLOYMENT_CHANGES = "employment-changes"
    ABSENCE_REPORTS = "absence-reports"
    TASKS = "tasks"
    CASE_FILES = "case-files"
    ABSENCE_FIGURES = "absence-figures"
    STAFF_LIST = "staff-list"
    CLAIMS = "claims"
    PARTICIPANTS = "participants"
    INSURANCE = "insurance"
    MASTER_DATA = "master-data"


class Access(StrEnum):
    """How far a right reaches; own reports are the cases that the user reported."""

    NONE = "none"
    OWN_REPORTS = "own-reports"
    READ = "read"
    FULL = "full"


_ACCESS_OF = {"-": Access.NONE, "o": Access.OWN_REPORTS, "R": Access.READ, "F": Access.FULL}

# One letter per role, in the order of `Role`.
_TABLE: Mapping[Right, str] = {
    Right.HOME: "FFRRFFF",
    Right.EMPLOYEES: "FFR-FRR",
    Right.EMPLOYEE_CHANGES: "FF--F-F",
    Right.EMPLOYMENT_CHANGES: "FF--F-F",
    Right.ABSENCE_REPORTS: "FF--FF-",
    Right.TASKS: "FF--RR-",
    Right.CASE_FILES: "FFR-oo-",
    Right.ABSENCE_FIGURES: "FFF----",
    Right.STAFF_LIST: "FFF-R-R",
    Right.CLAIMS: "F--F---",
    Right.PARTICIPANTS: "FF--F-F",
    Right.INSURANCE: "F--R---",
    Right.MASTER_DATA: "RRRRRRR",
}

MATRIX: Mapping[Right, Mapping[Role, Access]] = MappingProxyType(
    {
        right: MappingProxyType({role: _ACCESS_OF[letter] for role, letter in zip(Role, row, strict=True)})
        for right, row in _TABLE.items()
    }
)


def access(role: Role, right: Right) -> Access:
    """Return how far this role's right reaches."""
    return MATRIX[right][role]


def allows(role: Role, right: Right, *, write: bool = False) -> bool:
    """Tell whether a role may see, or with `write` change, what a right covers.

    Reading counts as allowed where it is limited to the user's own reports; `access` tells that limit.
    """
    reach = access(role, right)
    return reach is Access.FULL if write else reach is not Access.NONE
