"""What the home screen shows."""

from __future__ import annotations

from xstui.domain.absence import CaseKind
from xstui.services import home
from xstui.services.case_file import messages
from xstui.services.people import people


def test_F20_running_cases_by_kind_as_far_as_insured(context):
    shown = home.home(context)
    assert shown.running == {CaseKind.ABSENCE: 1, CaseKind.WGA: 0}
    (case,) = home.running_cases(context, (CaseKind.ABSENCE,))
    assert (case.name, case.line.case_no) == ("Polis, V.", 100_001)


def names(found):
    return [one.name for one in found]


def test_F18_recently_visited_comes_from_the_journal(context):
    people.open_dossier(context, 2)
    people.open_dossier(context, 3)
    people.open_dossier(context, 2)
    assert names(home.home(context).recent) == ["Jansen, A.", "Berg, J. van den"]


def test_F17_F51_messages_are_unread_until_read(context):
    assert [m.subject for m in home.home(context).unread] == ["Traject 100001"]
    (message,) = messages.all_messages(context, 1)
    assert message.unread
    messages.mark_read(context, message.message_id)
    messages.mark_read(context, message.message_id)
    assert home.home(context).unread == ()
    messages.reply(context, message.conversation_id, " Akkoord. ")
    assert {m.body for m in messages.all_messages(context)} == {"Graag overleg.", "Akkoord."}
    assert messages.all_messages(context, 2) == []
