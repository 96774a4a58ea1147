"""Who belongs to a unit today: one rule, asked of one person, of many, and of the cases in a list."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import NOW, TODAY, context_of
from xstui.services.context.employments import employment_on, may_see_people, may_see_person, terms_on
from xstui.store.queries import work
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, Person
from xstui.store.unit import EntryMeta

UNITS = (2, 3)


def careers(store, chance):
    """Give each person of the company one to three employments with terms here and there, the last one with a case."""
    with store.unit(EntryMeta("test.careers", "xstui", NOW, undoable=False)) as unit:
        for person in unit.session.exec(select(Person)).all():
            day = TODAY + timedelta(days=chance.randrange(-900, -400))
            for _ in range(chance.randrange(1, 4)):
                length = chance.randrange(30, 500)
                row = Employment(person_id=person.key, employer_id=1, start_date=day)
                row.end_date = day + timedelta(days=length)
                employment = unit.add(row).key
                for part in range(chance.randrange(1, 3)):
                    terms = EmploymentTerms(
                        employment_id=employment,
                        valid_from=day + timedelta(days=part * chance.randrange(1, length)),
                        unit_id=chance.choice(UNITS),
                        hours=Decimal(36),
                        full_time_hours=Decimal(36),
                    )
                    unit.add(terms)
                case = AbsenceCase(person_id=person.key, employment_id=employment, kind="absence", first_sick_day=day)
                case.case_no, case.counted_from = unit.next_number(AbsenceCase, 200_000), day
                unit.add(case)
                day = row.end_date + timedelta(days=chance.randrange(1, 300))


@pytest.mark.parametrize("seed", range(8))
def test_every_way_to_ask_gives_the_same_answer(context, seed):
    careers(context.store, random.Random(seed))
    for unit_id in UNITS:
        limited = context_of(context.store, units=[unit_id])
        with context.reading() as session:
            many = may_see_people(session, limited)
            cases = work.running_cases(session, TODAY, limited.actor.unit_ids, ["absence"])
            listed = {case.key for case, _person, _employment in cases}
            running = work.running_cases(session, TODAY, None, ["absence"])
            for case, person, _employment in running:
                one = may_see_person(session, limited, person.key)
                assert many(person.key) is one
                assert (case.key in listed) is one
            for person_id in session.exec(select(Person.id)).all():
                assert many(person_id) is may_see_person(session, limited, person_id)


def test_who_is_in_the_middle_of_an_employment_belongs_to_the_unit_of_the_terms_of_today(context):
    with context.reading() as session:
        for person_id in range(1, 8):
            unit_id = terms_on(session, employment_on(session, person_id, TODAY).key, TODAY).unit_id
            assert may_see_person(session, context_of(context.store, units=[unit_id]), person_id)
            assert not may_see_person(session, context_of(context.store, units=[5 - unit_id]), person_id)


def test_who_may_see_every_unit_sees_everybody(context):
    free = replace(context, actor=replace(context.actor, unit_ids=None))
    with context.reading() as session:
        assert may_see_person(session, free, 1)
        assert may_see_people(session, free)(999)
