"""All that is known of a person, in one file."""

from __future__ import annotations

from dataclasses import replace

from tests.company import TODAY
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import people, progress, records
from xstui.services.upkeep import undo

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
