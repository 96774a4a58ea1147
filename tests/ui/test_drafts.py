"""Typing that was kept: Ctrl+R puts it back where it is true, and it goes only once the form is saved."""

from datetime import timedelta

import pytest

from tests.ui.clerk import at_home
from xstui.services.context import drafts

OFFER = "Ctrl+R = terugzetten"
PERSON = ("jans", "enter")

FORMS = {
    "sick": (("z", *PERSON), ("-3",), "-3", "first_sick_day"),
    "pregnancy": (("g", *PERSON), ("1009",), "1009", "due_date"),
    "leaving": (("l", *PERSON), ("3112",), "3112", "last_day"),
    "recovery": (("d", "polis", "enter"), ("-1",), "-1", "valid_from"),
    "new employee": (("n",), ("Zomer",), "Zomer", "surname"),
    "edit": (("slash", "jans", "enter", "e"), ("Zomer",), "Zomer", "surname"),
}


@pytest.mark.parametrize("form", FORMS)
async def test_what_was_kept_comes_back_once_the_person_is_chosen_and_something_else_typed(company_path, form):
    opened, typed, kept, field = FORMS[form]
    async with at_home(company_path) as clerk:
        await clerk.press(*opened, *typed, "escape")
        again = opened[-1:] if form == "edit" else opened
        await clerk.press(*again)
        clerk.sees(OFFER)
        await clerk.press("escape", *again, "5", "ctrl+r")
        assert clerk.app.screen.field(field).raw == kept
        await clerk.press("ctrl+r")
        assert clerk.app.screen.field(field).raw.endswith("5")
        await clerk.press("ctrl+r")
        assert clerk.app.screen.field(field).raw == kept


async def test_what_was_typed_last_comes_back_first_about_anybody(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", *PERSON, "-4", "escape")
        clerk.app.context.clock.day += timedelta(days=1)
        await clerk.press("z", "berg", "enter", "-2", "escape", "z", "ctrl+r")
        clerk.sees("Berg, J. van den")
        assert clerk.app.screen.field("first_sick_day").raw == "-2"
        assert clerk.app.screen.typing()["person"] == 3


async def test_closing_a_task_and_a_new_login_keep_a_draft_and_a_form_that_keeps_none_says_so(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("t", "a", "up", "2", "enter", "enter", "een lange reden", "escape")
        clerk.sees("Niet opgeslagen, wel bewaard")
        await clerk.press("a", "ctrl+r")
        clerk.sees("een lange reden")
        await clerk.press("escape", "0", "i", "4", "n", "kim", "enter", "Kim de Wit", "escape", "n", "ctrl+r")
        clerk.sees("kim", "Kim de Wit")
        await clerk.press("escape", "home", "down", "delete", "v", "f1")
        assert "Terugzetten" not in clerk.screen
        await clerk.press("escape", "escape")
        clerk.sees("Niet opgeslagen, en niet bewaard.")


async def test_a_draft_is_there_until_it_was_put_back_or_the_form_saved(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", *PERSON, "g", "tab", "tab", "2", "escape")
        await clerk.press("z", *PERSON, "escape", "z", *PERSON, "-5", "escape", "z", *PERSON)
        await clerk.press("ctrl+r")
        clerk.sees("Jansen, A.", "-5", "Teruggezet · Ctrl+R = wat er eerst stond")
        await clerk.press("ctrl+r")
        clerk.sees("Jansen, A.", "zo 07-06-2026", "● 2 Ziek t.g.v. arbeidsongeval")
        await clerk.press("escape", "z", *PERSON, "ctrl+r", "f2")
        clerk.sees("Ziek gemeld: Jansen, A. per 07-06-2026")
        await clerk.press("z")
        assert OFFER not in clerk.screen
        assert drafts.draft_of(clerk.app.context, "ReportSickScreen") is None


async def test_what_was_kept_about_one_person_is_offered_for_her_alone_and_outlives_what_is_done_for_others(
    company_path,
):
    async with at_home(company_path) as clerk:
        await clerk.press("z", *PERSON, "-3", "escape", "z", "polis", "enter")
        assert OFFER not in clerk.screen
        await clerk.press("-4", "tab", "tab", "2", "escape", "z", "berg", "enter", "f2")
        clerk.sees("Ziek gemeld: Berg")
        await clerk.press("z", "polis", "enter", "ctrl+r")
        clerk.sees("Polis, V.", "do 04-06-2026", "● 2")
        await clerk.press("escape", "slash", "jans", "down", "z")
        clerk.sees(OFFER)
        await clerk.press("ctrl+r")
        clerk.sees("Jansen, A.", "vr 05-06-2026")
