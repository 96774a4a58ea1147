"""The head of a report."""

from __future__ import annotations

from datetime import date

from tests.company import TODAY
from tests.insured import insure
from tests.unit.services.reporting.tables import table


def test_the_claims_of_last_month_are_shown_first_and_today_is_in_the_head(context):
    insure(context)
    found = table(context, "claimspecificatie")
    assert ("Maand", "2026-05") in found.parameters
    assert ("Werkgevers", "TESTBEDRIJF_Voorbeeld") in found.parameters
    assert found.head.period == (date(2026, 5, 1), date(2026, 5, 31))
    assert (found.head.user, found.head.asked_at.date()) == ("Sam Voorbeeld", TODAY)
    assert found.head.explanation
