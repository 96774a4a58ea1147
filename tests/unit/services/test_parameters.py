"""What is asked of a report, by the words of the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xstui.domain.problems import Problem, Refused
from xstui.services import reporting

NAMES = ("verzuimcijfers", "werknemersbestand")


@pytest.mark.parametrize(
    "given", [["Inkomen; Kantoor"], ["inkomen", "KANTOOR"], ["001,Kantoor"], ["Inkomen;", ";Kantoor;"]]
)
@pytest.mark.parametrize("name", NAMES)
def test_units_are_separated_as_on_the_screen(desk, name, given):
    assert reporting.parameters_from(desk, name, {"units": given}).unit_ids == (2, 3)


def test_classifications_are_separated_in_the_same_way(desk):
    asked = reporting.parameters_from(desk, "verzuimcijfers", {"classifications": ["sick; recourse"]})
    assert asked.classifications == ("sick", "recourse")


def test_a_name_that_is_no_units_is_refused_by_itself(desk):
    with pytest.raises(Refused) as refused:
        reporting.parameters_from(desk, "verzuimcijfers", {"units": ["Inkomen; Nergens"]})
    assert refused.value.problems == (Problem("unknown-unit", "units", {"name": "Nergens"}),)


@pytest.mark.parametrize("name", NAMES)
def test_no_levels_are_refused_by_every_report_that_has_levels(desk, name):
    with pytest.raises(Refused) as refused:
        reporting.make(desk, replace(reporting.defaults(desk, name), levels=0))
    assert refused.value.problems == (Problem("no-levels", "levels"),)
