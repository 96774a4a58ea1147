"""What is allowed and seldom meant is asked about once: the same key again goes on (quality, section 1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.company import TODAY
from tests.ui.clerk import at_home
from xstui.domain.contract_type import ContractType
from xstui.i18n import label
from xstui.screens.absence.report_sick import ReportSickScreen
from xstui.services.absence import absence, pregnancy
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.employment import terms
from xstui.services.people import people
from xstui.store.tables import AbsenceCase

POLIS, JANSEN, BERG = 1, 2, 3


def cases(clerk):
    return people.dossier_of(clerk.app.context, JANSEN).cases


async def test_a_first_sick_day_long_ago_asks_once_and_typing_ahead_does_not_answer(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("z", "janse", "enter", "0101", "f2", "f2")
        clerk.reads("? Dat is 158 dagen")
        assert cases(clerk) == ()
        await clerk.press("f2")
        assert [case.first_sick_day for case in cases(clerk)] == [date(2026, 1, 1)]


async def test_another_day_is_asked_about_anew_and_four_weeks_is_not(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "janse", "enter", "0101", "f2")
        await clerk.press("ctrl+u", "0201", "f2")
        clerk.reads("? Dat is 157 dagen")
        await clerk.press("ctrl+u", "0101", "f2")
        clerk.reads("? Dat is 158 dagen")
        await clerk.press("ctrl+u", "1105", "f2")
        assert [case.first_sick_day for case in cases(clerk)] == [date(2026, 5, 11)]


@pytest.mark.parametrize(("day", "days"), [("0105", 38), ("1005", 29)])
async def test_a_first_sick_day_over_four_weeks_ago_is_asked_about(company_path, day, days):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "janse", "enter", day, "f2")
        clerk.reads_wrapped(f"? Dat is {days} dagen geleden. Klopt dat?")
        assert cases(clerk) == ()
        await clerk.press("f2")
        assert len(cases(clerk)) == 1


async def test_a_pregnancy_of_a_man_is_asked_about_once_below_what_else_is_unlikely(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("g", "berg", "enter", "0107", "f2")
        told = [" ".join(line.split()) for line in clerk.screen.split("\n")]
        assert told[2:7] == [
            "▌ Uitgerekende datum * 0107 wo 01-07-2026 · over 23 dagen",
            "? Berg, J. van den staat geregistreerd als man.",
            "? Het verlof begon 18 dagen geleden, op 21-05-2026. Klopt dat? Dezelfde",
            "toets gaat door.",
            "Meerling ● 1 Nee ○ 2 Ja",
        ]
        assert people.dossier_of(clerk.app.context, BERG).cases == ()
        await clerk.press("f2")
        assert len(people.dossier_of(clerk.app.context, BERG).cases) == 1


async def test_a_pregnancy_of_a_woman_is_not_asked_about(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("g", "janse", "enter", "1510", "f2")
        assert len(cases(clerk)) == 1


async def test_a_part_of_other_hours_than_the_contract_has_is_asked_about_once(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "polis", "enter", "tab", "10/40", "f2")
        clerk.reads_wrapped("= 75,00 %", "? Het contract is 36,00 uur per week, en niet 40,00. Klopt dat?")
        assert people.dossier_of(clerk.app.context, POLIS).cases[0].percentage == 100
        await clerk.press("f2")
        assert people.dossier_of(clerk.app.context, POLIS).cases[0].percentage == 75


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("08062076", "? Dat is pas over 50 jaar. Klopt dat?"),
        ("09062028", "? Dat is pas over 2 jaar. Klopt dat?"),
        ("07062025", "? Dat is 366 dagen geleden. Klopt dat?"),
    ],
)
async def test_a_far_last_day_of_an_employment_is_asked_about_once(company_path, day, told):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "janse", "enter", day, "enter")
        clerk.reads_wrapped(told)
        await clerk.press("enter", "1", "f2")
        assert people.dossier_of(clerk.app.context, JANSEN).employment.end_date is not None


async def test_a_last_day_within_two_years_is_not_asked_about(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "janse", "enter", "07062028", "enter", "1", "f2")
        assert people.dossier_of(clerk.app.context, JANSEN).employment.end_date == date(2028, 6, 7)


async def test_a_far_start_end_or_change_is_asked_about(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n")
        for name, day, told in (
            ("start_date", "08062062", "? Dat is pas over 36 jaar."),
            ("start_date", "08061966", "? Dat is 60 jaar geleden."),
            ("end_date", "08062036", "? Dat is pas over 10 jaar."),
        ):
            clerk.app.screen.field(name).focus()
            await clerk.press("ctrl+e", "ctrl+u", day, "enter")
            clerk.reads_wrapped(told)
            await clerk.press("up")


async def test_a_change_of_employment_far_away_is_asked_about_and_one_that_stands_is_not(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "janse", "enter", "k")
        await clerk.press("ctrl+e", "ctrl+u", "08062062", "enter")
        clerk.reads_wrapped("? Dat is pas over 36 jaar.")
        await clerk.press("ctrl+e", "ctrl+u", "08062027", "enter")
        assert "? Dat" not in clerk.screen


async def test_a_task_done_long_ago_is_asked_about_once(company_path):
    async with at_home(company_path) as clerk:
        with clerk.app.context.unit("test") as unit:
            unit.session.get_one(AbsenceCase, 1).first_sick_day = date(2025, 8, 1)
        await clerk.press("t", "a", "ctrl+e", "ctrl+u", "02092025", "f2")
        clerk.reads_wrapped("? Dat is 279 dagen geleden. Klopt dat?")


@pytest.mark.parametrize("keys", [("z", "janse", "enter", "f2"), ("z", "janse", "f2")])
async def test_who_is_on_leave_is_named_before_she_is_reported_sick(company_path, keys):
    async with at_home(company_path) as clerk:
        pregnancy.report_pregnancy(clerk.app.context, JANSEN, Pregnancy(date(2026, 7, 1), 6))
        await clerk.press(*keys)
        clerk.reads("? Jansen, A. heeft verlof")
        assert isinstance(clerk.app.screen, ReportSickScreen)
        await clerk.press("f2")
        assert len(cases(clerk)) == 2


async def test_a_leave_over_a_running_absence_says_so(company_path):
    async with at_home(company_path) as clerk:
        absence.report_sick(clerk.app.context, SickReport(JANSEN, TODAY))
        await clerk.press("g", "janse", "enter", "1510")
        clerk.reads("! Traject 100002 loopt sinds 08-06-2026: verlof is geen verzuim")


async def test_a_leave_that_ends_a_running_absence_says_so_in_its_receipt(company_path):
    async with at_home(company_path) as clerk:
        absence.report_sick(clerk.app.context, SickReport(JANSEN, TODAY))
        await clerk.press("g", "janse", "enter", "2007", "f2")
        await clerk.press("f2")
        clerk.reads_wrapped("✓ Zwanger gemeld: Jansen, A.", "verzuim beëindigd, laatste ziektedag 08-06-2026")


async def test_no_particulars_are_not_told_of_where_a_leave_is_one(company_path):
    async with at_home(company_path) as clerk:
        pregnancy.report_pregnancy(clerk.app.context, JANSEN, Pregnancy(date(2026, 7, 15), 4))
        await clerk.press("z", "berg", "enter")
        clerk.sees("Gewoon ziek: geen ongeval, orgaandonatie of vangnet.")
        await clerk.press("escape", "z", "janse", "enter")
        clerk.reads_wrapped("! Jansen, A.: vangnet")
        assert "Gewoon ziek" not in clerk.screen


async def test_a_child_as_employee_and_a_due_date_that_is_past_are_asked_about(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n")
        clerk.app.screen.field("birth_date").focus()
        await clerk.press("03032020", "enter")
        clerk.reads("? Iemand van 6 jaar.")
        await clerk.press("escape", "g", "janse", "enter", "02022026", "enter")
        clerk.reads("? Dat was 126 dagen")


async def test_nobody_dies_tomorrow(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "janse", "enter", "m", "enter", "6", "f2")
        assert clerk.app.screen.field("last_day").has_class("-refused")
        assert people.dossier_of(clerk.app.context, JANSEN).employment.end_date is None


SMALL, LARGE = "? Dat is € 75,00 per maand, minder dan het minimumloon", "? Dat is € 32.000,00 per maand"


@pytest.mark.parametrize(("typed", "told"), [("75", SMALL), ("32.000", LARGE)])
async def test_a_wage_at_the_start_of_sickness_that_no_month_pays_is_asked_about_once(company_path, typed, told):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "polis", "enter", "tab", "50")
        clerk.app.screen.field("wage_at_start").focus()
        await clerk.press("ctrl+e", "ctrl+u", typed, "f2")
        clerk.reads_wrapped(told, "Klopt dat?")
        assert people.dossier_of(clerk.app.context, POLIS).cases[0].percentage == 100
        await clerk.press("f2")
        assert people.dossier_of(clerk.app.context, POLIS).cases[0].percentage == 50


@pytest.mark.parametrize("keys", [(), ("shift+tab", "2", "enter", "enter")])
async def test_a_wage_in_other_terms_that_no_month_pays_is_asked_about_once(company_path, keys):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "janse", "enter", "k", *keys)
        clerk.app.screen.field("wage").focus()
        await clerk.press("ctrl+e", "ctrl+u", "32.000", "f2")
        clerk.reads_wrapped(LARGE)
        await clerk.press("f2")
        held = [line.terms for line in terms.history(clerk.app.context, JANSEN).lines]
        assert held[-1].wage == 32_000


async def test_the_wage_of_a_new_employee_is_asked_about_once_its_hours_are_there(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n")
        clerk.app.screen.field("hours").put_back("36")
        clerk.app.screen.field("birth_date").put_back("01-01-1990")
        clerk.app.screen.field("wage").focus()
        await clerk.press("75", "enter")
        clerk.reads_wrapped(SMALL)


async def test_a_wage_that_stands_as_it_was_is_not_asked_about(company_path):
    async with at_home(company_path) as clerk:
        held = terms.history(clerk.app.context, JANSEN)
        line = held.lines[-1]
        low = replace(line.terms, wage=Decimal(75))
        terms.correct(clerk.app.context, JANSEN, line.terms_id, low, job_group="", seen=held.version)
        await clerk.press("slash", "janse", "enter", "k")
        clerk.app.screen.field("contract_type").put_back(label(ContractType.ON_CALL))
        await clerk.press("f2")
        assert len(terms.history(clerk.app.context, JANSEN).lines) == 2
