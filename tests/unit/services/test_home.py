"""What the home screen shows: it agrees with the reports and lists that it leads to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests import insured
from tests.company import context_of
from xstui.domain.absence import CaseKind
from xstui.domain.roles import Role
from xstui.services import home, reporting
from xstui.services.absence import absence, tasks
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


def test_the_absence_by_month_is_the_chart_of_the_figures_report(context):
    months = home.absence_by_month(context)
    chart = reporting.make(context, reporting.defaults(context, "verzuimcijfers")).chart
    assert [(month.month, month.percentage) for month in months] == list(zip(chart.labels, chart.values, strict=True))
    assert [month.month for month in months[-4:]] == ["2026-02", "2026-03", "2026-04", "2026-05"]
    assert (len(months), months[-4].percentage) == (12, Decimal(0))
    assert all(month.percentage > 10 for month in months[-3:]), "one of seven people is absent since March"


@pytest.mark.parametrize("role", [Role.REPORTER_WITH_EMPLOYEES, Role.CLAIMS_VIEWER])
def test_a_role_without_figures_gets_no_absence_by_month(context, role):
    assert home.absence_by_month(context_of(context.store, role)) == ()


def test_where_counting_would_keep_the_computer_busy_there_is_no_absence_by_month(context, monkeypatch):
    monkeypatch.setattr(home, "QUICKLY_COUNTED", 6)
    assert home.absence_by_month(context) == ()


def test_home_and_the_list_of_tasks_agree(context):
    shown, listed = home.home(context), tasks.open_tasks(context)
    assert [one.task for one in shown.urgent] == listed[:1]
    assert sum(1 + one.others for one in shown.urgent) == shown.overdue + shown.due_now == len(listed)
    assert [(case.name, case.line.case_no) for case in shown.ill] == [("Polis, V.", 100001)]


def test_a_role_that_sees_no_people_gets_neither_tasks_nor_names(context):
    shown = home.home(context_of(context.store, Role.CLAIMS_VIEWER))
    assert (shown.urgent, shown.ill, shown.running, shown.recent) == ((), (), {}, ())


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
