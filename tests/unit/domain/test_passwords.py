"""New passwords (NIST SP 800-63B-4 section 3.1.1.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.company import REFERENCE
from xstui.domain.passwords import SHORTEST, is_tried_first, one_period, password_problems
from xstui.domain.problems import Problem

COMMON = {"wachtwoord", "welkom", "password", "geheim", "xstui"}


TOO_COMMON = [Problem("password-common", "password")]
HOLDS_NAME = [Problem("password-holds-name", "password")]
TOO_SHORT = [Problem("password-too-short", "password", {"shortest": 15})]
"""NIST SP 800-63B-4: at least fifteen characters for a password that is the only factor."""


def problems(password, names=()):
    return password_problems(password, common=COMMON, names=names)


@pytest.mark.parametrize(
    "password",
    [
        "een lang genoeg wachtwoord",
        "kruiwagen tulp negen brug",
        "mijn paard drinkt appelsap",
        "welkom bij de zeven dwergen",
        "password van een olifant op zolder",
        "Zomaar iets met spaties",
        "ñandú y colibrí juntos",
        "😀 paraplu kerktoren dijk",
    ],
)
def test_long_passphrases_are_taken_without_rules_of_composition(password):
    assert problems(password) == []


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
    ],
)
def test_what_is_tried_first_is_refused(password):
    assert problems(password) == TOO_COMMON


def test_names_that_anybody_would_try_are_refused():
    assert problems("vanderbergTESTBEDRIJF", ["J Vanderberg", "Testbedrijf"]) == HOLDS_NAME
    assert problems("xstui password geheim") == HOLDS_NAME
    assert problems("wachtwoordwachtwoord", ["Testbedrijf"]) == TOO_COMMON
    assert problems("vanderbergTESTBEDRIJF") == []


def test_short_and_endless_passwords_are_refused():
    assert problems("kort") == TOO_SHORT
    assert problems("x" * 14) == TOO_SHORT
    assert problems("xy " * 1000) == [Problem("too-long", "password", {"limit": 1000})]


TRIED = [
    "correct horse battery staple",
    "Correct-Horse-Battery-Staple!",
    "CorrectHorseBatteryStaple",
    "Dit is mijn wachtwoord",
    "ik hou van jou schat",
    "Altijd is Kortjakje ziek!",
    "1qaz2wsx3edc4rfv",
    "Qwerty123456789",
    "Wachtwoord2026!!",
    "sunshinesunshine",
    "iloveyou iloveyou",
    "princess password",
    "M0nkey-M0nkey-2026",
]


@pytest.mark.parametrize("password", TRIED)
def test_the_packaged_list_knows_what_is_tried_first(password):
    assert password_problems(password, common=REFERENCE.common_passwords) == [Problem("password-common", "password")]


@pytest.mark.parametrize(
    "password",
    [
        "kruiwagen tulp negen brug",
        "een welkom paard in de zomer",
        "mijn password is lang genoeg",
        "dragon soup with seven spoons",
    ],
)
def test_a_common_word_inside_a_long_phrase_is_fine(password):
    assert password_problems(password, common=REFERENCE.common_passwords) == []


def test_the_packaged_list_is_long_and_says_where_it_comes_from():
    assert len(REFERENCE.common_passwords) >= 10_000
    head = REFERENCE.text("common_passwords_zxcvbn.txt")[:1500]
    assert "zxcvbn 4.5.0" in head
    assert "MIT License" in head


def test_length_counts_signs_as_they_are_seen():
    assert problems("e\u0301" * 14) == TOO_SHORT
    assert problems("\u00e9" * 14) == TOO_SHORT


@given(st.text(min_size=SHORTEST, max_size=60))
def test_any_text_is_judged(password):
    assert len(problems(password)) <= 1


@given(st.sampled_from(sorted(COMMON)), st.integers(3, 6))
def test_a_common_word_repeated_is_refused(word, times):
    assert one_period(word * times) == word
    assert problems(word * times) == TOO_COMMON


def test_two_common_words_in_one_are_refused_also_where_there_are_no_others():
    assert password_problems("welkomwachtwoord", common={"welkom", "wachtwoord"}) == TOO_COMMON
    assert password_problems("welkomwachtwoord", common={"welkom", "geheim"}) == []


def test_beside_runs_over_the_keyboard_four_letters_of_its_own_are_enough():
    assert problems("qwertyuiopbxtm1234567") == []
    assert problems("qwertyuiopbxt1234567") == TOO_COMMON


@pytest.mark.parametrize(("piece", "is_common"), [("kwzrp", True), ("kwzrph", False)])
def test_a_short_piece_that_is_repeated_is_tried_first(piece, is_common):
    assert problems(piece * 4) == (TOO_COMMON if is_common else [])


def test_two_common_words_are_tried_first_the_shortest_included():
    assert is_tried_first("qzjxhwvk", frozenset({"qzjx", "hwvk"}), [])
    assert not is_tried_first("qzjxhwvk", frozenset({"qzjx"}), [])


@pytest.mark.parametrize(
    ("text", "piece"), [("abab", "ab"), ("aaa", "a"), ("abcabd", "abcabd"), ("ababa", "ab"), ("", "")]
)
def test_the_piece_that_a_text_repeats_is_the_shortest(text, piece):
    assert one_period(text) == piece
