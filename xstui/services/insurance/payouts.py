"""What the insurer has paid, by the number on its invoice (*Uitkeringsspecificaties*, manual section 7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.figures import Period
from xstui.domain.problems import refuse
from xstui.domain.roles import Right
from xstui.domain.search import meant
from xstui.services.context.context import Context
from xstui.services.context.employments import may_see_people
from xstui.services.insurance.employers import Employer, employer_named, employers_in
from xstui.store.tables import Payout


@dataclass(frozen=True, slots=True)
class PayoutLine:
    """A line that was paid; amounts below zero are corrections."""

    policy_no: str
    employee_name: str
    first_sick_day: date | None
    kind: CaseKind
    first: date
    last: date
    benefit: Decimal


@dataclass(frozen=True, slots=True)
class Batch:
    """The lines of one payout reference (*Uitkeringskenmerk*, the BatchID on the invoice)."""

    payout_reference: str
    lines: tuple[PayoutLine, ...]

    @property
    def amount(self) -> Decimal:
        """What was paid together, in euros."""
        return sum((line.benefit for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class PayoutReport:
    """The payouts of an employer in a period.

    Attributes:
        batches: By reference.
        hidden: Lines of people whom the actor is not authorised for today.
    """

    employer: Employer
    period: Period
    batches: tuple[Batch, ...]
    hidden: int

    @property
    def amount(self) -> Decimal:
        """All that is shown together, in euros."""
        return sum((batch.amount for batch in self.batches), Decimal(0))


def payouts_in_period(context: Context, period: Period, employer: str = "", reference: str = "") -> PayoutReport:
    """Return what was paid over days of a period, by payout reference.

    Args:
        context: Its actor's authorisations of today apply; a line without a known employee is for one who may see all.
        period: A line that touches it is shown.
        employer: Name or code; empty where there is one.
        reference: The number on an invoice, in any case and with or without the letters before it: only its lines, of
            any period.

    Raises:
        Refused: `not-allowed`, `unknown-employer`, or `end-before-start` at `last`.
    """
    context.require(Right.CLAIMS)
    if period.last < period.first:
        raise refuse("end-before-start", "last")
    with context.reading() as session:
        chosen = employer_named(employers_in(session, context), employer)
        rows = _rows(session, chosen.employer_id, period, reference.strip())
        may_see = may_see_people(session, context)
        seen = [row for row in rows if (chosen.is_whole if row.person_id is None else may_see(row.person_id))]
    batches = [
        Batch(number, tuple(_line(row) for row in group))
        for number, group in groupby(seen, key=lambda row: row.payout_reference)
    ]
    return PayoutReport(chosen, period, tuple(batches), hidden=len(rows) - len(seen))


def _rows(session: Session, employer_id: int, period: Period, reference: str) -> list[Payout]:
    query = select(Payout).where(Payout.employer_id == employer_id)
    if reference:
        known = session.exec(select(Payout.payout_reference).where(Payout.employer_id == employer_id).distinct()).all()
        query = query.where(col(Payout.payout_reference).in_(meant(reference, known)))
    else:
        query = query.where(Payout.period_start <= period.last, Payout.period_end >= period.first)
    order = (Payout.payout_reference, Payout.employee_name, Payout.period_start, Payout.id)
    return list(session.exec(query.order_by(*(col(column) for column in order))).all())


def _line(row: Payout) -> PayoutLine:
    return PayoutLine(
        policy_no=row.policy_no,
        employee_name=row.employee_name,
        first_sick_day=row.first_sick_day,
        kind=CaseKind(row.insurance_type),
        first=row.period_start,
        last=row.period_end,
        benefit=row.benefit,
    )
