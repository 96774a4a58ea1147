"""The employer that a row names."""

from __future__ import annotations

import pytest

from tests.company import context_of
from tests.insured import second_employer
from tests.reading_files import PAYOUTS, plan_kind, policies
from tests.reading_files import lines as lines_of
from xstui.services.imports import running

POLICIES = "polisnummer;verzekeringstype;ingangsdatum;einddatum;eigen risico;dekking\n"
MARCH = "02-03-2026;Verzuim;16-03-2026;31-03-2026"


def test_a_policy_of_one_of_several_employers_names_it(context, tmp_path):
    number = second_employer(context)
    both = context_of(context.store, units=[1, 2, 3, number])
    head = POLICIES.replace("polisnummer", "werkgever;polisnummer")
    text = f"{head}T2;P-1;;01-01-2026;;;104:70\n;P-2;;01-01-2026;;;104:70\nX;P-3;;01-01-2026;;;104:70\n"
    found = plan_kind(both, tmp_path, "policies", text)
    assert lines_of(found) == [
        "2 rijen (3-4), werkgever: Deze werkgever bestaat niet. Bekend zijn: TESTBEDRIJF_Voorbeeld en Tweede BV."
    ]
    running.carry_out(both, found, rejects=tmp_path / "rest.csv")
    assert [line.policy_no for line in policies(context, number)] == ["P-1"]


@pytest.mark.parametrize(("kind", "header"), [("policies", "werkgever"), ("payouts", "Naam")])
def test_who_sees_a_part_of_the_employer_takes_over_nothing_of_it(context, tmp_path, kind, header):
    text = {"policies": f"{POLICIES}P-1;;01-01-2026;;;104:70\n", "payouts": f"{PAYOUTS};;P;B;;{MARCH};5\n"}[kind]
    found = plan_kind(context_of(context.store, units=[2]), tmp_path, kind, text)
    assert lines_of(found) == [
        f"rij 2, {header}: Deze werkgever bestaat niet, of u mag daar niet alles van zien. Vraag het de beheerder."
    ]
