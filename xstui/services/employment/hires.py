"""Writing employees who are in order: from a form one, from a file many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, select

from xstui.domain.search import fold
from xstui.domain.wages import WageBasis
from xstui.services.context.context import Context
from xstui.services.context.organisation import tree_in
from xstui.services.employment import bulk
from xstui.services.employment.bulk import NewPerson
from xstui.store.tables import EmployerDetails, Job, JobGroup
from xstui.store.tables.base import RowValues
from xstui.store.unit import UnitOfWork

FULL_TIME = Decimal(40)
"""Hours of a full week where the employer has not set any."""
GENERAL = "Algemeen"
"""The job group of a job whose group nobody named."""


@dataclass(frozen=True, slots=True)
class EmployeeDraft:
    """An employee who is in order, as columns: of a form, or of a row of a file."""

    person: RowValues
    start_date: date
    end_date: date | None
    unit_id: int
    job: str
    contract_type: str
    hours: Decimal
    wage: Decimal | None
    job_group: str = ""
    wage_basis: str = WageBasis.GROSS_MONTH


def write_employees(unit: UnitOfWork, context: Context, drafts: Sequence[EmployeeDraft]) -> int:
    """Write persons, employments and terms, and jobs that are new; return the number of the first person."""
    session = unit.session
    units = tree_in(session, context)
    full_time = full_time_hours(session)
    employer = {unit_id: units.by_id(unit_id).employer_id for unit_id in {draft.unit_id for draft in drafts}}
    jobs = jobs_named(unit, {(draft.job, draft.job_group) for draft in drafts if draft.job})
    people = [
        NewPerson(
            columns=draft.person,
            employer_id=employer[draft.unit_id],
            start=draft.start_date,
            end=draft.end_date,
            terms={
                "unit_id": draft.unit_id,
                "job_id": jobs.get(fold(draft.job)),
                "contract_type": draft.contract_type,
                "hours": draft.hours,
                "full_time_hours": full_time[employer[draft.unit_id]],
                "wage": draft.wage,
                "wage_basis": draft.wage_basis,
            },
        )
        for draft in drafts
    ]
    return bulk.write_people(unit, people)[0]


def full_time_hours(session: Session) -> Mapping[int, Decimal]:
    """Return the hours of a full week by employer; the usual one where none is set."""
    known = {details.unit_id: details.full_time_hours for details in session.exec(select(EmployerDetails)).all()}
    return defaultdict(lambda: FULL_TIME, known)


def jobs_named(unit: UnitOfWork, wanted: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the row numbers of jobs by folded name, those made that are not there yet."""
    known = {fold(job.name): job.key for job in unit.session.exec(select(Job)).all()}
    for name, group in sorted(wanted):
        if fold(name) not in known:
            known[fold(name)] = unit.add(Job(name=name, group_id=_group(unit, group))).key
    return known


def _group(unit: UnitOfWork, name: str) -> int:
    groups = unit.session.exec(select(JobGroup)).all()
    named = [group for group in groups if fold(group.name) == fold(name)] if name else list(groups)
    return named[0].key if named else unit.add(JobGroup(name=name or GENERAL)).key
