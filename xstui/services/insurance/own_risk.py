"""Cover that an administrator sets for an employer, where no policy in the program says so (M§5.4)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from xstui.domain.absence import CaseKind
from xstui.domain.policies import INSURED_KINDS
from xstui.domain.problems import refuse
from xstui.services.cases import cases
from xstui.services.context import conflicts
from xstui.services.context.context import Context
from xstui.services.context.cover import DECIDED
from xstui.services.insurance.employers import Employer, employers_in
from xstui.store.tables import EmployerDetails

CHANGED = "office.cover"


@dataclass(frozen=True, slots=True)
class EmployerCover:
    """An employer with what is set for it.

    Attributes:
        decided: Kinds of case that have cover on every day, whatever the policies say.
        version: That of the employer's master data; None where it has none yet.
    """

    employer_id: int
    name: str
    decided: frozenset[CaseKind]
    version: int | None


def employer_covers(context: Context) -> list[EmployerCover]:
    """Return the employers that the actor is authorised for as a whole, by name, each with what is set.

    Raises:
        Refused: `administrators-only`.
    """
    context.require_administrator()
    with context.reading() as session:
        return [_as_it_is(session, one) for one in employers_in(session, context) if one.is_whole]


def change_cover(context: Context, employer_id: int, decided: frozenset[CaseKind], *, seen: int | None) -> None:
    """Set for which kinds of case an employer has cover without a policy in the program.

    Args:
        context: An administrator's.
        employer_id: One of `employer_covers`.
        decided: Kinds of case; for the others the policies decide.
        seen: Version of the master data as they were read.

    Raises:
        Refused: `administrators-only`, `unknown-employer`, or `changed-since`.
    """
    context.require_administrator()
    with context.unit(CHANGED) as unit:
        known = {one.employer_id: one.name for one in employers_in(unit.session, context) if one.is_whole}
        if employer_id not in known:
            raise refuse("unknown-employer", "employer", known=tuple(known.values()))
        row = _details(unit.session, employer_id) or unit.add(EmployerDetails(unit_id=employer_id))
        conflicts.check_seen(unit.session, row, seen)
        for kind in INSURED_KINDS:
            setattr(row, DECIDED[kind], kind in decided)
        cases.replan_leavers(unit, context, employer_id)
        unit.summary = {"name": known[employer_id]}


def _details(session: Session, employer_id: int) -> EmployerDetails | None:
    return session.exec(select(EmployerDetails).where(EmployerDetails.unit_id == employer_id)).first()


def _as_it_is(session: Session, employer: Employer) -> EmployerCover:
    details = _details(session, employer.employer_id)
    decided = {kind for kind in INSURED_KINDS if details is not None and getattr(details, DECIDED[kind])}
    return EmployerCover(
        employer.employer_id, employer.name, frozenset(decided), details.version if details is not None else None
    )
