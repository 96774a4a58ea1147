"""What may not be recorded is refused wherever a text is typed; what is of others is not shown."""

from __future__ import annotations

from datetime import date

from tests import company
from tests.refusals import problem_of
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.services import home
from xstui.services.absence import absence, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.case_file import messages
from xstui.store.tables import Conversation, Message
from xstui.store.unit import EntryMeta


def test_a_message_about_somebodys_health_is_refused_with_the_word(context):
    problem = problem_of(messages.reply, context, 1, "Zij heeft een hernia en slikt pijnstillers.")
    assert problem == Problem("medical-words", "body", {"words": "hernia, pijnstillers"})
    messages.reply(context, 1, "Zij kan vier uur per dag zittend werk doen.")
    assert messages.all_messages(context)[0].body.startswith("Zij kan vier uur")


def test_a_remark_on_a_task_and_a_reason_are_looked_at_too(context):
    task = tasks.tasks_of_person(context, 1)[0]
    problem = problem_of(tasks.close_task, context, task.task_id, TaskState.DEVIATED, "geopereerd")
    assert problem == Problem("medical-words", "remark", {"words": "geopereerd"})
    problem = problem_of(absence.report_sick, context, SickReport(2, date(2026, 6, 5), declined="andere griep"))
    assert problem == Problem("medical-words", "declined", {"words": "griep", "name": "Jansen, A."})


def test_messages_on_people_of_other_units_are_not_shown(context):
    other = company.context_of(context.store, units=[3])
    assert messages.all_messages(context)
    assert messages.all_messages(other) == []
    assert home.home(other).unread == ()
    assert problem_of(messages.reply, other, 1, "Hallo") == Problem("no-conversation")
    assert problem_of(messages.mark_read, other, 1) == Problem("no-conversation")
    assert problem_of(messages.mark_read, context, 999) == Problem("no-conversation")


def test_a_conversation_on_nobody_is_everybodys(context):
    with context.store.unit(EntryMeta("test", "sam", company.NOW)) as unit:
        talk = unit.add(Conversation(subject="Onderhoud"))
        unit.add(Message(conversation_id=talk.key, sender="Beheer", body="Zaterdag dicht.", sent_at=company.NOW))
    other = company.context_of(context.store, role=Role.REPORTER, units=[3])
    assert [m.subject for m in messages.all_messages(other)] == ["Onderhoud"]
