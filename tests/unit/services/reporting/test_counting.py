"""The figures are counted once, hold for every choice, and are counted anew as soon as anything is registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.company import context_of
from xstui.domain.absence import Classification
from xstui.domain.charting import ChartBy
from xstui.domain.figures import Method, SafetyNet
from xstui.services import reporting
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.reporting import counting, explaining
from xstui.services.reporting.counting import NOTE
from xstui.services.upkeep import undo

INKOMEN, KANTOOR, JANSEN = 2, 3, 2


@pytest.fixture
def asked(context):
    return replace(reporting.defaults(context, "verzuimcijfers"), months=3)


def cells(context, asked):
    table = reporting.make(context, asked)
    return [row.cells for row in table.rows], table.totals.cells, table.chart, table.notes


CHOICES = [
    {"method": Method.WORKING_DAYS},
    {"method": Method.HOURS},
    {"safety_net": SafetyNet.EXCLUDED},
    {"classifications": (Classification.SICK,)},
    {"classifications": (Classification.WORK_ACCIDENT, Classification.SAFETY_NET)},
    {"unit_id": INKOMEN},
    {"unit_ids": (KANTOOR,)},
    {"levels": 1},
    {"chart": ChartBy.UNITS},
]


@pytest.mark.parametrize("choice", CHOICES, ids=[next(iter(choice)) + str(n) for n, choice in enumerate(CHOICES)])
def test_what_was_counted_for_another_choice_gives_what_counting_anew_gives(context, asked, choice):
    absence.report_sick(context, SickReport(JANSEN, date(2026, 5, 4), classification=Classification.SAFETY_NET))
    reporting.make(context, asked)
    counted = context.kept[NOTE]
    kept = cells(context, replace(asked, **choice))
    assert context.kept[NOTE] is counted
    context.kept.clear()
    assert cells(context, replace(asked, **choice)) == kept
    assert context.kept[NOTE] is not counted


def test_a_registration_and_its_undo_show_at_once(context, asked):
    before = cells(context, asked)
    absence.report_sick(context, SickReport(JANSEN, date(2026, 5, 4)))
    after = cells(context, asked)
    assert after != before
    undo.undo(context)
    assert cells(context, asked) == before


@pytest.mark.parametrize("months", [1, 2, 30])
def test_another_number_of_months_gives_what_counting_anew_gives(context, asked, months):
    reporting.make(context, asked)
    kept = cells(context, replace(asked, months=months))
    context.kept.clear()
    assert cells(context, replace(asked, months=months)) == kept


def test_fewer_months_are_not_counted_anew(context, asked):
    tables = [reporting.make(context, replace(asked, months=60))]
    counted = context.kept[NOTE]
    tables += [reporting.make(context, replace(asked, months=months)) for months in (3, 24)]
    assert context.kept[NOTE] is counted
    assert [len(table.chart.values) for table in tables] == [60, 3, 24]


def test_the_same_counts_show_each_context_its_own_units(context, asked):
    own = replace(context_of(context.store, units={KANTOOR}), kept=context.kept)
    reporting.make(context, asked)
    assert {row.key for row in reporting.make(own, asked).rows} == {KANTOOR}


@pytest.mark.parametrize("classification", [Classification.SICK, Classification.WORK_ACCIDENT])
def test_the_working_follows_the_classifications(context, asked, classification):
    absence.report_sick(context, SickReport(JANSEN, date(2026, 5, 4), classification=Classification.WORK_ACCIDENT))
    asked = replace(asked, classifications=(classification,))
    found = explaining.explain_figures(context, asked, None).whole
    assert found.percentage == reporting.make(context, asked).totals.cells[3]
    assert len(found.lines) == 1


def test_more_absence_than_is_in_memory_at_a_time_counts_all_the_same(context, asked, monkeypatch):
    absence.report_sick(context, SickReport(2, date(2026, 5, 4)))
    whole = cells(context, asked)
    monkeypatch.setattr(counting, "TOGETHER", 1)
    context.kept.clear()
    assert cells(context, asked) == whole
    assert whole != cells(replace(context, kept={}), replace(asked, last_month=date(2026, 2, 1)))
