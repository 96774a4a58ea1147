"""Rows of policies: read, checked against those there are, and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, select

from xstui.domain.claims import CoverStep
from xstui.domain.policies import PolicySpan, check_policy, parse_cover
from xstui.domain.problems import Problem, Refused
from xstui.services.cases import cases
from xstui.services.context.context import Context
from xstui.services.imports.drafts import RowReader
from xstui.services.imports.employers import employer_of
from xstui.services.insurance.employers import employers_in
from xstui.store.tables import Policy, PolicyCover
from xstui.store.tables.base import RowValues
from xstui.store.unit import UnitOfWork

Identity = tuple[str, date]
"""A policy's number and first day: the same ones again bring it up to date."""


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """A row that is in order; `columns` are those of `policy`."""

    columns: RowValues
    cover: tuple[CoverStep, ...]


class Checker:
    """Reads rows, knowing the policies in the store and in the rows before."""

    def __init__(self, context: Context) -> None:
        self.notes: list[Problem] = []
        with context.reading() as session:
            self.employers = [one for one in employers_in(session, context) if one.is_whole]
            rows = session.exec(select(Policy)).all()
        self.known: dict[tuple[int, str], dict[Identity, PolicySpan]] = {}
        for row in rows:
            spans = self.known.setdefault((row.employer_id, row.insurance_type), {})
            spans[row.policy_no, row.starts_on] = PolicySpan(row.starts_on, row.ends_on)

    def read(self, row: RowReader) -> PolicyDraft | None:
        """Return a draft; what is wrong is noted in the row."""
        employer_id = employer_of(row, self.employers)
        policy_no, kind = row.text("policy_no", required=True), row.choice("insurance_type").value
        starts_on, ends_on = row.day("starts_on", required=True), row.day("ends_on")
        waiting_days, cover = _waiting_days(row), _cover(row)
        columns = {
            "employer_id": employer_id,
            "policy_no": policy_no,
            "insurance_type": kind,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "wage_basis": row.choice("wage_basis").value,
            "waiting_days": waiting_days,
            "insured_percentage": row.percentage("insured_percentage"),
            "maximum_wage": row.amount("maximum_wage"),
            "estimated_wage_sum": row.amount("estimated_wage_sum"),
            "premium_percentage": _premium(row),
        }
        if row.problems or employer_id is None or starts_on is None:
            return None
        span, identity = PolicySpan(starts_on, ends_on), (policy_no, starts_on)
        spans = self.known.setdefault((employer_id, kind), {})
        row.problems += check_policy(span, waiting_days, [s for own, s in spans.items() if own != identity])
        if row.problems:
            return None
        spans[identity] = span
        return PolicyDraft(columns, cover)


def _waiting_days(row: RowReader) -> int:
    """Return the working days that the employer bears; none where the cell is empty."""
    if row.cells.get("waiting_days", "").strip("0") == "":
        return 0
    return row.number("waiting_days", required=False) or 0


def _cover(row: RowReader) -> tuple[CoverStep, ...]:
    text = row.text("cover", required=True)
    try:
        return parse_cover(text) if text else ()
    except Refused as refused:
        row.problems += refused.problems
        return ()


def _premium(row: RowReader) -> Decimal | None:
    """Return the premium in per cents of the wage, which may well be below one."""
    return row.part("premium_percentage") if row.cells.get("premium_percentage") else None


def write(unit: UnitOfWork, context: Context, drafts: Sequence[PolicyDraft]) -> None:
    """Write policies with their cover; one that is known is brought up to date."""
    for draft in drafts:
        policy = _known(unit.session, draft) or Policy(**draft.columns)
        for name, value in draft.columns.items():
            setattr(policy, name, value)
        unit.add(policy)
        _write_cover(unit, policy.key, draft.cover)
    for employer_id in sorted({draft.columns["employer_id"] for draft in drafts}):
        cases.replan_leavers(unit, context, employer_id)


def _known(session: Session, draft: PolicyDraft) -> Policy | None:
    same = ("employer_id", "policy_no", "insurance_type", "starts_on")
    query = select(Policy).where(*(getattr(Policy, name) == draft.columns[name] for name in same))
    return session.exec(query).first()


def _write_cover(unit: UnitOfWork, policy_id: int, cover: Sequence[CoverStep]) -> None:
    """Put the steps in the place of those there were."""
    for row in unit.session.exec(select(PolicyCover).where(PolicyCover.policy_id == policy_id)).all():
        unit.session.delete(row)
    for sequence, step in enumerate(cover):
        unit.add(PolicyCover(policy_id=policy_id, sequence=sequence, weeks=step.weeks, percentage=step.percentage))
