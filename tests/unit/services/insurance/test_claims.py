"""The monthly claim specification from a real store: the numbers of the domain rules, 5.4, and who is not paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.company import context_of
from tests.insured import change, insure, second_employer
from tests.refusals import problems_of
from xstui.domain.absence import Classification, EndReason, Step
from xstui.domain.figures import Period
from xstui.domain.policies import Unpaid
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.insurance import claims
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, Policy

LATER = date(2026, 7, 1)
MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))


@pytest.fixture
def later(context):
    """The context on 1 July, when all of June is known."""
    return context_of(context.store, today=LATER)


def lines(context, month, employer=""):
    return [line for claim in claims.claims_of_month(context, month, employer).claims for line in claim.lines]


def unpaid(context, month=MARCH):
    return [(claim.name, claim.unpaid, claim.lines) for claim in claims.claims_of_month(context, month).claims]


def test_F48_the_months_of_the_example_come_from_the_store(context, later):
    """Domain rules, 5.4: Polis, V., sick since 02-03-2026, 75 % from 08-06-2026, ten waiting days, cover 70 %."""
    insure(context)
    absence.change_percentage(context, 1, Step(date(2026, 6, 8), Decimal(75)))
    found = [line for month in (MARCH, APRIL, MAY, JUNE) for line in lines(later, month)]
    assert [str(line.amount) for line in found] == ["1544.84", "2832.21", "2703.48", "643.69", "1641.40"]
    assert [line.payout_days for line in found] == [12, 22, 21, 5, 17]
    assert {(line.insured_wage, line.daily_wage) for line in found} == {(Decimal(48000), Decimal("183.91"))}
    assert found[0].payout == Period(date(2026, 3, 16), date(2026, 3, 31))
    assert [line.sick for line in found[3:]] == [
        Period(JUNE, date(2026, 6, 7)),
        Period(date(2026, 6, 8), date(2026, 6, 30)),
    ]
    assert claims.claims_of_month(later, JUNE).amount == Decimal("2285.09")


def test_the_policy_of_the_first_sick_day_counts_and_goes_on_after_its_end(context, later):
    insure(context, ends_on=date(2026, 3, 31))
    insure(context, policy_no="NEW", starts_on=date(2026, 4, 1), waiting_days=0, cover=((104, "100"),))
    [line] = lines(later, MAY)
    assert line.amount == Decimal("2703.48")
    assert claims.claims_of_month(later, MAY).claims[0].policy_no == "TEST-0001"


def test_a_wage_with_holiday_allowance_counts_for_a_policy_that_insures_it(context, later):
    insure(context, wage_basis="gross-month-holiday")
    change(context, AbsenceCase, 1, wage_basis="gross-month-holiday")
    assert [line.amount for line in lines(later, MARCH)] == [Decimal("1668.41")]


def test_the_insured_part_of_the_wage_and_its_maximum_count(context, later):
    insure(context, insured_percentage=Decimal(80), maximum_wage=Decimal(30000))
    assert {line.insured_wage for line in lines(later, MARCH)} == {Decimal(30000)}


def test_waiting_days_count_once_in_joined_cases(context, later):
    """Eight working days in the first case leave two for the one that joins it."""
    insure(context)
    absence.report_sick(context, SickReport(2, date(2026, 4, 1)))
    absence.report_recovery(context, 2, date(2026, 4, 10))
    absence.report_sick(context, SickReport(2, date(2026, 4, 20)))
    by_case = {claim.case_no: claim.lines for claim in claims.claims_of_month(later, APRIL).claims}
    assert [line.payout for line in by_case[100_002]] == [None]
    assert [line.payout for line in by_case[100_003]] == [Period(date(2026, 4, 22), date(2026, 4, 30))]


def test_a_case_that_declined_to_join_waits_anew(context, later):
    insure(context)
    absence.report_sick(context, SickReport(2, date(2026, 4, 1)))
    absence.report_recovery(context, 2, date(2026, 4, 10))
    absence.report_sick(context, SickReport(2, date(2026, 4, 20), declined="ander verzuim"))
    [claim] = [claim for claim in claims.claims_of_month(later, APRIL).claims if claim.case_no == 100_003]
    assert [line.payout for line in claim.lines] == [None]


def test_the_running_month_counts_up_to_today(context):
    insure(context)
    found = claims.claims_of_month(context, JUNE)
    assert found.period == Period(JUNE, date(2026, 6, 8))
    assert [line.absence_workdays for line in lines(context, JUNE)] == [6]


def test_a_month_to_come_is_refused(context):
    found = problems_of(claims.claims_of_month, context, date(2026, 7, 1))
    assert found == [Problem("date-in-future", "month", {"latest": date(2026, 6, 8)})]


def test_without_a_policy_nothing_is_claimed(context):
    found = claims.claims_of_month(context, MARCH)
    assert (found.is_insured, found.claims) == (False, ())


def test_a_policy_for_another_kind_of_case_does_not_count(context):
    insure(context, insurance_type="sickness-act")
    assert claims.claims_of_month(context, MARCH).claims == ()


@pytest.mark.parametrize(
    ("table", "key", "columns", "reason"),
    [
        (AbsenceCase, 1, {"wage_at_start": None}, Unpaid.WAGE_UNKNOWN),
        (AbsenceCase, 1, {"wage_basis": "gross-four-weeks"}, Unpaid.OTHER_BASIS),
        (AbsenceCase, 1, {"classification": Classification.SAFETY_NET.value}, Unpaid.SAFETY_NET),
        (AbsenceCase, 1, {"classification": Classification.ORGAN_DONATION.value}, Unpaid.SAFETY_NET),
        (Employment, 1, {"exclusion": "no-risk"}, Unpaid.EXCLUDED),
        (EmploymentTerms, 1, {"contract_type": "director"}, Unpaid.EXCLUDED),
        (Policy, 1, {"starts_on": date(2026, 3, 3)}, Unpaid.SICK_AT_START),
    ],
)
def test_who_is_not_paid_is_named_with_the_reason(context, table, key, columns, reason):
    insure(context)
    change(context, table, key, **columns)
    assert unpaid(context) == [("Polis, V.", reason, ())]


def test_who_was_sick_when_the_policy_began_is_paid_after_four_weeks_of_recovery(context, later):
    insure(context, starts_on=date(2026, 4, 5), waiting_days=0)
    absence.report_sick(context, SickReport(2, date(2026, 4, 1)))
    absence.report_recovery(context, 2, date(2026, 4, 10))
    absence.report_sick(context, SickReport(2, date(2026, 5, 8)))
    absence.report_recovery(context, 3, date(2026, 5, 8))
    absence.report_sick(context, SickReport(2, date(2026, 6, 8)))
    assert [claim.unpaid for claim in claims.claims_of_month(later, MAY).claims if claim.name == "Jansen, A."] == [
        Unpaid.SICK_AT_START
    ]
    [claim] = [claim for claim in claims.claims_of_month(later, JUNE).claims if claim.name == "Jansen, A."]
    assert (claim.unpaid, claim.lines[0].payout_days) == (None, 17)


def test_a_case_reported_by_mistake_never_was(context):
    insure(context)
    absence.end_case(context, 1, date(2026, 3, 20), EndReason.MISTAKEN)
    assert claims.claims_of_month(context, MARCH).claims == ()


def test_a_case_is_paid_as_long_as_the_employment_lasts(context, later):
    insure(context)
    change(context, Employment, 1, end_date=date(2026, 4, 15))
    assert [line.sick.last for line in lines(later, APRIL)] == [date(2026, 4, 15)]
    assert lines(later, MAY) == []


def test_a_case_outside_the_month_is_not_in_it(context):
    insure(context)
    assert claims.claims_of_month(context, date(2026, 2, 1)).claims == ()
    absence.report_recovery(context, 1, date(2026, 4, 30))
    assert len(lines(context, APRIL)) == 1
    assert lines(context, MAY) == []


def test_the_cover_that_has_run_out_leaves_no_line(context):
    insure(context, cover=((4, "70"),))
    assert claims.claims_of_month(context, MAY).claims == ()


def test_only_people_of_the_actors_units_are_shown(context):
    insure(context)
    absence.report_sick(context, SickReport(5, date(2026, 4, 1)))
    names = [claim.name for claim in claims.claims_of_month(context, APRIL).claims]
    assert names == ["Polis, V.", "Vries, K. de"]
    office = context_of(context.store, units=[3])
    assert [claim.name for claim in claims.claims_of_month(office, APRIL).claims] == ["Vries, K. de"]


def test_one_of_several_employers_has_to_be_named(context):
    insure(context)
    number = second_employer(context)
    both = context_of(context.store, units=[1, 2, 3, number])
    known = {"known": ("TESTBEDRIJF_Voorbeeld", "Tweede BV")}
    assert problems_of(claims.claims_of_month, both, MARCH) == [Problem("unknown-employer", "employer", known)]
    assert claims.claims_of_month(both, MARCH, "t2").claims == ()
    assert len(claims.claims_of_month(both, MARCH, "testbedrijf_voorbeeld").claims) == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.COMBI, Role.CLAIMS_VIEWER}])
def test_roles_without_claims_see_none(context, role):
    found = problems_of(claims.claims_of_month, context_of(context.store, role=role), MARCH)
    assert found == [Problem("not-allowed", "", {"role": role})]


def test_the_role_for_specifications_alone_sees_them(context):
    insure(context)
    assert len(claims.claims_of_month(context_of(context.store, role=Role.CLAIMS_VIEWER), MARCH).claims) == 1
