"""Employments, their terms and full-time equivalents (domain rules, 8; the manual, 4.2-4.4)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.employment import ContractType, Terms, check_change, check_correction, fte, terms_on

START = date(2025, 5, 1)
FIRST = Terms(START, 2, "42200", ContractType.TEMPORARY, Decimal(36), Decimal(4000))
PERMANENT = replace(FIRST, valid_from=date(2026, 5, 1), contract_type=ContractType.PERMANENT)


def change(new, known=(FIRST, PERMANENT), end=None):
    problems = check_change(known, new, employment_start=START, employment_end=end)
    return {(problem.field, problem.code) for problem in problems}


@pytest.mark.parametrize(
    ("hours", "full_time", "expected"),
    [
        ("36", "36.86", "0.98"),
        ("36", "36.75", "0.98"),
        ("36", "40", "0.90"),
        ("18", "36", "0.50"),
        ("40", "36", "1.11"),
        ("28", "40", "0.70"),
        ("0", "36", "0.00"),
        ("1.8", "40", "0.05"),
        ("36", "0", "0.00"),
    ],
)
def test_fte_is_a_part_of_the_full_week_in_two_decimals(hours, full_time, expected):
    assert str(fte(Decimal(hours), Decimal(full_time))) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 4, 30), None),
        (START, FIRST),
        (date(2026, 4, 30), FIRST),
        (date(2026, 5, 1), PERMANENT),
        (date(2030, 1, 1), PERMANENT),
    ],
)
def test_terms_hold_until_the_next(day, expected):
    assert terms_on([FIRST, PERMANENT], day) == expected


RAISE = replace(PERMANENT, valid_from=date(2026, 9, 1), wage=Decimal(4200))


@pytest.mark.parametrize(
    ("new", "how", "problems"),
    [
        (RAISE, {}, set()),
        (RAISE, {"known": ()}, set()),
        (RAISE, {"end": date(2026, 9, 1)}, set()),
        (RAISE, {"end": date(2026, 8, 31)}, {("valid_from", "after-employment")}),
        (replace(RAISE, valid_from=date(2026, 5, 1)), {}, {("valid_from", "change-before-last-step")}),
        (replace(RAISE, hours=Decimal("60.01")), {}, {("hours", "hours-out-of-range")}),
        (replace(RAISE, hours=Decimal(-1)), {}, {("hours", "hours-out-of-range")}),
        (replace(RAISE, hours=Decimal(0)), {}, set()),
        (replace(RAISE, hours=Decimal(60)), {}, set()),
        (replace(RAISE, wage=Decimal(4000)), {}, {("", "nothing-changed")}),
    ],
)
def test_m_4_3_an_employment_changes_per_date(new, how, problems):
    assert change(new, **how) == problems


MENDED = replace(FIRST, hours=Decimal(32))


@pytest.mark.parametrize(
    ("number", "new", "how", "problems"),
    [
        (0, MENDED, {}, set()),
        (0, FIRST, {}, {("", "nothing-changed")}),
        (1, PERMANENT, {}, {("", "nothing-changed")}),
        (0, replace(FIRST, valid_from=date(2024, 1, 1)), {}, set()),
        (0, replace(FIRST, valid_from=date(1982, 5, 1)), {}, {("valid_from", "start-before-birth")}),
        (0, replace(FIRST, valid_from=date(2026, 3, 2)), {"first_sick_day": date(2026, 3, 2)}, set()),
        (
            0,
            replace(FIRST, valid_from=date(2026, 3, 3)),
            {"first_sick_day": date(2026, 3, 2)},
            {("valid_from", "start-after-absence")},
        ),
        (0, replace(FIRST, valid_from=date(2026, 5, 1)), {}, {("valid_from", "not-before-terms")}),
        (1, replace(PERMANENT, valid_from=START), {}, {("valid_from", "not-after-terms")}),
        (1, replace(PERMANENT, valid_from=date(2025, 5, 2)), {}, set()),
        (1, replace(PERMANENT, valid_from=date(2026, 9, 1)), {"first_sick_day": date(2026, 3, 2)}, set()),
        (1, replace(PERMANENT, hours=Decimal(61)), {}, {("hours", "hours-out-of-range")}),
        (
            1,
            replace(PERMANENT, valid_from=date(2026, 9, 2)),
            {"end": date(2026, 9, 1)},
            {("valid_from", "after-employment")},
        ),
    ],
)
def test_m_4_3_an_employment_is_corrected_in_its_place(number, new, how, problems):
    found = check_correction(
        (FIRST, PERMANENT),
        number,
        new,
        employment_end=how.get("end"),
        birth_date=date(1982, 5, 1),
        first_sick_day=how.get("first_sick_day"),
    )
    assert {(problem.field, problem.code) for problem in found} == problems


def test_all_problems_of_a_change_are_told_at_once():
    new = replace(RAISE, valid_from=date(2025, 1, 1), hours=Decimal(200))
    assert change(new) == {
        ("hours", "hours-out-of-range"),
        ("valid_from", "before-employment"),
        ("valid_from", "change-before-last-step"),
    }


@given(st.decimals(0, 60, places=2), st.decimals(1, 60, places=2))
def test_fte_times_the_full_week_is_the_contract_but_for_rounding(hours, full_time):
    assert abs(fte(hours, full_time) * full_time - hours) <= full_time * Decimal("0.005")
