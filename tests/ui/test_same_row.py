"""A list that is shown again has its cursor on what it was on, and no key hits what took its place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.company import NOW
from tests.ui.clerk import at_home
from xstui.domain.leaving import LeavingReason
from xstui.domain.roles import Role
from xstui.screens.office.logins import LoginsScreen
from xstui.screens.office.retention import RetentionScreen
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.access import accounts
from xstui.services.access.accounts import NewLogin
from xstui.services.employment import leaving
from xstui.services.people import people
from xstui.store.tables import Employment, Message
from xstui.store.unit import EntryMeta
from xstui.widgets.rows import RowList
from xstui.widgets.same_row import same_row

POLIS, JANSEN, BERG, VRIES = 1, 2, 3, 5


@pytest.mark.parametrize(
    ("place", "before", "now", "expected"),
    [
        (1, "abc", "xabc", (2, True)),
        (1, "abc", "cba", (1, True)),
        (1, "abc", "ac", (1, False)),
        (2, "abc", "ab", (1, False)),
        (0, "abcd", "xd", (1, False)),
        (1, "abc", "xyz", (0, False)),
        (2, "abc", "", (2, True)),
        (2, "", "abc", (2, True)),
    ],
)
def test_the_row_itself_else_its_nearest_neighbour_the_lower_one_first(place, before, now, expected):
    assert same_row(place, before, now) == expected


def under_the_cursor(clerk):
    return next(line.lstrip() for line in clerk.screen.splitlines() if line.lstrip().startswith("▸"))


async def test_with_ex_employees_or_without_the_cursor_stays_on_the_same_employee(company_path):
    async with at_home(company_path) as clerk:
        leaving.report_leaving(clerk.app.context, BERG, date(2026, 5, 31), LeavingReason.EMPLOYEE)
        await clerk.press("w", "down", "end", "up")
        before = under_the_cursor(clerk)
        assert "Vries, K. de" in before
        await clerk.press("ctrl+f")
        clerk.sees("Berg, J. van den")
        assert under_the_cursor(clerk) == before
        await clerk.press("ctrl+f")
        assert under_the_cursor(clerk) == before
        clerk.app.screen.query_one(RowList).focus()
        await clerk.press("ctrl+f", "home")
        assert "Berg, J. van den" in under_the_cursor(clerk)
        await clerk.burst("ctrl+f", "z")
        clerk.sees("Uitgebreid zoeken", "Wat al verder getypt was, is niet gebruikt.")
        neighbour = under_the_cursor(clerk)
        await clerk.press("z")
        clerk.sees("Ziekmelden", neighbour[2:20])


async def test_another_query_begins_at_who_fits_best(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w", "down", "end", "slash", "vries", "down")
        assert "Vries, K. de" in under_the_cursor(clerk)


async def test_cases_and_tasks_of_another_clerk_above_it_leave_the_cursor_where_it_was(company_path):
    async with at_home(company_path) as clerk:
        context = clerk.app.context
        await clerk.press("r")
        absence.report_sick(context, SickReport(JANSEN, date(2026, 6, 1)))
        absence.report_sick(context, SickReport(VRIES, date(2026, 6, 2)))
        await clerk.press("f5")
        assert "Polis, V." in under_the_cursor(clerk)
        await clerk.press("up", "1")
        assert "Jansen, A." in under_the_cursor(clerk)
        await clerk.press("2")
        assert "Jansen, A." in under_the_cursor(clerk)
        absence.report_recovery(context, case_id_of(context, JANSEN), date(2026, 6, 7))
        await clerk.burst("f5", "h")
        clerk.sees("Trajecten", "Wat al verder getypt was, is niet gebruikt.")
        assert "Polis, V." in under_the_cursor(clerk)


def case_id_of(context, person_id):
    return people.dossier_of(context, person_id).open_case.case_id


async def test_a_task_that_gets_more_urgent_ones_above_it_keeps_the_cursor(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("t", "end")
        before = under_the_cursor(clerk)
        absence.report_sick(clerk.app.context, SickReport(BERG, date(2026, 4, 1)))
        await clerk.press("f5")
        assert under_the_cursor(clerk) == before
        assert clerk.app.screen.query_one(RowList).cursor > 2


async def test_a_new_message_leaves_the_cursor_on_the_one_that_was_read(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("m")
        clerk.sees("Graag overleg.")
        with clerk.app.context.store.unit(EntryMeta("demo.make", "xstui", NOW, undoable=False)) as unit:
            later = NOW + timedelta(hours=1)
            unit.add(Message(conversation_id=1, sender="Arbodienst", body="Nog iets.", sent_at=later))
        await clerk.press("f5")
        assert clerk.app.screen.query_one(RowList).cursor == 1
        clerk.sees("Graag overleg.")


async def test_logins_and_retention_keep_the_cursor_when_a_row_comes_before_it(company_path):
    async with at_home(company_path) as clerk:
        store, context = clerk.app.context.store, clerk.app.context
        await clerk.app.push_screen(LoginsScreen())
        await clerk.press("end")
        before = under_the_cursor(clerk)
        accounts.add_login(context, NewLogin("aafje", "Aafje de Wit", Role.REPORTER, (2,)))
        await clerk.press("f5")
        assert under_the_cursor(clerk) == before
        gone(store, BERG, date(2024, 5, 31))
        await clerk.app.push_screen(RetentionScreen())
        await clerk.press()
        assert "Berg" in under_the_cursor(clerk)
        gone(store, JANSEN, date(2024, 4, 30))
        await clerk.press("f5")
        clerk.sees("Jansen, A.")
        assert "Berg" in under_the_cursor(clerk)


def gone(store, person, day):
    with store.unit(EntryMeta("test", "test", NOW, undoable=False)) as unit:
        employment = unit.session.get_one(Employment, person)
        employment.start_date, employment.end_date = date(2020, 5, 1), day
