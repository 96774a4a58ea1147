"""The claim specification as data."""

from __future__ import annotations

from datetime import date

from tests.insured import change, insure
from tests.unit.services.reporting.tables import table, texts
from xstui.store.tables import AbsenceCase


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


def test_who_is_not_paid_stands_in_the_notes(context):
    assert table(context, "claimspecificatie").notes == ("Er is geen actieve polis",)
    insure(context)
    change(context, AbsenceCase, 1, wage_at_start=None)
    assert table(context, "claimspecificatie").notes == (
        "Niet uitgekeerd: Polis, V. (100001): het loon bij ingang ziekte is onbekend.",
    )
