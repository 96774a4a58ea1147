"""A long list of employees: it opens at once, pages load behind the scrolling, and marks make one report of many."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.ui.clerk import at_home
from xstui.domain.names import PersonName
from xstui.screens.base.paged_rows import PAGE, WAITING, PagedRows
from xstui.services.employment.bulk import name_columns
from xstui.services.employment.hires import EmployeeDraft, write_employees
from xstui.widgets.rows import RowList

MANY = 250


@pytest.fixture
def crowded(context, company_path):
    """The company with 250 people more, all of them called Zz."""
    drafts = [
        EmployeeDraft(
            {**name_columns(PersonName("A.", "", f"Zz{n:04}")), "birth_date": date(1990, 1, 1), "dossier_no": 900_000 + n},
            date(2025, 1, 1), None, 3, "42200", "permanent", Decimal(36), None,
        )
        for n in range(MANY)
    ]  # fmt: skip
    with context.unit("test", undoable=False) as unit:
        write_employees(unit, context, drafts)
    context.store.close()
    return company_path


async def loaded(clerk, rows, place: int) -> None:
    """Wait until who stands at `place` has been fetched: a page is asked for by the painting, and comes behind it."""
    while rows.source.found(place) is None:
        await clerk.press()


async def test_F30_everybody_is_in_the_list_and_pages_load_as_they_are_looked_at(crowded):
    async with at_home(crowded) as clerk:
        await clerk.press("w")
        clerk.sees("Berg, J. van den")
        rows = clerk.app.screen.query_one(RowList)
        assert rows.source.count == MANY + 7
        await loaded(clerk, rows, PAGE)
        assert sorted(rows.source._pages) == [0, 1]
        await clerk.press("down", "end")
        await loaded(clerk, rows, MANY + 6)
        await clerk.press()
        clerk.sees(f"Zz{MANY - 1:04}, A.")
        assert len(rows.source._pages) < -(-MANY // PAGE) + 1
        await clerk.press("home", "enter")
        clerk.sees("Dossier:")


async def test_marked_people_are_reported_sick_in_one_report_with_one_undo(crowded):
    async with at_home(crowded) as clerk:
        await clerk.press("w", "down", "end", "up", "space", "space", "z")
        clerk.sees(f"Zz{MANY - 2:04}, A.", f"Zz{MANY - 1:04}, A.")
        await clerk.press("f2")
        clerk.sees("2 mensen")
        await clerk.press("escape")
        clerk.sees("Regulier (verzuim)     3")
        await clerk.press("u", "u")
        clerk.sees("Regulier (verzuim)     1")


def test_a_page_is_asked_for_once_and_waits_meanwhile():
    asked = []
    pages = PagedRows(range(2 * PAGE + 5), asked.append, lambda found: (found, "", "", "", ""))
    assert pages.count == 2 * PAGE + 5
    assert pages.rows(PAGE - 1, PAGE + 1) == [WAITING, WAITING]
    pages.rows(0, 3)
    assert asked == [0, 1]
    pages.put(1, [f"p{n}" for n in pages.numbers_of(1)])
    assert pages.rows(PAGE, PAGE + 1) == [(f"p{PAGE}", "", "", "", "")]
    assert asked == [0, 1, 2]
    assert pages.found(0) is None
    assert list(pages.numbers_of(2)) == [200, 201, 202, 203, 204]
    assert pages.rows(2 * PAGE + 4, 2 * PAGE + 50) == [WAITING]
