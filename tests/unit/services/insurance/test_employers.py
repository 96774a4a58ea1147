"""The employers that may be seen, and how one is named."""

from __future__ import annotations

import pytest

from tests.company import context_of
from tests.insured import second_employer
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.insurance.employers import employer_named, employers_in


@pytest.mark.parametrize(
    ("units", "whole"),
    [([1, 2, 3], {"TESTBEDRIJF_Voorbeeld": True}), ([3], {"TESTBEDRIJF_Voorbeeld": False}), ([], {})],
)
def test_employers_are_those_of_the_units_that_may_be_seen(context, units, whole):
    second_employer(context)
    with context.reading() as session:
        found = employers_in(session, context_of(context.store, units=units))
    assert {one.name: one.is_whole for one in found} == whole


@pytest.mark.parametrize("name", ["tweede bv", " T2 ", "Tweede BV"])
def test_an_employer_is_found_by_name_or_code(context, name):
    number = second_employer(context)
    with context.reading() as session:
        found = employers_in(session, context_of(context.store, units=[1, number]))
    assert employer_named(found, name).employer_id == number
    known = {"known": ("TESTBEDRIJF_Voorbeeld", "Tweede BV")}
    for wanted in ("derde", ""):
        assert problems_of(employer_named, found, wanted) == [Problem("unknown-employer", "employer", known)]
