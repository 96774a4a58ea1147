"""The report of the absence figures: one row for each unit of the levels that are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from xstui.domain.charting import ChartBy
from xstui.domain.figures import Method
from xstui.domain.problems import Problem
from xstui.reports.table import shown
from xstui.services import reporting
from xstui.services.reporting import figures
from xstui.services.reporting.declarations.figures import LONGEST


@pytest.mark.parametrize(
    ("levels", "units"),
    [(1, ["TESTBEDRIJF_Voorbeeld"]), (2, ["TESTBEDRIJF_Voorbeeld", "Inkomen", "Kantoor"])],
)
def test_the_levels_that_are_asked_have_a_row_for_each_unit(context, levels, units):
    table = reporting.make(context, replace(reporting.defaults(context, "verzuimcijfers"), months=1, levels=levels))
    assert [row.cells[0] for row in table.rows] == units


def test_one_department_is_compared_with_the_size_class_of_its_employer(context, monkeypatch):
    sizes = []
    real = figures.benchmark
    monkeypatch.setattr(figures, "benchmark", lambda *args: sizes.append(args[3]) or real(*args))
    asked = reporting.defaults(context, "verzuimcijfers")
    for units in ((), (3,)):
        reporting.make(context, replace(asked, unit_ids=units))
    assert sizes[0] == sizes[1] > 0


@pytest.fixture
def asked(context):
    return replace(reporting.defaults(context, "verzuimcijfers"), months=3)


def test_hours_say_that_they_give_the_percentages_of_working_days(context):
    note = "Uren geven dezelfde percentages als werkdagen waar iedereen dezelfde volledige week heeft."
    asked = reporting.defaults(context, "verzuimcijfers")
    assert note in reporting.make(context, replace(asked, method=Method.HOURS)).notes
    assert note not in reporting.make(context, asked).notes


def test_beside_each_month_stands_the_same_month_of_the_year_before(context):
    this_year = reporting.make(context, reporting.defaults(context, "verzuimcijfers")).chart
    a_year_ago = replace(reporting.defaults(context, "verzuimcijfers"), last_month=date(2025, 5, 1))
    assert [series.name for series in this_year.series] == ["Verzuim %", "Jaar ervoor"]
    assert this_year.series[1].values == reporting.make(context, a_year_ago).chart.values


def test_the_figures_of_the_company_over_a_quarter(context, asked):
    """Polis is absent since 2 March: 36 of the 216,86 hours of seven people, and of the 101 of her department."""
    table = reporting.make(context, replace(asked, levels=2))
    rows = [
        [shown(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)]
        for row in (*table.rows, table.totals)
    ]
    nought, none = "0,00 %", "–"
    whole = ["7,0", "16,42 %", nought, nought, "16,42 %", nought, "1", "0,57", none, "85,71 %", "66,9"]
    assert rows == [
        ["TESTBEDRIJF_Voorbeeld", "", *whole],
        ["Inkomen", "001", "3,0", "35,61 %", nought, nought, "35,61 %", nought, "1", "1,32", none, "66,67 %", "156,0"],
        ["Kantoor", "002", "4,0", *[nought] * 5, "0", "0,00", none, "100,00 %", "0,0"],
        ["Totaal", "", *whole],
    ]
    charts = [table.chart, reporting.make(context, replace(asked, chart=ChartBy.UNITS, levels=2)).chart]
    assert [[(label, str(value)) for label, value in zip(c.labels, c.values, strict=True)] for c in charts] == [
        [("2026-03", "16.07"), ("2026-04", "16.60"), ("2026-05", "16.60")],
        [("Inkomen", "35.61"), ("Kantoor", "0.00")],
    ]
    assert table.brief == "Nieuwste 2025-3: eigen 0,00 %, sector niet ingesteld, 1-10 werknemers 2,50 %"
    assert dict(table.parameters) == {
        "Te tonen niveaus": "2",
        "Organisatieonderdeel": "alle",
        "Kies eenheden": "alle",
        "Laatste rapportagemaand": "2026-05",
        "Aantal rapportagemaanden": "3",
        "Berekeningsmethode": "Kalenderdagen",
        "Verzuim selectie vangnet": "inclusief vangnet",
        "Verzuimclassificaties": "alle",
        "Protocol variatie": "alle",
    }


def test_figures_are_of_months_that_have_begun(context, asked):
    ahead = [Problem("month-to-come", "last_month")]
    for month, problems in ((date(2026, 6, 30), []), (date(2026, 7, 1), ahead)):
        assert list(replace(asked, last_month=month).problems(context)) == problems
    for months, fits in ((0, False), (1, True), (LONGEST, True), (LONGEST + 1, False)):
        found = list(replace(asked, months=months).problems(context))
        assert found == ([] if fits else [Problem("too-many-months", "months", {"most": LONGEST})])
