"""Dutch names (domain rules, 8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.names import (
    PREFIXES,
    NameOrder,
    PersonName,
    full_name,
    is_initials,
    list_name,
    sort_key,
    split_behind,
    split_surname,
    tidy_initials,
    tidy_surname,
)

BERG = PersonName("J.", "van den", "Berg")


def married(order):
    return PersonName("A.", "de", "Vries", "", "Jansen", order)


@pytest.mark.parametrize(
    ("name", "listed", "full"),
    [
        (PersonName("V.", "", "Polis"), "Polis, V.", "V. Polis"),
        (BERG, "Berg, J. van den", "J. van den Berg"),
        (PersonName("J", "", "Guzman Dummy"), "Guzman Dummy, J", "J Guzman Dummy"),
        (PersonName("", "", "Polis", first_name="Vera"), "Polis, Vera", "Vera Polis"),
        (PersonName("", "", "Polis"), "Polis", "Polis"),
        (PersonName("", "de", "Wit"), "Wit, de", "de Wit"),
        (married(NameOrder.OWN), "Vries, A. de", "A. de Vries"),
        (married(NameOrder.PARTNER), "Jansen, A.", "A. Jansen"),
        (married(NameOrder.PARTNER_OWN), "Jansen-de Vries, A.", "A. Jansen-de Vries"),
        (married(NameOrder.OWN_PARTNER), "Vries-Jansen, A. de", "A. de Vries-Jansen"),
        (PersonName("A.", "", "Bos", name_order=NameOrder.PARTNER), "Bos, A.", "A. Bos"),
        (
            PersonName("A.", "", "Bos", "van der", "Meer", NameOrder.PARTNER_OWN),
            "Meer-Bos, A. van der",
            "A. van der Meer-Bos",
        ),
    ],
)
def test_names_are_listed_and_written_out(name, listed, full):
    assert (list_name(name), full_name(name)) == (listed, full)


@given(st.sampled_from(NameOrder), st.sampled_from(["", "van"]), st.sampled_from(["", "de"]))
def test_no_part_of_a_name_is_lost_or_doubled_by_the_order_it_is_written_in(order, prefix, partner_prefix):
    name = PersonName("J.", prefix, "Berg", partner_prefix, "Wit", order)
    own, partner = [prefix, "Berg"], [partner_prefix, "Wit"]
    shown = {NameOrder.OWN: own, NameOrder.PARTNER: partner}.get(order, own + partner)
    for written in (full_name(name), list_name(name)):
        assert sorted(written.replace("-", " ").replace(",", "").split()) == sorted(filter(None, ["J.", *shown]))


def test_sorting_goes_by_the_letters_of_the_name_and_takes_ij_for_two():
    typed = ["Ysbrand", "IJsbrand", "Ipenburg", "O'Brien", "Obrecht", "Berg-de Wit", "Bergman", "'t Hart", "Ĳssel"]
    names = [PersonName("A.", *split_surname(name)) for name in typed]
    assert [name.surname for name in sorted(names, key=sort_key)] == [
        "Berg-de Wit",
        "Bergman",
        "Hart",
        "IJsbrand",
        "Ĳssel",
        "Ipenburg",
        "Obrecht",
        "O'Brien",
        "Ysbrand",
    ]


def test_sorting_ignores_prefixes_accents_and_case():
    names = [
        PersonName("Z.", "", "Çelik"),
        PersonName("A.", "", "Zwart"),
        BERG,
        PersonName("A.", "", "Bergman"),
        PersonName("B.", "de", "berg"),
        PersonName("Y.", "", "Yilmaz"),
        PersonName("A.", "", "Idrissi"),
    ]
    expected = ["Berg, J. van den", "Bergman, A.", "Çelik, Z.", "Idrissi, A.", "Yilmaz, Y.", "Zwart, A."]
    assert [list_name(name) for name in sorted(names, key=sort_key)] == ["berg, B. de", *expected]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("van den Berg", ("van den", "Berg")),
        ("Van  Den Berg", ("Van Den", "Berg")),
        ("'t Hart", ("'t", "Hart")),
        ("van ’t Hof", ("van 't", "Hof")),
        ("in 't Veld", ("in 't", "Veld")),
        ("van der Van Dam", ("van der", "Van Dam")),
        ("'s Gravesande", ("'s", "Gravesande")),
        ("tot Nergens", ("", "tot Nergens")),
        ("de Vries-van Dam", ("de", "Vries-van Dam")),
        ("el Amrani", ("el", "Amrani")),
        ("Guzman Dummy", ("", "Guzman Dummy")),
        ("Polis", ("", "Polis")),
        ("van", ("", "van")),
        ("de la", ("de", "la")),
        ("  ", ("", "")),
    ],
)
def test_a_surname_is_split_from_its_prefix(text, parts):
    assert split_surname(text) == parts


@given(st.sampled_from(sorted(PREFIXES)), st.sampled_from(["Berg", "Boer-de Wit", "O'Brien"]))
def test_each_known_prefix_is_found(prefix, surname):
    assert split_surname(f"{prefix} {surname}") == (prefix, surname)


@given(st.text(st.sampled_from("vandeldrt' ’B"), max_size=20))
def test_splitting_loses_no_word(text):
    prefix, surname = split_surname(text)
    assert " ".join(filter(None, (prefix, surname))) == " ".join(text.replace("’", "'").split())


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("jp", "J.P."),
        ("j.p.", "J.P."),
        ("J P", "J.P."),
        ("v", "V."),
        ("", ""),
        ("Joh.", "Joh."),
        ("Th J", "Th.J."),
        ("th", "T.H."),
        ("Jan", "J.A.N."),
        ("é", "É."),
        ("j-p", "j-p"),
        ("johannes", "johannes"),
    ],
)
def test_initials_are_written_with_their_points(typed, written):
    assert tidy_initials(typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("bakker", "Bakker"),
        ("van den berg", "van den Berg"),
        ("jansen-de vries", "Jansen-de Vries"),
        ("ijsbrand", "IJsbrand"),
        ("'t hart", "'t Hart"),
        ("o'brien", "O'brien"),
        ("McAdam", "McAdam"),
        ("van der VAART", "van der VAART"),
        ("", ""),
    ],
)
def test_a_surname_in_small_letters_gets_its_capital_and_others_stay(typed, written):
    assert tidy_surname(typed) == written


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("J. van den", ("J.", "van den")),
        ("J. de", ("J.", "de")),
        ("van den J.", ("J.", "van den")),
        ("de J.", ("J.", "de")),
        ("van der", ("", "van der")),
        ("Jan Piet", ("Jan Piet", "")),
        ("", ("", "")),
    ],
)
def test_a_prefix_behind_the_surname_is_found_after_or_before_the_initials(text, parts):
    assert split_behind(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"), [("J. van den", ("J.", "van den")), ("van den J.", ("J.", "van den")), ("J.", ("J.", ""))]
)
def test_behind_a_surname_stand_name_and_prefix(text, parts):
    assert split_behind(text) == parts


def test_initials_have_points_or_are_in_capitals():
    assert [is_initials(text) for text in ("J.P.", "JP", "Jan")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("abcdef", "A.B.C.D.E.F."),
        ("abcdefg", "abcdefg"),
        ("Th", "Th."),
        ("th", "T.H."),
        ("Th J", "Th.J."),
        ("J. 2", "J. 2"),
        (" ", ""),
        ("Jan P.", "Jan P."),
    ],
)
def test_up_to_six_letters_are_initials(text, tidy):
    assert tidy_initials(text) == tidy


@pytest.mark.parametrize(
    ("text", "are"),
    [
        ("ABCDEF", True),
        ("ABCDEFG", False),
        ("abc", False),
        ("A B", True),
        ("JAN P.", False),
        ("Th.J.", True),
        ("A1", True),
    ],
)
def test_a_few_capitals_are_initials(text, are):
    assert is_initials(text) is are
