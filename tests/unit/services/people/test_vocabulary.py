"""The words of all names, kept ahead of a typing error."""

from __future__ import annotations

from tests.company import TODAY
from xstui.domain.names import PersonName
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import people, search, vocabulary
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


def test_the_words_of_names_are_read_again_only_when_a_name_may_have_changed(context):
    assert names(search.find(context, "jasnen")) == ["Jansen, A."]
    before = context.kept[vocabulary.NOTE][1]
    absence.report_sick(context, SickReport(2, TODAY))
    search.find(context, "jasnen")
    assert context.kept[vocabulary.NOTE][1] is before
    rename(context, 2, PersonName("A.", "", "Molenaar"))
    assert names(search.find(context, "molemaar")) == ["Molenaar, A."]
    assert search.find(context, "jasnen") == []


def test_the_words_of_all_names_are_read_ahead_of_a_typing_error(context):
    search.prepare(context)
    words = context.kept["vocabulary"][1]
    assert "jansen" in words
    search.find(context, "jansne")
    assert context.kept["vocabulary"][1] is words
