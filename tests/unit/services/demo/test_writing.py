"""What is written of the demo keeps the rules of registrations."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.unit.services.demo.companies import digest
from xstui.domain.dates import Duration
from xstui.services.cases import cases
from xstui.services.people import people, search
from xstui.services.upkeep.audit import verify_store
from xstui.store.tables import AbsenceCase, PercentageStep, Task


def test_the_dossier_of_polis_is_that_of_the_picture(demo):
    [found] = search.resolve(demo, "Polis")
    dossier = people.dossier_of(demo, found.person_id)
    assert dossier.dossier_no == 563166
    assert (dossier.birth_date, dossier.age) == (date(1982, 5, 1), 44)
    assert dossier.pension.day == date(2050, 11, 1)
    card = dossier.employment
    assert (card.job, card.department, card.start_date, card.years) == ("42200", "Inkomen", date(2025, 5, 1), 1)
    assert (card.hours, card.fte) == (Decimal(36), Decimal("0.98"))
    assert (card.wage, card.wage_basis, card.contract_type) == (Decimal(4000), "gross-month", "permanent")
    case = dossier.open_case
    assert (case.case_no, case.first_sick_day, case.percentage) == (840359, date(2026, 3, 2), 100)
    assert case.duration == Duration(14, 1)


def test_three_cases_of_the_last_twelve_months_are_closed(demo):
    with demo.reading() as session:
        closed = [case for case in session.exec(select(AbsenceCase)).all() if case.last_sick_day]
    assert len(closed) == 3
    assert all(demo.today - timedelta(days=365) < case.first_sick_day for case in closed)


@pytest.mark.parametrize("company", ["demo", "crowd"])
def test_open_tasks_are_what_the_protocol_asks(company, request):
    """So that the first change of a case shifts or drops none of them."""
    context = request.getfixturevalue(company)
    with context.reading() as session:
        running = [case for case in session.exec(select(AbsenceCase)).all() if case.last_sick_day is None]
        assert running
        for case in running:
            rows = session.exec(select(Task).where(Task.case_id == case.key)).all()
            asked = cases.asked(session, context, case, cases.term_inputs(session, case))
            wanted = {(t.code, t.sequence): (t.opens, t.due, t.actor) for t in asked}
            assert {(t.code, t.sequence): (t.opens, t.due, t.actor) for t in rows} == wanted


@pytest.mark.parametrize("company", ["demo", "crowd"])
def test_the_journal_accounts_for_every_row(company, request):
    audit = verify_store(request.getfixturevalue(company).store)
    assert not audit.findings


@pytest.mark.parametrize(
    ("company", "expected"), [("demo", (149, "a4df4c0b89e7086d")), ("crowd", (11553, "9864a49fb76251f2"))]
)
def test_the_cases_and_tasks_are_those_of_before(request, company, expected):
    """Renew the digests where the demo is meant to be another."""
    assert digest(request.getfixturevalue(company), AbsenceCase, PercentageStep, Task) == expected
