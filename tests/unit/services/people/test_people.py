"""People as they are named everywhere."""

from __future__ import annotations

from tests.company import TODAY
from xstui.domain.absence import CaseKind
from xstui.domain.names import PersonName, list_name
from xstui.services import home, reporting
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import people, search
from xstui.store.tables import Person


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
