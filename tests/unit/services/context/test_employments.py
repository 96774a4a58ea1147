"""Which employment and which terms count on a day, and whose may be seen."""

from __future__ import annotations

from datetime import date

from sqlmodel import delete

from tests.company import TODAY
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.context.employments import employment_on, terms_on
from xstui.store.tables import Employment, EmploymentTerms


def test_an_employment_without_terms_or_a_person_without_employment_is_refused(context):
    with context.unit("test", undoable=False) as unit:
        unit.session.execute(delete(EmploymentTerms).where(EmploymentTerms.employment_id == 2))
        unit.session.flush()
        assert problems_of(terms_on, unit.session, 2, TODAY) == [Problem("no-employment")]
        unit.session.execute(delete(Employment).where(Employment.person_id == 2))
        assert problems_of(employment_on, unit.session, 2, TODAY) == [Problem("no-employment")]


def test_the_terms_before_the_first_ones_are_the_first(context):
    with context.reading() as session:
        assert terms_on(session, 1, date(2000, 1, 1)).valid_from == date(2025, 5, 1)
