"""Answers that come once the screen, or the program, is gone: for nobody, and no failure."""

import asyncio
import threading

import pytest
from textual.css.query import NoMatches
from textual.worker import get_current_worker

from tests.ui.clerk import at_home, strokes
from xstui.screens.base.person_field import PersonField
from xstui.screens.people.search import SearchScreen
from xstui.screens.reporting.report import ReportScreen
from xstui.services import reporting


@pytest.mark.parametrize("way", ["left", "locked"])
async def test_a_report_that_is_ready_once_its_screen_is_left_or_locked_is_no_failure(encrypted_path, monkeypatch, way):
    begun, go_on, make = threading.Event(), threading.Event(), reporting.make

    def make_slowly(context, parameters):
        begun.set()
        assert go_on.wait(10)
        return make(context, parameters)

    async with at_home(encrypted_path) as clerk:
        await clerk.app.push_screen(screen := ReportScreen("verzuimcijfers"))
        await clerk.press()
        monkeypatch.setattr(reporting, "make", make_slowly)
        screen.follow()
        assert await asyncio.to_thread(begun.wait, 10)
        if way == "left":
            screen.dismiss()
        else:
            await clerk.app._lock()
        go_on.set()
        await clerk._quiet()
    assert clerk.app._exception is None


async def test_an_answer_finds_its_widgets_gone_once_the_program_ends(company_path, monkeypatch):
    async with at_home(company_path) as clerk:
        await clerk.app.push_screen(screen := ReportScreen("verzuimcijfers"))
        await clerk.press()

        async def answer():
            screen.query_one("#gone")

        assert screen.is_open
        with pytest.raises(NoMatches):
            await screen._unless_gone(answer)
        with monkeypatch.context() as ending:
            ending.setattr(clerk.app, "_running", False)
            assert not screen.is_open
            assert await screen.run_worker(answer).wait() is None


async def test_an_answer_that_comes_once_the_list_was_entered_does_not_put_the_cursor_back(company_path, monkeypatch):
    go_on, find = threading.Event(), PersonField._find

    def find_slowly(field, context, query):
        assert go_on.wait(10)
        return find(field, context, query)

    async with at_home(company_path) as clerk:
        await clerk.press("z")
        with monkeypatch.context() as slow:
            slow.setattr(PersonField, "_find", find_slowly)
            for stroke in strokes(("vries", "enter", "down")):
                clerk._send(stroke)
                await clerk.app.gate.settled()
            go_on.set()
            await clerk._quiet()
        await clerk.press("enter")
        clerk.sees("Vries, L. de · ")


async def test_an_answer_that_comes_once_the_found_were_entered_does_not_put_the_cursor_back(company_path, monkeypatch):
    go_on, look = asyncio.Event(), SearchScreen._look

    async def look_slowly(screen, query):
        if get_current_worker().group == "search":
            await go_on.wait()
        await look(screen, query)

    async with at_home(company_path) as clerk:
        await clerk.press("slash")
        with monkeypatch.context() as slow:
            slow.setattr(SearchScreen, "_look", look_slowly)
            for stroke in strokes(("vries", "enter", "down")):
                clerk._send(stroke)
                await clerk.app.gate.settled()
            go_on.set()
            await clerk._quiet()
        await clerk.press("enter")
        clerk.sees("Dossier: Vries, L. de")
