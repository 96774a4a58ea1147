"""The yearly list of participants for the settlement with the insurer (*Deelnemersregistratie*, manual section 2 D)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import fte
from xstui.domain.names import Gender
from xstui.domain.policies import PolicySpan
from xstui.domain.problems import refuse
from xstui.domain.roles import Right
from xstui.domain.settlement import (
    Exclusion,
    Participant,
    Settlement,
    WageSpan,
    WageSum,
    settle,
    wage_in_year,
    wage_sum,
)
from xstui.domain.wages import WageBasis, annual_wage
from xstui.services.context.context import Context
from xstui.services.context.employments import may_see_people
from xstui.services.insurance.employers import Employer, employer_named, employers_in
from xstui.services.insurance.policies import PolicyLine, policies_of
from xstui.services.people.people import listed_name
from xstui.store.tables import Employment, EmploymentTerms, Person

FIRST_YEAR, YEARS_AHEAD = 1990, 1
SHOWN_OF_BSN = 3
BY_CONTRACT = {ContractType.INTERN.value: Exclusion.INTERNSHIP, ContractType.DIRECTOR.value: Exclusion.DIRECTOR}
"""Contracts that are not insured, whatever the employment says (domain rules, 10)."""


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """One employment in the list.

    Attributes:
        bsn: Masked; empty where it is unknown.
        start_date: Of the employment, as is `end_date`.
        first: From when on the wage counts in this year, up to `last`.
        hours: With full-time equivalent, wage and its basis by the last terms in the year.
        wage_in_year: In euros; None where the wage is unknown.
    """

    person_id: int
    name: str
    sort_key: str
    bsn: str
    birth_date: date
    gender: Gender
    start_date: date
    end_date: date | None
    first: date
    last: date
    contract_type: ContractType
    hours: Decimal
    fte: Decimal
    wage: Decimal | None
    wage_basis: WageBasis
    wage_in_year: Decimal | None
    exclusion: Exclusion | None


@dataclass(frozen=True, slots=True)
class Participants:
    """The list of a year, with its sums and the account that follows.

    Attributes:
        policy: The absence policy of the year; without one nobody takes part.
        settlement: None without a policy that names wage sum and premium, or where somebody may be left out.
        other_basis: How many wages are recorded on another basis than the policy insures.
    """

    employer: Employer
    year: int
    policy: PolicyLine | None
    lines: tuple[ParticipantLine, ...]
    total: WageSum
    settlement: Settlement | None
    other_basis: int


def participants_of_year(context: Context, year: int, employer: str = "") -> Participants:
    """Return an employer's participants in a calendar year.

    Args:
        context: Only people of units that its actor is authorised for are listed.
        year: The running one is counted to its end, as things stand.
        employer: Name or code; empty where there is one.

    Raises:
        Refused: `not-allowed`, `unknown-employer` at `employer`, or `year-out-of-range` at `year`.
    """
    context.require(Right.PARTICIPANTS)
    if not FIRST_YEAR <= year <= context.today.year + YEARS_AHEAD:
        raise refuse("year-out-of-range", "year", least=FIRST_YEAR, most=context.today.year + YEARS_AHEAD)
    with context.reading() as session:
        chosen = employer_named(employers_in(session, context), employer)
        policy = _policy_of_year(policies_of(session, chosen.employer_id), year)
        lines = sorted(_lines(session, context, chosen.employer_id, year, policy), key=lambda one: one.sort_key)
    total = wage_sum(Participant(one.person_id, one.wage_in_year or Decimal(0), one.exclusion) for one in lines)
    return Participants(
        employer=chosen,
        year=year,
        policy=policy,
        lines=tuple(lines),
        total=total,
        settlement=_settlement(policy, total.wage) if chosen.is_whole else None,
        other_basis=sum(policy is not None and one.wage_basis is not policy.wage_basis for one in lines),
    )


def exclusion_of(employment: Employment, terms: EmploymentTerms) -> Exclusion | None:
    """Return why somebody's wage is not insured: by what the employment says, else by the kind of contract."""
    return Exclusion(employment.exclusion) if employment.exclusion else BY_CONTRACT.get(terms.contract_type)


def _policy_of_year(policies: Sequence[PolicyLine], year: int) -> PolicyLine | None:
    """Return the absence policy of a year: the latest, where one followed the other."""
    for line in policies:
        ends = line.span.ends_on or date.max
        if line.kind is CaseKind.ABSENCE and line.span.starts_on.year <= year <= ends.year:
            return line
    return None


