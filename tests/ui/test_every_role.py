"""Every key of every screen under every role: nothing fails, and nothing is offered that is refused."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest

from tests.company import TODAY, context_of
from tests.ui.every_screen import SCREENS, Sweep, actor_with, signed_in
from xstui.domain.problems import refuse
from xstui.domain.roles import Role
from xstui.screens.base.actions import ActionsScreen
from xstui.screens.base.help import HelpScreen
from xstui.screens.base.page import Page
from xstui.screens.people.dossier import DossierScreen
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.store.store import Store
from xstui.widgets.status_line import StatusLine

FORBIDDEN = {"not-allowed", "other-unit", "own-reports-only", "administrators-only", "leaving-by-another"}


def kind_of(screen):
    """Return what makes a screen another one: its class, the tab or report it shows, and whether it is of somebody."""
    of_somebody = bool(getattr(screen, "opened_for", ()) or getattr(screen, "_person_id", 0))
    return type(screen).__name__, getattr(screen, "_tab", ""), getattr(screen, "_report", ""), of_somebody


@pytest.fixture
def refused(monkeypatch):
    """What any screen says is refused, by screen."""
    noted = []
    show = Page.show_refusal

    def note(page, refusal):
        noted.extend((type(page).__name__, problem) for problem in refusal.problems)
        show(page, refusal)

    monkeypatch.setattr(Page, "show_refusal", note)
    return noted


@pytest.fixture
def write_protected(monkeypatch):
    """Let every use case do all it does, and take it back at its end: the next key finds the same company."""
    unit = Store.unit

    @contextmanager
    def taken_back(store, registration):
        with unit(store, registration) as work:
            yield work
            if registration.kind != "note":
                raise refuse("store-locked")

    def protect():
        monkeypatch.setattr(Store, "unit", taken_back)

    return protect


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    """Have what is exported lie in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("role", Role)
async def test_no_key_that_is_offered_is_refused_by_the_role(company_path, write_protected, refused, role):
    async with signed_in(company_path, role) as clerk:
        everything = replace(context := clerk.app.context, actor=actor_with(context.store, Role.COMBI))
        write_protected()
        made = {kind_of(make(everything)): make for make in SCREENS.values()}
        sweep, seen, waiting, wrong = Sweep(clerk), set(), [("HomeScreen", "", "", False)], []
        while waiting:
            kind = waiting.pop(0)
            if kind in seen:
                continue
            seen.add(kind)
            async for key in sweep.press_every_key(partial(made[kind], everything), aliases=False):
                wrong += [(kind, key, problem) for _page, problem in refused if problem.code in FORBIDDEN]
                refused.clear()
                waiting += [
                    kind_of(screen) for screen in sweep.opened if not isinstance(screen, HelpScreen | ActionsScreen)
                ]
    assert wrong == []


async def test_a_reporter_is_offered_the_case_file_of_her_own_reports_alone(company_path):
    async with signed_in(company_path, Role.REPORTER) as clerk:
        store = clerk.app.program.store
        reporter = context_of(store, Role.REPORTER)
        absence.report_sick(reporter, SickReport(2, TODAY))
        for person_id, offered in ((1, False), (2, True)):
            await clerk.app.push_screen(DossierScreen(person_id))
            await clerk.press("3")
            assert ("3 Trajectendossier" in clerk.screen, "Overzicht voortgang" in clerk.screen) == (offered, offered)


async def test_tasks_that_the_user_can_not_close_are_not_counted_as_late(company_path):
    async with signed_in(company_path, Role.REPORTER) as clerk:
        clerk.sees("Taken ─", "─ t Naar taken")
        assert "Te laat" not in clerk.screen
    async with signed_in(company_path, Role.COMBI_WITHOUT_CLAIMS) as clerk:
        clerk.sees("Te laat")


async def test_a_key_for_what_the_role_may_not_do_says_so_and_the_footer_offers_none_of_it(company_path):
    async with signed_in(company_path, Role.VIEWER) as clerk:
        await clerk.app.push_screen(DossierScreen(1))
        for key in ("u", "z", "ctrl+y"):
            await clerk.press("f5")
            clerk.app.screen.query_one(StatusLine).clear()
            await clerk.press(key)
            clerk.sees("! Uw rol mag dit niet.")
        assert "Ongedaan maken" not in clerk.screen
    async with signed_in(company_path, Role.REPORTER) as clerk:
        await clerk.app.push_screen(DossierScreen(1, "tasks"))
        assert "Datum/afwijken" not in clerk.screen
        for key in ("a", "v", "e", "3"):
            clerk.app.screen.query_one(StatusLine).clear()
            await clerk.press(key)
            clerk.sees("! Uw rol mag dit niet.")
