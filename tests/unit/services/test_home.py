"""What the home screen shows: the figures agree with the reports and lists that it leads to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import context_of
from xstui.domain.roles import Role
from xstui.services import home, reporting
from xstui.services.absence import tasks


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
