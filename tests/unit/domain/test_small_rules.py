"""Small rules that services and lists ask for."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from xstui.domain.absence import CaseKind
from xstui.domain.benchmark_line import BenchmarkTable, Quarter, Span, last_known
from xstui.domain.employment import employment_that_counts
from xstui.domain.leave import Around, leave_plan, sick_around, weeks_24
from xstui.domain.leaving import kind_on
from xstui.domain.names import is_initials, split_behind
from xstui.domain.policies import Cover, PolicySpan
from xstui.domain.search import meant

DAY = timedelta(days=1)
TODAY = date(2026, 6, 8)


def test_newer_rates_take_the_place_of_those_of_a_quarter_or_a_year():
    table = BenchmarkTable({}, {}, {}).with_rates({("Q", Span(2025, 1)): Decimal(7), ("Q", Span(2025, 0)): Decimal(8)})
    assert table.rates == {("Q", Quarter(2025, 1)): 7}
    assert (last_known(table, "Q"), last_known(table, "A")) == (Quarter(2025, 1), None)
    assert (table.rate("Q", Span(2025, 1)), table.rate("Q", Span(2025, 0)), table.rate("Q", Span(2024, 0))) == (
        7,
        8,
        None,
    )


@dataclass(frozen=True)
class Spell:
    key: int
    start_date: date
    end_date: date | None = None


def test_the_employment_that_counts_holds_or_has_begun_last_or_begins_first():
    past, now = Spell(1, TODAY - 90 * DAY, TODAY - 30 * DAY), Spell(2, TODAY)
    soon, later = Spell(3, TODAY + DAY), Spell(4, TODAY + 2 * DAY)
    assert employment_that_counts([past, now, soon], TODAY) is now
    assert employment_that_counts([past, soon], TODAY) is past
    assert employment_that_counts([later, soon], TODAY) is soon
    assert employment_that_counts([], TODAY) is None


def test_sickness_lies_before_a_leave_or_right_after_it():
    plan = leave_plan(date(2026, 9, 15), weeks_before=4)
    assert sick_around(plan, plan.earliest - DAY) == (Around.BEFORE, plan.earliest)
    assert sick_around(plan, plan.earliest - 9 * DAY, plan.earliest - DAY) is None
    assert sick_around(plan, plan.end + DAY) == (Around.AFTER, plan.end + DAY)
    assert sick_around(plan, plan.end + 9 * DAY) is None
    first, last = plan.hospital_counts
    assert (last - first, last) == (plan.after_birth_days - first, plan.after_birth_days)
    assert weeks_24(date(2026, 9, 15)) == date(2026, 5, 26)


def test_an_absence_that_outlives_its_employment_is_of_the_sickness_act():
    assert kind_on(CaseKind.ABSENCE, None, TODAY - DAY, TODAY) is CaseKind.SICKNESS_ACT
    assert kind_on(CaseKind.ABSENCE, TODAY - DAY, TODAY - DAY, TODAY) is CaseKind.ABSENCE


@pytest.mark.parametrize(
    ("text", "parts"), [("J. van den", ("J.", "van den")), ("van den J.", ("J.", "van den")), ("J.", ("J.", ""))]
)
def test_behind_a_surname_stand_name_and_prefix(text, parts):
    assert split_behind(text) == parts


def test_initials_have_points_or_are_in_capitals():
    assert [is_initials(text) for text in ("J.P.", "JP", "Jan")] == [True, True, False]


def test_cover_holds_by_a_policy_or_by_decision():
    cover = Cover(((CaseKind.ABSENCE, PolicySpan(TODAY, None)),), frozenset({CaseKind.PREGNANCY}))
    assert cover.holds(CaseKind.ABSENCE, TODAY)
    assert not cover.holds(CaseKind.ABSENCE, TODAY - DAY)
    assert cover.holds(CaseKind.PREGNANCY, TODAY - DAY)


def test_a_reference_is_meant_in_any_case_and_by_its_number():
    assert meant("a 12", ["A12", "B12"]) == ["A12"]
    assert meant("12", ["A12", "B13"]) == ["A12"]
    assert meant("x", ["A12"]) == []
