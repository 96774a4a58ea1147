"""The insurer's three reports as data: the manual's labels, the figures, and what the notes say."""

from __future__ import annotations

from tests.insured import insure, paid
from tests.refusals import problems_of
from tests.unit.services.reporting.tables import table
from xstui.domain.problems import Problem
from xstui.services import reporting

NAMES = ("deelnemersregistratie", "claimspecificatie", "uitkeringsspecificaties")


def test_a_month_that_is_none_is_refused_at_its_field(context):
    found = problems_of(reporting.parameters_from, context, "claimspecificatie", {"month": "mei"})
    assert found == [Problem("month-unreadable", "month")]


def test_the_tables_have_defaults_of_their_own(context):
    insure(context)
    paid(context, "B-1", "1")
    made = (*(reporting.make(context, reporting.defaults(context, name)) for name in NAMES),)
    for found, name in zip(made, NAMES, strict=True):
        assert found == table(context, name)
