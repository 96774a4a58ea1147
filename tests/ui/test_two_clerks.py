"""Two clerks, one case: the second sees what the first did beside her own typing, and decides."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.company import NOW, TODAY, context_of
from tests.ui.clerk import NARROW, WIDE, at_home
from tools.mending import mend_step
from xstui.domain.absence import Step
from xstui.domain.roles import Role
from xstui.screens.absence.correct_case import CorrectCaseScreen
from xstui.screens.absence.report_recovery import ReportRecoveryScreen
from xstui.screens.base.merge import MergeScreen
from xstui.screens.home import HomeScreen
from xstui.screens.people.employment import EmploymentScreen
from xstui.services.absence import absence, corrections
from xstui.services.employment import terms
from xstui.services.people import people
from xstui.services.upkeep import undo
from xstui.store.opening import open_store
from xstui.store.tables import Person

TO_FORM = ("h", "poli", "enter")


@contextmanager
def another(path):
    """Another clerk, at a store of her own on the same file."""
    store = open_store(path, NOW)
    yield context_of(store, Role.COMBI_WITHOUT_CLAIMS)
    store.close()


def case_of(clerk):
    return people.dossier_of(clerk.app.context, 1).cases[0]


def change(path, percentage=50):
    with another(path) as other:
        absence.change_percentage(other, 1, Step(date(2026, 6, 1), Decimal(percentage)))


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_second_is_told_who_did_what_and_sees_her_own_typing(company_path, size):
    async with at_home(company_path, size) as clerk:
        await clerk.press(*TO_FORM)
        change(company_path)
        await clerk.press("f2")
        assert isinstance(clerk.app.screen, MergeScreen)
        clerk.sees("Gewijzigd door combi-without-claims op 08-06-2026", "Verzuimpercentage", "50,00", "07-06-2026")
        clerk.sees("Werknemer meldt zich volledig hersteld" if size == WIDE else "Werknemer meldt zich volle…")
        assert case_of(clerk).last_sick_day is None


async def test_mine_on_top_of_theirs_keeps_both(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM)
        change(company_path)
        await clerk.press("f2", "1")
        assert isinstance(clerk.app.screen, HomeScreen)
        clerk.sees("Hersteld gemeld: Polis, V.")
        assert (case_of(clerk).last_sick_day, case_of(clerk).percentage) == (date(2026, 6, 7), 50)


async def test_theirs_leaves_the_case_as_it_is(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM)
        change(company_path)
        await clerk.press("f2", "2")
        clerk.sees("Er is niets opgeslagen")
        assert (case_of(clerk).last_sick_day, case_of(clerk).percentage) == (None, 50)
        await clerk.press("h", "escape")
        assert isinstance(clerk.app.screen, HomeScreen)


async def test_back_to_the_form_keeps_the_typing_and_asks_again(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM, "-3")
        change(company_path)
        await clerk.press("f2", "escape")
        assert isinstance(clerk.app.screen, ReportRecoveryScreen)
        assert clerk.app.screen.field("last_sick_day").raw == "-3"
        await clerk.press("f2")
        assert isinstance(clerk.app.screen, MergeScreen)
        await clerk.press("3", "f2", "1")
        assert case_of(clerk).last_sick_day == date(2026, 6, 5)


async def test_what_no_longer_fits_their_change_is_not_offered_and_the_form_says_why(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM, "up", "2", "enter", "enter", "50")
        with another(company_path) as other:
            absence.report_recovery(other, 1, TODAY)
        await clerk.press("f2")
        assert isinstance(clerk.app.screen, MergeScreen)
        clerk.reads_wrapped("! Wat u typte past niet bij die wijziging. Dit traject is beëindigd.")
        assert "1 " not in [line.strip()[:2] for line in clerk.screen.splitlines()]
        await clerk.press("1")
        assert isinstance(clerk.app.screen, MergeScreen)
        await clerk.press("3")
        assert isinstance(clerk.app.screen, ReportRecoveryScreen)
        assert clerk.app.screen.field("percentage").raw == "50"
        clerk.sees("Dit traject is beëindigd")
        assert case_of(clerk).percentage == 100


async def test_a_percentage_before_theirs_is_not_offered_on_top_of_it(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "poli", "enter", "0105", "enter", "50")
        change(company_path, 80)
        await clerk.press("f2")
        clerk.reads_wrapped("! Wat u typte past niet bij die wijziging. Er is al een wijziging per 01-06-2026.")
        rows = [(row[0], row[3]) for row in clerk.app.screen._rows()]
        assert rows == [
            ("Datum", "0105"),
            ("Verzuimpercentage", "50"),
            ("Situatie", "Werknemer meldt zich voor een hoger/lager percentage ziek"),
        ]


async def test_a_third_change_during_the_choice_asks_once_more(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM)
        change(company_path)
        await clerk.press("f2")
        with another(company_path) as other:
            mend_step(other, 1, Step(date(2026, 6, 1), Decimal(40)))
        await clerk.press("1")
        assert isinstance(clerk.app.screen, MergeScreen)
        clerk.sees("40,00")
        await clerk.press("1")
        assert isinstance(clerk.app.screen, HomeScreen)


async def test_keys_typed_ahead_decide_nothing(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*TO_FORM)
        change(company_path)
        await clerk.burst("f2", "1", "1", "2")
        assert isinstance(clerk.app.screen, MergeScreen)
        assert case_of(clerk).last_sick_day is None


async def test_of_a_person_both_changes_are_kept_where_they_touch_other_fields(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jansen", "enter", "e")
        clerk.app.screen.field("city").put_back("Zwolle")
        with another(company_path) as other, other.unit("employees.mend") as unit:
            unit.session.get_one(Person, 2).phone = "0612345678"
        await clerk.press("f2")
        assert isinstance(clerk.app.screen, MergeScreen)
        clerk.sees("0612345678", "Zwolle")
        assert [row[3] for row in clerk.app.screen._rows()] == ["", "Zwolle"]
        await clerk.press("1")
        with clerk.app.context.reading() as session:
            person = session.get_one(Person, 2)
            assert (person.phone, person.city) == ("0612345678", "Zwolle")


async def test_percentages_that_another_changed_are_not_put_back_by_who_corrects_a_day(company_path):
    async with at_home(company_path) as clerk:
        await clerk.app.push_screen(CorrectCaseScreen(corrections.registered(clerk.app.context, 1)))
        await clerk._quiet()
        clerk.app.screen.field("first_sick_day").put_back("03-03-2026")
        change(company_path)
        await clerk.press("f2")
        clerk.says("! Wat u typte past niet bij die wijziging. De percentages zijn intussen gewijzigd:")
        await clerk.press("1", "2")
        assert (case_of(clerk).first_sick_day, case_of(clerk).percentage) == (date(2026, 3, 2), 50)


async def test_terms_of_another_day_are_not_taken_over_by_the_form_that_shows_others(company_path):
    async with at_home(company_path) as clerk:
        context = clerk.app.context
        old = terms.history(context, 2).lines[0]
        later = replace(old.terms, valid_from=date(2026, 6, 1), hours=Decimal(32))
        terms.change(context, 2, later)
        await clerk.app.push_screen(EmploymentScreen(2))
        await clerk._quiet()
        clerk.app.screen.field("valid_from").put_back("15-06-2026")
        clerk.app.screen.field("wage").put_back("4100")
        with another(company_path) as other:
            terms.correct(other, 2, old.terms_id, replace(old.terms, hours=Decimal(20)))
        await clerk.press("f2", "1")
        assert [line.terms.hours for line in terms.history(clerk.app.context, 2).lines] == [20, 32, 32]


def take_back_the_last(path, clerk):
    with another(path) as other:
        undo.undo(other, clerk.app.context.last_registered)


async def test_what_a_colleague_took_back_first_is_refused_and_the_list_shows_it(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2", "slash", "jans", "enter", "3", "u")
        clerk.says("Nog eens u maakt dit ongedaan: Ziek gemeld: Jansen, A.")
        take_back_the_last(company_path, clerk)
        await clerk.press("u")
        clerk.says("Dit kan niet ongedaan gemaakt worden: het is al ongedaan gemaakt, of het is geen registratie.")
        clerk.sees("(ongedaan gemaakt) Ziek gemeld: Jansen, A.")
