"""The insurer's three reports as data: the manual's labels, the figures, and what the notes say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.company import TODAY, context_of
from tests.insured import change, insure, paid
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.reports.table import shown
from xstui.services import reporting
from xstui.store.tables import AbsenceCase, EmploymentTerms

NAMES = ("deelnemersregistratie", "claimspecificatie", "uitkeringsspecificaties")


def table(context, name, **given):
    return reporting.make(context, reporting.parameters_from(context, name, given))


def texts(found, row):
    return dict(
        zip(
            [c.label for c in found.columns],
            [shown(c, k) for c, k in zip(row.cells, found.columns, strict=True)],
            strict=True,
        )
    )


def test_F48_the_claim_specification_has_the_manuals_columns(context):
    insure(context)
    found = table(context, "claimspecificatie", month="2026-03")
    [row] = found.rows
    assert texts(found, row) == {
        "Naam": "Polis, V.",
        "Verzekerd loon": "€ 48.000,00",
        "Dagloon": "€ 183,91",
        "Ziekteperiode": "02-03-2026",
        "Ziekteperiode t/m": "31-03-2026",
        "Ziekte %": "100,00 %",
        "Verzuimende werkdagen": "22",
        "Uitkeringsperiode": "16-03-2026",
        "Uitkeringsperiode t/m": "31-03-2026",
        "Dekkings %": "70,00 %",
        "Uitkeringsdagen": "12",
        "Uitkering": "€ 1.544,84",
        "TrjID.": "100001",
        "Polisnummer": "TEST-0001",
    }
    totals = texts(found, found.totals)
    assert (totals["Naam"], totals["Verzuimende werkdagen"], totals["Uitkeringsdagen"]) == ("Totaal", "22", "12")
    assert (totals["Uitkering"], totals["Dagloon"]) == ("€ 1.544,84", "")
    assert found.head.period == (date(2026, 3, 1), date(2026, 3, 31))
    assert found.notes == ()


def test_a_month_of_waiting_days_shows_no_payout_period(context):
    insure(context, waiting_days=30)
    found = table(context, "claimspecificatie", month="2026-03")
    line = texts(found, found.rows[0])
    assert (line["Uitkeringsperiode"], line["Uitkeringsdagen"], line["Uitkering"]) == ("–", "0", "€ 0,00")


def test_the_claims_of_last_month_are_shown_first_and_today_is_in_the_head(context):
    insure(context)
    found = table(context, "claimspecificatie")
    assert ("Maand", "2026-05") in found.parameters
    assert ("Werkgevers", "TESTBEDRIJF_Voorbeeld") in found.parameters
    assert found.head.period == (date(2026, 5, 1), date(2026, 5, 31))
    assert (found.head.user, found.head.asked_at.date()) == ("Sam Voorbeeld", TODAY)
    assert found.head.explanation


def test_who_is_not_paid_stands_in_the_notes(context):
    assert table(context, "claimspecificatie").notes == ("Er is geen actieve polis",)
    insure(context)
    change(context, AbsenceCase, 1, wage_at_start=None)
    assert table(context, "claimspecificatie").notes == (
        "Niet uitgekeerd: Polis, V. (100001): het loon bij ingang ziekte is onbekend.",
    )


def test_F47_the_payouts_have_the_manuals_columns_and_a_row_for_each_reference(context):
    paid(context, "B-1", "1544.84")
    paid(context, "B-1", "-44.84", person_id=None, employee_name="", first_sick_day=None)
    found = table(context, "uitkeringsspecificaties")
    assert found.title == "Loonschade en handmatige boekingen"
    assert [column.label for column in found.columns] == [
        "Naam",
        "Bedrag",
        "Polisnummer",
        "Uitkeringskenmerk",
        "Naam werknemer",
        "Eerste ziekte dag",
        "Verzekeringstype",
        "Begin periode",
        "Einde periode",
        "Uitkering",
    ]
    heading, correction, line = found.rows
    assert (heading.emphasis, heading.level, line.level) == (True, 0, 1)
    assert heading.cells[:4] == ("TESTBEDRIJF_Voorbeeld", Decimal("1500.00"), "", "B-1")
    assert texts(found, line) | {"Naam": ""} == {
        "Naam": "",
        "Bedrag": "",
        "Polisnummer": "TEST-0001",
        "Uitkeringskenmerk": "B-1",
        "Naam werknemer": "Polis, V.",
        "Eerste ziekte dag": "02-03-2026",
        "Verzekeringstype": "Verzuim",
        "Begin periode": "16-03-2026",
        "Einde periode": "31-03-2026",
        "Uitkering": "€ 1.544,84",
    }
    assert texts(found, correction)["Eerste ziekte dag"] == "–"
    assert (found.totals.cells[1], found.totals.cells[-1]) == (Decimal("1500.00"), Decimal("1500.00"))


def test_F47_the_head_tells_period_and_grouping_or_the_number_asked_for(context):
    paid(context, "B-1", "1")
    whole = table(context, "uitkeringsspecificaties")
    assert whole.head.period == (date(2025, 1, 1), TODAY)
    assert ("Overzicht te tonen per", "Per uitkeringskenmerk") in whole.parameters
    asked = table(context, "uitkeringsspecificaties", reference=" B-1 ")
    assert asked.head.period is None
    assert ("Uitkeringskenmerk", "B-1") in asked.parameters
    assert len(asked.rows) == 2
    days = {"first": date(2026, 1, 1), "last": date(2026, 2, 1)}
    assert table(context, "uitkeringsspecificaties", **days).rows == ()


@pytest.mark.parametrize(("lines", "words"), [(1, "1 regel van iemand"), (2, "2 regels van mensen")])
def test_F47_lines_that_are_left_out_are_counted(context, lines, words):
    for number in range(lines):
        paid(context, "B-1", number + 1)
    [note] = table(context_of(context.store, units=[3]), "uitkeringsspecificaties").notes
    assert note.startswith(words)


def test_F42_the_register_shows_who_takes_part_for_how_much(context):
    insure(context)
    change(context, EmploymentTerms, 2, contract_type="director")
    found = table(context, "deelnemersregistratie")
    line = texts(found, next(row for row in found.rows if row.cells[0] == "Polis, V."))
    assert (line["Loon in het jaar"], line["Deelnemer vanaf"], line["Deelnemer t/m"]) == (
        "€ 32.000,00",
        "01-05-2025",
        "31-12-2025",
    )
    assert (line["FTE"], line["Loon"], line["Loonbegrip"]) == ("0,98", "€ 4.000,00", "Bruto maandloon")
    excluded = texts(found, next(row for row in found.rows if row.cells[0] == "Jansen, A."))
    assert excluded["Uitgesloten"] == "DGA"
    assert texts(found, found.totals)["Naam"] == "Totaal (6 deelnemers)"
    assert ("Jaar", "2025") in found.parameters
    assert found.notes == ()


@pytest.mark.parametrize(
    ("estimated", "words"),
    [
        (
            100_000,
            "premie 2,50 %: € 5.600,00; voorschot € 2.500,00; bij te betalen € 3.100,00; nieuw voorschot € 5.600,00",
        ),
        (300_000, "premie 2,50 %: € 5.600,00; voorschot € 7.500,00; terug te ontvangen € 1.900,00"),
    ],
)
def test_F42_the_notes_tell_the_account(context, estimated, words):
    insure(context, estimated_wage_sum=Decimal(estimated), premium_percentage=Decimal("2.5"))
    [note] = table(context, "deelnemersregistratie").notes
    assert words in note


def test_the_notes_tell_what_the_list_does_not_know(context):
    change(context, EmploymentTerms, 1, wage=None)
    insure(context, wage_basis="sv-year")
    notes = table(context, "deelnemersregistratie", year=2026).notes
    assert [note.split(":")[0] for note in notes] == [
        "Het jaar is nog niet om",
        "1 loon is onbekend en telt niet mee.",
        "7 lonen hebben een ander loonbegrip dan de polis.",
    ]


def test_without_a_policy_the_register_says_so(context):
    assert ("Loonbegrip", "Er is geen actieve polis") in table(context, "deelnemersregistratie").parameters


def test_a_month_that_is_none_is_refused_at_its_field(context):
    found = problems_of(reporting.parameters_from, context, "claimspecificatie", {"month": "mei"})
    assert found == [Problem("month-unreadable", "month")]


def test_the_tables_have_defaults_of_their_own(context):
    insure(context)
    paid(context, "B-1", "1")
    made = (*(reporting.make(context, reporting.defaults(context, name)) for name in NAMES),)
    for found, name in zip(made, NAMES, strict=True):
        assert found == table(context, name)
