"""The employers that somebody may ask a report of: those of the units that the user is authorised for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from xstui.domain.problems import refuse
from xstui.services.context.context import Context
from xstui.services.context.organisation import units_below
from xstui.store.tables import OrgUnit


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer (*Werkgever*).

    Attributes:
        is_whole: Whether the actor is authorised for all of it, and not for some of its units alone.
    """

    employer_id: int
    name: str
    code: str
    is_whole: bool


def employers_in(session: Session, context: Context) -> list[Employer]:
    """Return the employers of the units that the actor is authorised for, by name."""
    rows = session.exec(select(OrgUnit).where(OrgUnit.kind == "employer").order_by(OrgUnit.name)).all()
    return [
        Employer(row.key, row.name, row.code, context.may_see_unit(row.key))
        for row in rows
        if any(context.may_see_unit(unit) for unit in units_below(session, [row.key]))
    ]


def employer_named(employers: list[Employer], name: str) -> Employer:
    """Return the employer of a name or code; without one, the only one there is.

    Raises:
        Refused: `unknown-employer`, with those that are known.
    """
    wanted = name.strip().casefold()
    found = [one for one in employers if not wanted or wanted in {one.name.casefold(), one.code.casefold()}]
    if len(found) != 1:
        raise refuse("unknown-employer", "employer", known=tuple(one.name for one in employers))
    return found[0]
