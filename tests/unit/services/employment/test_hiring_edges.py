"""Adding and mending employees: what is refused, what two clerks do, and what undo takes back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tests.company import HOSTILE, NOW, TODAY, desk_of
from tests.refusals import changed_since, problems_of
from xstui.clock import FixedClock
from xstui.domain.employment import MOST_HOURS, ContractType
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import Gender, NameOrder, PersonName
from xstui.domain.problems import Problem, Refused, Registration
from xstui.domain.roles import Right, Role, allows
from xstui.domain.wages import WageBasis
from xstui.services.context.conflicts import FieldChange
from xstui.services.employment import hires, hiring, leaving
from xstui.services.employment.hiring import CONTACT, LONGEST, Hired, NewEmployee, PersonData
from xstui.services.people import people, search
from xstui.services.upkeep import audit, undo
from xstui.store.opening import open_store
from xstui.store.tables import EmployerDetails, Employment, EmploymentTerms, Job, JobGroup, OrgUnit, Person
from xstui.store.unit import Deed

POLIS, JANSEN, VRIES = 1, 2, 5
EMPLOYER, INKOMEN, KANTOOR = 1, 2, 3
BORN, START = date(1990, 2, 1), date(2026, 6, 1)
NO_HOURS = Problem("hours-out-of-range", "hours", {"limit": 60})
BSN, OTHER_BSN = "999994669", "999991772"
"""Numbers with right check digits of the range that is given to nobody."""
DAY = timedelta(days=1)


def person(surname="Bakker", birth_date=BORN, initials="J.P.", **contact):
    return PersonData(PersonName(initials, "", surname, gender=Gender.FEMALE), birth_date, contact)


def wanted(data=None, **changes):
    given_values = {"unit_id": INKOMEN, "start_date": START, "job": "42200", "hours": Decimal(36)}
    return NewEmployee(person=data or person(), **{**given_values, **changes})


def rows(desk, table):
    with desk.reading() as session:
        return session.exec(select(table)).all()


def row_of(desk, table, **values):
    (found,) = [row for row in rows(desk, table) if all(getattr(row, k) == v for k, v in values.items())]
    return found


def counts(desk):
    return {table: len(rows(desk, table)) for table in (Person, Employment, EmploymentTerms, Job, JobGroup)}


class TestAdding:
    """F23: one deed writes the person, her employment, its terms and, where it is new, the job."""

    def test_all_rows_are_written_as_asked_for(self, desk):
        data = person(phone="038 123 45 67", postcode="8011ab", city=" Zwolle ", email=" j@voorbeeld.nl ", bsn=BSN)
        asked = wanted(
            data,
            unit_id=KANTOOR,
            end_date=date(2027, 5, 31),
            contract_type=ContractType.TEMPORARY,
            hours=Decimal("24.50"),
            wage=Decimal("3211.05"),
            wage_basis=WageBasis.GROSS_MONTH,
        )
        hired = hiring.add_employee(desk, asked)
        row = row_of(desk, Person, id=hired.person_id)
        assert (row.phone, row.postcode, row.city, row.email) == ("0381234567", "8011 AB", "Zwolle", "j@voorbeeld.nl")
        assert (row.bsn, row.iban, row.dossier_no) == (BSN, "", hired.dossier_no)
        employment = row_of(desk, Employment, person_id=hired.person_id)
        assert (employment.employer_id, employment.start_date, employment.end_date) == (
            EMPLOYER,
            START,
            date(2027, 5, 31),
        )
        terms = row_of(desk, EmploymentTerms, employment_id=employment.id)
        assert (terms.unit_id, terms.contract_type, terms.hours) == (KANTOOR, "temporary", Decimal("24.50"))
        assert (terms.valid_from, terms.wage, terms.wage_basis) == (START, Decimal("3211.05"), "gross-month")
        assert terms.full_time_hours == Decimal("36.86")

    def test_numbers_follow_the_highest_and_are_never_below_the_first(self, desk, store):
        highest = max(row.dossier_no for row in rows(desk, Person))
        assert hiring.add_employee(desk, wanted()).dossier_no == highest + 1
        with store.unit(_deed(desk)) as unit:
            unit.add(OrgUnit(kind="employer", name="Leeg"))
        empty = desk_of(store)
        assert hiring.add_employee(empty, wanted(unit_id=1)).dossier_no == hiring.FIRST_DOSSIER_NO

    def test_she_is_found_by_all_her_names_at_once(self, desk):
        name = PersonName("E.", "van der", "Çetin", "de", "Groot", NameOrder.PARTNER_OWN, Gender.FEMALE, "Elif")
        hired = hiring.add_employee(desk, wanted(PersonData(name, BORN)))
        for text in ("cetin", "groot", "elif", str(hired.dossier_no)):
            assert hired.person_id in [row.person_id for row in search.find(desk, text)], text

    def test_what_is_done_is_one_deed_with_a_receipt(self, desk):
        before = counts(desk)
        hired = hiring.add_employee(desk, wanted(job="Timmerman", job_group="Techniek"))
        assert hired == Hired(hired.person_id, hired.dossier_no, "Bakker, J.P.")
        after = counts(desk)
        assert {table: after[table] - before[table] for table in before} == dict.fromkeys(before, 1)
        taken_back = undo.undo(desk)
        assert taken_back.use_case == "employees.add"
        assert taken_back.summary == {"name": "Bakker, J.P.", "dossier_no": hired.dossier_no}
        assert counts(desk) == before
        undo.redo(desk)
        assert counts(desk) == after
        assert people.dossier_of(desk, hired.person_id).employment.job == "Timmerman"
        assert audit.verify_store(desk.store).findings == ()

    def test_who_has_been_sent_home_since_is_not_un_hired(self, desk):
        hired = hiring.add_employee(desk, wanted())
        other = desk_of(desk.store, Role.COMBI_WITHOUT_CLAIMS)
        leaving.report_leaving(other, hired.person_id, TODAY, LeavingReason.EMPLOYEE)
        deed = Registration("leaving.report", {"name": "Bakker, J.P.", "day": "2026-06-08"})
        details = {"who": "combi-without-claims", "when": NOW, "deed": deed}
        assert problems_of(undo.undo, desk) == [Problem("undo-blocked", "", details)]
        assert people.dossier_of(desk, hired.person_id).employment.end_date == TODAY

    def test_a_name_with_markup_stays_what_it_is(self, desk):
        hired = hiring.add_employee(desk, wanted(person("[red]</x>' OR 1=1 --")))
        assert people.dossier_of(desk, hired.person_id).name.surname == "[red]</x>' OR 1=1 --"
        assert audit.verify_store(desk.store).findings == ()


def _deed(desk):
    return Deed("test", desk.actor.username, desk.clock.now(), desk.actor.account_id)


class TestWhatIsRefused:
    """All that is wrong is said at once, by field, and nothing is written."""

    @pytest.mark.parametrize(
        ("changes", "found"),
        [
            ({"data": person("   ")}, [Problem("required", "surname")]),
            (
                {"data": person(birth_date=TODAY)},
                [Problem("birth-date-in-future", "birth_date"), Problem("start-before-birth", "start_date")],
            ),
            ({"data": person(birth_date=TODAY - DAY)}, [Problem("start-before-birth", "start_date")]),
            ({"data": person(birth_date=START)}, [Problem("start-before-birth", "start_date")]),
            ({"unit_id": 99}, [Problem("unknown-unit", "unit_id")]),
            ({"job": " "}, [Problem("required", "job")]),
            ({"hours": Decimal("-0.01")}, [NO_HOURS]),
            ({"hours": MOST_HOURS + Decimal("0.01")}, [NO_HOURS]),
            ({"end_date": START - DAY}, [Problem("end-before-start", "end_date")]),
            ({"data": person(bsn="123456789")}, [Problem("bsn-invalid", "bsn")]),
            ({"data": person(iban="NL00BANK0123456789")}, [Problem("iban-invalid", "iban")]),
            ({"data": person(postcode="0123 AB")}, [Problem("postcode-invalid", "postcode")]),
            ({"data": person(phone="12")}, [Problem("phone-invalid", "phone")]),
            ({"data": person(email="geen adres")}, [Problem("email-invalid", "email")]),
        ],
    )
    def test_one_thing_wrong_is_named_at_its_field(self, desk, changes, found):
        before = counts(desk)
        asked = wanted(**changes)
        assert problems_of(hiring.add_employee, desk, asked) == found
        assert hiring.check_employee(desk, asked) == found
        assert counts(desk) == before

    def test_all_that_is_wrong_is_said_at_once(self, desk):
        data = person("", TODAY + DAY, bsn="1", email="x", city="Z" * (LONGEST + 1))
        asked = wanted(data, unit_id=99, job="", hours=Decimal(61), end_date=START - DAY)
        assert problems_of(hiring.add_employee, desk, asked) == [
            Problem("required", "surname"),
            Problem("birth-date-in-future", "birth_date"),
            Problem("bsn-invalid", "bsn"),
            Problem("email-invalid", "email"),
            Problem("too-long", "city", {"limit": 200}),
            Problem("unknown-unit", "unit_id"),
            Problem("required", "job"),
            NO_HOURS,
            Problem("start-before-birth", "start_date"),
            Problem("end-before-start", "end_date"),
        ]

    @pytest.mark.parametrize("hours", [Decimal(0), Decimal(MOST_HOURS)])
    def test_the_limits_of_the_hours_themselves_are_allowed(self, desk, hours):
        hired = hiring.add_employee(desk, wanted(hours=hours))
        assert people.dossier_of(desk, hired.person_id).employment.hours == hours

    def test_an_employment_of_a_single_day_is_one(self, desk):
        hired = hiring.add_employee(desk, wanted(end_date=START))
        card = people.dossier_of(desk, hired.person_id).employment
        assert (card.start_date, card.end_date) == (START, START)

    @pytest.mark.parametrize("field", ["city", "street", "house_number"])
    def test_a_text_may_be_two_hundred_letters_and_no_longer(self, desk, field):
        assert hiring.check_employee(desk, wanted(person(**{field: "a" * LONGEST}))) == []
        (problem,) = hiring.check_employee(desk, wanted(person(**{field: "a" * (LONGEST + 1)})))
        assert problem == Problem("too-long", field, {"limit": 200})

    def test_checking_saves_nothing(self, desk):
        before, head = counts(desk), audit.verify_store(desk.store).head
        assert hiring.check_employee(desk, wanted(job="Nieuwe functie")) == []
        assert (counts(desk), audit.verify_store(desk.store).head) == (before, head)


class TestWhoIsKnownAlready:
    """Somebody with the same surname and birth date is asked about, once."""

    @pytest.mark.parametrize("surname", ["Polis", "POLIS", " pólis "])
    def test_the_same_name_and_day_are_told_with_the_dossier(self, desk, surname):
        asked = wanted(person(surname, date(1982, 5, 1), "X."))
        known = [Problem("person-known", "surname", {"name": "Polis, V.", "dossier_no": 563166})]
        assert hiring.check_employee(desk, asked) == known
        assert problems_of(hiring.add_employee, desk, asked) == known
        hired = hiring.add_employee(desk, replace(asked, confirmed=True))
        assert hired.dossier_no != 563166

    @pytest.mark.parametrize(("surname", "born"), [("Polis", date(1982, 5, 2)), ("Pol", date(1982, 5, 1))])
    def test_another_day_or_another_name_is_somebody_else(self, desk, surname, born):
        assert hiring.check_employee(desk, wanted(person(surname, born))) == []

    def test_the_question_waits_until_all_else_is_right(self, desk):
        asked = wanted(person("Polis", date(1982, 5, 1)), hours=Decimal(61))
        assert hiring.check_employee(desk, asked) == [NO_HOURS]

    def test_a_bsn_belongs_to_one_person(self, desk):
        hiring.add_employee(desk, wanted(person(bsn=BSN)))
        second = wanted(person("Smit", bsn=BSN), confirmed=True)
        assert problems_of(hiring.add_employee, desk, second) == [Problem("bsn-taken", "bsn")]
        assert hiring.add_employee(desk, wanted(person("Smit", bsn=OTHER_BSN))).name == "Smit, J.P."

    def test_no_bsn_is_nobodys(self, desk):
        for surname in ("Smit", "Bos"):
            hiring.add_employee(desk, wanted(person(surname, bsn="")))
        assert len([row for row in rows(desk, Person) if row.bsn == ""]) == 9


class TestJobs:
    """F24: a job that is not there yet is made with the employee."""

    def test_a_known_job_is_used_whatever_its_capitals_and_accents(self, desk):
        hiring.add_employee(desk, wanted(job="Secretaresse"))
        hired = hiring.add_employee(desk, wanted(person("Smit"), job=" SECRETARESSE "))
        assert people.dossier_of(desk, hired.person_id).employment.job == "Secretaresse"
        assert [row.name for row in rows(desk, Job)] == ["42200", "Secretaresse"]

    @pytest.mark.parametrize(
        ("group", "groups"), [("", ["Algemeen"]), ("ALGEMEEN", ["Algemeen"]), ("Techniek", ["Algemeen", "Techniek"])]
    )
    def test_a_new_job_goes_in_the_group_named_or_the_first(self, desk, group, groups):
        hiring.add_employee(desk, wanted(job="Timmerman", job_group=group))
        job = row_of(desk, Job, name="Timmerman")
        assert [row.name for row in rows(desk, JobGroup)] == groups
        assert row_of(desk, JobGroup, id=job.group_id).name == groups[-1]

    def test_without_any_group_the_general_one_is_made(self, store):
        desk = desk_of(store)
        with store.unit(_deed(desk)) as unit:
            unit.add(OrgUnit(kind="employer", name="Leeg"))
        hired = hiring.add_employee(desk_of(store), wanted(unit_id=1))
        assert [row.name for row in rows(desk, JobGroup)] == [hires.GENERAL]
        terms = row_of(desk, EmploymentTerms, employment_id=1)
        assert terms.full_time_hours == hires.FULL_TIME, "the employer has told no full week"
        assert hired.person_id == 1

    def test_the_form_offers_units_jobs_and_groups_by_name(self, desk):
        hiring.add_employee(desk, wanted(job="Aannemer", job_group="Techniek"))
        offered = hiring.choices(desk)
        assert offered.units == (
            (EMPLOYER, "TESTBEDRIJF_Voorbeeld"),
            (INKOMEN, "Inkomen  001"),
            (KANTOOR, "Kantoor  002"),
        )
        assert offered.jobs == (("42200", "Algemeen"), ("Aannemer", "Techniek"))
        assert offered.groups == ("Algemeen", "Techniek")

    def test_who_sees_one_department_is_offered_that_one(self, desk):
        assert hiring.choices(desk_of(desk.store, units=[KANTOOR])).units == ((KANTOOR, "Kantoor  002"),)


class TestManyAtOnce:
    """A file writes many employees in one deed, each under her own employer."""

    def draft(self, number, unit_id=INKOMEN, job="Lasser"):
        columns = {"dossier_no": 900_000 + number, "surname": f"Naam {number}", "birth_date": BORN}
        return hires.EmployeeDraft(columns, START, None, unit_id, job, "permanent", Decimal(20), None)

    def test_each_gets_her_employer_and_the_job_is_made_once(self, desk):
        with desk.unit("test.make") as unit:
            other = unit.add(OrgUnit(kind="employer", name="Ander bedrijf"))
            unit.add(EmployerDetails(unit_id=other.key, full_time_hours=Decimal(38)))
        wide = desk_of(desk.store, units=[EMPLOYER, INKOMEN, KANTOOR, other.key])
        with wide.unit("test.import") as unit:
            first = hires.write_employees(unit, wide, [self.draft(1), self.draft(2, other.key), self.draft(3, job="")])
        assert [row.id for row in rows(desk, Person)][-3:] == [first, first + 1, first + 2]
        made = rows(desk, Employment)[-3:]
        assert [row.employer_id for row in made] == [EMPLOYER, other.key, EMPLOYER]
        terms = rows(desk, EmploymentTerms)[-3:]
        assert [row.full_time_hours for row in terms] == [Decimal("36.86"), Decimal(38), Decimal("36.86")]
        assert (terms[0].job_id, terms[2].job_id) == (terms[1].job_id, None)
        assert [row.name for row in rows(desk, Job)].count("Lasser") == 1

    def test_a_unit_that_the_actor_does_not_see_stops_all_of_it(self, desk):
        before = counts(desk)
        narrow = desk_of(desk.store, units=[KANTOOR])

        def write():
            with narrow.unit("test.import") as unit:
                hires.write_employees(unit, narrow, [self.draft(1, KANTOOR), self.draft(2, INKOMEN)])

        assert problems_of(write) == [Problem("unknown-unit")]
        assert counts(desk) == before


class TestMending:
    """F29: her data are mended; undo restores them, and a second clerk is told."""

    def test_what_was_read_is_what_is_known(self, desk):
        hired = hiring.add_employee(desk, wanted(person(phone="0381234567", city="Zwolle")))
        data, version = hiring.person_data(desk, hired.person_id)
        assert (data.name.surname, data.birth_date) == ("Bakker", BORN)
        assert data.contact == {**dict.fromkeys(CONTACT, ""), "phone": "0381234567", "city": "Zwolle"}
        assert version == row_of(desk, Person, id=hired.person_id).version

    def test_mending_writes_all_and_finds_her_by_the_new_name(self, desk):
        data = person("Çelik", date(1991, 1, 1), "Q.", city="Zwolle", iban="NL91 ABNA 0417 1643 00")
        assert hiring.mend_person(desk, JANSEN, data) == Hired(JANSEN, 563167, "Çelik, Q.")
        row = row_of(desk, Person, id=JANSEN)
        assert (row.city, row.iban, row.birth_date) == ("Zwolle", "NL91ABNA0417164300", date(1991, 1, 1))
        assert [found.person_id for found in search.find(desk, "celik q")] == [JANSEN]
        undo.undo(desk)
        row = row_of(desk, Person, id=JANSEN)
        assert (row.surname, row.city, row.iban) == ("Jansen", "", "")
        assert [found.person_id for found in search.find(desk, "jansen")] == [JANSEN]

    def test_what_is_left_out_is_emptied(self, desk):
        hiring.mend_person(desk, JANSEN, person("Jansen", phone="0381234567"))
        hiring.mend_person(desk, JANSEN, person("Jansen"))
        assert row_of(desk, Person, id=JANSEN).phone == ""

    def test_mending_with_the_same_data_leaves_no_deed(self, desk):
        data, _version = hiring.person_data(desk, VRIES)
        before = audit.verify_store(desk.store)
        hiring.mend_person(desk, VRIES, data)
        assert audit.verify_store(desk.store) == before

    def test_her_own_bsn_is_hers_to_keep_and_anothers_is_not(self, desk):
        hiring.mend_person(desk, JANSEN, person("Jansen", bsn=BSN))
        hiring.mend_person(desk, JANSEN, person("Jansen", bsn=BSN, city="Zwolle"))
        assert row_of(desk, Person, id=JANSEN).city == "Zwolle"
        assert problems_of(hiring.mend_person, desk, POLIS, person("Polis", bsn=BSN)) == [Problem("bsn-taken", "bsn")]

    def test_all_that_is_wrong_is_said_and_nothing_changed(self, desk):
        before = row_of(desk, Person, id=JANSEN)
        data = person("", TODAY, phone="1", street="x" * (LONGEST + 1))
        assert problems_of(hiring.mend_person, desk, JANSEN, data) == [
            Problem("required", "surname"),
            Problem("birth-date-in-future", "birth_date"),
            Problem("phone-invalid", "phone"),
            Problem("too-long", "street", {"limit": 200}),
        ]
        assert row_of(desk, Person, id=JANSEN) == before

    def test_the_second_of_two_clerks_is_told_who_was_first(self, desk):
        data, seen = hiring.person_data(desk, JANSEN)
        other = desk_of(desk.store, Role.COMBI_WITHOUT_CLAIMS)
        hiring.mend_person(other, JANSEN, replace(data, contact={"city": "Zwolle"}), seen=seen)
        now = hiring.person_data(desk, JANSEN)[1]
        kampen = replace(data, contact={"city": "Kampen"})
        moved = FieldChange("person", "city", "", "Zwolle")
        found = problems_of(hiring.mend_person, desk, JANSEN, kampen, seen=seen)
        assert found == [changed_since(other, "employees.mend", now, moved)]
        hiring.mend_person(desk, JANSEN, kampen, seen=now)
        assert row_of(desk, Person, id=JANSEN).city == "Kampen"

    @pytest.mark.parametrize("act", [hiring.person_data, lambda desk, who: hiring.mend_person(desk, who, person())])
    def test_nobody_and_people_of_other_units_are_refused(self, desk, act):
        assert problems_of(act, desk, 999) == [Problem("no-person")]
        assert problems_of(act, desk_of(desk.store, units=[KANTOOR]), JANSEN) == [Problem("not-allowed")]

    def test_somebody_without_an_employment_says_so(self, desk):
        with desk.unit("test.make") as unit:
            loose = unit.add(Person(dossier_no=1, surname="Los", birth_date=BORN))
        assert problems_of(hiring.person_data, desk, loose.key) == [Problem("no-employment")]


@pytest.mark.parametrize("role", list(Role))
def test_who_may_add_sees_the_form_and_who_may_not_sees_nothing_of_it(desk, role):
    actor = desk_of(desk.store, role)
    acts = [
        (lambda: hiring.choices(actor)),
        (lambda: hiring.check_employee(actor, wanted())),
        (lambda: hiring.add_employee(actor, wanted())),
        (lambda: hiring.mend_person(actor, JANSEN, person("Jansen"))),
    ]
    if allows(role, Right.EMPLOYEE_CHANGES, write=True):
        for act in acts:
            act()
    else:
        before = counts(desk)
        assert [problems_of(act) for act in acts] == [[Problem("not-allowed", "", {"role": role})]] * len(acts)
        assert counts(desk) == before


NAMES = st.sampled_from(["Bakker", "De Wit", HOSTILE, "Ünal", "x"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hire"), NAMES, st.integers(0, 60)),
        st.tuples(st.just("mend"), NAMES, st.integers(1, 9)),
        st.tuples(st.just("leave"), st.integers(1, 9), st.integers(-40, 40)),
        st.sampled_from([("undo",), ("redo",)]),
    ),
    max_size=8,
)


def _walk(desk, steps):
    """Do each step as a clerk would; a refusal is an answer as well."""
    numbers = count(1)
    for what, *values in steps:
        try:
            if what == "hire":
                name, hours = values
                data = person(f"{name} {next(numbers)}")
                hiring.add_employee(desk, wanted(data, hours=Decimal(hours), job=f"Functie {hours % 3}"))
            elif what == "mend":
                name, who = values
                hiring.mend_person(desk, who, person(f"{name} {next(numbers)}"))
            elif what == "leave":
                who, days = values
                leaving.report_leaving(desk, who, START + days * DAY, LeavingReason.CONTRACT_ENDED)
            else:
                {"undo": undo.undo, "redo": undo.redo}[what](desk)
        except Refused:
            continue


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_hired_mended_left_and_taken_back_the_store_stays_whole(company_template, tmp_path, steps):
    """No employment without terms or ending before it began, numbers given once, and a journal that accounts for all."""
    path = tmp_path / "walk.db"
    shutil.copy(company_template, path)
    store = open_store(path, FixedClock(TODAY).now())
    try:
        desk = desk_of(store)
        _walk(desk, steps)
        assert audit.verify_store(store).findings == ()
        employments = rows(desk, Employment)
        assert {row.person_id for row in employments} == {row.id for row in rows(desk, Person)}
        assert {row.employment_id for row in rows(desk, EmploymentTerms)} == {row.id for row in employments}
        assert all(row.end_date is None or row.end_date >= row.start_date for row in employments)
        numbers = [row.dossier_no for row in rows(desk, Person)]
        assert len(numbers) == len(set(numbers))
        names = [row.name for row in rows(desk, Job)]
        assert len(names) == len(set(names))
    finally:
        store.close()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_taking_everything_back_gives_the_first_day_again(company_template, tmp_path, steps):
    path = tmp_path / "back.db"
    shutil.copy(company_template, path)
    store = open_store(path, FixedClock(TODAY).now())
    try:
        desk = desk_of(store)
        while _takes_back(desk):
            pass
        before = {table: rows(desk, table) for table in counts(desk)}
        _walk(desk, steps)
        while _takes_back(desk):
            pass
        assert {table: rows(desk, table) for table in before} == before
    finally:
        store.close()


def _takes_back(desk):
    try:
        undo.undo(desk)
    except Refused as refused:
        if refused.problems == (Problem("nothing-to-undo"),):
            return False
        raise
    return True
