"""Taking over policies and payouts: TOML, CSV and Excel, every problem at once, all or nothing, one undo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from sqlmodel import select

from tests.company import context_of
from tests.insured import change, insure, paid, second_employer
from tests.reading_files import lines as lines_of
from tests.refusals import problems_of
from xstui.domain.absence import CaseKind
from xstui.domain.claims import CoverStep
from xstui.domain.figures import Period
from xstui.domain.policies import PolicySpan
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.domain.wages import WageBasis
from xstui.services.imports import running
from xstui.services.insurance import payouts
from xstui.services.insurance.policies import policies_of
from xstui.services.upkeep import audit, undo
from xstui.store.tables import Payout, Person

POLICIES = "polisnummer;verzekeringstype;ingangsdatum;einddatum;eigen risico;dekking\n"
PAYOUTS = (
    "Naam;Bedrag;Polisnummer;Uitkeringskenmerk;Naam werknemer;Eerste ziekte dag;Verzekeringstype;"
    "Begin periode;Einde periode;Uitkering\n"
)
MARCH = "02-03-2026;Verzuim;16-03-2026;31-03-2026"
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


def plan(context, tmp_path, kind, text, name="file.csv", mapping=None):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, kind, path, mapping or {})


NO_COVER = "Dit is geen dekking. Typ weken en percentage: 104:70, of 52:100 52:70."
FILL_IN = "Vul dit veld in."
EMPLOYER = "Deze werkgever bestaat niet. Bekend zijn: TESTBEDRIJF_Voorbeeld."
KINDS = "is geen van de keuzes van deze kolom. Dat zijn: Verzuim, Ziektewet en WGA."


def policies(context, employer=1):
    with context.reading() as session:
        return policies_of(session, employer)


def lines(context):
    with context.reading() as session:
        return session.exec(select(Payout).order_by(Payout.id)).all()


def test_policies_come_from_toml(context, tmp_path):
    found = plan(context, tmp_path, "policies", TOML, "policies.toml")
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
    found = plan(context, tmp_path, "policies", text, "policies.toml")
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
    found = problems_of(plan, context, tmp_path, "policies", text, "policies.toml")
    assert found == [Problem(code, "file", details | {"path": tmp_path / "policies.toml"})]


def test_policies_come_from_csv_by_their_dutch_headers(context, tmp_path):
    text = f"{POLICIES}P-1;Verzuim;01-01-2026;;0;104:70\nP-2;ZW-ERD;01-01-2026;31-12-2026;;104:70\n"
    running.carry_out(context, plan(context, tmp_path, "policies", text))
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
    found = plan(context, tmp_path, "policies", text)
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
    assert lines_of(plan(context, tmp_path, "policies", text)) == [
        (
            "2 rijen (2, 4), ingangsdatum: Op deze dagen geldt al een andere polis voor dezelfde soort verzuim. "
            "Geef die eerst een einddatum."
        )
    ]


def test_the_same_policy_again_is_brought_up_to_date_and_another_follows_it(context, tmp_path):
    insure(context, cover=((52, "100"), (52, "70")))
    text = f"{POLICIES}TEST-0001;;01-01-2025;30-06-2026;20;104:80\nTEST-0001;;01-07-2026;;5;104:70\n"
    running.carry_out(context, plan(context, tmp_path, "policies", text))
    new, old = policies(context)
    assert (old.span, old.terms.waiting_days) == (PolicySpan(date(2025, 1, 1), date(2026, 6, 30)), 20)
    assert old.terms.cover == (CoverStep(104, Decimal(80)),)
    assert (new.span.starts_on, new.terms.waiting_days) == (date(2026, 7, 1), 5)
    undo.undo(context)
    [back] = policies(context)
    assert (back.terms.waiting_days, len(back.terms.cover), back.span.ends_on) == (10, 2, None)
    assert audit.verify_store(context.store).findings == ()


def test_a_policy_of_one_of_several_employers_names_it(context, tmp_path):
    number = second_employer(context)
    both = context_of(context.store, units=[1, 2, 3, number])
    head = POLICIES.replace("polisnummer", "werkgever;polisnummer")
    text = f"{head}T2;P-1;;01-01-2026;;;104:70\n;P-2;;01-01-2026;;;104:70\nX;P-3;;01-01-2026;;;104:70\n"
    found = plan(both, tmp_path, "policies", text)
    assert lines_of(found) == [
        "2 rijen (3-4), werkgever: Deze werkgever bestaat niet. Bekend zijn: TESTBEDRIJF_Voorbeeld en Tweede BV."
    ]
    running.carry_out(both, found, rejects=tmp_path / "rest.csv")
    assert [line.policy_no for line in policies(context, number)] == ["P-1"]


def test_payouts_come_from_the_insurers_own_columns(context, tmp_path):
    text = (
        f"{PAYOUTS}TESTBEDRIJF_Voorbeeld;4377,05;P-1;20260415;Polis, V.;{MARCH};1.544,84\n"
        f";;P-1;20260415;Onbekend, X.;{MARCH};€ -44,84\n"
        ";;P-1;20260415;;;;01-04-2026;30-04-2026;−10\n"
    )
    found = plan(context, tmp_path, "payouts", text)
    assert lines_of(found) == []
    assert list(found.ignored) == ["Bedrag"]
    running.carry_out(context, found)
    assert [(line.person_id, line.employee_name, line.benefit) for line in lines(context)] == [
        (1, "Polis, V.", Decimal("1544.84")),
        (None, "Onbekend, X.", Decimal("-44.84")),
        (None, "", Decimal(-10)),
    ]
    [batch] = payouts.payouts_in_period(context, Period(date(2026, 1, 1), date(2026, 6, 8))).batches
    assert (batch.payout_reference, batch.amount) == ("20260415", Decimal("1490.00"))
    undo.undo(context)
    assert lines(context) == []


def test_payouts_come_from_excel_too(context, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["BatchID", "polis", "dossiernummer", "begin periode", "einde periode", "uitkering"])
    book.active.append([20260415, "P-1", 563166, date(2026, 3, 16), date(2026, 3, 31), -1544.84])
    book.save(tmp_path / "x.xlsx")
    running.carry_out(context, running.plan_import(context, "payouts", tmp_path / "x.xlsx", {}))
    [line] = lines(context)
    assert (line.person_id, line.employee_name, line.benefit) == (1, "Polis, V.", Decimal("-1544.84"))
    assert (line.payout_reference, line.period_end) == ("20260415", date(2026, 3, 31))


def test_every_problem_of_every_payout_is_said_at_once(context, tmp_path):
    head = PAYOUTS.replace("Naam;", "Dossiernummer;", 1)
    text = (
        f"{head};;;B-1;;{MARCH};veel\n;;P-1;;;{MARCH};\n;;P-1;B-1;;;;31-03-2026;01-03-2026;5\n999;;P-1;B-1;;{MARCH};5\n"
    )
    assert lines_of(plan(context, tmp_path, "payouts", text)) == [
        f"rij 2, Polisnummer: {FILL_IN}",
        "rij 2, Uitkering: Dit is geen bedrag. Typ 4000 of 4.000,00.",
        f"rij 3, Uitkeringskenmerk: {FILL_IN}",
        f"rij 3, Uitkering: {FILL_IN}",
        "rij 4, Einde periode: Het einde ligt voor het begin.",
        "rij 5, Dossiernummer: Er is hier niemand in dienst met dit dossiernummer.",
    ]


def test_a_line_is_not_taken_over_twice(context, tmp_path):
    paid(context, "B-1", "1544.84", policy_no="P-1")
    line = f";;P-1;B-1;Polis, V.;{MARCH};1544,84\n"
    other = f";;P-1;B-1;Polis, V.;{MARCH};10\n"
    found = plan(context, tmp_path, "payouts", PAYOUTS + line + other + other)
    assert lines_of(found) == ["2 rijen (2, 4), Uitkeringskenmerk: Deze regel is al overgenomen."]


@pytest.mark.parametrize(("day", "person_id"), [("02-03-2026", 1), ("01-01-2026", None)])
def test_of_two_people_of_one_name_the_first_sick_day_tells_which(context, tmp_path, day, person_id):
    change(context, Person, 2, surname="Polis", initials="V.")
    text = f"{PAYOUTS};;P-1;B-1;Polis, V.;{MARCH.replace('02-03-2026', day)};5\n"
    found = plan(context, tmp_path, "payouts", text)
    if person_id is None:
        assert lines_of(found) == [
            (
                "rij 2, Naam werknemer: Meer werknemers heten zo, en de eerste ziektedag zegt niet wie het is: "
                "geef het dossiernummer."
            )
        ]
    else:
        assert found.drafts[0][1]["person_id"] == person_id


@pytest.mark.parametrize(
    ("kind", "role"),
    [("policies", Role.CLAIMS_VIEWER), ("policies", Role.PAYROLL), ("payouts", Role.COMBI_WITHOUT_CLAIMS)],
)
def test_only_who_may_write_takes_over(context, tmp_path, kind, role):
    found = problems_of(plan, context_of(context.store, role=role), tmp_path, kind, POLICIES)
    assert found == [Problem("not-allowed", "", {"role": role})]


@pytest.mark.parametrize(("kind", "header"), [("policies", "werkgever"), ("payouts", "Naam")])
def test_who_sees_a_part_of_the_employer_takes_over_nothing_of_it(context, tmp_path, kind, header):
    text = {"policies": f"{POLICIES}P-1;;01-01-2026;;;104:70\n", "payouts": f"{PAYOUTS};;P;B;;{MARCH};5\n"}[kind]
    found = plan(context_of(context.store, units=[2]), tmp_path, kind, text)
    assert lines_of(found) == [
        f"rij 2, {header}: Deze werkgever bestaat niet, of u mag daar niet alles van zien. Vraag het de beheerder."
    ]


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
    assert problems_of(plan, context, tmp_path, kind, "werkgever\nx\n") == [
        Problem("column-missing", name, {"field": name, "header": header}) for name, header in missing.items()
    ]
