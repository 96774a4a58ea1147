"""Passwords in every form of Unicode, and what is tried where no such user exists."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import extract_parameters

from xstui.services.security import secrets, vault

PHRASE = "één reünie in Curaçao"
FORMS = {form: unicodedata.normalize(form, PHRASE) for form in ("NFC", "NFD")}


@pytest.mark.parametrize("made", FORMS)
@pytest.mark.parametrize("typed", FORMS)
def test_a_password_is_one_whether_its_letters_come_composed_or_not(made, typed):
    assert FORMS["NFC"] != FORMS["NFD"]
    assert secrets.matches(FORMS[typed], secrets.hash_secret(FORMS[made], secrets.LIGHT))
    assert secrets.unseal(secrets.seal("geheim", FORMS[made], secrets.LIGHT), FORMS[typed]) == "geheim"


def test_a_password_kept_before_forms_were_composed_still_opens(monkeypatch):
    monkeypatch.setattr(secrets, "composed", lambda text: text)
    hashed, sealed = secrets.hash_secret(FORMS["NFD"], secrets.LIGHT), secrets.seal("x", FORMS["NFD"], secrets.LIGHT)
    monkeypatch.undo()
    assert secrets.matches(FORMS["NFD"], hashed)
    assert secrets.unseal(sealed, FORMS["NFD"]) == "x"


def test_other_letters_and_case_are_another_password():
    hashed = secrets.hash_secret(PHRASE, secrets.LIGHT)
    for other in (PHRASE.upper(), "een reunie in Curacao", PHRASE + " ", "één reünie in Curaçao²"):
        assert not secrets.matches(other, hashed)


def test_an_unknown_user_costs_what_a_known_one_does_at_the_first_try():
    parameters = extract_parameters(secrets.NOBODY_HASH)
    strong = secrets.STRONG
    assert (parameters.time_cost, parameters.memory_cost, parameters.parallelism) == (
        strong.passes,
        strong.memory,
        strong.lanes,
    )
    assert secrets.cost_of(secrets.NOBODY_SEALED) == strong
    assert vault.NOBODY.sealed == secrets.NOBODY_SEALED
    assert secrets.unseal(secrets.NOBODY_SEALED, "nobody") is None
