"""What is asked of a report, by the words of the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xstui.domain.absence import Classification
from xstui.domain.problems import Problem, Refused
from xstui.services import reporting

NAMES = ("verzuimcijfers", "werknemersbestand")


@pytest.mark.parametrize(
    "given", [["Inkomen; Kantoor"], ["inkomen", "KANTOOR"], ["001,Kantoor"], ["Inkomen;", ";Kantoor;"]]
)
@pytest.mark.parametrize("name", NAMES)
def test_units_are_separated_as_on_the_screen(context, name, given):
    assert reporting.parameters_from(context, name, {"units": given}).unit_ids == (2, 3)


def test_classifications_are_separated_in_the_same_way(context):
    asked = reporting.parameters_from(context, "verzuimcijfers", {"classifications": ["sick; recourse"]})
    assert asked.classifications == ("sick", "recourse")


def test_a_name_that_is_no_units_is_refused_by_itself(context):
    with pytest.raises(Refused) as refused:
        reporting.parameters_from(context, "verzuimcijfers", {"units": ["Inkomen; Nergens"]})
    assert refused.value.problems == (Problem("unknown-unit", "units", {"name": "Nergens"}),)


@pytest.mark.parametrize("name", NAMES)
def test_no_levels_are_refused_by_every_report_that_has_levels(context, name):
    with pytest.raises(Refused) as refused:
        reporting.make(context, replace(reporting.defaults(context, name), levels=0))
    assert refused.value.problems == (Problem("no-levels", "levels"),)


def test_all_that_is_wrong_is_said_at_once(context):
    given = {
        "unit": "Nergens",
        "units": ["Inkomen; Nergens", "Elders"],
        "last_month": "mei",
        "classifications": ["sick; moe"],
        "months": 0,
        "levels": 0,
    }
    with pytest.raises(Refused) as refused:
        reporting.parameters_from(context, "verzuimcijfers", given)
    assert refused.value.problems == (
        Problem("unknown-unit", "unit", {"name": "Nergens"}),
        Problem("month-unreadable", "last_month"),
        Problem("unknown-unit", "units", {"name": "Nergens"}),
        Problem("unknown-unit", "units", {"name": "Elders"}),
        Problem("unknown-classification", "classifications", {"known": tuple(c.value for c in Classification)}),
        Problem("too-many-months", "months", {"most": 120}),
        Problem("no-levels", "levels"),
    )
