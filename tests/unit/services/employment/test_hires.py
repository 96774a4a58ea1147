"""Employees written many at once, each with an employment, terms and a job."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import context_of
from tests.refusals import problems_of
from xstui.domain.names import Gender, PersonName
from xstui.domain.problems import Problem
from xstui.services.employment import hires, hiring
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.people import people
from xstui.store.tables import EmployerDetails, Employment, EmploymentTerms, Job, JobGroup, OrgUnit, Person
from xstui.store.unit import EntryMeta

EMPLOYER, INKOMEN, KANTOOR = 1, 2, 3
BORN, START = date(1990, 2, 1), date(2026, 6, 1)


def person(surname="Bakker", birth_date=BORN, initials="J.P.", **contact):
    return PersonData(PersonName(initials, "", surname, gender=Gender.FEMALE), birth_date, contact)


def wanted(data=None, **changes):
    given_values = {"unit_id": INKOMEN, "start_date": START, "job": "42200", "hours": Decimal(36)}
    return NewEmployee(person=data or person(), **{**given_values, **changes})


def rows(context, table):
    with context.reading() as session:
        return session.exec(select(table)).all()


def row_of(context, table, **values):
    (found,) = [row for row in rows(context, table) if all(getattr(row, k) == v for k, v in values.items())]
    return found


def counts(context):
    return {table: len(rows(context, table)) for table in (Person, Employment, EmploymentTerms, Job, JobGroup)}


def _registration(context):
    return EntryMeta("test", context.actor.username, context.clock.now(), context.actor.account_id)


class TestJobs:
    def test_a_known_job_is_used_whatever_its_capitals_and_accents(self, context):
        hiring.add_employee(context, wanted(job="Secretaresse"))
        hired = hiring.add_employee(context, wanted(person("Smit"), job=" SECRETARESSE "))
        assert people.dossier_of(context, hired.person_id).employment.job == "Secretaresse"
        assert [row.name for row in rows(context, Job)] == ["42200", "Secretaresse"]

    @pytest.mark.parametrize(
        ("group", "groups"), [("", ["Algemeen"]), ("ALGEMEEN", ["Algemeen"]), ("Techniek", ["Algemeen", "Techniek"])]
    )
    def test_a_new_job_goes_in_the_group_named_or_the_first(self, context, group, groups):
        hiring.add_employee(context, wanted(job="Timmerman", job_group=group))
        job = row_of(context, Job, name="Timmerman")
        assert [row.name for row in rows(context, JobGroup)] == groups
        assert row_of(context, JobGroup, id=job.group_id).name == groups[-1]

    def test_without_any_group_the_general_one_is_made(self, store):
        context = context_of(store)
        with store.unit(_registration(context)) as unit:
            unit.add(OrgUnit(kind="employer", name="Leeg"))
        hired = hiring.add_employee(context_of(store), wanted(unit_id=1))
        assert [row.name for row in rows(context, JobGroup)] == [hires.GENERAL]
        terms = row_of(context, EmploymentTerms, employment_id=1)
        assert terms.full_time_hours == hires.FULL_TIME, "the employer has told no full week"
        assert hired.person_id == 1


class TestManyAtOnce:
    """A file writes many employees in one registration, each under her own employer."""

    def draft(self, number, unit_id=INKOMEN, job="Lasser"):
        columns = {"dossier_no": 900_000 + number, "surname": f"Naam {number}", "birth_date": BORN}
        return hires.EmployeeDraft(columns, START, None, unit_id, job, "permanent", Decimal(20), None)

    def test_each_gets_her_employer_and_the_job_is_made_once(self, context):
        with context.unit("test.make") as unit:
            other = unit.add(OrgUnit(kind="employer", name="Ander bedrijf"))
            unit.add(EmployerDetails(unit_id=other.key, full_time_hours=Decimal(38)))
        wide = context_of(context.store, units=[EMPLOYER, INKOMEN, KANTOOR, other.key])
        with wide.unit("test.import") as unit:
            first = hires.write_employees(unit, wide, [self.draft(1), self.draft(2, other.key), self.draft(3, job="")])
        assert [row.id for row in rows(context, Person)][-3:] == [first, first + 1, first + 2]
        made = rows(context, Employment)[-3:]
        assert [row.employer_id for row in made] == [EMPLOYER, other.key, EMPLOYER]
        terms = rows(context, EmploymentTerms)[-3:]
        assert [row.full_time_hours for row in terms] == [Decimal("36.86"), Decimal(38), Decimal("36.86")]
        assert (terms[0].job_id, terms[2].job_id) == (terms[1].job_id, None)
        assert [row.name for row in rows(context, Job)].count("Lasser") == 1

    def test_a_unit_that_the_actor_does_not_see_stops_all_of_it(self, context):
        before = counts(context)
        narrow = context_of(context.store, units=[KANTOOR])

        def write():
            with narrow.unit("test.import") as unit:
                hires.write_employees(unit, narrow, [self.draft(1, KANTOOR), self.draft(2, INKOMEN)])

        assert problems_of(write) == [Problem("unknown-unit")]
        assert counts(context) == before


def test_who_has_told_no_full_week_has_one_of_forty_hours(context):
    with context.reading() as session:
        hours = hires.full_time_hours(session)
    assert (hours[1], hours[99]) == (Decimal("36.86"), Decimal(40))
