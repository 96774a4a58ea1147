"""All that is known of a person, in one file."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from tests.company import TODAY
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import people, progress, records
from xstui.services.upkeep import undo
from xstui.store.journal import entries

POLIS, JANSEN, BERG = 1, 2, 3


def registrations(context, person_id):
    found = [
        (registration.use_case, registration.taken_back) for registration in progress.of_person(context, person_id)
    ]
    assert found.pop() == ("demo.make", False)
    return found


def test_several_people_reported_sick_have_it_in_their_own_overview(context):
    absence.report_all_sick(context, [SickReport(JANSEN, TODAY), SickReport(BERG, TODAY)])
    assert registrations(context, JANSEN) == registrations(context, BERG) == [("absence.report_sick", False)]
    assert registrations(context, POLIS) == [("absence.report_sick", False)]
    office = replace(context, actor=replace(context.actor, administrator=True))
    number = people.dossier_of(context, BERG).dossier_no
    looks = [row.cells for row in records.record_of(office, number).rows if "Ziek gemeld" in str(row.cells[3])]
    assert len(looks) == 1
    undo.undo(context)
    assert registrations(context, JANSEN) == [("absence.report_sick", True)]


def test_a_record_holds_all_facts_of_one_person_and_who_looked(context):
    office = replace(context, actor=replace(context.actor, administrator=True))
    people.open_dossier(office, POLIS)
    found = records.record_of(office, 563166)
    facts = {(str(row.cells[0]), str(row.cells[2])): str(row.cells[3]) for row in found.rows}
    told = list(facts.values())
    assert "Polis" in told
    assert "02-03-2026" in told
    assert not {"Jansen", "", "None"} & set(told)
    assert not any("Sorteer" in text or "polis v" in text for text in told)
    with office.reading() as session:
        entry = session.connection().execute(select(entries).order_by(entries.c.seq.desc())).first()
    assert (entry.use_case, entry.person_id, entry.undoable) == ("records.export", POLIS, False)
    again = records.record_of(office, 563166)
    assert len(again.rows) == len(found.rows) + 1, "that it was made is noted"


def test_a_record_of_nobody_or_for_somebody_else_than_an_administrator_is_refused(context):
    office = replace(context, actor=replace(context.actor, administrator=True))
    assert problems_of(records.record_of, office, 1) == [Problem("no-person")]
    assert problems_of(records.record_of, context, 563166) == [Problem("administrators-only")]
