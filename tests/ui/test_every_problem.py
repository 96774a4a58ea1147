"""What is said of a field is on the screen whole (faults 2.12): on every form, in both languages, and by F1."""

import re
from datetime import date
from itertools import islice
from string import Formatter

import pytest

from tests.ui.clerk import EDGES, at_sign_in
from tests.ui.every_screen import signed_in
from tests.ui.test_every_field import every, make, show
from xstui.domain.problems import Problem
from xstui.i18n import current_language, problem_text, set_language
from xstui.i18n.problem_texts import BARE_TEXTS, PROBLEM_TEXTS
from xstui.screens.absence.what_if import WhatIfScreen
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.help import HelpScreen
from xstui.screens.people.employee_form import EmployeeScreen
from xstui.screens.sign_in.lost_password import LostPasswordScreen
from xstui.widgets.form_field import FormField

NAME = "Bontekoe van den Hoogenband-Schimmelpenninck van der Oye, M.A.J.C.W."
PATH = "/home/medewerker/Documenten/Personeelszaken/Verzuimregistratie 2026/" + "z" * 60 + ".db"
LONGEST = {
    "name": NAME,
    "who": NAME,
    "value": "Medewerker klantcontact en administratie binnendienst",
    "typed": "0106 en nog iets dat voor een ander veld bedoeld was",
    "path": PATH,
    "keys": PATH,
    "known": ["TESTBEDRIJF_Voorbeeld › Vestiging Zuidoost › Klantcontact"] * 5,
    "days": [date(2026, 6, day) for day in (8, 9, 10, 11)],
    "until": date(2026, 6, 8),
    "why": "Het traject 100001 van Polis, V. zou op dagen van een ander traject liggen.",
    "findings": ["row-changed: Werknemers, rij 12: buiten xstui om gewijzigd (surname)"] * 3,
}
"""Details as long as they can plausibly be; others are a date."""


@pytest.fixture(autouse=True)
def _language_as_it_was():
    before = current_language()
    yield
    set_language(before)


def every_problem(field=""):
    """Return each problem that has a sentence, with details as long as can be; also those that came without."""
    for code, text in PROBLEM_TEXTS.items():
        names = [name for _text, name, _spec, _conversion in Formatter().parse(text) if name]
        yield Problem(code, field, {name: LONGEST.get(name, date(2026, 6, 8)) for name in names})
    yield from (Problem(code, field) for code in BARE_TEXTS)


def longest_problem(field):
    """Return the longest that can stand below a field: what is wrong with the files themselves is said at the sign-in."""
    told_at_forms = (problem for problem in every_problem(field) if "keys" not in problem.details)
    return max(told_at_forms, key=lambda problem: len(problem_text(problem)))


def words(text):
    """Return a text without its line ends and blanks: a path is broken within."""
    return "".join(text.split())


def sees_whole(clerk, *problems):
    shown = words(re.sub("[\u2580-\u259f]", "", clerk.screen.translate(EDGES)))  # without the scroll bar
    for problem in problems:
        said = problem_text(problem)
        assert words("! " + said) in shown, f"{said!r} is not whole on:\n{clerk.screen}"


def batched(problems, size):
    """Yield the problems some at a time."""
    left = iter(problems)
    while some := tuple(islice(left, size)):
        yield some


async def point_out(clerk, field, problem):
    show(field)
    field.show_problem(problem)
    field.point_out()
    await clerk._quiet()


async def test_the_longest_sentence_is_whole_at_both_ends_of_every_form_and_by_F1(company_path):
    forms = [kind for kind in every(FormPage) if kind.FIELDS]
    assert len(forms) >= 14
    async with signed_in(company_path) as clerk:
        for opened in [*(lambda kind=kind: make(kind, clerk.app.context) for kind in forms), lambda: WhatIfScreen(1)]:
            await clerk.app.push_screen(opened())
            await clerk._quiet()
            fields = list(clerk.app.screen.query(FormField))
            for field in dict.fromkeys((fields[0], fields[-1])):
                problem = longest_problem(field.id)
                await point_out(clerk, field, problem)
                sees_whole(clerk, problem)
            await clerk.press("f1")
            sees_whole(clerk, problem)
            await clerk.app.pop_screen()
            await clerk.app.pop_screen()


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_sentence_is_whole_below_a_field(company_path, language):
    async with signed_in(company_path, size=(80, 300)) as clerk:
        await clerk.app.push_screen(EmployeeScreen())
        await clerk._quiet()
        set_language(language)
        fields = list(clerk.app.screen.query(FormField))
        for some in batched(every_problem(), len(fields)):
            for field, problem in zip(fields, some, strict=False):
                show(field)
                field.show_problem(problem)
            await clerk._quiet()
            sees_whole(clerk, *some)


async def test_what_is_asked_about_is_told_by_F1_too(company_path):
    async with signed_in(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "0101", "f2")
        await clerk.press("f1")
        clerk.reads_wrapped("? Dat is 158 dagen geleden.")
        assert isinstance(clerk.app.screen, HelpScreen)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_before_signing_in_the_longest_sentence_is_whole_too(company_path, language):
    async with at_sign_in(company_path, language=language) as clerk:
        await clerk.app.push_screen(LostPasswordScreen())
        field = list(clerk.app.screen.query(FormField))[-1]
        problem = longest_problem(field.id)
        await point_out(clerk, field, problem)
        sees_whole(clerk, problem)
