"""The policies of employers, and those that somebody falls under (*Verzekeringen*, manual section 4.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from xstui.domain import claims
from xstui.domain.absence import CaseKind
from xstui.domain.claims import CoverStep
from xstui.domain.policies import PolicySpan
from xstui.domain.problems import refuse
from xstui.domain.roles import Right
from xstui.domain.wages import WageBasis
from xstui.services.context.context import Context
from xstui.services.context.employments import check_person, employment_on, terms_on
from xstui.store.tables import Person, Policy, PolicyCover


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy with what it covers.

    Attributes:
        terms: What it says about a claim.
        estimated_wage_sum: The wage sum that the advance premium is based on, in euros.
        premium_percentage: Of the wage sum.
    """

    employer_id: int
    policy_no: str
    kind: CaseKind
    span: PolicySpan
    wage_basis: WageBasis
    terms: claims.Policy
    estimated_wage_sum: Decimal | None
    premium_percentage: Decimal | None


@dataclass(frozen=True, slots=True)
class Insurance:
    """What the tab *Verzekeringen* of a dossier shows.

    Attributes:
        policies: Those of the employer, the ones that have ended last.
        wage_basis: What the absence policy insures; without one, what the wage is recorded as.
        is_insured: Whether an absence policy holds today.
    """

    policies: tuple[PolicyLine, ...]
    wage_basis: WageBasis
    is_insured: bool


def insurance_of(context: Context, person_id: int) -> Insurance:
    """Return the policies that somebody falls under.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-person` or `no-employment`.
    """
    context.require(Right.INSURANCE)
    with context.reading() as session:
        if session.get(Person, person_id) is None:
            raise refuse("no-person")
        employment = employment_on(session, person_id, context.today)
        terms = terms_on(session, employment.key, context.today)
        check_person(session, context, person_id)
        found = policies_of(session, employment.employer_id)
    active = holding(found, CaseKind.ABSENCE, context.today)
    shown = sorted(found, key=lambda line: not line.span.holds_on(context.today))
    basis = active.wage_basis if active else WageBasis(terms.wage_basis)
    return Insurance(tuple(shown), basis, is_insured=active is not None)


def policies_of(session: Session, employer_id: int) -> list[PolicyLine]:
    """Return the policies of an employer, newest first."""
    query = select(Policy).where(Policy.employer_id == employer_id)
    rows = session.exec(query.order_by(col(Policy.starts_on).desc(), col(Policy.insurance_type))).all()
    covers = _covers(session)
    return [_line(row, covers[row.key]) for row in rows]


def holding(policies: Sequence[PolicyLine], kind: CaseKind, day: date) -> PolicyLine | None:
    """Return the policy that holds on a day for a kind of case, if there is one."""
    return next((line for line in policies if line.kind is kind and line.span.holds_on(day)), None)


def _covers(session: Session) -> dict[int, list[CoverStep]]:
    found: dict[int, list[CoverStep]] = defaultdict(list)
    for row in session.exec(select(PolicyCover).order_by(col(PolicyCover.sequence))).all():
        found[row.policy_id].append(CoverStep(row.weeks, row.percentage))
    return found


def _line(row: Policy, cover: Sequence[CoverStep]) -> PolicyLine:
    return PolicyLine(
        employer_id=row.employer_id,
        policy_no=row.policy_no,
        kind=CaseKind(row.insurance_type),
        span=PolicySpan(row.starts_on, row.ends_on),
        wage_basis=WageBasis(row.wage_basis),
        terms=claims.Policy(row.waiting_days, tuple(cover), row.insured_percentage, row.maximum_wage),
        estimated_wage_sum=row.estimated_wage_sum,
        premium_percentage=row.premium_percentage,
    )
