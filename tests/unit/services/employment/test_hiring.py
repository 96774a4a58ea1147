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

from tests.company import HOSTILE, NOW, TODAY, context_of
from tests.refusals import changed_since, problems_of
from xstui.clock import FixedClock
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import MOST_HOURS
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import Gender, NameOrder, PersonName
from xstui.domain.problems import Problem, Refused, Registration
from xstui.domain.roles import Right, Role, allows
from xstui.domain.wages import WageBasis
from xstui.services.context.conflicts import FieldChange
from xstui.services.employment import hiring, leaving
from xstui.services.employment.hiring import CONTACT, LONGEST, Hired, NewEmployee, PersonData
from xstui.services.people import people, search
from xstui.services.upkeep import audit, undo
from xstui.store.opening import open_store
from xstui.store.tables import Employment, EmploymentTerms, Job, JobGroup, OrgUnit, Person
from xstui.store.unit import EntryMeta

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


def _walk(context, steps):
    """Do each step as a clerk would; a refusal is an answer as well."""
    numbers = count(1)
    for what, *values in steps:
        try:
            if what == "hire":
                name, hours = values
                data = person(f"{name} {next(numbers)}")
                hiring.add_employee(context, wanted(data, hours=Decimal(hours), job=f"Functie {hours % 3}"))
            elif what == "mend":
                name, who = values
                hiring.update_person(context, who, person(f"{name} {next(numbers)}"))
            elif what == "leave":
                who, days = values
                leaving.report_leaving(context, who, START + days * DAY, LeavingReason.CONTRACT_ENDED)
            else:
                {"undo": undo.undo, "redo": undo.redo}[what](context)
        except Refused:
            continue


def _takes_back(context):
    try:
        undo.undo(context)
    except Refused as refused:
        if refused.problems == (Problem("nothing-to-undo"),):
            return False
        raise
    return True


