"""Taking over policies: TOML, CSV and Excel, every problem at once, and what is known brought up to date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.company import context_of
from tests.insured import insure
from tests.reading_files import lines as lines_of
from tests.reading_files import plan_kind, policies
from tests.refusals import problems_of
from xstui.domain.absence import CaseKind
from xstui.domain.claims import CoverStep
from xstui.domain.policies import PolicySpan
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.domain.wages import WageBasis
from xstui.services.imports import running
from xstui.services.upkeep import audit, undo

POLICIES = "polisnummer;verzekeringstype;ingangsdatum;einddatum;eigen risico;dekking\n"
TOML = """
# The insurer's own terms.
[[policy]]
policy_no = "P-1"
starts_on = 2026-01-01
wage_basis = "Bruto maandloon incl. vakantietoeslag"
waiting_days = 10
insured_percentage = 80
maximum_wage = 70000
estimated_wage_sum = "750.000,00"
premium_percentage = 2.5
cover = ["52:100", "52:70"]

[[policy]]
employer = "TESTBEDRIJF_Voorbeeld"
policy_no = "P-2"
insurance_type = "WGA"
starts_on = 2026-02-01
ends_on = 2026-12-31
cover = "520:70"
"""
NO_COVER = "Dit is geen dekking. Typ weken en percentage: 104:70, of 52:100 52:70."
FILL_IN = "Vul dit veld in."
KINDS = "is geen van de keuzes van deze kolom. Dat zijn: Verzuim, Ziektewet en WGA."


def test_policies_come_from_toml(context, tmp_path):
    found = plan_kind(context, tmp_path, "policies", TOML, "policies.toml")
    assert lines_of(found) == []
    running.carry_out(context, found)
    wga, absence = policies(context)
    assert (absence.policy_no, absence.kind, absence.wage_basis) == (
        "P-1",
        CaseKind.ABSENCE,
        WageBasis.GROSS_MONTH_HOLIDAY,
    )
    assert absence.span == PolicySpan(date(2026, 1, 1), None)
    assert absence.terms.waiting_days == 10
    assert absence.terms.cover == (CoverStep(52, Decimal(100)), CoverStep(52, Decimal(70)))
    assert (absence.terms.insured_percentage, absence.terms.maximum_wage) == (Decimal(80), Decimal(70_000))
    assert (absence.estimated_wage_sum, absence.premium_percentage) == (Decimal(750_000), Decimal("2.50"))
    assert (wga.kind, wga.span) == (CaseKind.WGA, PolicySpan(date(2026, 2, 1), date(2026, 12, 31)))
    assert (wga.terms.insured_percentage, wga.terms.maximum_wage, wga.premium_percentage) == (100, None, None)


def test_problems_in_toml_are_named_by_the_line_their_table_begins_on(context, tmp_path):
    text = TOML.replace("waiting_days = 10", "waiting_days = 999").replace('"520:70"', '"520"')
    found = plan_kind(context, tmp_path, "policies", text, "policies.toml")
    assert lines_of(found) == [
        "rij 3, waiting_days: Een werkgever draagt hoogstens 522 werkdagen.",
        f"rij 14, cover: {NO_COVER}",
    ]


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("[[policy]]\nstarts_on = today\n", "file-no-toml", {"line": 2}),
        ("[policy", "file-no-toml", {"line": 1}),
        ("", "file-no-table", {}),
        ("title = 'a'\n", "file-no-table", {}),
    ],
)
def test_what_is_no_list_of_tables_is_refused(context, tmp_path, text, code, details):
    found = problems_of(plan_kind, context, tmp_path, "policies", text, "policies.toml")
    assert found == [Problem(code, "file", details | {"path": tmp_path / "policies.toml"})]


def test_policies_come_from_csv_by_their_dutch_headers(context, tmp_path):
    text = f"{POLICIES}P-1;Verzuim;01-01-2026;;0;104:70\nP-2;ZW-ERD;01-01-2026;31-12-2026;;104:70\n"
    running.carry_out(context, plan_kind(context, tmp_path, "policies", text))
    assert {(line.policy_no, line.kind, line.terms.waiting_days) for line in policies(context)} == {
        ("P-1", CaseKind.ABSENCE, 0),
        ("P-2", CaseKind.SICKNESS_ACT, 0),
    }


def test_every_problem_of_every_policy_is_said_at_once(context, tmp_path):
    text = (
        f"{POLICIES};Verzuim;01-01-2026;;10;104:70\n"
        "P-2;Levens;gisteren;;tien;104\n"
        "P-3;Verzuim;01-01-2026;31-12-2025;10;104:70\n"
        "P-4;Zwangerschap;01-01-2026;;10;\n"
    )
    found = plan_kind(context, tmp_path, "policies", text)
    assert lines_of(found) == [
        f"rij 2, polisnummer: {FILL_IN}",
        f"rij 3, verzekeringstype: 'Levens' {KINDS}",
        "rij 3, ingangsdatum: 'gisteren' is geen volledige datum, zoals 08-06-2026.",
        (
            "rij 3, eigen risico: 'tien' kan niet als nummer worden overgenomen: alleen cijfers, "
            "zonder letters, punten of streepjes."
        ),
        f"rij 3, dekking: {NO_COVER}",
        "rij 4, einddatum: Het einde ligt voor het begin.",
        f"rij 5, verzekeringstype: 'Zwangerschap' {KINDS}",
        f"rij 5, dekking: {FILL_IN}",
    ]
    assert problems_of(running.carry_out, context, found) == [Problem("import-has-problems", "", {"count": 8})]
    assert policies(context) == []


def test_one_policy_holds_at_a_time_for_a_kind_of_case(context, tmp_path):
    insure(context)
    text = (
        f"{POLICIES}P-1;Verzuim;01-06-2026;;10;104:70\nP-2;WGA;01-06-2026;;10;104:70\nP-3;WGA;01-07-2026;;10;104:70\n"
    )
    assert lines_of(plan_kind(context, tmp_path, "policies", text)) == [
        (
            "2 rijen (2, 4), ingangsdatum: Op deze dagen geldt al een andere polis voor dezelfde soort verzuim. "
            "Geef die eerst een einddatum."
        )
    ]


def test_the_same_policy_again_is_brought_up_to_date_and_another_follows_it(context, tmp_path):
    insure(context, cover=((52, "100"), (52, "70")))
    text = f"{POLICIES}TEST-0001;;01-01-2025;30-06-2026;20;104:80\nTEST-0001;;01-07-2026;;5;104:70\n"
    running.carry_out(context, plan_kind(context, tmp_path, "policies", text))
    new, old = policies(context)
    assert (old.span, old.terms.waiting_days) == (PolicySpan(date(2025, 1, 1), date(2026, 6, 30)), 20)
    assert old.terms.cover == (CoverStep(104, Decimal(80)),)
    assert (new.span.starts_on, new.terms.waiting_days) == (date(2026, 7, 1), 5)
    undo.undo(context)
    [back] = policies(context)
    assert (back.terms.waiting_days, len(back.terms.cover), back.span.ends_on) == (10, 2, None)
    assert audit.verify_store(context.store).findings == ()


@pytest.mark.parametrize(
    ("kind", "role"),
    [("policies", Role.CLAIMS_VIEWER), ("policies", Role.PAYROLL), ("payouts", Role.COMBI_WITHOUT_CLAIMS)],
)
def test_only_who_may_write_takes_over(context, tmp_path, kind, role):
    found = problems_of(plan_kind, context_of(context.store, role=role), tmp_path, kind, POLICIES)
    assert found == [Problem("not-allowed", "", {"role": role})]


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("policies", {"policy_no": "polisnummer", "starts_on": "ingangsdatum", "cover": "dekking"}),
        (
            "payouts",
            {
                "payout_reference": "uitkeringskenmerk",
                "policy_no": "polisnummer",
                "period_start": "begin periode",
                "period_end": "einde periode",
                "benefit": "uitkering",
            },
        ),
    ],
)
def test_columns_that_are_needed_are_named(context, tmp_path, kind, missing):
    assert problems_of(plan_kind, context, tmp_path, kind, "werkgever\nx\n") == [
        Problem("column-missing", name, {"field": name, "header": header}) for name, header in missing.items()
    ]
