"""The sector that an employer is in, which an administrator sets: the country's figures are compared by it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from xstui.domain.benchmark_line import sector_of
from xstui.domain.problems import refuse
from xstui.services.context import conflicts
from xstui.services.context.context import Context
from xstui.services.insurance.employers import employers_in
from xstui.store.tables import EmployerDetails

CHANGED = "office.sector"


@dataclass(frozen=True, slots=True)
class EmployerSector:
    """An employer with its sector.

    Attributes:
        sector: The code; as it is stored where the statistics office has none such, and empty where none is set.
        version: That of the employer's master data; None where it has none yet.
    """

    employer_id: int
    name: str
    sector: str
    version: int | None


def employer_sectors(context: Context) -> list[EmployerSector]:
    """Return the employers that the actor is authorised for as a whole, by name, each with its sector.

    Raises:
        Refused: `administrators-only`.
    """
    context.require_administrator()
    with context.reading() as session:
        details = {row.unit_id: row for row in session.exec(select(EmployerDetails)).all()}
        return [
            _as_it_is(context, one.employer_id, one.name, details.get(one.employer_id))
            for one in employers_in(session, context)
            if one.is_whole
        ]


def change_sector(context: Context, employer_id: int, code: str, *, seen: int | None) -> None:
    """Change an employer's sector; an empty code takes it away.

    Args:
        context: An administrator's.
        employer_id: One of `employer_sectors`.
        code: That of a sector as the statistics office has them.
        seen: Version of the master data as they were read.

    Raises:
        Refused: `administrators-only`, `unknown-employer`, `unknown-sector`, or `changed-since`.
    """
    context.require_administrator()
    sector = sector_of(context.reference.benchmark, code)
    if sector is None and code:
        raise refuse("unknown-sector", "sector", name=code)
    with context.unit(CHANGED) as unit:
        known = {one.employer_id: one.name for one in employers_in(unit.session, context) if one.is_whole}
        if employer_id not in known:
            raise refuse("unknown-employer", "employer", known=tuple(known.values()))
        row = _details(unit.session, employer_id) or unit.add(EmployerDetails(unit_id=employer_id))
        conflicts.check_seen(unit.session, row, seen)
        row.sector = sector.code if sector else ""
        unit.summary = {"name": known[employer_id], "sector": row.sector or "–"}


def _details(session: Session, employer_id: int) -> EmployerDetails | None:
    return session.exec(select(EmployerDetails).where(EmployerDetails.unit_id == employer_id)).first()


def _as_it_is(context: Context, employer_id: int, name: str, details: EmployerDetails | None) -> EmployerSector:
    if details is None:
        return EmployerSector(employer_id, name, "", None)
    sector = sector_of(context.reference.benchmark, details.sector)
    return EmployerSector(employer_id, name, sector.code if sector else details.sector, details.version)
