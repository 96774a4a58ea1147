"""The employment that a row of a file is about is the one that counts on its day, as everywhere else."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.employment import employment_that_counts
from xstui.services.imports.workforce import Hire, Terms, Workforce

DAY = date(2026, 6, 8)


def hire(number, start, length):
    first = DAY + timedelta(days=start)
    last = None if length is None else first + timedelta(days=length)
    return Hire(number, 1, 9001, date(1980, 1, 1), first, last, [Terms(first, 2, Decimal(3000), "gross-month")])


def found_among(hires):
    workforce = Workforce()
    for one in sorted(hires, key=lambda one: one.start_date):
        workforce.add(["Dam"], one)
    return workforce.find(9001, "", None, DAY)


def test_between_two_employments_the_one_that_has_begun_counts():
    assert found_among([hire(1, -90, 30), hire(2, 20, None)]).employment_id == 1


@given(st.lists(st.tuples(st.integers(-40, 40), st.none() | st.integers(0, 40)), min_size=1, max_size=4))
def test_it_is_the_employment_of_the_rule(drawn):
    hires = [hire(number, *each) for number, each in enumerate(drawn, start=1)]
    assert found_among(hires) == employment_that_counts(hires, DAY)


def test_the_terms_of_a_day_are_the_last_that_have_begun_else_the_first():
    first, later = (Terms(DAY + timedelta(days=days), 2, Decimal(3000), "gross-month") for days in (0, 10))
    one = Hire(1, 1, 9001, date(1980, 1, 1), DAY, None, [first, later])
    found = [one.terms_on(DAY + timedelta(days=days)) for days in (-1, 0, 9, 10)]
    assert found == [first, first, first, later]
    assert found[0] is first
