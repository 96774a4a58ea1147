"""The sector that an administrator sets for an employer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlmodel import select

from tests.refusals import changed_since, problems_of
from xstui.domain.problems import Problem
from xstui.services.context.conflicts import FieldChange
from xstui.services.reporting import sectors
from xstui.services.upkeep import audit, undo
from xstui.store.journal import entries
from xstui.store.tables import EmployerDetails, OrgUnit


@pytest.fixture
def head(context):
    return replace(context, actor=replace(context.actor, administrator=True))


def set_anew(head, code):
    (found,) = sectors.employer_sectors(head)
    sectors.change_sector(head, found.employer_id, code, seen=found.version)


def sector(head):
    return sectors.employer_sectors(head)[0].sector


def test_what_is_set_is_in_the_journal_and_is_taken_back_by_one_undo(head):
    set_anew(head, "Q")
    assert sector(head) == "Q"
    undo.undo(head)
    assert sector(head) == ""
    undo.redo(head)
    assert sector(head) == "Q"
    assert audit.verify_store(head.store).findings == ()


def test_an_empty_code_takes_it_away(head):
    set_anew(head, "Q")
    set_anew(head, "")
    assert sector(head) == ""


def test_the_text_of_an_older_store_is_shown_as_its_code_and_saved_as_that(head):
    with head.unit("test") as unit:
        unit.session.exec(select(EmployerDetails)).one().sector = "Q Gezondheids- en welzijnszorg"
    assert sector(head) == "Q"
    set_anew(head, sector(head))
    with head.reading() as session:
        assert session.exec(select(EmployerDetails.sector)).one() == "Q"


def test_what_the_office_does_not_know_is_refused(head):
    assert problems_of(set_anew, head, "Zorg") == [Problem("unknown-sector", "sector", {"name": "Zorg"})]
    known = {"known": ("TESTBEDRIJF_Voorbeeld",)}
    assert problems_of(sectors.change_sector, head, 2, "Q", seen=None) == [
        Problem("unknown-employer", "employer", known)
    ]
    assert sector(head) == ""


def test_another_administrators_change_is_not_overwritten(head):
    (found,) = sectors.employer_sectors(head)
    set_anew(head, "F")
    (now,) = sectors.employer_sectors(head)
    moved = FieldChange("employer_details", "sector", "", "F")
    assert problems_of(sectors.change_sector, head, found.employer_id, "Q", seen=found.version) == [
        changed_since(head, "office.sector", now.version, moved)
    ]
    assert sector(head) == "F"


def test_who_is_no_administrator_any_more_does_not_take_it_back(head):
    set_anew(head, "Q")
    no_longer = replace(head, actor=replace(head.actor, administrator=False))
    assert problems_of(undo.undo, no_longer) == [Problem("administrators-only")]
    assert sector(head) == "Q"


def test_an_employer_without_master_data_gets_them(head):
    with head.unit("test") as unit:
        key = unit.add(OrgUnit(kind="employer", name="Ander")).key
    both = replace(head, actor=replace(head.actor, unit_ids=head.actor.unit_ids | {key}))
    sectors.change_sector(both, key, "F", seen=None)
    assert [(one.name, one.sector) for one in sectors.employer_sectors(both)] == [
        ("Ander", "F"),
        ("TESTBEDRIJF_Voorbeeld", ""),
    ]
    assert [one.name for one in sectors.employer_sectors(head)] == ["TESTBEDRIJF_Voorbeeld"]


def test_the_receipt_names_the_employer_and_its_sector(head):
    for code, said in (("Q", "Q"), ("", "–")):
        set_anew(head, code)
        with head.reading() as session:
            entry = session.connection().execute(select(entries).order_by(entries.c.seq.desc())).first()
        assert json.loads(entry.summary) == {"name": "TESTBEDRIJF_Voorbeeld", "sector": said}
