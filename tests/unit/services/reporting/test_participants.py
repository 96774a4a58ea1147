"""The participant register as data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.insured import change, insure
from tests.unit.services.reporting.tables import table, texts
from xstui.store.tables import EmploymentTerms


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
