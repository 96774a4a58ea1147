"""What is paid on during absence, by the wage at the start of the case (domain rules, 5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import REFERENCE, TODAY, context_of
from tests.refusals import problems_of, sentence_of
from xstui.clock import FixedClock
from xstui.domain.absence import Step
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.domain.wages import SickPay, WageBasis, maximum_daily_wage
from xstui.screens.absence.pay_text import pay_text
from xstui.services.absence import absence, office_settings, pay
from xstui.services.absence.absence import SickReport, WageAtStart
from xstui.services.employment import leaving
from xstui.store.tables import Person, Task

DAY = date(2026, 6, 8)


def at(context, percentage, day=DAY, wage="4000", basis=WageBasis.GROSS_MONTH):
    return pay.pay_at(context, 1, Step(day, Decimal(percentage)), WageAtStart(basis, Decimal(wage), verified=False))


@pytest.mark.parametrize(("percentage", "due"), [("75", "3100.00"), ("62.5", "3250.00"), ("100", "2800.00")])
def test_the_examples_of_the_manual_with_a_wage_of_4000(context, percentage, due):
    """What is worked is paid in full, 70 % of the rest: of 75 % absence 1,000 + 0.7 x 3,000."""
    found = at(context, percentage)
    assert (found.month, found.due) == (4000, Decimal(due))


def test_the_minimum_wage_by_her_hours_holds_in_the_first_year(context):
    """14.71 an hour, 36 hours a week: 2,294.76 a month."""
    assert at(context, "100", wage="3000").duty.floor == Decimal("2294.76")
    assert at(context, "100", wage="3000").due == Decimal("2294.76")


def test_an_annual_wage_is_taken_by_the_month(context):
    assert at(context, "100", wage="48000", basis=WageBasis.SV_YEAR).month == 4000


def test_the_minimum_wage_of_the_second_half_of_2026(context):
    """14.99 an hour, 36 hours a week (domain rules, 14.3)."""
    found = at(context, "100", day=date(2026, 8, 1), wage="3000")
    assert (found.due, found.duty.floor, found.duty.floor_unknown) == (Decimal("2338.44"), Decimal("2338.44"), False)


def test_a_day_without_a_maximum_daily_wage_has_no_answer(context):
    assert at(context, "100", day=date(2027, 6, 1)) is None


def test_after_104_weeks_nothing_is_due_of_the_missed_part(context):
    """104 weeks from 2 March 2026 end with D+727, 27 February 2028 (domain rules, 1.3)."""
    found = at(context, "50", day=date(2028, 2, 28))
    assert (found.duty.amount, found.due, found.over) == (0, Decimal("2000.00"), True)
    assert not at(context, "50").over
    assert found.duty.last_day == at(context, "50").duty.last_day == date(2028, 2, 27)


def test_a_pensioner_is_paid_on_for_six_weeks(context):
    """From 2 March, so up to and including D+41."""
    with context.unit("test") as unit:
        unit.session.get_one(Person, 1).birth_date = date(1958, 5, 1)
    assert at(context, "100").duty.last_day == date(2026, 4, 12)
    assert at(context, "100").over


def test_who_leaves_is_paid_on_up_to_her_last_day(context):
    leaving.report_leaving(context, 1, date(2026, 6, 30), LeavingReason.EMPLOYEE)
    assert at(context, "50").duty.last_day == date(2026, 6, 30)


def test_who_may_not_report_absence_sees_no_wage(context):
    assert problems_of(at, context_of(context.store, Role.VIEWER), "75") == [
        Problem("not-allowed", "", {"role": Role.VIEWER})
    ]


@pytest.mark.parametrize(
    ("state", "last"),
    [("done", date(2028, 3, 8)), ("deviated", date(2028, 2, 27)), ("lapsed", date(2028, 2, 27))],
)
def test_pay_goes_on_for_as_long_as_the_week_42_report_was_late(context, state, last):
    """BW 7:629 paragraph 11."""
    with context.unit("test") as unit:
        task = unit.session.exec(select(Task).where(Task.case_id == 1, Task.code == "T05")).one()
        task.closed_as, task.closed_on = state, task.due + timedelta(days=10)
    found = at(context, "100")
    assert found.duty.last_day == last
    assert found.late_days == (10 if state == "done" else 0)


def test_a_report_that_is_still_to_be_made_counts_by_today(context):
    """The report is due on D+294, 21 December 2026 (domain rules, 1.3)."""
    tomorrow = replace(context, clock=FixedClock(date(2026, 12, 24)))
    assert at(tomorrow, "100").late_days == 3
    assert at(replace(context, clock=FixedClock(date(2026, 12, 21))), "100").late_days == 0


def test_14_9_a_wage_below_the_minimum_is_said_with_the_minimum(context):
    text = pay_text(at(context, "100", wage="2000"), TODAY)
    assert "! Het loon van € 2.000,00 ligt onder het minimumloon van € 2.294,76 per maand (WML)." in text
    assert "het loon zelf" in text


LIMIT_AT_PART = (
    "Hoe het maximumdagloon en het minimumloon bij gedeeltelijk verzuim tellen, staat niet vast: hier begrenzen ze de hele "
    "maand."
)


@pytest.mark.parametrize(
    ("wage", "percentage", "day", "said"),
    [
        ("9000", "100", date(2025, 7, 1), "Het maximumdagloon van 01-07-2025 is niet in een publicatie gevonden."),
        ("9000", "50", TODAY, LIMIT_AT_PART),
        ("3000", "50", TODAY, LIMIT_AT_PART),
    ],
)
def test_14_10_what_is_not_settled_is_said_last(context, wage, percentage, day, said):
    assert pay_text(at(context, percentage, day=day, wage=wage), TODAY).splitlines()[-1] == said
    assert at(context, "100", wage="9000").unsettled == at(context, "50", wage="4000").unsettled == ()


def test_14_10_a_waiting_day_on_a_holiday_says_that_it_is_not_settled(context):
    admin = replace(context, actor=replace(context.actor, administrator=True))
    seen = office_settings.settings(admin)
    office_settings.change_settings(admin, replace(seen, sick_pay=SickPay(waiting_days=2)), seen=seen)
    whit_monday = date(2026, 5, 25)
    report = absence.report_sick(context, SickReport(2, whit_monday))
    found = pay.pay_at(
        context,
        report.case_id,
        Step(whit_monday, Decimal(100)),
        WageAtStart(WageBasis.GROSS_MONTH, Decimal(4000), verified=False),
    )
    assert pay_text(found, TODAY).splitlines()[-2:] == [
        "Wachtdagen zonder loon: 25-05-2026, 26-05-2026",
        "Of een feestdag een wachtdag kan zijn, staat niet vast: zie het contract of de cao.",
    ]


def test_the_amount_that_is_missing_is_named_with_its_day():
    day = date(2027, 6, 1)
    assert pay_text(None, day) == "Loondoorbetaling: het maximumdagloon van 01-06-2027 staat niet in dit programma."
    assert sentence_of(maximum_daily_wage, day, REFERENCE.maximum_daily_wage) == (
        "Niet in dit programma: het maximumdagloon (01-06-2027)."
    )
