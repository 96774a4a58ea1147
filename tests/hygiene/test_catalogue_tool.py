"""The tool that keeps the catalogues does not lose a translator's work."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools.catalogues import fill, merged, mo_bytes, plain, po_bytes, untranslated


def template(*texts):
    catalogue = Catalog()
    for text in texts:
        catalogue.add(text)
    return catalogue


def test_a_text_that_leaves_and_comes_back_keeps_its_translation(tmp_path):
    dutch = merged(Catalog("nl"), template("Save"))
    fill(dutch, "Save\tOpslaan")
    gone = tmp_path / "nl.po"
    gone.write_bytes(po_bytes(merged(dutch, template())))
    with gone.open("rb") as file:
        stored = read_po(file, locale="nl")
    assert "Save" not in stored
    assert merged(stored, template("Save"))["Save"].string == "Opslaan"


def test_translations_are_filled_with_context_plurals_and_lines():
    plural, in_context = ("{n} day", "{n} days"), "May"
    dutch = template(plural, "One\nTwo", "Untold")
    dutch.add(in_context, context="month")
    fill(dutch, "# a remark\n\n{n} day\t{n} dag|{n} dagen\nmonth^May\tmei\nOne\\nTwo\tEen\\nTwee")
    assert dutch[plural].string == ("{n} dag", "{n} dagen")
    assert dutch.get("May", "month").string == "mei"
    assert dutch["One\nTwo"].string == "Een\nTwee"
    assert untranslated(dutch) == ["?: 'Untold'"]


def test_languages_do_not_share_their_messages():
    shared = template("Save")
    dutch, english = merged(Catalog("nl"), shared), merged(Catalog("en"), shared)
    fill(dutch, "Save\tOpslaan")
    assert english["Save"].string == "Save"


def test_compiling_is_repeatable_and_without_dates():
    po = po_bytes(merged(Catalog("en"), template("Save")))
    assert b"POT-Creation-Date" not in po
    assert b"2026-01-01" in mo_bytes(po)


@pytest.mark.parametrize(("text", "bare"), [("Afdeling *", "afdeling"), ("Token:", "token"), ("", "")])
def test_a_label_is_compared_without_its_marks(text, bare):
    assert plain(text) == bare
