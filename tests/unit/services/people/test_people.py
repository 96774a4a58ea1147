"""People as they are named everywhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.company import TODAY, context_of
from xstui.domain.absence import CaseKind, Classification
from xstui.domain.contract_type import ContractType
from xstui.domain.dates import duration
from xstui.domain.names import PersonName, list_name
from xstui.domain.roles import Right, Role, allows
from xstui.services import home, reporting
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import people, search
from xstui.store.tables import Employment, EmploymentTerms, Person


def names(found):
    return [one.name for one in found]


def rename(context, person_id, name):
    """Give somebody another name, as the employee form does."""
    with context.unit("test") as unit:
        person = unit.session.get_one(Person, person_id)
        for column in ("initials", "first_name", "prefix", "surname"):
            setattr(person, column, getattr(name, column))
        for column, value in people.search_keys(name).items():
            setattr(person, column, value)


def test_a_first_name_without_initials_shows_wherever_the_name_does(context):
    rename(context, 2, PersonName("", "van", "Dam", first_name="Jan"))
    absence.report_sick(context, SickReport(2, TODAY))
    shown = "Dam, Jan van"
    assert names(search.find(context, "dam")) == names(search.people(context, [2])) == [shown]
    assert shown in names(search.browse(context, "", ex_employees=False, limit=20, offset=0))
    assert list_name(people.dossier_of(context, 2).name) == shown
    staff = reporting.make(context, reporting.defaults(context, "werknemersbestand"))
    assert shown in {row.cells[0] for row in staff.rows}
    assert shown in {case.name for case in home.running_cases(context, (CaseKind.ABSENCE,))}


def test_the_card_of_an_employment_tells_its_terms_of_today(context):
    card = people.dossier_of(context, 1).employment
    assert (card.employer, card.department, card.unit_id, card.job) == ("TESTBEDRIJF_Voorbeeld", "Inkomen", 2, "42200")
    assert (card.start_date, card.end_date, card.years, card.starts_in) == (date(2025, 5, 1), None, 1, 0)
    assert (card.hours, card.fte, card.wage, card.wage_basis) == (36, Decimal("0.98"), 4000, "gross-month")
    assert card.contract_type is ContractType.PERMANENT
    with context.unit("test") as unit:
        terms = unit.session.get_one(EmploymentTerms, 1)
        terms.job_id = None
        unit.session.get_one(Employment, 1).end_date = date(2026, 4, 30)
    assert (people.dossier_of(context, 1).employment.job, people.dossier_of(context, 1).employment.years) == ("", 1)


def test_a_running_case_lasts_up_to_today_and_shows_what_the_role_may_see(context):
    (line,) = people.dossier_of(context, 1).cases
    assert (line.case_no, line.first_sick_day, line.last_sick_day) == (100_001, date(2026, 3, 2), None)
    assert (str(line.duration), line.percentage, line.starts_in, line.left_on) == (
        str(duration(date(2026, 3, 2), TODAY)),
        100,
        0,
        None,
    )
    assert line.classification is Classification.SICK
    (seen,) = people.dossier_of(context_of(context.store, Role.VIEWER), 1).cases
    assert (seen.classification, seen.case_no) == (None, 100_001)


def test_an_address_is_of_the_lines_that_are_known_and_a_country_is_none(context):
    assert people.dossier_of(context, 1).address == ()
    with context.unit("test") as unit:
        row = unit.session.get_one(Person, 1)
        row.city, row.street = "Zwolle", "Laan"
    assert people.dossier_of(context, 1).address[:2] == ("Laan", "Zwolle")


@pytest.mark.parametrize("role", [role for role in Role if allows(role, Right.EMPLOYEES)])
def test_wages_are_shown_to_roles_that_see_wages_alone(context, role):
    dossier = people.dossier_of(context_of(context.store, role), 1)
    seen = [dossier.employment.wage, dossier.cases[0].wage_at_start, dossier.employment.wage_basis]
    assert any(seen) is all(seen) is allows(role, Right.EMPLOYMENT_CHANGES)
