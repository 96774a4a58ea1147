"""What an employer has cover for: by its policies, and by what an administrator set for it."""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import bindparam
from sqlmodel import Session, select

from xstui.domain.absence import CaseKind
from xstui.domain.policies import Cover, PolicySpan
from xstui.store.tables import EmployerDetails, Policy

DECIDED = MappingProxyType(
    {
        CaseKind.ABSENCE: "insured_absence",
        CaseKind.SICKNESS_ACT: "insured_sickness_act",
        CaseKind.WGA: "insured_wga",
    }
)
"""The column of `employer_details` in which it is set that there is cover, whatever the policies say."""

_POLICIES = select(Policy).where(Policy.employer_id == bindparam("employer"))
_DETAILS = select(EmployerDetails).where(EmployerDetails.unit_id == bindparam("employer"))


def cover_of(session: Session, employer_id: int) -> Cover:
    """Return what an employer has cover for: by its policies, and by what is set for it."""
    employer = {"employer": employer_id}
    policies = session.exec(_POLICIES, params=employer).all()
    spans = tuple((CaseKind(row.insurance_type), PolicySpan(row.starts_on, row.ends_on)) for row in policies)
    details = session.exec(_DETAILS, params=employer).first()
    decided = {kind for kind, column in DECIDED.items() if details is not None and getattr(details, column)}
    return Cover(spans, frozenset(decided))