def _settlement(policy: PolicyLine | None, actual: Decimal) -> Settlement | None:
    if policy is None or policy.estimated_wage_sum is None or policy.premium_percentage is None:
        return None
    return settle(policy.estimated_wage_sum, actual, policy.premium_percentage)


def _lines(
    session: Session, context: Context, employer_id: int, year: int, policy: PolicyLine | None
) -> Iterator[ParticipantLine]:
    begin, end = date(year, 1, 1), date(year, 12, 31)
    if policy is None:
        return
    left = col(Employment.end_date)
    query = (
        select(Employment, Person)
        .where(Employment.person_id == Person.id, Employment.employer_id == employer_id)
        .where(Employment.start_date <= end, left.is_(None) | (left >= begin))
    )
    terms, seen = _terms(session, employer_id), may_see_people(session, context)
    for employment, person in session.exec(query):
        own = terms[employment.key]
        days = _insured_days(employment, year, policy.span)
        if own and days and seen(person.key):
            yield _line(employment, person, own, year, days)


def _terms(session: Session, employer_id: int) -> dict[int, list[EmploymentTerms]]:
    """Return the terms of all employments at once, oldest first: a query each would take long for many."""
    query = select(EmploymentTerms).where(
        EmploymentTerms.employment_id == Employment.id, Employment.employer_id == employer_id
    )
    found: dict[int, list[EmploymentTerms]] = defaultdict(list)
    for row in session.exec(query.order_by(col(EmploymentTerms.valid_from))):
        found[row.employment_id].append(row)
    return found


def _line(
    employment: Employment, person: Person, terms: list[EmploymentTerms], year: int, days: tuple[date, date]
) -> ParticipantLine:
    now = _last_before(terms, date(year, 12, 31))
    held = _held(terms, *days)
    return ParticipantLine(
        person_id=person.key,
        name=listed_name(person),
        sort_key=person.sort_key,
        bsn=masked(person.bsn),
        birth_date=person.birth_date,
        gender=Gender(person.gender),
        start_date=employment.start_date,
        end_date=employment.end_date,
        first=days[0],
        last=days[1],
        contract_type=ContractType(now.contract_type),
        hours=now.hours,
        fte=fte(now.hours, now.full_time_hours),
        wage=now.wage,
        wage_basis=WageBasis(now.wage_basis),
        wage_in_year=_wage(held, year, days[0]),
        exclusion=exclusion_of(employment, now),
    )


def _insured_days(employment: Employment, year: int, insured: PolicySpan) -> tuple[date, date] | None:
    """Return the first and last day of a year on which somebody is both employed and insured."""
    first = max(employment.start_date, insured.starts_on, date(year, 1, 1))
    last = min(employment.end_date or date.max, insured.ends_on or date.max, date(year, 12, 31))
    return (first, last) if first <= last else None


def _held(terms: Sequence[EmploymentTerms], first: date, last: date) -> list[tuple[EmploymentTerms, date]]:
    """Return the terms that hold in a stretch of days, each with the last of its days in it."""
    ends = [row.valid_from - timedelta(days=1) for row in terms[1:]] + [last]
    return [
        (row, min(end, last)) for row, end in zip(terms, ends, strict=True) if end >= first and row.valid_from <= last
    ]


def _wage(held: Sequence[tuple[EmploymentTerms, date]], year: int, insured_from: date) -> Decimal | None:
    """Return the wage of a year; None where a part of it is unknown."""
    spans = []
    for row, last in held:
        if row.wage is None:
            return None
        spans.append(WageSpan(row.valid_from, last, annual_wage(row.wage, WageBasis(row.wage_basis))))
    return wage_in_year(spans, year, insured_from=insured_from)


def _last_before(terms: Sequence[EmploymentTerms], day: date) -> EmploymentTerms:
    """Return the terms that hold on a day; before the first ones, the first."""
    return next((row for row in reversed(terms) if row.valid_from <= day), terms[0])


def masked(bsn: str) -> str:
    """Return a citizen service number of which the last digits can be read alone: `••••••789`."""
    return "•" * (len(bsn) - SHOWN_OF_BSN) + bsn[-SHOWN_OF_BSN:] if bsn else ""
