"""What an employer has to go on paying somebody who is (partly) absent (BW 7:629; domain rules, 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from xstui.domain.absence import Step
from xstui.domain.dates import age
from xstui.domain.pension import pension_date
from xstui.domain.problems import Refused
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Right
from xstui.domain.unsettled import Unsettled, of_pay
from xstui.domain.wages import (
    ADULT,
    FIRST_YEAR,
    MONTHS_IN_YEAR,
    PayDuty,
    SickPay,
    annual_wage,
    highest_minimum,
    maximum_is_settled,
    minimum_month,
    minimum_wage,
    pay_due,
    pay_duty,
    pay_ends,
    rounded,
    waiting_days,
)
from xstui.services.absence.absence import WageAtStart
from xstui.services.absence.office_settings import sick_pay
from xstui.services.cases import cases
from xstui.services.cases.joining import chain_of
from xstui.services.context.calendar import is_holiday
from xstui.services.context.context import Context
from xstui.services.context.employments import terms_on
from xstui.store.tables import AbsenceCase, Employment, Person, Task

LENGTHENS = ("T05", "T10")
"""Tasks whose delay has pay go on for as long: the week 42 report and the WIA application (BW 7:629 paragraph 11)."""


@dataclass(frozen=True)
class Pay:
    """What is due for a month at a percentage of absence.

    Attributes:
        month: The wage of a month, whatever the basis that it is known by.
        step: The percentage, and the day on which it is judged.
        duty: For a month that is missed as a whole.
        due: At the percentage.
        minimum: The minimum wage of a month at these hours; None where it does not count, or is not known.
        youth: Whether that is the part of it for somebody younger than 21.
        unsettled: What the amount depends on and is not settled.
        late_days: Days that a report came late, or is late today; pay goes on for as long.
        waiting: Days of the case without pay; of a joined case those that are left after the ones before it.
    """

    month: Decimal
    step: Step
    duty: PayDuty
    due: Decimal
    waiting: tuple[date, ...] = ()
    late_days: int = 0
    minimum: Decimal | None = None
    youth: bool = False
    unsettled: tuple[Unsettled, ...] = ()

    @property
    def below_minimum(self) -> bool:
        """Whether the wage itself lies below the minimum wage."""
        return self.minimum is not None and self.month < self.minimum

    @property
    def over(self) -> bool:
        """Whether the duty has ended by then."""
        return self.step.valid_from > self.duty.last_day


def pay_at(context: Context, case_id: int, step: Step, wage: WageAtStart) -> Pay | None:
    """Return what an employer has to pay in a case from the day of a percentage on, by the wage at its start.

    None where the maximum daily wage of that day is not known to the program: an old one is never carried on.

    Raises:
        Refused: `not-allowed` or `other-unit`.
    """
    context.require(Right.ABSENCE_REPORTS)
    with context.reading() as session:
        case = session.get_one(AbsenceCase, case_id)
        cases.check_authorised(session, context, case.employment_id)
        agreed = sick_pay(session)
        hours = terms_on(session, case.employment_id, step.valid_from).hours
        birth, counted_from = session.get_one(Person, case.person_id).birth_date, case.counted_from
        late = _late_days(session, case.key, context.today)
        leaves = session.get_one(Employment, case.employment_id).end_date
        waiting = _waiting(session, case, agreed)
    month = rounded(annual_wage(wage.amount, wage.basis) / MONTHS_IN_YEAR)
    years = age(birth, step.valid_from)
    floor = _floor(context, step.valid_from, years, hours)
    pension = pension_date(birth, context.reference.pension).day
    ends = pay_ends(counted_from, pension=pension, late_days=late, employment_end=leaves)
    if ends < pay_ends(counted_from, pension=pension, late_days=late):
        late = 0  # what was reported late puts off nothing for somebody who leaves before
    duty = _duty(context, month, step.valid_from, counted_from, years, hours, floor, ends, agreed)
    if duty is None:
        return None
    return Pay(
        month,
        step,
        duty,
        pay_due(month, step.percentage, duty.amount),
        waiting,
        late,
        minimum=floor if step.valid_from < counted_from + FIRST_YEAR else None,
        youth=years < ADULT,
        unsettled=tuple(
            of_pay(
                duty,
                step.percentage,
                maximum_is_settled=maximum_is_settled(step.valid_from, context.reference.maximum_daily_wage),
                waits_on_holiday=any(is_holiday(day) for day in waiting),
            )
        ),
    )


def _duty(  # noqa: PLR0913 - a wage, and all that bounds what is due of it
    context: Context,
    month: Decimal,
    day: date,
    counted_from: date,
    years: int,
    hours: Decimal,
    floor: Decimal | None,
    ends: date,
    agreed: SickPay,
) -> PayDuty | None:
    """Return what is due of a month that is missed as a whole; None where the maximum of that day is not known."""
    reference = context.reference
    try:
        return pay_duty(
            month,
            day,
            counted_from=counted_from,
            table=reference.maximum_daily_wage,
            minimum_wage=floor,
            minimum_at_most=minimum_month(highest_minimum(day, years, reference.minimum_wage), hours),
            ends=ends,
            agreed=agreed,
        )
    except Refused:
        return None


def _late_days(session: Session, case_id: int, today: date) -> int:
    """Return by how many days reports to UWV came late; one that is still to be made, by today."""
    query = select(Task).where(Task.case_id == case_id, col(Task.code).in_(LENGTHENS))
    days = (
        ((task.closed_on or today) - task.due).days
        for task in session.exec(query).all()
        if task.closed_as in {"", TaskState.DONE.value}
    )
    return sum(late for late in days if late > 0)


def _waiting(session: Session, case: AbsenceCase, agreed: SickPay) -> tuple[date, ...]:
    sick = [(times.first_sick_day, times.last_sick_day) for times in chain_of(session, case)]
    return tuple(day for day in waiting_days(sick, agreed) if day >= case.first_sick_day)


def _floor(context: Context, day: date, years: int, hours: Decimal) -> Decimal | None:
    try:
        return minimum_month(minimum_wage(day, years, context.reference.minimum_wage), hours)
    except Refused:
        return None
