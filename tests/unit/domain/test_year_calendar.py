"""The days of a year: of a person as the rules have them, of a department counted day by day a second way."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.figures_company import Company
from tests.unit.domain.test_timeline import POLIS, case, histories
from xstui.domain.absence import LeaveDays, percentage_on
from xstui.domain.dates import is_weekend
from xstui.domain.problems import Problem
from xstui.domain.timeline import Spell, spells_of
from xstui.domain.year_calendar import (
    Mark,
    Stretch,
    UnitYear,
    check_year,
    days_of_year,
    people_absent,
    person_year,
)

TODAY = date(2026, 6, 8)
EVER = Stretch(date(2020, 1, 1), None)
BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)
WEEKENDS = frozenset(filter(is_weekend, days_of_year(2026)))
CLASSES = {Mark.FULL: (100, 101), Mark.MOST: (75, 100), Mark.HALF: (50, 75), Mark.PART: (0, 50)}


def year_of(*cases, leaves=(), employed=(EVER,), year=2026, today=TODAY, days_off=WEEKENDS):
    return person_year(year, spells_of(cases, leaves), employed, today=today, days_off=days_off)


@settings(max_examples=20)
@given(histories(), st.integers(-30, 600), st.integers(2026, 2027))
def test_on_each_day_the_calendar_has_the_percentage_that_the_rules_have(cases, days, year):
    today = date(2026, 3, 2) + timedelta(days=days)
    found = year_of(*cases, year=year, today=today, days_off=())
    assert list(found.days) == days_of_year(year)
    for day, one in found.days.items():
        percentage = sum(percentage_on(times, day) for times in cases) if day <= today else 0
        assert one.percentage == percentage
        if percentage:
            least, above = CLASSES[one.mark]
            assert least <= percentage < above
        else:
            assert one.mark is (Mark.NONE if day <= today else Mark.AHEAD)
    assert found.sick_days() == sum(found.sick_days(month) for month in range(1, 13))
    named = {day for s in found.spells for day in found.days if s.covers(day) and day <= today}
    assert named == {day for day, one in found.days.items() if one.percentage}


def test_a_day_is_marked_by_the_first_that_holds():
    leave = LeaveDays(date(2026, 4, 20), date(2026, 7, 3))
    hired = Stretch(date(2026, 2, 2), None)
    sick = case(date(2026, 4, 13), date(2026, 4, 21), (date(2026, 4, 13), 100), (date(2026, 4, 17), 40))
    found = year_of(sick, leaves=[leave], employed=[hired])
    marks = {
        date(2026, 1, 30): Mark.NOT_EMPLOYED,
        date(2026, 2, 2): Mark.NONE,
        date(2026, 4, 16): Mark.FULL,
        date(2026, 4, 17): Mark.PART,
        date(2026, 4, 18): Mark.DAY_OFF,
        date(2026, 4, 20): Mark.PART,
        date(2026, 4, 22): Mark.LEAVE,
        date(2026, 7, 3): Mark.LEAVE,
        date(2026, 7, 6): Mark.AHEAD,
    }
    assert {day: found.days[day].mark for day in marks} == marks
    assert (found.sick_days(), found.days_missed(), found.days_missed(4)) == (9, Decimal("5.2"), Decimal("5.2"))


def test_two_employments_count_by_the_higher_percentage():
    found = year_of(case(BEGIN, None, (BEGIN, 40)), case(BEGIN, None, (BEGIN, 80)))
    assert found.days[date(2026, 1, 5)].percentage == 80


@pytest.mark.parametrize(
    ("year", "spells"),
    [
        (2025, ()),
        (2026, ((date(2026, 3, 2), date(2026, 5, 3), 100), (date(2026, 5, 4), date(2026, 5, 31), 75),
                (date(2026, 6, 1), date(2026, 12, 31), 50))),
        (2027, ((BEGIN.replace(year=2027), None, 50),)),
        (2028, ()),
    ],
)  # fmt: skip
def test_what_held_is_told_as_far_as_it_lies_in_the_year(year, spells):
    found = year_of(POLIS, year=year, today=date(2027, 6, 8))
    assert found.spells == tuple(Spell(first, last, Decimal(p)) for first, last, p in spells)


def random_company(seed):
    """Return a company whose people move, leave, come back and have two jobs at once, and are absent."""
    rng = random.Random(seed)
    made = Company()
    for number in range(1, 9):
        person = rng.choice([number, max(1, number - 1)])
        first = BEGIN + timedelta(days=rng.randint(-200, 200))
        moved = first + timedelta(days=rng.randint(1, 200))
        left = rng.choice([None, moved + timedelta(days=rng.randint(0, 200))])
        made.employ(number, str(first), str(moved - timedelta(days=1)), unit=rng.randint(1, 3), person=person)
        made.employ(number, str(moved), left and str(left), unit=rng.randint(1, 3), person=person)
        begin = first.toordinal() + rng.randint(0, 100)
        for _ in range(rng.randint(0, 3)):
            change, last = begin + rng.randint(1, 30), begin + rng.randint(31, 90)
            made.add_case(number, [(begin, change - 1, 10_000), (change, last, rng.choice([1, 5000, 7500]))])
            begin = last + rng.randint(2, 60)
    return made


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("units", [{1}, {1, 3}, {1, 2, 3}])
def test_a_department_counts_who_is_absent_and_of_it_on_the_day(seed, units):
    made = random_company(seed)
    found = people_absent(*made.spans, BEGIN, END, units=units)
    assert list(found) == days_of_year(2026)
    for day, count in found.items():
        here = {(s.employment_id, s.person_id) for s in made.employments
                if s.unit_id in units and s.first <= day.toordinal() <= s.last}  # fmt: skip
        away = {s.employment_id for s in made.absences if s.first <= day.toordinal() <= s.last}
        assert count == len({person for employment, person in here if employment in away}), day


def test_a_stretch_of_no_percentage_is_no_absence():
    made = Company()
    made.employ(1)
    made.sick(1, "2026-03-02", "2026-03-06", percentage=0)
    assert set(people_absent(*made.spans, BEGIN, END, units={1}).values()) == {0}


def test_average_and_highest_are_of_the_working_days_that_have_come():
    counts = dict.fromkeys(days_of_year(2026), None) | {
        date(2026, 1, 1) + timedelta(days=n): (9 if n in {1, 2} else n % 3) for n in range(9)
    }
    found = UnitYear(2026, date(2026, 1, 9), counts, frozenset({date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 4)}))
    assert [found.average(), found.average(1), found.average(2)] == [Decimal("1.0"), Decimal("1.0"), None]
    assert (found.highest(1), found.highest(2), found.busiest, found.sick_days()) == (2, None, date(2026, 1, 6), 24)


@pytest.mark.parametrize(("year", "fits"), [(1989, False), (1990, True), (2027, True), (2028, False)])
def test_years_that_can_be_looked_at(year, fits):
    problem = Problem("year-out-of-range", "year", {"least": 1990, "most": 2027})
    assert check_year(year, TODAY) == ([] if fits else [problem])
