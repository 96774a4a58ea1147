"""Problems and choices in words."""

import errno
import os
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

import pytest

from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.i18n import command_text, format_moment, label, problem_text, salutation, set_language, side_bar_label
from xstui.i18n.problem_texts import COMMAND_TEXTS
from xstui.i18n.problems import PROBLEM_TEXTS


class Fruit(Enum):
    PEAR = "pear"


def test_a_problem_names_its_details_in_the_users_words():
    problem = Problem("date-in-future", "first_sick_day", {"latest": date(2026, 6, 8)})
    assert problem_text(problem) == "Deze datum ligt in de toekomst. De laatste dag die kan is 08-06-2026."
    set_language("en")
    assert problem_text(problem) == "This date lies in the future. The latest possible day is 08-06-2026."


def test_moments_are_local_and_people_as_typed():
    when = datetime(2026, 6, 8, 12, 5, tzinfo=UTC)
    text = problem_text(Problem("changed-since", "", {"who": "Polis, V. {n}", "when": when}))
    assert text.startswith(f"Polis, V. {{n}} heeft dit gewijzigd op {format_moment(when)}.")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (Decimal("62.5"), "62,50"),
        (["diagnose", "klacht"], "diagnose, klacht"),
        (15, "15"),
        (Fruit.PEAR, "pear"),
        (Role.PAYROLL, "WG | Salarisadministratie"),
    ],
)
def test_any_detail_has_a_word(value, word):
    assert problem_text(Problem("unknown-column", "", {"column": value})) == f"De kolom {word} is onbekend."


def test_a_detail_that_is_missing_shows_as_an_ellipsis():
    assert problem_text(Problem("unknown-column")) == "De kolom … is onbekend."


def test_a_change_by_somebody_unknown_reads_well():
    assert problem_text(Problem("changed-since")).startswith("Dit is intussen gewijzigd.")


def test_an_unknown_code_is_readable():
    assert problem_text(Problem("tea-cold")) == "Dit kan niet (tea-cold)."


@pytest.mark.parametrize("code", PROBLEM_TEXTS)
def test_every_text_is_a_sentence_in_both_languages(code):
    dutch = problem_text(Problem(code))
    set_language("en")
    english = problem_text(Problem(code))
    assert dutch != english
    assert dutch.endswith(".")
    assert english.endswith(".")


def test_the_roles_have_the_manuals_labels():
    assert [label(role) for role in Role] == [
        "WG | Combi (incl. factuur- en claimspecificaties)",
        "WG | Combi (excl. factuur- en claimspecificaties)",
        "WG | Meekijken (excl. factuur- en claimspecificaties)",
        "WG | Inzage factuur- en claimspecificaties",
        "WG | Verzuimmelder (met werknemersmutaties)",
        "WG | Verzuimmelder (zonder werknemersmutaties)",
        "WG | Salarisadministratie",
    ]


def test_the_side_bar_and_salutations_have_the_manuals_words():
    kinds = Enum("CaseKind", ["ABSENCE", "SICKNESS_ACT", "WGA"])
    genders = Enum("Gender", ["MALE", "FEMALE", "OTHER"])
    assert [side_bar_label(kind) for kind in kinds] == ["Regulier (verzuim)", "ZW", "WGA"]
    assert [salutation(gender) for gender in genders] == ["Dhr.", "Mevr.", ""]


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (
            Problem("not-allowed", "", {"role": Role.VIEWER}),
            "Uw rol staat dit niet toe. Vraag het de beheerder van dit bestand.",
        ),
        (
            Problem("other-unit", "", {"name": "Jansen, A."}),
            "Dit gaat over iemand van een afdeling waarvoor u niet geautoriseerd bent. Vraag het de beheerder van dit bestand.",
        ),
        (
            Problem("own-reports-only"),
            "Uw rol ziet de trajectendossiers van wie u zelf gemeld hebt, en geen andere.",
        ),
    ],
)
def test_role_department_and_whose_report_it_is_are_told_apart(problem, says):
    set_language("nl")
    assert problem_text(problem) == says


@pytest.mark.parametrize(
    ("code", "line", "line_en"),
    [
        (
            "disk-full",
            "Er is geen ruimte meer op de schijf van /x/a.db. Maak ruimte en geef de opdracht opnieuw.",
            "There is no room left on the disk of /x/a.db. Make room, and give the command again.",
        ),
        (
            "store-locked",
            "Een ander programma gebruikt het gegevensbestand /x/a.db. Geef de opdracht zo meteen opnieuw.",
            "Another program is using the store /x/a.db. Give the command again in a moment.",
        ),
        (
            "store-read-only",
            "Het gegevensbestand /x/a.db is niet te schrijven. Controleer uw rechten erop en op de map.",
            "The store /x/a.db can't be written. Check your rights on it and on its folder.",
        ),
    ],
)
def test_the_command_line_has_its_own_words_where_the_screen_speaks_of_what_is_typed(code, line, line_en):
    problem = Problem(code, "", {"path": "/x/a.db"})
    assert command_text(problem) == line
    assert "blijft" in problem_text(problem) or "bewaard" in problem_text(problem)
    set_language("en")
    assert command_text(problem) == line_en
    assert command_text(Problem("no-person")) == problem_text(Problem("no-person"))


@pytest.mark.parametrize("code", COMMAND_TEXTS)
def test_no_text_of_the_command_line_names_a_key(code):
    assert "{key_" not in COMMAND_TEXTS[code]


def test_what_the_system_says_of_a_file_is_said_in_the_users_language():
    problem = Problem("store-unreadable", "", {"path": "x.db", "reason": os.strerror(errno.EACCES)})
    assert problem_text(problem).startswith("Het gegevensbestand x.db gaat niet open: geen recht daarop. ")
    for number in (errno.EIO, errno.EROFS, errno.ENOSPC):
        words = problem_text(Problem("keyring-refused", "", {"reason": os.strerror(number)}))
        assert (os.strerror(number) in words) == (number == errno.ENOSPC)
