"""Finding people and organisations (F15, F16, F18, F30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import HOSTILE, TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.domain.search import match_rank
from xstui.screens.base.person_field import looks_like
from xstui.services.people import people, search
from xstui.store.queries import employees
from xstui.store.tables import Employment, EmploymentTerms, Person


def names(found):
    return [one.name for one in found]


SURNAMES = ("Dijkstra", "Dijkman", "Hoekstra", "Hoekema", "Kuipers", "Kuiper", "Janssen", "Vermeulen", "Ve")


@pytest.fixture
def crowd(context):
    """Return some people more, each employed, with their surnames in several spellings."""
    with context.unit("test") as unit:
        for number, surname in enumerate(SURNAMES * 3):
            name = PersonName("AEO"[number % 3] + ".", "van" if number % 2 else "", surname, first_name="Sanne")
            columns = {"initials": name.initials, "prefix": name.prefix, "surname": surname, "first_name": "Sanne"}
            person = unit.add(
                Person(
                    dossier_no=700_000 + number, birth_date=TODAY, gender="other", **columns, **people.search_keys(name)
                )
            )
            one = unit.add(Employment(person_id=person.key, employer_id=1, number=1, start_date=date(2025, 1, 1)))
            terms = {"unit_id": 2, "contract_type": "permanent", "hours": 36, "full_time_hours": 36}
            unit.add(EmploymentTerms(employment_id=one.key, valid_from=one.start_date, **terms))
    return context


FORGIVEN = 4


def wrong(word):
    """Yield a word with one letter left out, changed, put in, or swapped, at each place."""
    for n in range(len(word)):
        yield word[:n] + word[n + 1 :]
        yield word[:n] + "q" + word[n + 1 :]
        yield word[:n] + "q" + word[n:]
        yield word[:n] + word[n + 1 : n + 2] + word[n : n + 1] + word[n + 2 :]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jans", ["Jansen, A."]),
        ("JANSEN", ["Jansen, A."]),
        ("berg", ["Berg, J. van den"]),
        ("van den berg", ["Berg, J. van den"]),
        ("celik", ["Çelik-Ünal, Z."]),
        ("unal", ["Çelik-Ünal, Z."]),
        ("obrien", [f"{HOSTILE}, B."]),
        ("olis", ["Polis, V."]),
        ("po", ["Polis, V."]),
        ("jasnen", ["Jansen, A."]),
        ("jannsen", ["Jansen, A."]),
        ("vries", ["Vries, K. de", "Vries, L. de"]),
        ("vries l", ["Vries, L. de"]),
        ("01-05-1982", ["Polis, V."]),
        ("1-5-1982", ["Polis, V."]),
        ("1 mei 1982", ["Polis, V."]),
        ("010582", ["Polis, V."]),
        ("563167", ["Jansen, A."]),
        ("100001", ["Polis, V."]),
        ("", []),
        ("   ", []),
        ("nobody", []),
        ('"; DROP TABLE person; --', []),
        ("%", []),
    ],
)
def test_F15_F16_people_are_found_by_name_birth_date_and_number(context, query, expected):
    assert names(search.find(context, query)) == expected


def test_people_who_fit_equally_are_all_offered(context):
    assert names(search.resolve(context, "vries")) == ["Vries, K. de", "Vries, L. de"]
    assert names(search.resolve(context, "jans")) == ["Jansen, A."]
    assert search.resolve(context, "xyz") == []


def test_F15_ex_employees_by_tick(context):
    later = context_of(context.store)
    with context.unit("test") as unit:
        from datetime import date

        from xstui.store.tables import Employment

        unit.session.get_one(Employment, 2).end_date = date(2026, 5, 31)
    assert names(search.find(later, "jansen")) == []
    assert names(search.find(later, "jansen", ex_employees=True)) == ["Jansen, A."]


def test_F30_an_empty_query_lists_everybody_without_a_limit(context):
    found = search.browse(context, "", ex_employees=False, limit=1_000, offset=0)
    assert names(found)[:2] == ["Berg, J. van den", f"{HOSTILE}, B."] or len(found) == 7
    assert len(found) == 7
    assert len(search.browse(context, "", ex_employees=False, limit=2, offset=6)) == 1
    assert names(search.browse(context, "vries", ex_employees=False, limit=1, offset=1)) == ["Vries, L. de"]


def test_F15_the_absent_are_marked(context):
    (polis,) = search.find(context, "polis")
    assert polis.percentage == 100


def test_only_people_of_authorised_units_are_found(context):
    kantoor = context_of(context.store, units={3})
    assert names(search.find(kantoor, "jansen")) == []
    assert names(search.find(kantoor, "563167")) == []
    assert problems_of(search.by_id, kantoor, 2) == [Problem("no-person")]
    assert search.by_id(context, 2).name == "Jansen, A."


def test_who_may_not_see_people_finds_none(context):
    found = problems_of(search.find, context_of(context.store, Role.CLAIMS_VIEWER), "jansen")
    assert found == [Problem("not-allowed", "", {"role": Role.CLAIMS_VIEWER})]


def test_F21_organisations_are_found_by_name(context):
    assert [u.name for u in search.find_units(context, "test")] == ["TESTBEDRIJF_Voorbeeld"]
    assert len(search.find_units(context, "")) == 3


@pytest.mark.parametrize("right", ["dijkstra", "sanne hoekst", "van kuipers", "vermeulen e"])
def test_a_typing_error_finds_exactly_those_whose_words_are_one_error_away(crowd, right):
    with crowd.reading() as session:
        keys = {person.key: (person.surname_key, person.search_key) for person in session.exec(select(Person)).all()}
    forgiven = 0
    for query in wrong(right):
        ranks = {person: rank for person, key in keys.items() if (rank := match_rank(query, *key)) is not None}
        found = search.find(crowd, query)
        forgiven += any(one.forgiven for one in found)
        exact = {person for person, rank in ranks.items() if rank < FORGIVEN}
        assert {one.person_id for one in found} == (exact or set(ranks)), query
    assert forgiven > 10


def test_who_fits_but_for_a_typing_error_says_by_which_word_also_one_that_no_list_shows(crowd):
    (first, *_others) = search.find(crowd, "sanen hoekstra")
    assert (first.name, first.nearly) == ("Hoekstra, O.", ("sanne",))
    assert looks_like(search.find(crowd, "hoekstrq")) == "Niemand heet precies zo. Op één letter na wel: hoekstra."
    assert looks_like(search.find(crowd, "hoekstra")) == ""
    many = [replace(first, nearly=(word,)) for word in ("anna", "anne", "anna", "hanna", "janna", "nanna")]
    assert looks_like(many).endswith("wel: anna, anne, hanna, janna, ….")


def test_a_typing_error_looks_at_the_distinct_words_and_at_the_people_who_have_a_fitting_one(crowd, monkeypatch):
    search.prepare(crowd)
    monkeypatch.setattr(employees, "all_search_keys", lambda _session: pytest.fail("all names were read again"))
    words, looked_at = [], []
    near, rank = search.near_words, search.match_rank
    monkeypatch.setattr(search, "near_words", lambda word, known: words.extend(known) or near(word, known))
    monkeypatch.setattr(search, "match_rank", lambda *name: looked_at.append(name) or rank(*name))
    assert [one.name for one in search.find(crowd, "dijkstar")] == ["Dijkstra, A.", "Dijkstra, A. van", "Dijkstra, A."]
    assert [(query, surname) for query, surname, _key in looked_at] == [("dijkstar", "dijkstra")] * 3
    assert len(words) == len(set(words))


@pytest.mark.parametrize(("last", "left"), [(TODAY, False), (TODAY - timedelta(days=1), True)])
def test_who_leaves_today_has_not_left_yet(context, last, left):
    with context.unit("test") as unit:
        unit.session.get_one(Employment, 2).end_date = last
    (jansen,) = search.find(context, "jansen", ex_employees=True)
    assert jansen.left is left
