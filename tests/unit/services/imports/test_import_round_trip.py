"""What xstui writes it reads back: the staff list in every format and both languages, and the words of every choice."""

from __future__ import annotations

import shutil

import pytest

from tests import company
from tests.company import TODAY, context_of
from tests.reading_files import plan, sentences
from xstui.domain.names import Gender, PersonName
from xstui.domain.problems import Refused
from xstui.i18n import set_language
from xstui.services import reporting
from xstui.services.employment import bulk
from xstui.services.imports import running
from xstui.services.reporting.declarations.participants import ParticipantsParameters
from xstui.services.reporting.declarations.staff import StaffParameters
from xstui.store.opening import open_store
from xstui.store.tables import Job, JobGroup, Person
from xstui.store.unit import EntryMeta

FORMATS = {"xlsx": "xlsx", "csv": "csv", "csv-semicolon": "csv", "csv-tab": "csv"}
NAMES = {
    1: PersonName("", "van", "Dam", gender=Gender.MALE, first_name="Jan"),
    2: PersonName("F.", "", "El Amrani", gender=Gender.FEMALE),
    3: PersonName("Th.J.", "in 't", "Veld", gender=Gender.OTHER),
    5: PersonName("", "", "Thi", gender=Gender.FEMALE),
}
"""Names, by the row of the person, that are hard to take apart again."""


@pytest.fixture
def bare(empty_template, tmp_path):
    """The same organisation without people."""
    path = tmp_path / "bare.db"
    shutil.copy(empty_template, path)
    store = open_store(path, now=company.NOW)
    with store.unit(EntryMeta("demo.make", "xstui", company.NOW, undoable=False)) as unit:
        units = company._organisation(unit)
        unit.add(Job(name="42200", group_id=unit.add(JobGroup(name="Algemeen")).key))
        company._accounts(unit, units)
    yield context_of(store)
    store.close()


def staff(context):
    return reporting.make(context, StaffParameters(reference_date=TODAY))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("export_format", FORMATS)
def test_the_staff_list_is_read_back_as_it_was_written(context, bare, tmp_path, language, export_format):
    with context.store.unit(EntryMeta("test", "x", company.NOW, undoable=False)) as unit:
        for number, name in NAMES.items():
            person = unit.session.get_one(Person, number)
            for column, value in bulk.name_columns(name).items():
                setattr(person, column, value)
    set_language(language)
    written = staff(context)
    path = tmp_path / f"staff.{FORMATS[export_format]}"
    reporting.export(context, written, export_format, path)
    found = plan(bare, "employees", path)
    running.carry_out(bare, found)
    assert (found.problems, found.ignored) == ([], ["Code", "FTE"])
    assert staff(bare).rows == written.rows


def test_the_participant_register_lacks_what_an_employee_needs_and_says_so(context, bare, tmp_path):
    path = tmp_path / "participants.csv"
    reporting.export(
        context,
        reporting.make(context, ParticipantsParameters(year=2026)),
        "csv",
        path,
    )
    with pytest.raises(Refused) as refused:
        plan(bare, "employees", path)
    assert sentences(refused) == [
        (
            "Er is geen kolom dossiernummer. Iedereen heeft een eigen nummer nodig: maak een kolom met die kop, "
            'bijvoorbeeld met uw personeelsnummers, of zeg welke kolom het is met --map "KOP=dossier_no".'
        ),
        'Er is geen kolom afdeling. Zeg welke het is met --map "KOP=department".',
    ]
