"""The payout specifications as data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.company import TODAY, context_of
from tests.insured import paid
from tests.unit.services.reporting.tables import table, texts


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


def test_nothing_paid_or_nothing_found_is_said_as_such(context):
    empty = table(context, "uitkeringsspecificaties")
    assert (empty.rows, empty.empty) == ((), "Er is niets uitgekeerd in deze periode.")
    assert table(context, "uitkeringsspecificaties", reference="X").empty == (
        "Niets gevonden: geen uitkering heeft het kenmerk X."
    )


def test_every_row_has_a_cell_for_every_column(context):
    paid(context, "B-1", "10")
    found = table(context, "uitkeringsspecificaties", first=date(2026, 1, 1), last=date(2026, 6, 1))
    assert {len(row.cells) for row in (*found.rows, found.totals)} == {len(found.columns)}
    assert [(row.level, row.emphasis) for row in found.rows] == [(0, True), (1, False)]