class TestAdding:
    """F23: one registration writes the person, her employment, its terms and, where it is new, the job."""

    def test_all_rows_are_written_as_asked_for(self, context):
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
        hired = hiring.add_employee(context, asked)
        row = row_of(context, Person, id=hired.person_id)
        assert (row.phone, row.postcode, row.city, row.email) == ("0381234567", "8011 AB", "Zwolle", "j@voorbeeld.nl")
        assert (row.bsn, row.iban, row.dossier_no) == (BSN, "", hired.dossier_no)
        employment = row_of(context, Employment, person_id=hired.person_id)
        assert (employment.employer_id, employment.start_date, employment.end_date) == (
            EMPLOYER,
            START,
            date(2027, 5, 31),
        )
        terms = row_of(context, EmploymentTerms, employment_id=employment.id)
        assert (terms.unit_id, terms.contract_type, terms.hours) == (KANTOOR, "temporary", Decimal("24.50"))
        assert (terms.valid_from, terms.wage, terms.wage_basis) == (START, Decimal("3211.05"), "gross-month")
        assert terms.full_time_hours == Decimal("36.86")

    def test_numbers_follow_the_highest_and_are_never_below_the_first(self, context, store):
        highest = max(row.dossier_no for row in rows(context, Person))
        assert hiring.add_employee(context, wanted()).dossier_no == highest + 1
        with store.unit(_registration(context)) as unit:
            unit.add(OrgUnit(kind="employer", name="Leeg"))
        empty = context_of(store)
        assert hiring.add_employee(empty, wanted(unit_id=1)).dossier_no == hiring.FIRST_DOSSIER_NO

    def test_she_is_found_by_all_her_names_at_once(self, context):
        name = PersonName("E.", "van der", "Çetin", "de", "Groot", NameOrder.PARTNER_OWN, Gender.FEMALE, "Elif")
        hired = hiring.add_employee(context, wanted(PersonData(name, BORN)))
        for text in ("cetin", "groot", "elif", str(hired.dossier_no)):
            assert hired.person_id in [row.person_id for row in search.find(context, text)], text

    def test_what_is_done_is_one_registration_with_a_receipt(self, context):
        before = counts(context)
        hired = hiring.add_employee(context, wanted(job="Timmerman", job_group="Techniek"))
        assert hired == Hired(hired.person_id, hired.dossier_no, "Bakker, J.P.")
        after = counts(context)
        assert {table: after[table] - before[table] for table in before} == dict.fromkeys(before, 1)
        taken_back = undo.undo(context)
        assert taken_back.use_case == "employees.add"
        assert taken_back.summary == {"name": "Bakker, J.P.", "dossier_no": hired.dossier_no}
        assert counts(context) == before
        undo.redo(context)
        assert counts(context) == after
        assert people.dossier_of(context, hired.person_id).employment.job == "Timmerman"
        assert audit.verify_store(context.store).findings == ()

    def test_who_has_been_sent_home_since_is_not_un_hired(self, context):
        hired = hiring.add_employee(context, wanted())
        other = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)
        leaving.report_leaving(other, hired.person_id, TODAY, LeavingReason.EMPLOYEE)
        registration = Registration("leaving.report", {"name": "Bakker, J.P.", "day": "2026-06-08"})
        details = {"who": "combi-without-claims", "when": NOW, "registration": registration}
        assert problems_of(undo.undo, context) == [Problem("undo-blocked", "", details)]
        assert people.dossier_of(context, hired.person_id).employment.end_date == TODAY

    def test_a_name_with_markup_stays_what_it_is(self, context):
        hired = hiring.add_employee(context, wanted(person("[red]</x>' OR 1=1 --")))
        assert people.dossier_of(context, hired.person_id).name.surname == "[red]</x>' OR 1=1 --"
        assert audit.verify_store(context.store).findings == ()


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
    def test_one_thing_wrong_is_named_at_its_field(self, context, changes, found):
        before = counts(context)
        asked = wanted(**changes)
        assert problems_of(hiring.add_employee, context, asked) == found
        assert counts(context) == before

    def test_all_that_is_wrong_is_said_at_once(self, context):
        data = person("", TODAY + DAY, bsn="1", email="x", city="Z" * (LONGEST + 1))
        asked = wanted(data, unit_id=99, job="", hours=Decimal(61), end_date=START - DAY)
        assert problems_of(hiring.add_employee, context, asked) == [
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
    def test_the_limits_of_the_hours_themselves_are_allowed(self, context, hours):
        hired = hiring.add_employee(context, wanted(hours=hours))
        assert people.dossier_of(context, hired.person_id).employment.hours == hours

    def test_an_employment_of_a_single_day_is_one(self, context):
        hired = hiring.add_employee(context, wanted(end_date=START))
        card = people.dossier_of(context, hired.person_id).employment
        assert (card.start_date, card.end_date) == (START, START)

    @pytest.mark.parametrize("field", ["city", "street", "house_number"])
    def test_a_text_may_be_two_hundred_letters_and_no_longer(self, context, field):
        asked = wanted(person(**{field: "a" * (LONGEST + 1)}))
        assert problems_of(hiring.add_employee, context, asked) == [Problem("too-long", field, {"limit": 200})]
        hiring.add_employee(context, wanted(person(**{field: "a" * LONGEST})))


class TestWhoIsKnownAlready:
    """Somebody with the same surname and birth date is asked about, once."""

    @pytest.mark.parametrize("surname", ["Polis", "POLIS", " pólis "])
    def test_the_same_name_and_day_are_told_with_the_dossier(self, context, surname):
        asked = wanted(person(surname, date(1982, 5, 1), "X."))
        known = [Problem("person-known", "surname", {"name": "Polis, V.", "dossier_no": 563166})]
        assert problems_of(hiring.add_employee, context, asked) == known
        hired = hiring.add_employee(context, replace(asked, confirmed=True))
        assert hired.dossier_no != 563166

    @pytest.mark.parametrize(("surname", "born"), [("Polis", date(1982, 5, 2)), ("Pol", date(1982, 5, 1))])
    def test_another_day_or_another_name_is_somebody_else(self, context, surname, born):
        assert hiring.add_employee(context, wanted(person(surname, born))).dossier_no != 563166

    def test_the_question_waits_until_all_else_is_right(self, context):
        asked = wanted(person("Polis", date(1982, 5, 1)), hours=Decimal(61))
        assert problems_of(hiring.add_employee, context, asked) == [NO_HOURS]

    def test_a_bsn_belongs_to_one_person(self, context):
        hiring.add_employee(context, wanted(person(bsn=BSN)))
        second = wanted(person("Smit", bsn=BSN), confirmed=True)
        assert problems_of(hiring.add_employee, context, second) == [Problem("bsn-taken", "bsn")]
        assert hiring.add_employee(context, wanted(person("Smit", bsn=OTHER_BSN))).name == "Smit, J.P."

    def test_no_bsn_is_nobodys(self, context):
        for surname in ("Smit", "Bos"):
            hiring.add_employee(context, wanted(person(surname, bsn="")))
        assert len([row for row in rows(context, Person) if row.bsn == ""]) == 9


class TestJobs:
    """F24: a job that is not there yet is made with the employee."""

    def test_the_form_offers_units_jobs_and_groups_by_name(self, context):
        hiring.add_employee(context, wanted(job="Aannemer", job_group="Techniek"))
        offered = hiring.choices(context)
        assert offered.units == (
            (EMPLOYER, "TESTBEDRIJF_Voorbeeld"),
            (INKOMEN, "Inkomen  001"),
            (KANTOOR, "Kantoor  002"),
        )
        assert offered.jobs == (("42200", "Algemeen"), ("Aannemer", "Techniek"))
        assert offered.groups == ("Algemeen", "Techniek")

    def test_who_sees_one_department_is_offered_that_one(self, context):
        assert hiring.choices(context_of(context.store, units=[KANTOOR])).units == ((KANTOOR, "Kantoor  002"),)


class TestMending:
    """F29: her data are mended; undo restores them, and a second clerk is told."""

    def test_what_was_read_is_what_is_known(self, context):
        hired = hiring.add_employee(context, wanted(person(phone="0381234567", city="Zwolle")))
        data, version = hiring.person_data(context, hired.person_id)
        assert (data.name.surname, data.birth_date) == ("Bakker", BORN)
        assert data.contact == {**dict.fromkeys(CONTACT, ""), "phone": "0381234567", "city": "Zwolle"}
        assert version == row_of(context, Person, id=hired.person_id).version

    def test_mending_writes_all_and_finds_her_by_the_new_name(self, context):
        data = person("Çelik", date(1991, 1, 1), "Q.", city="Zwolle", iban="NL91 ABNA 0417 1643 00")
        assert hiring.update_person(context, JANSEN, data) == Hired(JANSEN, 563167, "Çelik, Q.")
        row = row_of(context, Person, id=JANSEN)
        assert (row.city, row.iban, row.birth_date) == ("Zwolle", "NL91ABNA0417164300", date(1991, 1, 1))
        assert [found.person_id for found in search.find(context, "celik q")] == [JANSEN]
        undo.undo(context)
        row = row_of(context, Person, id=JANSEN)
        assert (row.surname, row.city, row.iban) == ("Jansen", "", "")
        assert [found.person_id for found in search.find(context, "jansen")] == [JANSEN]

    def test_what_is_left_out_is_emptied(self, context):
        hiring.update_person(context, JANSEN, person("Jansen", phone="0381234567"))
        hiring.update_person(context, JANSEN, person("Jansen"))
        assert row_of(context, Person, id=JANSEN).phone == ""

    def test_mending_with_the_same_data_leaves_no_registration(self, context):
        data, _version = hiring.person_data(context, VRIES)
        before = audit.verify_store(context.store)
        hiring.update_person(context, VRIES, data)
        assert audit.verify_store(context.store) == before

    def test_her_own_bsn_is_hers_to_keep_and_anothers_is_not(self, context):
        hiring.update_person(context, JANSEN, person("Jansen", bsn=BSN))
        hiring.update_person(context, JANSEN, person("Jansen", bsn=BSN, city="Zwolle"))
        assert row_of(context, Person, id=JANSEN).city == "Zwolle"
        assert problems_of(hiring.update_person, context, POLIS, person("Polis", bsn=BSN)) == [
            Problem("bsn-taken", "bsn")
        ]

    def test_all_that_is_wrong_is_said_and_nothing_changed(self, context):
        before = row_of(context, Person, id=JANSEN)
        data = person("", TODAY, phone="1", street="x" * (LONGEST + 1))
        assert problems_of(hiring.update_person, context, JANSEN, data) == [
            Problem("required", "surname"),
            Problem("birth-date-in-future", "birth_date"),
            Problem("phone-invalid", "phone"),
            Problem("too-long", "street", {"limit": 200}),
        ]
        assert row_of(context, Person, id=JANSEN) == before

    def test_the_second_of_two_clerks_is_told_who_was_first(self, context):
        data, seen = hiring.person_data(context, JANSEN)
        other = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)
        hiring.update_person(other, JANSEN, replace(data, contact={"city": "Zwolle"}), seen=seen)
        now = hiring.person_data(context, JANSEN)[1]
        kampen = replace(data, contact={"city": "Kampen"})
        moved = FieldChange("person", "city", "", "Zwolle")
        found = problems_of(hiring.update_person, context, JANSEN, kampen, seen=seen)
        assert found == [changed_since(other, "employees.mend", now, moved)]
        hiring.update_person(context, JANSEN, kampen, seen=now)
        assert row_of(context, Person, id=JANSEN).city == "Kampen"

    @pytest.mark.parametrize(
        "act", [hiring.person_data, lambda context, who: hiring.update_person(context, who, person())]
    )
    def test_nobody_and_people_of_other_units_are_refused(self, context, act):
        assert problems_of(act, context, 999) == [Problem("no-person")]
        assert problems_of(act, context_of(context.store, units=[KANTOOR]), JANSEN) == [Problem("other-unit")]

    def test_somebody_without_an_employment_says_so(self, context):
        with context.unit("test.make") as unit:
            loose = unit.add(Person(dossier_no=1, surname="Los", birth_date=BORN))
        assert problems_of(hiring.person_data, context, loose.key) == [Problem("no-employment")]


