"""The employment that counts on a day: the rule of the domain, and the same rule in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, create_engine

from tests.company import TODAY
from xstui.domain.employment import employment_that_counts
from xstui.services.context.employments import employment_on
from xstui.services.people import people, search
from xstui.store.queries import employees
from xstui.store.queries.employees import Scope
from xstui.store.tables import Employment, EmploymentTerms, OrgUnit, Person

DAY = date(2026, 6, 8)


@dataclass(frozen=True)
class Spell:
    key: int
    start_date: date
    end_date: date | None


def spell(key, start, length):
    first = DAY + timedelta(days=start)
    return Spell(key, first, None if length is None else first + timedelta(days=length))


@pytest.mark.parametrize(
    ("spells", "counts"),
    [
        ([], None),
        ([(1, 5, None)], 1),
        ([(1, 9, None), (2, 5, None)], 2),
        ([(1, -90, None), (2, 5, None)], 1),
        ([(1, -90, 10), (2, 5, None)], 1),
        ([(1, -90, None), (2, -9, 3)], 1),
        ([(1, -90, None), (2, -9, 9)], 2),
        ([(1, -90, None), (2, -90, None)], 2),
        ([(1, -90, 80), (2, -60, 20)], 2),
    ],
)
def test_the_newest_that_holds_else_the_newest_begun_else_the_first_to_come(spells, counts):
    found = employment_that_counts([spell(*each) for each in spells], DAY)
    assert (found and found.key) == counts


@pytest.fixture(scope="module")
def engine():
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    return engine


spells = st.tuples(st.integers(-40, 40), st.none() | st.integers(0, 40))


@given(st.lists(spells, min_size=1, max_size=5), st.integers(-50, 50))
def test_lists_and_dossiers_take_the_same_employment_as_the_rule(engine, drawn, offset):
    day = DAY + timedelta(days=offset)
    with Session(engine) as session:
        unit = OrgUnit(version=1, kind="department", name="Inkomen")
        person = Person(version=1, dossier_no=1, initials="J.", surname="Dam", birth_date=DAY, gender="other")
        session.add_all([unit, person])
        session.flush()
        for number, (start, length) in enumerate(drawn, start=1):
            one = spell(number, start, length)
            session.add(
                Employment(
                    id=number,
                    version=1,
                    person_id=person.key,
                    employer_id=unit.key,
                    number=number,
                    start_date=one.start_date,
                    end_date=one.end_date,
                )
            )
            session.flush()
            session.add(
                EmploymentTerms(
                    version=1,
                    employment_id=number,
                    valid_from=one.start_date,
                    unit_id=unit.key,
                    contract_type="permanent",
                    hours=36,
                    full_time_hours=36,
                )
            )
        session.flush()
        wanted = employment_that_counts([spell(n, *each) for n, each in enumerate(drawn, start=1)], day).key
        (listed,) = employees.by_ids(session, [person.key], Scope(day, True, None))
        assert listed.employment_id == wanted
        assert employment_on(session, person.key, day).key == wanted
        session.rollback()


def test_an_employment_that_has_not_begun_is_nobodys_of_today(context):
    """One put in the store by hand, with another department: list, dossier and search stay with today's."""
    with context.unit("test") as unit:
        later = unit.add(Employment(person_id=1, employer_id=1, number=2, start_date=TODAY + timedelta(days=30)))
        unit.session.add(
            EmploymentTerms(
                employment_id=later.key,
                valid_from=later.start_date,
                unit_id=3,
                contract_type="permanent",
                hours=36,
                full_time_hours=36,
            )
        )
    assert search.by_id(context, 1).row.unit_name == "Inkomen"
    assert search.find(context, "polis")[0].row.unit_name == "Inkomen"
    assert people.dossier_of(context, 1).employment.department == "Inkomen"
