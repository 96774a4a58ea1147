"""What is allowed but unlikely."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from xstui.domain import cautions
from xstui.domain.names import Gender

TODAY = date(2026, 6, 8)
ALL = {
    "leave-begun": (cautions.of_leave_start, -1),
    "long-due": (cautions.of_due_date, -22),
    "long-ago": (cautions.of_closing, -183),
    "years-ahead": (cautions.of_last_day, 800),
    "far-ahead": (cautions.of_change, 366),
    "years-ago": (cautions.of_end, -19_000),
}


@pytest.mark.parametrize("code", ALL)
def test_a_day_far_off_is_asked_about(code):
    check, days = ALL[code]
    assert [problem.code for problem in check(TODAY + timedelta(days=days), TODAY)] == [code]
    assert check(TODAY, TODAY) == []


def test_the_start_of_an_employment_is_asked_about_at_its_own_field():
    (problem,) = cautions.of_start(TODAY + timedelta(days=366), TODAY, "start_date")
    assert (problem.field, problem.code) == ("start_date", "far-ahead")


def test_a_man_is_not_pregnant():
    assert [problem.code for problem in cautions.of_pregnant("Polis", Gender.MALE)] == ["pregnant-man"]
    assert cautions.of_pregnant("Polis", Gender.FEMALE) == []


def test_a_part_of_other_hours_than_those_of_the_contract_is_asked_about():
    ten, forty = Decimal(10), Decimal(40)
    assert [p.code for p in cautions.of_contract_hours(ten, forty, "hours")] == ["other-contract-hours"]
    assert cautions.of_contract_hours(forty, forty, "hours") == cautions.of_contract_hours(None, forty, "hours") == []
