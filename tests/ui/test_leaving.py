"""F39 and F40 by keyboard: what happens with the running case is said before anything is saved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlmodel import select

from tests import insured
from tests.ui.clerk import at_home
from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms
from xstui.screens.people.dossier import DossierScreen
from xstui.services.absence import tasks
from xstui.services.employment import terms
from xstui.services.people import people
from xstui.store.tables import EmployerDetails, Policy

POLIS, JANSEN = 1, 2


def dossier(clerk, person_id):
    return people.dossier_of(clerk.app.context, person_id)


async def test_F39_leaving_from_home(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "jans", "enter", "30062026", "enter", "2")
        clerk.sees("Laatste werkdag: di 30-06-2026")
        assert "ziek uit dienst" not in clerk.screen
        await clerk.press("f2")
        clerk.sees("Uit dienst gemeld: Jansen, A., laatste dag 30-06-2026")
        assert dossier(clerk, JANSEN).employment.end_date == date(2026, 6, 30)
        await clerk.press("u")
        assert dossier(clerk, JANSEN).employment.end_date is None


async def test_F40_without_cover_the_case_ends_and_the_form_says_so_first(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "poli", "enter", "l", "31052026")
        clerk.sees("Gaat ziek uit dienst: traject 100001", "91 dagen", "eindigt met het dienstverband")
        clerk.sees("uiterlijk vr 29-05-2026 bij UWV", "re-integratieverslag")
        assert dossier(clerk, POLIS).open_case is not None
        await clerk.press("enter", "1", "f2")
        clerk.reads("Uit dienst gemeld: Polis, V.", "Laatste dag 31-05-2026")
        assert dossier(clerk, POLIS).cases[0].end_reason is EndReason.LEFT


async def test_F40_after_a_death_nobody_is_asked_for_anything(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "poli", "enter", "l", "31052026", "enter", "6")
        clerk.sees("Het traject eindigt met het dienstverband: Overleden.")
        assert "UWV" not in clerk.screen
        await clerk.press("f2")
        assert dossier(clerk, POLIS).cases[0].end_reason is EndReason.DECEASED


async def test_F40_with_cover_nothing_ends_and_a_task_comes(company_path):
    async with at_home(company_path) as clerk:
        with clerk.app.context.unit("test.insure") as unit:
            unit.session.exec(select(EmployerDetails)).one().insured_sickness_act = True
        await clerk.press("l", "poli", "enter", "30062026")
        clerk.sees("Ziektewet ERD verzekerd", "wordt een taak")
        await clerk.press("enter", "1", "f2")
        assert dossier(clerk, POLIS).open_case is not None
        found = tasks.tasks_of_person(clerk.app.context, POLIS)
        assert date(2026, 6, 30) in {task.due for task in found if task.code == "T17"}


async def test_F40_both_ways_follow_from_the_policies_alone(company_path):
    async with at_home(company_path) as clerk:
        policy = insured.insure(clerk.app.context, insurance_type="sickness-act", ends_on=date(2026, 2, 28))
        await clerk.press("l", "poli", "enter", "07062026")
        clerk.sees("eindigt met het dienstverband", "bij UWV")
        insured.change(clerk.app.context, Policy, policy, ends_on=date(2026, 5, 31))
        await clerk.press("escape", "escape", "l", "poli", "enter", "07062026")
        clerk.sees("Ziektewet ERD verzekerd", "wordt een taak")
        await clerk.press("enter", "1", "f2")
        assert dossier(clerk, POLIS).open_case.kind is CaseKind.SICKNESS_ACT
        assert "T17" in {task.code for task in tasks.tasks_of_person(clerk.app.context, POLIS)}
        await clerk.press("slash", "100001", "enter")
        clerk.sees("Ziektewet", "ziek uit dienst, laatste dag 07-06-2026")


async def test_F40_an_own_risk_bearer_without_a_policy_is_set_under_settings(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("i", *["down"] * 7, "enter")
        clerk.sees("Eigen risico en dekking", "besluit van UWV")
        await clerk.press("enter", "2", "f2")
        clerk.sees("Eigen risico en dekking van TESTBEDRIJF_Voorbeeld ingesteld")
        await clerk.press("escape", "l", "poli", "enter", "30062026")
        clerk.sees("Ziektewet ERD verzekerd")


async def test_F40_ahead_of_time_the_case_goes_on_until_then(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "poli", "enter", "30062026")
        clerk.sees("loopt tot dan door", "uiterlijk di 30-06-2026 bij UWV")


async def test_a_day_that_can_not_be_is_said_at_once_and_stays_typed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "f2", "poli", "enter", "01022026", "enter", "f2")
        clerk.sees("01022026", "Er is verzuim op 02-03-2026")
        assert dossier(clerk, POLIS).employment.end_date is None
        await clerk.press("escape", "l", "ctrl+r")
        clerk.sees("Polis, V.", "01022026")


async def test_who_has_left_is_not_reported_leaving_once_more(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jans", "enter", "l", "31052026", "enter", "2", "f2")
        clerk.sees("Uit dienst gemeld: Jansen, A.")
        await clerk.press("l")
        assert isinstance(clerk.app.screen, DossierScreen)
        clerk.says("Jansen, A. is al uit dienst, na 31-05-2026.")


async def test_a_last_day_without_its_year_is_the_coming_one(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("l", "jans", "enter", "3112", "enter")
        clerk.sees("do 31-12-2026")
        await clerk.press("2", "f2")
        clerk.sees("laatste dag 31-12-2026")


async def test_a_refused_last_day_says_which_day_was_read(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "f2", "l", "jans", "enter", "0904")
        clerk.says("do 09-04-2026", "! Er is verzuim op 08-06-2026: de laatste dag kan daar niet voor liggen.")


async def test_terms_registered_for_after_the_last_day_are_asked_about_and_lapse(company_path):
    async with at_home(company_path) as clerk:
        context, later = clerk.app.context, date(2026, 9, 1)
        terms.change(context, JANSEN, Terms(later, 2, "42200", ContractType.PERMANENT, Decimal(24), Decimal(3000)))
        await clerk.press("l", "jans", "enter", "31072026")
        clerk.says("! De dienstverbandgegevens die per 01-09-2026 zijn vastgelegd, vervallen.")
        await clerk.burst("enter", "2", "f2")
        clerk.says(
            "? De dienstverbandgegevens die per 01-09-2026 zijn vastgelegd, vervallen. Klopt dat? Dezelfde toets gaat door."
        )
        assert dossier(clerk, JANSEN).employment.end_date is None
        await clerk.press("enter", "2", "f2")
        clerk.sees("Uit dienst gemeld: Jansen, A., laatste dag 31-07-2026")
        assert [line.terms.valid_from for line in terms.history(context, JANSEN).lines] == [date(2025, 5, 1)]
        await clerk.press("u")
        assert terms.history(context, JANSEN).lines[-1].terms.valid_from == later
