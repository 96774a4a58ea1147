"""Messages follow the rights and units of what they are linked to; and what a role sees of who is ill."""

from __future__ import annotations

from datetime import date

import pytest

from tests.company import NOW, TODAY, context_of
from tests.refusals import problems_of
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
def talks(context):
    """Conversations on a case alone, and on nobody, beside the one on Polis."""
    with context.unit("test", undoable=False) as unit:
        for subject, case_id in (("Vraag over 100001", 1), ("Kantoor dicht", None)):
            talk = unit.add(Conversation(subject=subject, case_id=case_id))
            unit.add(Message(conversation_id=talk.key, sender="Arbodienst", body="Graag.", sent_at=NOW))
    return context


def subjects(context):
    listed = sorted(message.subject for message in messages.all_messages(context))
    waiting = sorted(line.subject for line in home.home(context).unread)
    assert waiting == listed
    return listed


ALL = ["Kantoor dicht", "Traject 100001", "Vraag over 100001"]


@pytest.mark.parametrize("role", [Role.COMBI, Role.COMBI_WITHOUT_CLAIMS, Role.VIEWER])
def test_roles_that_see_case_files_see_messages_about_cases(talks, role):
    assert subjects(context_of(talks.store, role)) == ALL


@pytest.mark.parametrize("role", [Role.CLAIMS_VIEWER, Role.PAYROLL, Role.REPORTER, Role.REPORTER_WITH_EMPLOYEES])
def test_other_roles_see_those_on_nobody_alone(talks, role):
    context = context_of(talks.store, role)
    assert subjects(context) == ["Kantoor dicht"]
    assert messages.all_messages(context, POLIS) == []
    with pytest.raises(Refused) as refused:
        messages.mark_read(context, 1)
    assert refused.value.problems == (Problem("no-conversation"),)


def test_a_reporter_sees_messages_on_people_reported_from_the_same_login(talks):
    reporter = context_of(talks.store, Role.REPORTER)
    absence.report_sick(reporter, SickReport(JANSEN, date(2026, 6, 1)))
    with talks.unit("test", undoable=False) as unit:
        talk = unit.add(Conversation(subject="Over Jansen", person_id=JANSEN))
        unit.add(Message(conversation_id=talk.key, sender="Arbodienst", body="Graag.", sent_at=NOW))
    assert subjects(reporter) == ["Kantoor dicht", "Over Jansen"]


def test_messages_on_a_case_follow_the_units_as_well(talks):
    assert subjects(context_of(talks.store, units=[KANTOOR])) == ["Kantoor dicht"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PAYROLL])
def test_a_role_that_registers_no_absence_sees_how_much_somebody_is_absent_and_not_by_which_classification(
    context, role
):
    absence.report_sick(context, SickReport(JANSEN, date(2026, 6, 1), classification=Classification.ORGAN_DONATION))
    reader = context_of(context.store, role)
    (line,) = people.dossier_of(reader, JANSEN).cases
    assert (line.percentage, line.classification) == (100, None)
    assert {found.line.classification for found in home.running_cases(reader, tuple(CaseKind))} == {None}
    assert people.dossier_of(context, JANSEN).cases[0].classification is Classification.ORGAN_DONATION


def test_services_of_an_absence_refuse_a_leave(context):
    case_id = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(date(2026, 7, 1), 6)).case_id
    step = absence.Step(TODAY, absence.FULL)
    for change in (
        lambda: absence.report_recovery(context, case_id, TODAY),
        lambda: absence.end_case(context, case_id, TODAY, absence.EndReason.LEFT),
        lambda: absence.change_percentage(context, case_id, step),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.problems == (Problem("case-is-leave"),)


@pytest.mark.parametrize(("body", "details"), [("  ", {}), ("x" * 4_001, {"limit": 4_000})])
def test_a_reply_has_something_to_say_and_an_end(context, body, details):
    code = "too-long" if details else "required"
    assert problems_of(messages.reply, context, 1, body) == [Problem(code, "body", details)]


def test_a_reply_needs_its_conversation(context):
    assert problems_of(messages.reply, context, 99, "Hallo") == [Problem("no-conversation")]


def test_a_message_that_is_not_there_or_not_for_the_reader_is_not_marked(context):
    gone = [Problem("no-conversation")]
    assert problems_of(messages.mark_read, context, 99) == gone
    assert problems_of(messages.mark_read, context_of(context.store, units=[KANTOOR]), 1) == gone
    messages.mark_read(context, 1)
    assert [message.unread for message in messages.all_messages(context)] == [False]
