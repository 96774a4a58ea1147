"""The monthly claim specification: what the absence policy pays for each case (manual section 7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind, CaseTimes, Classification, EndReason
from xstui.domain.claims import ClaimLine, claim_specification
from xstui.domain.dates import workdays
from xstui.domain.figures import Period, month_periods
from xstui.domain.policies import Unpaid
from xstui.domain.problems import refuse_if
from xstui.domain.roles import Right
from xstui.domain.sane_years import check_has_come
from xstui.domain.wages import WageBasis, annual_wage
from xstui.services.cases import cases
from xstui.services.context.context import Context
from xstui.services.context.employments import may_see_people, terms_on
from xstui.services.insurance.employers import Employer, employer_named, employers_in
from xstui.services.insurance.participants import exclusion_of
from xstui.services.insurance.policies import PolicyLine, holding, policies_of
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Employment, Person


@dataclass(frozen=True, slots=True)
class CaseClaim:
    """What a policy pays for a case in a month.

    Attributes:
        unpaid: Why there are no lines although the case is insured; None where there is no such reason.
    """

    case_no: int
    name: str
    policy_no: str
    lines: tuple[ClaimLine, ...]
    unpaid: Unpaid | None = None


@dataclass(frozen=True, slots=True)
class MonthClaims:
    """The claim specification of an employer in a month.

    Attributes:
        period: The month, up to today.
        is_insured: Whether the employer has an absence policy at all.
        claims: By name.
    """

    employer: Employer
    period: Period
    is_insured: bool
    claims: tuple[CaseClaim, ...]

    @property
    def amount(self) -> Decimal:
        """All payouts together, in euros."""
        return sum((line.amount for claim in self.claims for line in claim.lines), Decimal(0))


def claims_of_month(context: Context, month: date, employer: str = "") -> MonthClaims:
    """Return what an employer's policy pays for each case that touches a month.

    Args:
        context: Only people of units that its actor is authorised for today are shown.
        month: A day of it; of the running month the days up to today count.
        employer: Name or code; empty where there is one.

    Raises:
        Refused: `not-allowed`, `unknown-employer` at `employer`, or `date-in-future` at `month`.
    """
    context.require(Right.CLAIMS)
    [whole] = month_periods(month, 1)
    refuse_if(check_has_come(whole.first, "month", today=context.today))
    period = Period(whole.first, min(whole.last, context.today))
    with context.reading() as session:
        chosen = employer_named(employers_in(session, context), employer)
        policies = [line for line in policies_of(session, chosen.employer_id) if line.kind is CaseKind.ABSENCE]
        seen = may_see_people(session, context)
        found = [
            claim
            for case, employment in _touching(session, chosen.employer_id, period)
            if seen(employment.person_id) and (claim := _claim(session, policies, case, employment, period)) is not None
        ]
    found.sort(key=lambda claim: (claim.name, claim.case_no))
    return MonthClaims(chosen, period, bool(policies), tuple(found))


def _touching(session: Session, employer_id: int, period: Period) -> list[tuple[AbsenceCase, Employment]]:
    """Return the absence cases of an employer that touch a period; those reported by mistake never were."""
    last = col(AbsenceCase.last_sick_day)
    query = (
        select(AbsenceCase, Employment)
        .where(AbsenceCase.employment_id == Employment.id, Employment.employer_id == employer_id)
        .where(AbsenceCase.kind == CaseKind.ABSENCE.value, AbsenceCase.end_reason != EndReason.MISTAKEN.value)
        .where(AbsenceCase.first_sick_day <= period.last, last.is_(None) | (last >= period.first))
    )
    return list(session.exec(query).all())


def _claim(
    session: Session, policies: list[PolicyLine], case: AbsenceCase, employment: Employment, period: Period
) -> CaseClaim | None:
    """Return the claim of a case; None where no policy has to do with it."""
    chain = _chain(session, case)
    policy = holding(policies, CaseKind.ABSENCE, chain[-1].first_sick_day)
    name = listed_name(session.get_one(Person, case.person_id))
    if policy is None:
        # Who is sick when an insurance begins is covered after four weeks of recovery: by a case that joins no other.
        now = holding(policies, CaseKind.ABSENCE, period.last)
        return CaseClaim(case.case_no, name, now.policy_no, (), Unpaid.SICK_AT_START) if now else None
    unpaid = _unpaid(session, policy, case, employment)
    if unpaid is not None or case.wage_at_start is None:
        return CaseClaim(case.case_no, name, policy.policy_no, (), unpaid)
    times = _while_employed(cases.times_of(session, case), employment.end_date)
    lines = claim_specification(
        times,
        annual_wage(case.wage_at_start, WageBasis(case.wage_basis)),
        policy.terms,
        period,
        counted_from=case.counted_from,
        days_waited=sum(workdays(part.first_sick_day, part.last_sick_day) for part in chain[1:] if part.last_sick_day),
    )
    return CaseClaim(case.case_no, name, policy.policy_no, lines) if lines else None


def _chain(session: Session, case: AbsenceCase) -> list[AbsenceCase]:
    """Return a case and those it joins, newest first."""
    chain = [case]
    while chain[-1].joined_case_id is not None:
        chain.append(session.get_one(AbsenceCase, chain[-1].joined_case_id))
    return chain


def _unpaid(session: Session, policy: PolicyLine, case: AbsenceCase, employment: Employment) -> Unpaid | None:
    """Return why a case gets no specification (domain rules, 5.1 and 5.3)."""
    if Classification(case.classification).is_safety_net:
        return Unpaid.SAFETY_NET
    if exclusion_of(employment, terms_on(session, employment.key, case.first_sick_day)) is not None:
        return Unpaid.EXCLUDED
    if case.wage_at_start is None:
        return Unpaid.WAGE_UNKNOWN
    return None if case.wage_basis == policy.wage_basis else Unpaid.OTHER_BASIS


def _while_employed(times: CaseTimes, end: date | None) -> CaseTimes:
    """Return a case up to the end of the employment: what comes after is for the Sickness Benefits Act."""
    if end is None or (times.last_sick_day is not None and times.last_sick_day <= end):
        return times
    return CaseTimes(times.first_sick_day, end, times.steps)
