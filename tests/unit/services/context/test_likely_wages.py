"""Which wages are asked about: what a month comes to beside the minimum wage and the maximum daily wage."""

from datetime import date
from decimal import Decimal

import pytest

from xstui.domain.contract_type import ContractType
from xstui.domain.problems import Problem
from xstui.domain.wages import WageBasis
from xstui.i18n import problem_text
from xstui.services.context.likely_wages import unlikely_wage
from xstui.services.context.reference import Reference, data_folder

REFERENCE = Reference(data_folder())
TODAY, ADULT, YOUNG = date(2026, 6, 8), date(1990, 1, 1), date(2010, 1, 1)


def asked(wage, basis=WageBasis.GROSS_MONTH, *, hours=36, day=TODAY, born=ADULT, contract_type=ContractType.PERMANENT):
    found = unlikely_wage(
        REFERENCE,
        Decimal(wage),
        basis,
        hours=Decimal(hours),
        day=day,
        born=born,
        contract_type=contract_type,
    )
    return [(problem.code, problem.details) for problem in found]


@pytest.mark.parametrize("wage", [75, 2_260])
def test_less_than_the_minimum_wage_of_age_and_hours_is_asked_about(wage):
    details = {"month": Decimal(f"{wage}.00"), "hours": Decimal(36), "minimum": Decimal("2294.76")}
    assert asked(wage) == [("wage-below-minimum", details)]


def test_the_sentence_names_the_month_and_the_minimum():
    told = Problem("wage-below-minimum", "wage", asked(75)[0][1])
    assert problem_text(told) == (
        "Dat is € 75,00 per maand, minder dan het minimumloon: € 2.294,76 bij 36,00 uur per week."
    )


def test_ten_times_a_wage_is_asked_about_also_of_a_small_job():
    assert asked(32_000)[0][0] == "wage-large"
    assert asked(8_000, hours=8)[0][0] == "wage-large"


@pytest.mark.parametrize(
    "told",
    [
        {"wage": 3_200},
        {"wage": 2_290},
        {"wage": 600, "hours": 8},
        {"wage": 900, "born": YOUNG},
        {"wage": 900, "born": None},
        {"wage": 42_000, "basis": WageBasis.SV_YEAR},
        {"wage": 400, "contract_type": ContractType.INTERN},
        {"wage": 1_200, "day": date(1994, 5, 1)},
        {"wage": 0, "hours": 0},
        {"wage": 350, "hours": 0},
    ],
)
def test_a_usual_wage_is_not_asked_about(told):
    assert asked(**told) == []


def test_the_basis_counts():
    assert [code for code, _details in asked(3_200, WageBasis.SV_YEAR)] == ["wage-below-minimum"]


@pytest.mark.parametrize("day", [date(1994, 5, 1), date(2027, 3, 1)])
def test_where_no_minimum_wage_is_known_none_is_named(day):
    assert asked(75, day=day) == [("wage-small", {"month": Decimal("75.00"), "hours": Decimal(36)})]
