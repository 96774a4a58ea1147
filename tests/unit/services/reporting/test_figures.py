"""The report of the absence figures: one row for each unit of the levels that are asked."""

from dataclasses import replace

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
