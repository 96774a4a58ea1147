"""Somebody is wiped by one program while another has a form open about that person."""

from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import select

from tests.company import NOW, TODAY, context_of
from tests.ui.clerk import at_home
from xstui.clock import FixedClock
from xstui.domain.leaving import LeavingReason
from xstui.services.employment import leaving
from xstui.services.upkeep import retention
from xstui.services.upkeep.audit import verify_store
from xstui.store.opening import open_store
from xstui.store.tables import Draft

JANSEN = 2
LATER = TODAY + timedelta(days=800)


def wipe(path):
    store = open_store(path, NOW)
    context = replace(context_of(store), clock=FixedClock(LATER))
    context = replace(context, actor=replace(context.actor, administrator=True))
    retention.wipe(context, [item for item in retention.past_term(context) if item.row_id == JANSEN])
    store.close()


async def test_a_form_about_who_was_wiped_is_refused_in_words_and_leaves_nothing(company_path):
    async with at_home(company_path) as clerk:
        leaving.report_leaving(clerk.app.context, JANSEN, date(2026, 6, 1), LeavingReason.EMPLOYEE)
        await clerk.press("escape", "slash", "jans", "ctrl+f", "enter", "e", "end", "x")
        clerk.sees("Jansen")
        wipe(company_path)
        await clerk.press("f2")
        clerk.says("Deze persoon staat niet in het gegevensbestand, of niet in het deel dat u mag zien.")
        await clerk.press("ctrl+q")
        clerk.sees("niet bewaard")
    store = open_store(company_path, NOW)
    with store.reading() as session:
        assert session.exec(select(Draft)).all() == []
    assert verify_store(store).findings == ()
    store.close()
    assert not [file for file in company_path.parent.iterdir() if b"Jansen" in file.read_bytes()]
