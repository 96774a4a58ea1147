"""Absence is spread over a crowd as it is over the Netherlands."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.unit.services.demo.companies import digest
from xstui.services import reporting
from xstui.store.tables import AbsenceCase, PercentageStep


def test_a_crowd_is_absent_as_the_netherlands_are(crowd):
    parameters = reporting.parameters_from(
        crowd, "verzuimcijfers", {"last_month": "2026-05", "months": 24, "levels": 1}
    )
    table = reporting.make(crowd, parameters)
    cells = table.rows[0].cells
    assert Decimal("4.5") < cells[3] < Decimal(7)  # CBS: 5.0 to 6.6 for companies over 10
    assert Decimal("1.0") < cells[9] < Decimal("1.5")  # reports by employee and year
    by_month = dict(zip(table.chart.labels, table.chart.values, strict=True))
    first = sum(by_month[f"2026-0{month}"] for month in (1, 2, 3))
    third = sum(by_month[f"2025-0{month}"] for month in (7, 8, 9))
    assert first > third * Decimal("1.15")


def test_nobody_in_a_crowd_falls_ill_at_the_weekend(crowd):
    with crowd.reading() as session:
        days = Counter(day.weekday() for day in session.exec(select(AbsenceCase.first_sick_day)))
    assert days[5] + days[6] == 0
    assert min(days[0], days[1]) > max(days[2], days[3], days[4])


def test_most_cases_of_a_crowd_are_short_and_some_join(crowd):
    with crowd.reading() as session:
        rows = session.exec(select(AbsenceCase)).all()
    lengths = [(case.last_sick_day - case.first_sick_day).days + 1 for case in rows if case.last_sick_day]
    assert sum(days <= 7 for days in lengths) > len(lengths) * 0.65
    assert max(lengths) > 365
    joined = [case for case in rows if case.joined_case_id]
    assert joined
    assert all(case.counted_from < case.first_sick_day for case in joined)


@pytest.mark.parametrize(
    ("company", "expected"), [("demo", (23, "49b2366e309af3f3")), ("crowd", (9411, "94692bdd5eae41c4"))]
)
def test_the_absences_and_their_percentages_are_those_of_before(request, company, expected):
    """Renew the digests where the demo is meant to be another."""
    assert digest(request.getfixturevalue(company), AbsenceCase, PercentageStep) == expected
