"""What was paid: by payout reference, in a period, and as far as today's authorisations go."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.company import context_of
from tests.insured import paid
from tests.refusals import problems_of, sentence_of
from xstui.domain.figures import Period
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services import reporting
from xstui.services.insurance import payouts
from xstui.store.tables import EmploymentTerms

SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))
APRIL = {"period_start": date(2026, 4, 1), "period_end": date(2026, 4, 30)}


def report(context, period=SPRING, **options):
    return payouts.payouts_in_period(context, period, **options)


def shown(context, **options):
    return [(b.payout_reference, [line.benefit for line in b.lines]) for b in report(context, **options).batches]


@pytest.fixture
def spring(context):
    """Two payouts, the second with two people and a correction."""
    paid(context, "B-2", "2832.21", **APRIL)
    paid(context, "B-1", "1544.84")
    paid(context, "B-2", "-44.84")
    paid(context, "B-2", "500", person_id=5, employee_name="Vries, K. de", **APRIL)
    return context


def test_F47_lines_hang_together_by_payout_reference(spring):
    assert shown(spring) == [
        ("B-1", [Decimal("1544.84")]),
        ("B-2", [Decimal("-44.84"), Decimal("2832.21"), Decimal(500)]),
    ]
    found = report(spring)
    assert [batch.amount for batch in found.batches] == [Decimal("1544.84"), Decimal("3287.37")]
    assert (found.amount, found.hidden) == (Decimal("4832.21"), 0)


def test_F47_the_number_on_an_invoice_finds_its_lines_whatever_the_period(spring):
    assert shown(spring, period=Period(date(2020, 1, 1), date(2020, 1, 1)), reference=" B-1 ") == [
        ("B-1", [Decimal("1544.84")])
    ]
    assert shown(spring, reference="B") == []


def test_a_line_that_touches_the_period_is_shown(spring):
    assert [name for name, _ in shown(spring, period=Period(date(2026, 3, 31), date(2026, 3, 31)))] == ["B-1", "B-2"]
    assert shown(spring, period=Period(date(2026, 5, 1), date(2026, 5, 31))) == []
    assert shown(spring, period=Period(date(2026, 3, 1), date(2026, 3, 15))) == []


def test_a_period_that_ends_before_it_begins_is_refused(context):
    found = problems_of(report, context, Period(date(2026, 3, 2), date(2026, 3, 1)))
    assert found == [Problem("end-before-start", "last")]


def test_F47_the_authorisations_of_today_apply(spring):
    office = context_of(spring.store, units=[3])
    assert shown(office) == [("B-2", [Decimal(500)])]
    assert report(office).hidden == 3


def test_F47_who_moved_to_another_department_is_seen_there(spring):
    with spring.unit("test") as unit:
        terms = {"hours": Decimal(36), "full_time_hours": Decimal(36), "wage": None}
        unit.add(EmploymentTerms(employment_id=1, valid_from=date(2026, 5, 1), unit_id=3, **terms))
    assert report(context_of(spring.store, units=[2])).batches == ()
    assert report(context_of(spring.store, units=[3])).hidden == 0


def test_a_line_without_a_known_employee_is_for_who_may_see_the_whole_employer(context):
    paid(context, "B-9", "75", person_id=None, employee_name="")
    assert shown(context) == [("B-9", [Decimal(75)])]
    assert report(context_of(context.store, units=[2, 3])).hidden == 1


def test_without_payouts_the_report_is_empty(context):
    found = report(context)
    assert (found.batches, found.amount, found.employer.name) == ((), 0, "TESTBEDRIJF_Voorbeeld")


@pytest.mark.parametrize("role", [Role.COMBI_WITHOUT_CLAIMS, Role.VIEWER, Role.PAYROLL])
def test_roles_without_claims_see_none(context, role):
    assert problems_of(report, context_of(context.store, role=role)) == [Problem("not-allowed", "", {"role": role})]


def test_who_sees_no_unit_of_any_employer_is_told_that_there_is_none(context):
    assert sentence_of(report, context_of(context.store, units=[])) == (
        "Deze werkgever bestaat niet, of u mag daar niet alles van zien. Vraag het de beheerder."
    )


@pytest.mark.parametrize("typed", ["B20260115", "b20260115", "20260115", " BatchID 20260115 ", "b-2026.0115"])
def test_a_reference_is_found_whatever_its_case_and_the_letters_before_it(context, typed):
    paid(context, "B20260115", "100")
    paid(context, "B20260116", "200")
    assert shown(context, reference=typed) == [("B20260115", [Decimal(100)])]


def test_the_letters_before_a_number_count_where_they_tell_references_apart(context):
    paid(context, "A77", "100")
    paid(context, "B77", "200")
    assert shown(context, reference="b77") == [("B77", [Decimal(200)])]
    assert shown(context, reference="77") == [("A77", [Decimal(100)]), ("B77", [Decimal(200)])]
    assert shown(context, reference="C") == []


def test_a_reference_that_is_not_there_is_nothing_found_and_no_total_of_nothing(context):
    paid(context, "B77", "200")
    table = reporting.make(context, reporting.parameters_from(context, "uitkeringsspecificaties", {"reference": "b78"}))
    assert (table.rows, table.totals) == ((), None)
    assert table.remarks == ("Niets gevonden: geen uitkering heeft het kenmerk b78.", *table.definitions)


@pytest.mark.parametrize(("first", "last", "there"), [(30, 30, True), (31, 31, False), (1, 1, True), (-1, 0, False)])
def test_a_payout_is_of_the_first_and_the_last_day_of_its_period(context, first, last, there):
    paid(context, "B-1", "10", **APRIL)
    period = Period(*(date(2026, 3, 31) + timedelta(days=day) for day in (first, last)))
    assert bool(shown(context, period=period)) is there