@pytest.mark.parametrize("role", list(Role))
def test_who_may_add_sees_the_form_and_who_may_not_sees_nothing_of_it(context, role):
    actor = context_of(context.store, role)
    acts = [
        (lambda: hiring.choices(actor)),
        (lambda: hiring.add_employee(actor, wanted())),
        (lambda: hiring.update_person(actor, JANSEN, person("Jansen"))),
    ]
    if allows(role, Right.EMPLOYEE_CHANGES, write=True):
        for act in acts:
            act()
    else:
        before = counts(context)
        assert [problems_of(act) for act in acts] == [[Problem("not-allowed", "", {"role": role})]] * len(acts)
        assert counts(context) == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_hired_mended_left_and_taken_back_the_store_stays_whole(company_template, tmp_path, steps):
    """No employment without terms or ending before it began, numbers given once, and a journal that accounts for all."""
    path = tmp_path / "walk.db"
    shutil.copy(company_template, path)
    store = open_store(path, FixedClock(TODAY).now())
    try:
        context = context_of(store)
        _walk(context, steps)
        assert audit.verify_store(store).findings == ()
        employments = rows(context, Employment)
        assert {row.person_id for row in employments} == {row.id for row in rows(context, Person)}
        assert {row.employment_id for row in rows(context, EmploymentTerms)} == {row.id for row in employments}
        assert all(row.end_date is None or row.end_date >= row.start_date for row in employments)
        numbers = [row.dossier_no for row in rows(context, Person)]
        assert len(numbers) == len(set(numbers))
        names = [row.name for row in rows(context, Job)]
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
        context = context_of(store)
        while _takes_back(context):
            pass
        before = {table: rows(context, table) for table in counts(context)}
        _walk(context, steps)
        while _takes_back(context):
            pass
        assert {table: rows(context, table) for table in before} == before
    finally:
        store.close()
