"""Which units and which protocol variation a report is about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.refusals import problems_of
from tests.unit.services.absence.test_variations import EMPLOYER, OWN
from xstui.domain.absence import CaseKind
from xstui.domain.problems import Problem, Refused
from xstui.services import reporting
from xstui.services.absence import variations
from xstui.services.reporting import explaining
from xstui.store.tables import OrgUnit


@pytest.fixture
def two_offices(context):
    """Return a context that also sees a second employer with a department Kantoor."""
    with context.unit("test") as unit:
        other = unit.add(OrgUnit(kind="employer", name="Ander")).key
        office = unit.add(OrgUnit(kind="department", name="Kantoor", code="900", parent_id=other)).key
    return replace(context, actor=replace(context.actor, unit_ids=context.actor.unit_ids | {other, office})), office


@pytest.mark.parametrize("field", ["unit", "detail", "units"])
def test_a_name_of_two_units_is_refused_with_both(two_offices, field):
    context, _ = two_offices
    known = "Kantoor (Ander); Kantoor (TESTBEDRIJF_Voorbeeld)"
    with pytest.raises(Refused) as refused:
        reporting.parameters_from(context, "verzuimcijfers", {field: ["kantoor"] if field == "units" else "kantoor"})
    assert refused.value.problems == (Problem("unit-ambiguous", field, {"name": "kantoor", "known": known}),)


@pytest.mark.parametrize("name", ["kantoor (ander)", "900"])
def test_the_full_name_or_the_code_tells_which_unit_is_meant(two_offices, name):
    context, office = two_offices
    asked = reporting.parameters_from(context, "werknemersbestand", {"unit": name, "units": [name]})
    assert (asked.unit_id, asked.unit_ids) == (office, (office,))
    shown = dict(reporting.make(context, asked).parameters)
    assert "Kantoor (Ander)" in shown.values()


@pytest.fixture
def asked(context):
    return replace(reporting.defaults(context, "verzuimcijfers"), months=3)


def test_the_working_follows_the_protocol_variation(context, asked):
    variations.use(replace(context, actor=replace(context.actor, administrator=True)), OWN, EMPLOYER, CaseKind.ABSENCE)
    standard = replace(asked, variation=reporting.STANDARD)
    assert reporting.make(context, standard).rows == ()
    found = explaining.explain_figures(context, standard, None).whole
    assert (found.lines, found.available, found.percentage) == ((), Decimal(0), None)


def test_a_variation_that_nobody_has_is_refused(context, asked):
    found = problems_of(reporting.make, context, replace(asked, variation="Verzonnen"))
    assert found == [Problem("unknown-variation", "variation", {"name": "Verzonnen"})]
