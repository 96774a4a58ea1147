"""F28 tab 5, F42, F47 and F48 by keyboard."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.insured import insure, paid
from tests.ui.clerk import WIDE, at_home
from xstui.domain.roles import Role
from xstui.screens.reporting.report import ReportScreen


async def opened(clerk, name):
    await clerk.app.push_screen(ReportScreen(name))
    await clerk.press()


@pytest.fixture
def insured_path(context, company_path):
    """The small company with a policy and two payouts."""
    insure(context, estimated_wage_sum=Decimal(100_000), premium_percentage=Decimal(2), maximum_wage=Decimal(75_000))
    paid(context, "B-1", "1544.84")
    paid(context, "B-2", "500", person_id=2, employee_name="Jansen, A.")
    return company_path


async def test_F28_the_insurance_tab_shows_the_policy(insured_path):
    async with at_home(insured_path) as clerk:
        await clerk.press("slash", "polis", "enter", "5")
        clerk.sees("Polisnummer", "TEST-0001", "Eigen risico", "10 werkdagen", "week 1-104 70,00 %", "€ 75.000,00")
        assert "geen actieve polis" not in clerk.screen


async def test_F28_what_a_policy_does_not_say_has_no_line(context, company_path):
    insure(context, insurance_type="wga", ends_on=date(2026, 12, 31), cover=((52, "100"), (468, "70.5")))
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "5")
        clerk.sees("WGA", "31-12-2026", "week 1-52 100,00 %, week 53-520 70,50 %", "(Er is geen actieve polis)")
        assert "Eigen risico" not in clerk.screen
        assert "Maximale loonsom" not in clerk.screen


async def test_F28_a_role_without_insurance_is_offered_no_such_tab(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter")
        clerk.app._signed_in = replace(clerk.app.context, actor=replace(clerk.app.context.actor, role=Role.VIEWER))
        await clerk.press("5")
        clerk.sees("Recente trajecten")
        await clerk.press("4", "5")
        assert " 5 " not in clerk.screen
        assert "niet toe" not in clerk.screen


async def test_F28_without_a_policy_the_tab_says_so(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "5")
        clerk.sees("Bruto maandloon (Er is geen actieve polis)")
        await clerk.press("1")
        clerk.sees("Recente trajecten")


async def test_F48_the_claim_specification_follows_its_month(insured_path):
    async with at_home(insured_path, WIDE) as clerk:
        await opened(clerk, "claimspecificatie")
        clerk.sees("Claimspecificatie", "2026-05", "€ 183,91", "01-05-2026")
        await clerk.press("f", "end", "ctrl+u", "2026-03", "enter")
        clerk.sees("02-03-2026", "16-03-2026")
        await clerk.press("f", "end", "ctrl+u", "2026-09", "enter")
        clerk.sees("08-06-2026")


async def test_F47_a_payout_is_found_by_the_number_on_the_invoice(insured_path):
    async with at_home(insured_path, WIDE) as clerk:
        await opened(clerk, "uitkeringsspecificaties")
        clerk.sees("B-1", "B-2", "Polis, V.", "Jansen, A.", "€ 2.044,84")
        await clerk.press("f", "up", "B-2", "enter")
        clerk.sees("Jansen, A.", "€ 500,00")
        assert "Polis, V." not in clerk.screen


async def test_F42_the_register_shows_the_settlement(insured_path):
    async with at_home(insured_path) as clerk:
        await opened(clerk, "deelnemersregistratie")
        clerk.sees("Deelnemersregistratie", "2025", "€ 32.000,00", "Naverrekening", "bij te betalen € 2.480,00")
        await clerk.press("f", "end", "ctrl+u", "2026", "enter")
        clerk.sees("€ 48.000,00", "Het jaar is nog niet om")
        await clerk.press("f", "end", "ctrl+u", "20x6", "enter")
        clerk.sees("Typ een jaar van 1990 tot en met 2027.")


async def test_the_registers_columns_can_be_moved_over(insured_path):
    async with at_home(insured_path) as clerk:
        await opened(clerk, "deelnemersregistratie")
        assert "Geboortedatum" not in clerk.screen
        await clerk.press("right", "right", "right", "right")
        clerk.sees("Geboortedatum")


async def test_F48_enter_on_a_payout_shows_the_claims_of_its_month(insured_path):
    async with at_home(insured_path, WIDE) as clerk:
        await clerk.press("q")
        clerk.sees("Uitkeringsspecificaties", "B-1")
        await clerk.press("down", "enter")
        clerk.sees("Claimspecificatie", "2026-03", "16-03-2026")
        await clerk.press("escape", "home", "enter")
        clerk.sees("Claimspecificatie", "2026-03")


async def test_F48_the_employers_dossier_leads_to_the_claim_specification(insured_path):
    async with at_home(insured_path, WIDE) as clerk:
        await clerk.press("s", "q")
        clerk.sees("Claimspecificatie", "2026-05", "€ 183,91")


async def test_F42_home_leads_to_the_register(insured_path):
    async with at_home(insured_path) as clerk:
        await clerk.press("j")
        clerk.sees("Deelnemersregistratie", "Naverrekening")


async def test_the_insurances_of_a_dossier_are_scrolled_by_the_keys(company_path, monkeypatch):
    text = "\n".join(f"regel {n}" for n in range(60))
    monkeypatch.setattr("xstui.screens.reporting.insurance_text.insurance_text", lambda _found: text)
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "5")
        clerk.sees("regel 0")
        await clerk.press("end")
        card = clerk.app.screen.query_one("#insurance-card")
        painted = asyncio.Event()
        card.watch(card, "scroll_y", lambda y: painted.set() if y else None, init=True)
        await asyncio.wait_for(painted.wait(), 10)
        await clerk.press()
        clerk.sees("regel 59")
        await clerk.press("1")
        clerk.sees("Recente trajecten")
