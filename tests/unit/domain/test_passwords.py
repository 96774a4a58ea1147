"""New passwords (NIST SP 800-63B section 5.1.1.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.passwords import SHORTEST, own_part, password_problems

COMMON = {"wachtwoord", "welkom", "password", "geheim", "xstui"}


def codes(password, names=()):
    return [problem.code for problem in password_problems(password, common=COMMON, names=names)]


@pytest.mark.parametrize(
    "password",
    [
        "een lang genoeg wachtwoord",
        "kruiwagen tulp negen brug",
        "correct horse battery staple",
        "Zomaar iets met spaties",
        "ñandú y colibrí juntos",
        "😀 paraplu kerktoren dijk",
    ],
)
def test_long_passphrases_are_taken_without_rules_of_composition(password):
    assert codes(password) == []


@pytest.mark.parametrize(
    "password",
    [
        "wachtwoordwachtwoord",
        "Wachtwoord123456789",
        "W@chtw00rd-W@chtw00rd",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabcabc",
        "qwertyuiop0123456789",
        "0987654321zyxwvutsrqponm",
        "welkom welkom welkom!",
        "xstui password geheim",
    ],
)
def test_what_is_tried_first_is_refused(password):
    assert codes(password) == ["password-common"]


def test_names_that_anybody_would_try_are_refused():
    assert codes("vanderbergTESTBEDRIJF", ["J Vanderberg", "Testbedrijf"]) == ["password-common"]
    assert codes("vanderbergTESTBEDRIJF") == []


def test_short_and_endless_passwords_are_refused():
    assert codes("kort") == ["password-too-short"]
    assert codes("x" * 14) == ["password-too-short"]
    assert codes("xy " * 1000) == ["too-long"]


@given(st.text(min_size=SHORTEST, max_size=60))
def test_the_own_part_is_never_longer_than_the_password(password):
    assert 0 <= own_part(password, COMMON) <= 4 * len(password)
    assert len(codes(password)) <= 1


@given(st.sampled_from(sorted(COMMON)), st.integers(2, 6))
def test_a_common_word_repeated_has_nothing_of_its_own(word, times):
    assert own_part(word * times, COMMON) == 0
