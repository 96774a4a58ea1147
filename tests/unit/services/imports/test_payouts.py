"""Taking over the lines of the insurer's payouts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from sqlmodel import select

from tests.insured import change, paid
from tests.reading_files import PAYOUTS, plan_kind
from tests.reading_files import lines as lines_of
from xstui.domain.figures import Period
from xstui.services.imports import running
from xstui.services.insurance import payouts
from xstui.services.upkeep import undo
from xstui.store.tables import Payout, Person

MARCH = "02-03-2026;Verzuim;16-03-2026;31-03-2026"
FILL_IN = "Vul dit veld in."


def lines(context):
    with context.reading() as session:
        return session.exec(select(Payout).order_by(Payout.id)).all()


def test_payouts_come_from_the_insurers_own_columns(context, tmp_path):
    text = (
        f"{PAYOUTS}TESTBEDRIJF_Voorbeeld;4377,05;P-1;20260415;Polis, V.;{MARCH};1.544,84\n"
        f";;P-1;20260415;Onbekend, X.;{MARCH};€ -44,84\n"
        ";;P-1;20260415;;;;01-04-2026;30-04-2026;−10\n"
    )
    found = plan_kind(context, tmp_path, "payouts", text)
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
    assert lines_of(plan_kind(context, tmp_path, "payouts", text)) == [
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
    found = plan_kind(context, tmp_path, "payouts", PAYOUTS + line + other + other)
    assert lines_of(found) == ["2 rijen (2, 4), Uitkeringskenmerk: Deze regel is al overgenomen."]


@pytest.mark.parametrize(("day", "person_id"), [("02-03-2026", 1), ("01-01-2026", None)])
def test_of_two_people_of_one_name_the_first_sick_day_tells_which(context, tmp_path, day, person_id):
    change(context, Person, 2, surname="Polis", initials="V.")
    text = f"{PAYOUTS};;P-1;B-1;Polis, V.;{MARCH.replace('02-03-2026', day)};5\n"
    found = plan_kind(context, tmp_path, "payouts", text)
    if person_id is None:
        assert lines_of(found) == [
            (
                "rij 2, Naam werknemer: Meer werknemers heten zo, en de eerste ziektedag zegt niet wie het is: "
                "geef het dossiernummer."
            )
        ]
    else:
        assert found.drafts[0][1]["person_id"] == person_id
