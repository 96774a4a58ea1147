"""What is allowed but unlikely."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from xstui.domain import cautions
from xstui.domain.names import Gender
from xstui.domain.problems import Problem

TODAY = date(2026, 6, 8)
ALL = {
    "leave-begun": (cautions.of_leave_start, -1, "due_date", {"start": date(2026, 6, 7), "days": 1}),
    "long-due": (cautions.of_due_date, -22, "due_date", {"days": 22}),
    "long-ago": (cautions.of_closing, -183, "closed_on", {"days": 183}),
    "years-ahead": (cautions.of_last_day, 800, "last_day", {"years": 2}),
    "far-ahead": (cautions.of_change, 366, "valid_from", {"days": 366}),
    "years-ago": (cautions.of_end, -19_000, "end_date", {"years": 52}),
}


@pytest.mark.parametrize("code", ALL)
def test_a_day_far_off_is_asked_about(code):
    check, days, field, details = ALL[code]
    assert check(TODAY + timedelta(days=days), TODAY) == [Problem(code, field, details)]
    assert check(TODAY, TODAY) == []


@pytest.mark.parametrize(
    "code", [code for code, (*_, details) in ALL.items() if "days" in details and code != "leave-begun"]
)
def test_a_day_at_the_limit_is_not_asked_about(code):
    check, days, _field, _details = ALL[code]
    assert check(TODAY + timedelta(days=days - (1 if days > 0 else -1)), TODAY) == []


def test_the_start_of_an_employment_is_asked_about_at_its_own_field():
    found = cautions.of_start(TODAY + timedelta(days=366), TODAY, "start_date")
    assert found == [Problem("far-ahead", "start_date", {"days": 366})]


@pytest.mark.parametrize(
    ("birth", "years"),
    [("2011-06-09", 14), ("2011-06-08", None), ("1950-06-09", None), ("1950-06-08", 76), ("2026-06-08", None)],
)
def test_an_age_at_which_few_work_is_asked_about(birth, years):
    found = [] if years is None else [Problem("unlikely-age", "birth_date", {"years": years})]
    assert cautions.of_birth_date(date.fromisoformat(birth), TODAY) == found


def test_a_man_is_not_pregnant():
    assert cautions.of_pregnant("Polis", Gender.MALE) == [Problem("pregnant-man", "due_date", {"name": "Polis"})]
    assert cautions.of_pregnant("Polis", Gender.FEMALE) == []


def test_a_part_of_other_hours_than_those_of_the_contract_is_asked_about():
    ten, forty = Decimal(10), Decimal(40)
    details = {"typed": ten, "hours": forty}
    assert cautions.of_contract_hours(ten, forty, "hours") == [Problem("other-contract-hours", "hours", details)]
    assert cautions.of_contract_hours(forty, forty, "hours") == cautions.of_contract_hours(None, forty, "hours") == []


@pytest.mark.parametrize(("days", "past"), [(8, None), (9, 8), (0, None)])
def test_days_in_hospital_that_are_still_to_come_are_unlikely(days, past):
    found = cautions.of_hospital_days(days, date(2026, 6, 1), date(2026, 6, 8))
    assert found == ([Problem("hospital-to-come", "hospital_days", {"past": past})] if past else [])
    assert cautions.of_hospital_days(days, None, date(2026, 6, 8)) == []


@pytest.mark.parametrize(
    ("month", "code", "details"),
    [
        (75, "wage-below-minimum", {"minimum": Decimal(2000)}),
        (1979, "wage-below-minimum", {"minimum": Decimal(2000)}),
        (1981, None, {}),
        (11_880, None, {}),
        (11_881, "wage-large", {"most": Decimal("11880.00")}),
        (32_000, "wage-large", {"most": Decimal("11880.00")}),
    ],
)
def test_a_wage_far_too_small_or_too_large_for_its_hours_is_asked_about(month, code, details):
    found = cautions.of_wage(
        Decimal(month), Decimal(36), "wage", minimum=Decimal(2000), maximum=Decimal(6600), is_known=True
    )
    given = {"month": Decimal(month), "hours": Decimal(36), **details}
    assert found == ([Problem(code, "wage", given)] if code else [])


def test_a_wage_below_a_minimum_that_is_not_known_names_no_amount():
    hours = Decimal(36)
    found = cautions.of_wage(Decimal(75), hours, "wage", minimum=Decimal(2000), maximum=Decimal(6600), is_known=False)
    assert found == [Problem("wage-small", "wage", {"month": Decimal(75), "hours": hours})]


def test_a_contract_without_hours_asks_nothing_of_a_wage():
    found = cautions.of_wage(Decimal(100), Decimal(0), "wage", minimum=Decimal(0), maximum=Decimal(6600), is_known=True)
    assert found == []


@pytest.mark.parametrize(
    ("check", "days", "code", "details"),
    [
        (cautions.of_end, 5 * 365, "", {}),
        (cautions.of_end, 5 * 365 + 1, "years-ahead", {"years": 5}),
        (cautions.of_last_day, 2 * 365, "", {}),
        (cautions.of_last_day, 2 * 365 + 1, "years-ahead", {"years": 2}),
        (cautions.of_end, -50 * 365, "", {}),
        (cautions.of_end, -50 * 365 - 1, "years-ago", {"years": 49}),
        (cautions.of_change, 365, "", {}),
        (cautions.of_change, -366, "long-ago", {"days": 366}),
        (cautions.of_closing, -182, "", {}),
        (cautions.of_first_sick_day, -28, "", {}),
        (cautions.of_first_sick_day, -29, "long-ago", {"days": 29}),
        (cautions.of_due_date, -21, "", {}),
    ],
)
def test_the_limits_are_those_that_are_told(check, days, code, details):
    assert [(problem.code, problem.details) for problem in check(TODAY + timedelta(days=days), TODAY)] == (
        [(code, details)] if code else []
    )


def test_a_child_born_today_has_been_in_hospital_for_a_day():
    found = cautions.of_hospital_days(2, TODAY, TODAY)
    assert found == [Problem("hospital-to-come", "hospital_days", {"past": 1})]
    assert cautions.of_hospital_days(2, TODAY + timedelta(days=1), TODAY) == []
