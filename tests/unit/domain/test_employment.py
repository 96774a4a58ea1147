"""Employments, their terms and full-time equivalents (domain rules, 8; the manual, 4.2-4.4)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms, check_change, check_correction, employment_that_counts, fte, terms_on
from xstui.domain.problems import Problem

START = date(2025, 5, 1)
FIRST = Terms(START, 2, "42200", ContractType.TEMPORARY, Decimal(36), Decimal(4000))
PERMANENT = replace(FIRST, valid_from=date(2026, 5, 1), contract_type=ContractType.PERMANENT)


def change(new, known=(FIRST, PERMANENT), end=None):
    return check_change(known, new, employment_start=START, employment_end=end)


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


NO_HOURS = Problem("hours-out-of-range", "hours", {"limit": 60})
"""The most that the working hours act allows in a week (domain rules, 8)."""
KNOWN_SINCE_MAY = Problem("change-before-last-step", "valid_from", {"last": date(2026, 5, 1)})
RAISE = replace(PERMANENT, valid_from=date(2026, 9, 1), wage=Decimal(4200))


@pytest.mark.parametrize(
    ("new", "how", "problems"),
    [
        (RAISE, {}, []),
        (RAISE, {"known": ()}, []),
        (RAISE, {"end": date(2026, 9, 1)}, []),
        (
            RAISE,
            {"end": date(2026, 8, 31)},
            [Problem("after-employment", "valid_from", {"end": date(2026, 8, 31)})],
        ),
        (replace(RAISE, valid_from=date(2026, 5, 1)), {}, [KNOWN_SINCE_MAY]),
        (replace(RAISE, hours=Decimal("60.01")), {}, [NO_HOURS]),
        (replace(RAISE, hours=Decimal(-1)), {}, [NO_HOURS]),
        (replace(RAISE, hours=Decimal(0)), {}, []),
        (replace(RAISE, hours=Decimal(60)), {}, []),
        (replace(RAISE, wage=Decimal(4000)), {}, [Problem("nothing-changed")]),
    ],
)
def test_m_4_3_an_employment_changes_per_date(new, how, problems):
    assert change(new, **how) == problems


MENDED = replace(FIRST, hours=Decimal(32))


@pytest.mark.parametrize(
    ("number", "new", "how", "problems"),
    [
        (0, MENDED, {}, []),
        (0, FIRST, {}, [Problem("nothing-changed")]),
        (1, PERMANENT, {}, [Problem("nothing-changed")]),
        (0, replace(FIRST, valid_from=date(2024, 1, 1)), {}, []),
        (0, replace(FIRST, valid_from=date(1982, 5, 1)), {}, [Problem("start-before-birth", "valid_from")]),
        (0, replace(FIRST, valid_from=date(2026, 3, 2)), {"first_sick_day": date(2026, 3, 2)}, []),
        (
            0,
            replace(FIRST, valid_from=date(2026, 3, 3)),
            {"first_sick_day": date(2026, 3, 2)},
            [Problem("start-after-absence", "valid_from", {"first": date(2026, 3, 2)})],
        ),
        (
            0,
            replace(FIRST, valid_from=date(2026, 5, 1)),
            {},
            [Problem("not-before-terms", "valid_from", {"day": date(2026, 5, 1)})],
        ),
        (1, replace(PERMANENT, valid_from=START), {}, [Problem("not-after-terms", "valid_from", {"day": START})]),
        (1, replace(PERMANENT, valid_from=date(2025, 5, 2)), {}, []),
        (1, replace(PERMANENT, valid_from=date(2026, 9, 1)), {"first_sick_day": date(2026, 3, 2)}, []),
        (1, replace(PERMANENT, hours=Decimal(61)), {}, [NO_HOURS]),
        (
            1,
            replace(PERMANENT, valid_from=date(2026, 9, 2)),
            {"end": date(2026, 9, 1)},
            [Problem("after-employment", "valid_from", {"end": date(2026, 9, 1)})],
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
    assert found == problems


def test_all_problems_of_a_change_are_told_at_once():
    new = replace(RAISE, valid_from=date(2025, 1, 1), hours=Decimal(200))
    assert change(new) == [NO_HOURS, Problem("before-employment", "valid_from", {"start": START}), KNOWN_SINCE_MAY]


@given(st.decimals(0, 60, places=2), st.decimals(1, 60, places=2))
def test_fte_times_the_full_week_is_the_contract_but_for_rounding(hours, full_time):
    assert abs(fte(hours, full_time) * full_time - hours) <= full_time * Decimal("0.005")


class Spell(NamedTuple):
    key: int
    start_date: date
    end_date: date | None = None


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2019-12-31", 1),
        ("2020-01-01", 1),
        ("2024-12-31", 1),
        ("2025-01-01", 1),
        ("2025-02-28", 1),
        ("2025-03-01", 2),
        ("2025-09-01", 3),
        ("2026-01-01", 2),
    ],
)
def test_the_newest_employment_that_holds_on_a_day_counts_else_the_last_that_ended_else_the_first_to_come(day, key):
    first = Spell(1, date(2020, 1, 1), date(2024, 12, 31))
    second, within = Spell(2, date(2025, 3, 1), None), Spell(3, date(2025, 9, 1), date(2025, 12, 31))
    found = employment_that_counts([within, first, second], date.fromisoformat(day))
    assert found.key == key
    assert employment_that_counts([], date.fromisoformat(day)) is None


DAY = timedelta(days=1)
TODAY = date(2026, 6, 8)


def test_the_employment_that_counts_holds_or_has_begun_last_or_begins_first():
    past, now = Spell(1, TODAY - 90 * DAY, TODAY - 30 * DAY), Spell(2, TODAY)
    soon, later = Spell(3, TODAY + DAY), Spell(4, TODAY + 2 * DAY)
    assert employment_that_counts([past, now, soon], TODAY) is now
    assert employment_that_counts([past, soon], TODAY) is past
    assert employment_that_counts([later, soon], TODAY) is soon
    assert employment_that_counts([], TODAY) is None
