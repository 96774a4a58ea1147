"""The printed recovery key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.domain.recovery_key import ALPHABET, KEY_BYTES, read_recovery_text, recovery_text

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


@given(KEYS)
def test_a_key_reads_back_as_it_was_printed(key):
    assert read_recovery_text(recovery_text(key)) == key


@given(KEYS)
def test_spaces_hyphens_case_and_lookalikes_do_not_matter(key):
    typed = recovery_text(key).replace(" ", "-").lower().replace("0", "o").replace("1", "l")
    assert read_recovery_text(f"  {typed}\n") == key


def test_a_key_that_was_printed_by_an_earlier_version_is_read():
    assert read_recovery_text("000G 40R4 0M30 E209 185G R38E 1W81 24GK 0W94") == bytes(range(KEY_BYTES))


def test_it_is_nine_groups_of_four():
    groups = recovery_text(bytes(range(KEY_BYTES))).split(" ")
    assert [len(group) for group in groups] == [4] * 9


@given(KEYS, st.integers(0, 35), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found(key, place, letter):
    text = recovery_text(key).replace(" ", "")
    wrong = text[:place] + letter + text[place + 1 :]
    if wrong != text:
        assert problems_of(read_recovery_text, wrong) == [Problem("recovery-key-wrong", "recovery_key")]


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("", "recovery-key-length", {"wanted": 36, "given": 0}),
        ("AB CD", "recovery-key-length", {"wanted": 36, "given": 4}),
        ("ABC!", "recovery-key-letter", {"letter": "!"}),
        ("U" * 36, "recovery-key-letter", {"letter": "U"}),
    ],
)
def test_what_can_not_be_a_key_says_why(text, code, details):
    assert problems_of(read_recovery_text, text) == [Problem(code, "recovery_key", details)]
