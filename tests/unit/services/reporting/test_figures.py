"""The report of the absence figures: one row for each unit of the levels that are asked."""

from dataclasses import replace
from datetime import date

import pytest

from xstui.domain.figures import Method
from xstui.services import reporting


@pytest.mark.parametrize(
    ("levels", "units"),
    [(1, ["TESTBEDRIJF_Voorbeeld"]), (2, ["TESTBEDRIJF_Voorbeeld", "Inkomen", "Kantoor"])],
)
def test_the_levels_that_are_asked_have_a_row_for_each_unit(context, levels, units):
    table = reporting.make(context, replace(reporting.defaults(context, "verzuimcijfers"), months=1, levels=levels))
    assert [row.cells[0] for row in table.rows] == units


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
