"""The sick report offers what the four-week rule makes of it; task lists say which terms fall on a day off."""

from __future__ import annotations

from datetime import date

from tests.ui.clerk import at_home
from xstui.services.absence import absence, pregnancy
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.people import people
from xstui.store.tables import AbsenceCase

POLIS, JANSEN = 1, 2


def newest(clerk, person_id):
    return people.dossier_of(clerk.app.context, person_id).cases[0]


async def recovered_polis(clerk):
    """Let Polis recover after 30 April, and open the sick report for her."""
    absence.report_recovery(clerk.app.context, newest(clerk, POLIS).case_id, date(2026, 4, 30))
    await clerk.press("z", "poli", "enter")


async def test_r2_5_the_report_offers_to_count_as_one_case(company_path):
    async with at_home(company_path) as clerk:
        await recovered_polis(clerk)
        assert "samengesteld" not in clerk.screen
        await clerk.press("11052026")
        clerk.sees(
            "Mogelijk samengesteld verzuim met traject 100001, t/m", "30-04-2026: termijnen tellen vanaf 12-03-2026"
        )
        await clerk.press("f2")
        assert newest(clerk, POLIS).counted_from == date(2026, 3, 12)
        await clerk.press("slash", "poli", "enter")
        clerk.reads_wrapped("duur en termijnen tellen vanaf 12-03-2026, door een eerder traject")


async def test_r2_5_counting_apart_asks_a_reason(company_path):
    async with at_home(company_path) as clerk:
        await recovered_polis(clerk)
        await clerk.press("11052026", "enter", "enter", "enter", "enter", "2", "f2")
        clerk.sees("Reden *", "Vul dit veld in")
        await clerk.press("nieuw bedongen arbeid", "f2")
        clerk.sees("Ziek gemeld: Polis, V.")
        assert newest(clerk, POLIS).counted_from == date(2026, 5, 11)


async def test_a_later_day_takes_the_offer_away(company_path):
    async with at_home(company_path) as clerk:
        await recovered_polis(clerk)
        await clerk.press("11052026", "enter", "enter", "enter", "enter", "2", *["shift+tab"] * 4)
        await clerk.press("08062026")
        assert "samengesteld" not in clerk.screen
        await clerk.press("f2")
        clerk.sees("Ziek gemeld: Polis, V.")
        assert newest(clerk, POLIS).counted_from == date(2026, 6, 8)


async def test_2_4_the_receipt_and_the_dossier_say_that_somebody_reports_often(company_path):
    async with at_home(company_path) as clerk:
        context = clerk.app.context
        for first in (date(2026, 1, 5), date(2026, 3, 2)):
            made = absence.report_sick(context, SickReport(JANSEN, first))
            absence.report_recovery(context, made.case_id, first)
        await clerk.press("z", "jans", "enter", "v", "f2")
        clerk.sees("3e in 12 mnd")
        await clerk.press("slash", "jans", "enter")
        clerk.sees("! Frequent verzuim: 3 meldingen in 12 maanden")


async def test_r1_4_a_term_on_a_holiday_is_marked_and_says_why(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("t")
        clerk.sees("27-04-2026 *")
        await clerk.press("down")
        clerk.sees("* 27-04-2026 valt op Koningsdag; de termijn verschuift niet.", "Bron: Regeling procesgang")


async def test_r1_4_in_the_dossier_too(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "2", "down")
        clerk.sees("27-04-2026 *", "Koningsdag")
        await clerk.press("1")
        assert "Koningsdag" not in clerk.screen


async def test_work_between_sickness_leave_and_sickness_is_decided_with_a_reason(company_path):
    """Domain rules, 14.7: sick, on leave, at work, and sick again within four weeks of that."""
    async with at_home(company_path) as clerk:
        context, jansen = clerk.app.context, 2
        absence.report_sick(context, SickReport(jansen, date(2026, 1, 5)))
        absence.report_recovery(context, people.dossier_of(context, jansen).open_case.case_id, date(2026, 1, 31))
        born = date(2026, 3, 15)
        pregnancy.report_pregnancy(context, jansen, Pregnancy(born, 6, born_on=born))
        await clerk.press("z", "jans", "enter", "f2")
        clerk.sees(
            "! Nagaan: gewerkt tussen ziekte, verlof en deze",
            "12-05-2026, apart vanaf 08-06-2026",
            "! Vul dit veld in.",
        )
        assert people.dossier_of(context, jansen).open_case is None
        await clerk.press("zo overlegd", "f2")
        with context.reading() as session:
            found = session.get_one(AbsenceCase, people.dossier_of(context, jansen).open_case.case_id)
        assert (found.join_confirmed, found.join_declined) == ("zo overlegd", "")
        assert found.joined_case_id is not None
