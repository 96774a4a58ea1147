"""Comparing what was typed with names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.search import (
    fold,
    match_rank,
    meant,
    near_words,
    nearly,
    plain,
    prefix_within_one_typo,
    tokens,
    within_one_typo,
)

WORDS = st.text("abcd", max_size=6)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Jansen", "jansen"),
        ("Çelik-Ünal", "celik unal"),
        ("O'Brien", "obrien"),
        ("d’Hondt", "dhondt"),
        ("Yılmaz İnce", "ijilmaz ince"),
        ("Meyer", "meijer"),
        ("Meĳer", "meijer"),
        ("Strauß", "strauss"),
        ("Sørensen Łukasz", "sorensen lukasz"),
        ("  van   den\tBerg, J. ", "van den berg j"),
        ("[bold]x[/]", "bold x"),
        ("№ ²", "no 2"),
        ("", ""),
    ],
)
def test_accents_case_and_punctuation_fold_away(text, folded):
    assert fold(text) == folded
    assert tokens(text) == tuple(folded.split())


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_folds_as_all_letters_do(text):
    assert f"{plain(text)} e".strip() == plain(f"{text} é")


def test_sorting_keeps_y_apart_from_ij():
    assert plain("Yılmaz") == "yilmaz"


@given(st.text())
def test_folding_twice_is_folding_once(text):
    once = fold(text)
    assert fold(once) == once
    assert plain(plain(text)) == plain(text)
    assert fold(text.lower()) == fold(fold(text.lower()))


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("jansen", "jansen", True),
        ("jansen", "jannsen", True),
        ("jansen", "janen", True),
        ("jansen", "jamsen", True),
        ("jansen", "jasnen", True),
        ("jansen", "jansens", True),
        ("jansen", "ansen", True),
        ("jansen", "jenson", False),
        ("jansen", "jansensx", False),
        ("abcd", "badc", False),
        ("ab", "cd", False),
        ("", "a", True),
        ("", "", True),
    ],
)
def test_one_typing_error_is_a_letter_more_less_changed_or_swapped(a, b, near):
    assert within_one_typo(a, b) is near
    assert within_one_typo(b, a) is near


def one_typo_away(word):
    places = range(len(word) + 1)
    yield word
    yield from (word[:i] + word[i + 1 :] for i in places)
    yield from (word[:i] + c + word[i:] for i in places for c in "abcd")
    yield from (word[:i] + c + word[i + 1 :] for i in places for c in "abcd")
    yield from (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))


@given(WORDS, WORDS)
def test_one_typing_error_agrees_with_trying_them_all(a, b):
    assert within_one_typo(a, b) is (b in set(one_typo_away(a)))
    assert prefix_within_one_typo(a, b) is any(each in set(one_typo_away(a)) for each in prefixes(b, len(a)))


@given(WORDS, WORDS)
def test_one_typing_error_is_the_same_from_both_sides(a, b):
    assert within_one_typo(a, b) is within_one_typo(b, a)
    assert all(within_one_typo(near, a) for near in one_typo_away(a))


def prefixes(word, length):
    return {word[: max(0, length + extra)] for extra in (-1, 0, 1)}


@pytest.mark.parametrize(
    ("query", "rank"),
    [
        ("berg", 0),
        ("BERG", 0),
        ("van den Berg", 0),
        ("j berg", 0),
        ("jan van den berg", 0),
        ("ber", 1),
        ("van", 2),
        ("berg j", 2),
        ("van den ber", 2),
        ("jan berg van", 2),
        ("erg", 3),
        ("erg van", 3),
        ("jaan berg", 4),
        ("j beerg", 4),
        ("bergh", 4),
        ("van den brg", None),
        ("bbq", None),
        ("de berg x", None),
        ("janberg", None),
        ("jansen", None),
        ("", None),
        (" - ", None),
    ],
)
def test_a_person_fits_better_the_more_of_the_surname_was_typed(query, rank):
    assert match_rank(query, "berg", "berg j van den jan") == rank


def test_meijer_and_meyer_fit_equally_all_along_the_way():
    for length in range(1, 7):
        for spelling in ("meijer", "meyer"):
            typed = spelling[:length]
            assert match_rank(typed, fold("Meyer"), fold("Meyer A.")) == match_rank(typed, "meijer", "meijer a")


@given(st.text(), st.lists(st.text("abc", min_size=1), min_size=1))
def test_every_query_ranks_from_0_to_4_or_not_at_all(query, names):
    assert match_rank(query, names[0], " ".join(names)) in {0, 1, 2, 3, 4, None}


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=3), st.data())
def test_what_is_typed_as_it_stands_is_found_at_any_length(names, data):
    haystack = " ".join(names)
    typed = data.draw(st.sampled_from([haystack[:end] for end in range(1, len(haystack) + 1)]))
    assert match_rank(typed, names[0], haystack) in {0, 1, 2}


@given(st.text("abcd", min_size=2, max_size=6), st.lists(WORDS))
def test_the_words_one_error_away_are_those_that_are_one_by_one(needle, several):
    assert near_words(needle, several) == {word for word in several if prefix_within_one_typo(needle, word)}


def test_a_reference_is_meant_in_any_case_and_by_its_number():
    assert meant("a 12", ["A12", "B12"]) == ["A12"]
    assert meant("12", ["A12", "B13"]) == ["A12"]
    assert meant("x", ["A12"]) == []


def test_the_words_that_a_typing_error_is_next_to_are_named():
    assert nearly("visseer", "visser dirk") == ("visser",)
    assert nearly("viss", "visser dirk") == (), "what begins a word is no error"
    assert nearly("jansen", "visser dirk") == ()
