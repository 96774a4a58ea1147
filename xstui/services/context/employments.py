"""Employments and the terms that hold in them from day to day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from xstui.domain.employment import employment_that_counts
from xstui.domain.problems import refuse
from xstui.services.context.context import Context
from xstui.store.queries.employees import Scope, numbers_of_all, unit_on
from xstui.store.tables import Employment, EmploymentTerms

_EMPLOYMENTS = select(Employment).where(Employment.person_id == bindparam("person"))
_TERMS = (
    select(EmploymentTerms)
    .where(EmploymentTerms.employment_id == bindparam("employment"))
    .order_by(col(EmploymentTerms.valid_from))
)
"""Asked by every registration: a query takes as long to be put together as to be answered."""


def terms_rows(session: Session, employment_id: int) -> list[EmploymentTerms]:
    """Return the terms of an employment, oldest first."""
    return list(session.exec(_TERMS, params={"employment": employment_id}).all())


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
    rows = session.exec(_EMPLOYMENTS, params={"person": person_id}).all()
    found = employment_that_counts(rows, day)
    if found is None:
        raise refuse("no-employment")
    return found


def may_see_person(session: Session, context: Context, person_id: int) -> bool:
    """Tell whether somebody belongs today to a unit that the actor is authorised for (domain rules, 9).

    That is the unit of the terms that hold today in the employment that counts: the first terms of somebody who has not
    begun yet, the last ones of somebody who has left. Who has moved out, or moves in later, does not belong to it.
    """
    if context.actor.unit_ids is None:
        return True
    unit_id = unit_on(session, person_id, context.today)
    return unit_id is None or context.may_see_unit(unit_id)


def may_see_people(session: Session, context: Context) -> Callable[[int], bool]:
    """Return what tells of many people whether the actor may see them, as `may_see_person` does of one."""
    if context.actor.unit_ids is None:
        return lambda _person_id: True
    scope = Scope(context.today, ex_employees=True, unit_ids=context.actor.unit_ids)
    return frozenset(numbers_of_all(session, scope)).__contains__


def check_person(session: Session, context: Context, person_id: int) -> None:
    """Refuse where a person belongs to none of the actor's units today.

    Raises:
        Refused: `other-unit`; `no-employment` where there is none.
    """
    unit_id = unit_on(session, person_id, context.today)
    if unit_id is None:
        raise refuse("no-employment")
    if not context.may_see_unit(unit_id):
        raise refuse("other-unit")
