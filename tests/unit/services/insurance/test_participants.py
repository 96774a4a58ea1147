"""The participant register and the settlement: published examples, exclusions, and who may see what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.company import context_of
from tests.insured import change, insure, registration
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.domain.settlement import Exclusion, Settlement
from xstui.services.insurance import participants
from xstui.services.reporting.declarations.participants import ParticipantsParameters
from xstui.services.reporting.participants import participants_table
from xstui.store.tables import Employment, EmploymentTerms, Person

EVERYBODY = 7


@pytest.fixture
def policy(context):
    """An absence policy since 2025."""
    insure(context)


def register(context, year=2025, employer=""):
    return participants.participants_of_year(context, year, employer)


def line_of(context, name="Polis, V.", year=2025):
    return next(line for line in register(context, year).lines if line.name == name)


def new_terms(context, **columns):
    usual = {
        "employment_id": 1,
        "unit_id": 2,
        "job_id": 1,
        "hours": Decimal(36),
        "full_time_hours": Decimal("36.86"),
        "wage": Decimal(5000),
    }
    with registration(context) as unit:
        unit.add(EmploymentTerms(**usual | columns))


@pytest.mark.usefixtures("policy")
def test_F42_eight_months_of_4000_with_holiday_allowance_are_34560(context):
    """Domain rules, 10: € 4.000,00 a month and 8 % from 01-05-2025."""
    change(context, EmploymentTerms, 1, wage_basis="gross-month-holiday")
    line = line_of(context)
    assert line.wage_in_year == Decimal("34560.00")
    assert (line.first, line.last) == (date(2025, 5, 1), date(2025, 12, 31))


def test_F42_the_account_of_the_published_example(context):
    """ABN AMRO: 750.000 at 2,5 % is an advance of 18.750; 1.000.000 comes to 25.000, of which 6.250 is still to pay."""
    insure(context, estimated_wage_sum=Decimal(750_000), premium_percentage=Decimal("2.5"))
    with registration(context) as unit:
        for number in range(1, EVERYBODY + 1):
            unit.session.get_one(EmploymentTerms, number).wage = Decimal(0)
        unit.session.get_one(EmploymentTerms, 2).wage = Decimal(125_000)
    found = register(context)
    assert (found.total.participants, found.total.wage) == (EVERYBODY, Decimal("1000000.00"))
    assert found.settlement == Settlement(Decimal(18_750), Decimal(25_000), Decimal(6_250), Decimal(25_000))


def test_a_wage_counts_from_the_start_of_the_policy_to_its_end(context):
    insure(context, starts_on=date(2025, 7, 1), ends_on=date(2025, 9, 30))
    line = line_of(context)
    assert (line.first, line.last) == (date(2025, 7, 1), date(2025, 9, 30))
    assert line.wage_in_year == Decimal(12_000)


def test_the_latest_policy_of_the_year_counts(context):
    insure(context, policy_no="OLD", ends_on=date(2025, 6, 30))
    insure(context, policy_no="NEW", starts_on=date(2025, 7, 1))
    insure(context, policy_no="NEXT", starts_on=date(2026, 1, 1), insurance_type="wga")
    assert register(context).policy.policy_no == "NEW"


@pytest.mark.usefixtures("policy")
def test_a_change_of_wage_counts_from_its_day(context):
    new_terms(context, valid_from=date(2025, 9, 1))
    line = line_of(context)
    assert line.wage_in_year == 4 * 4000 + 4 * 5000
    assert (line.wage, line.hours, str(line.fte)) == (Decimal(5000), Decimal(36), "0.98")
    assert line_of(context, year=2026).wage_in_year == 12 * 5000


@pytest.mark.usefixtures("policy")
def test_a_wage_that_was_unknown_in_another_year_does_not_matter(context):
    change(context, EmploymentTerms, 1, wage=None)
    new_terms(context, valid_from=date(2026, 1, 1))
    assert line_of(context).wage_in_year is None
    assert line_of(context, year=2026).wage_in_year == 60_000
    assert register(context).total.participants == EVERYBODY


@pytest.mark.usefixtures("policy")
def test_who_left_counts_until_then_and_who_left_before_the_year_is_not_listed(context):
    change(context, Employment, 1, end_date=date(2025, 6, 30))
    assert line_of(context).wage_in_year == 8_000
    assert "Polis, V." not in {line.name for line in register(context, 2026).lines}


def test_who_was_never_insured_takes_no_part(context):
    insure(context, starts_on=date(2025, 7, 1))
    change(context, Employment, 1, end_date=date(2025, 6, 30))
    found = register(context)
    assert "Polis, V." not in {line.name for line in found.lines}
    assert found.total.participants == EVERYBODY - 1


def test_nobody_takes_part_in_a_year_without_a_policy(context):
    insure(context, starts_on=date(2026, 1, 1))
    insure(context, insurance_type="wga")
    found = register(context)
    assert (found.policy, found.lines, found.total.participants, found.total.wage) == (None, (), 0, 0)
    assert len(register(context, 2026).lines) == EVERYBODY
    table = participants_table(context, ParticipantsParameters(year=2025))
    assert "Er is geen verzuimpolis van 2025: niemand neemt deel." in table.notes


@pytest.mark.parametrize("exclusion", list(Exclusion))
@pytest.mark.usefixtures("policy")
def test_who_is_excluded_counts_for_nothing(context, exclusion):
    before = register(context).total
    change(context, Employment, 1, exclusion=exclusion.value)
    after = register(context)
    assert line_of(context).exclusion is exclusion
    assert after.total.wage == before.wage - 32_000
    assert after.total.participants == EVERYBODY - 1


@pytest.mark.parametrize(
    ("contract", "exclusion"),
    [("intern", Exclusion.INTERNSHIP), ("director", Exclusion.DIRECTOR), ("temporary", None)],
)
@pytest.mark.usefixtures("policy")
def test_interns_and_directors_are_excluded_by_their_contract(context, contract, exclusion):
    change(context, EmploymentTerms, 1, contract_type=contract)
    assert line_of(context).exclusion is exclusion


@pytest.mark.usefixtures("policy")
def test_of_a_bsn_only_the_end_can_be_read(context):
    change(context, Person, 1, bsn="999900006")
    assert line_of(context).bsn == "••••••006"
    assert line_of(context, "Jansen, A.").bsn == ""


@pytest.mark.usefixtures("policy")
def test_the_list_is_sorted_as_names_are(context):
    names = [line.name for line in register(context).lines]
    assert names[0] == "Berg, J. van den"
    assert names[-2:] == ["Vries, K. de", "Vries, L. de"]


def test_wages_on_another_basis_than_the_policy_are_counted(context):
    assert register(context).other_basis == 0
    insure(context, wage_basis="sv-year")
    change(context, EmploymentTerms, 1, wage_basis="sv-year")
    assert register(context).other_basis == EVERYBODY - 1


@pytest.mark.parametrize("missing", ["estimated_wage_sum", "premium_percentage"])
def test_without_wage_sum_or_premium_there_is_no_account(context, missing):
    known = {"estimated_wage_sum": Decimal(1000), "premium_percentage": Decimal(2)} | {missing: None}
    insure(context, **known)
    assert register(context).settlement is None


def test_who_sees_a_department_gets_its_list_and_no_account(context):
    insure(context, estimated_wage_sum=Decimal(1000), premium_percentage=Decimal(2))
    office = register(context_of(context.store, units=[3]))
    assert {line.name for line in office.lines} < {line.name for line in register(context).lines}
    assert len(office.lines) == 4
    assert office.settlement is None


@pytest.mark.parametrize("year", [1989, 2028, 0, 99_999])
def test_a_year_far_away_is_refused(context, year):
    found = problems_of(register, context, year)
    assert found == [Problem("year-out-of-range", "year", {"least": 1990, "most": 2027})]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CLAIMS_VIEWER, Role.REPORTER])
def test_roles_without_participants_see_none(context, role):
    found = problems_of(register, context_of(context.store, role=role))
    assert found == [Problem("not-allowed", "", {"role": role})]


@pytest.mark.usefixtures("policy")
def test_payroll_may_see_the_list(context):
    assert len(register(context_of(context.store, role=Role.PAYROLL)).lines) == EVERYBODY
