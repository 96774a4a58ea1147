"""What the home screen shows."""

from __future__ import annotations

from datetime import date

from tests import insured
from tests.company import context_of
from xstui.domain.absence import CaseKind
from xstui.domain.roles import Role
from xstui.services import home
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
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


def test_what_a_role_may_not_see_is_empty(context):
    shown = home.home(context)
    assert (shown.overdue, shown.due_now) != (0, 0)
    assert (shown.absent, len(shown.urgent) > 0, len(shown.units)) == (1, True, 3)
    reader = home.home(context_of(context.store, Role.CLAIMS_VIEWER))
    assert (reader.overdue, reader.due_now, reader.urgent, reader.running, reader.recent) == (0, 0, (), {}, ())
    assert reader.absent == 0


def test_a_kind_of_case_is_shown_where_it_is_insured_or_somebody_has_it(context):
    insured.second_employer(context)
    assert list(home.home(context).running) == [CaseKind.ABSENCE, CaseKind.WGA]
    insured.insure(context, insurance_type=CaseKind.SICKNESS_ACT)
    assert list(home.home(context).running) == [CaseKind.ABSENCE, CaseKind.SICKNESS_ACT, CaseKind.WGA]


def test_what_one_wrote_oneself_is_not_unread(context):
    (message,) = messages.all_messages(context)
    messages.reply(context, message.conversation_id, "Akkoord.")
    assert [line.sender for line in home.home(context).unread] == ["Arbodienst"]


def test_the_running_cases_are_the_newest_first(context):
    absence.report_sick(context, SickReport(3, date(2026, 6, 1)))
    absence.report_sick(context, SickReport(2, date(2026, 6, 5)))
    found = home.running_cases(context, (CaseKind.ABSENCE,))
    assert [case.person_id for case in found] == [2, 3, 1]
    assert home.running_cases(context, (CaseKind.WGA,)) == []
    assert [
        case.person_id for case in home.running_cases(context_of(context.store, units=[3]), (CaseKind.ABSENCE,))
    ] == []
