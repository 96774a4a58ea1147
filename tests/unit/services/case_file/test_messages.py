"""Messages follow the rights and units of what they are linked to; and what a role sees of who is ill."""

from __future__ import annotations

from datetime import date

import pytest

from tests.company import NOW, TODAY, desk_of
from xstui.domain.absence import CaseKind, Classification
from xstui.domain.problems import Problem, Refused
from xstui.domain.roles import Role
from xstui.services import home
from xstui.services.absence import absence, pregnancy
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.case_file import messages
from xstui.services.people import people
from xstui.store.tables import Conversation, Message

POLIS, JANSEN = 1, 2
KANTOOR = 3


@pytest.fixture
def talks(desk):
    """Conversations on a case alone, and on nobody, beside the one on Polis."""
    with desk.unit("test", undoable=False) as unit:
        for subject, case_id in (("Vraag over 100001", 1), ("Kantoor dicht", None)):
            talk = unit.add(Conversation(subject=subject, case_id=case_id))
            unit.add(Message(conversation_id=talk.key, sender="Arbodienst", body="Graag.", sent_at=NOW))
    return desk


def subjects(desk):
    listed = sorted(message.subject for message in messages.all_messages(desk))
    waiting = sorted(line.subject for line in home.home(desk).unread)
    assert waiting == listed
    return listed


ALL = ["Kantoor dicht", "Traject 100001", "Vraag over 100001"]


@pytest.mark.parametrize("role", [Role.COMBI, Role.COMBI_WITHOUT_CLAIMS, Role.VIEWER])
def test_roles_that_see_case_files_see_messages_about_cases(talks, role):
    assert subjects(desk_of(talks.store, role)) == ALL


@pytest.mark.parametrize("role", [Role.CLAIMS_VIEWER, Role.PAYROLL, Role.REPORTER, Role.REPORTER_WITH_EMPLOYEES])
def test_other_roles_see_those_on_nobody_alone(talks, role):
    desk = desk_of(talks.store, role)
    assert subjects(desk) == ["Kantoor dicht"]
    assert messages.all_messages(desk, POLIS) == []
    with pytest.raises(Refused) as refused:
        messages.mark_read(desk, 1)
    assert refused.value.problems == (Problem("no-conversation"),)


def test_a_reporter_sees_messages_on_people_reported_from_the_same_login(talks):
    reporter = desk_of(talks.store, Role.REPORTER)
    absence.report_sick(reporter, SickReport(JANSEN, date(2026, 6, 1)))
    with talks.unit("test", undoable=False) as unit:
        talk = unit.add(Conversation(subject="Over Jansen", person_id=JANSEN))
        unit.add(Message(conversation_id=talk.key, sender="Arbodienst", body="Graag.", sent_at=NOW))
    assert subjects(reporter) == ["Kantoor dicht", "Over Jansen"]


def test_messages_on_a_case_follow_the_units_as_well(talks):
    assert subjects(desk_of(talks.store, units=[KANTOOR])) == ["Kantoor dicht"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PAYROLL])
def test_a_role_that_registers_no_absence_sees_how_much_somebody_is_absent_and_not_by_which_classification(desk, role):
    absence.report_sick(desk, SickReport(JANSEN, date(2026, 6, 1), classification=Classification.ORGAN_DONATION))
    reader = desk_of(desk.store, role)
    (line,) = people.dossier_of(reader, JANSEN).cases
    assert (line.percentage, line.classification) == (100, None)
    assert {found.line.classification for found in home.running_cases(reader, tuple(CaseKind))} == {None}
    assert people.dossier_of(desk, JANSEN).cases[0].classification is Classification.ORGAN_DONATION


def test_services_of_an_absence_refuse_a_leave(desk):
    case_id = pregnancy.report_pregnancy(desk, JANSEN, Pregnancy(date(2026, 7, 1), 6)).case_id
    step = absence.Step(TODAY, absence.FULL)
    for change in (
        lambda: absence.report_recovery(desk, case_id, TODAY),
        lambda: absence.end_case(desk, case_id, TODAY, absence.EndReason.LEFT),
        lambda: absence.change_percentage(desk, case_id, step),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.problems == (Problem("case-is-leave"),)
