"""Lists in a sentence."""

from datetime import date

import pytest

from xstui.domain.problems import Problem
from xstui.i18n import problem_text, problem_texts, set_language
from xstui.i18n.lists import Listed, all_of, any_of

DAYS = tuple(date(2026, 6, day) for day in (8, 9, 10))


@pytest.mark.parametrize(
    ("words", "one", "every"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A of B", "A en B"),
        (["A", "B", "C {x}"], "A, B of C {x}", "A, B en C {x}"),
    ],
)
def test_the_last_two_are_joined_by_a_word(words, one, every):
    assert (any_of(words), all_of(words)) == (one, every)
    assert f"{Listed(*words)}|{Listed(*words):or}|{Listed(*words):and}" == f"{', '.join(words)}|{one}|{every}"


@pytest.mark.parametrize(
    ("problem", "dutch", "english"),
    [
        (
            Problem("date-ambiguous", "", {"days": DAYS}),
            "Dit kan 08-06-2026, 09-06-2026 of 10-06-2026 zijn. Kies met F4, of typ de hele datum.",
            "This can be 08-06-2026, 09-06-2026 or 10-06-2026. Choose with F4, or type the whole date.",
        ),
        (
            Problem("unknown-employer", "", {"known": ("Een BV", "Twee BV")}),
            "Deze werkgever bestaat niet. Bekend zijn: Een BV en Twee BV.",
            "There is no such employer. Known are: Een BV and Twee BV.",
        ),
        (
            Problem("protocol-choice", "", {"line": 3, "known": ["wga"]}),
            "Regel 3: kies wga.",
            "Line 3: choose wga.",
        ),
    ],
)
def test_a_sentence_that_names_alternatives_says_or(problem, dutch, english):
    assert problem_text(problem) == dutch
    set_language("en")
    assert problem_text(problem) == english


def test_a_detail_that_the_code_forgot_shows_as_an_ellipsis_in_a_list_too():
    assert problem_text(Problem("unknown-employer", "", {"other": 1})).endswith("Bekend zijn: ….")


def test_each_code_has_one_sentence():
    tables = [table for name, table in vars(problem_texts).items() if name.isupper() and name[0] == "_"]
    tables += [problem_texts.IMPORT_TEXTS, problem_texts.SAFETY_TEXTS]
    codes = [code for table in tables for code in table]
    assert sorted(codes) == sorted(problem_texts.PROBLEM_TEXTS)
