"""Employments and the terms that hold in them from day to day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from xstui.domain.employment import employment_that_counts
from xstui.domain.problems import refuse
from xstui.store.tables import Employment, EmploymentTerms


def terms_rows(session: Session, employment_id: int) -> list[EmploymentTerms]:
    """Return the terms of an employment, oldest first."""
    query = select(EmploymentTerms).where(EmploymentTerms.employment_id == employment_id)
    return list(session.exec(query.order_by(col(EmploymentTerms.valid_from))).all())


def terms_on(session: Session, employment_id: int, day: date) -> EmploymentTerms:
    """Return the terms that hold on a day; before the first ones, the first.

    Raises:
        Refused: `no-employment` where there are none at all.
    """
    return terms_among(terms_rows(session, employment_id), day)


def terms_among(rows: Sequence[EmploymentTerms], day: date) -> EmploymentTerms:
    """Return the terms that hold on a day, of all terms of an employment, oldest first; before them, the first.

    Raises:
        Refused: `no-employment` where there are none at all.
    """
    if not rows:
        raise refuse("no-employment")
    begun = [row for row in rows if row.valid_from <= day]
    return begun[-1] if begun else rows[0]


def employment_on(session: Session, person_id: int, day: date) -> Employment:
    """Return the employment of a person that counts on a day (`employment_that_counts`).

    Raises:
        Refused: `no-employment`.
    """
    rows = session.exec(select(Employment).where(Employment.person_id == person_id)).all()
    found = employment_that_counts(rows, day)
    if found is None:
        raise refuse("no-employment")
    return found
