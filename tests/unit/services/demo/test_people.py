"""A crowd is like the people at work in the Netherlands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlmodel import select

from tests.unit.services.demo.companies import CROWD, digest
from xstui.domain.employment import fte
from xstui.services.people import search
from xstui.store.tables import Employment, EmploymentTerms, Person


def test_nobody_has_a_bsn(crowd):
    with crowd.reading() as session:
        assert {person.bsn for person in session.exec(select(Person)).all()} == {""}


def test_a_crowd_has_so_many_current_employees(crowd):
    assert len(search.browse(crowd, "", ex_employees=False, limit=9_999, offset=0)) == CROWD


def test_half_of_a_crowd_works_part_time_and_names_have_tussenvoegsels(crowd):
    rows = search.browse(crowd, "", ex_employees=False, limit=CROWD, offset=0)
    hours = [found.row.hours for found in rows]
    assert 0.4 < sum(fte(h, Decimal("36.86")) < 1 for h in hours) / CROWD < 0.7
    assert sum(bool(found.row.prefix) for found in rows) > CROWD * 0.15


@pytest.mark.parametrize(
    ("company", "expected"), [("demo", (54, "aa453cb4c10d426c")), ("crowd", (4878, "52dfbff64c74677d"))]
)
def test_the_people_and_their_employments_are_those_of_before(request, company, expected):
    """Renew the digests where the demo is meant to be another."""
    assert digest(request.getfixturevalue(company), Person, Employment, EmploymentTerms) == expected
