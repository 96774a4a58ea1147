"""What the lines behind the figures add up to."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from xstui.domain.figures.explain import CountedCase, Explanation, Line

DAY = date(2026, 5, 1)
LINE = Line(1, 1, 1, 2, DAY, DAY, 1, Decimal(50), Fraction(1), Fraction(1, 2), Fraction(8), 1)


def told(days, employed, cases, lines):
    return Explanation(lines, Fraction(1), days, 365, employed, cases, cases)


def test_an_explanation_has_people_means_and_hours():
    found = told(10, {1: 10, 2: 10}, (CountedCase(1, 5, 9),), (LINE,))
    assert (found.people, found.average_employees, found.mean_duration) == ({1, 2}, 2, 5)
    assert (found.report_frequency, found.hours_per_average_employee) == (Fraction(365, 20), 2)


def test_nobody_gives_no_means():
    found = told(0, {}, (), ())
    assert (found.average_employees, found.mean_duration, found.report_frequency) == (0, None, None)
    assert found.hours_per_average_employee is None
