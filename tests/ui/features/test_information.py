"""F42, F47, F48 and F52: the register, payouts and claims of the demo, and the settings (manual sections 2 D, 7, 9.2)."""

from __future__ import annotations

from tests.ui.clerk import WIDE, at_home


async def test_F42_the_register_adds_up_the_year_and_settles_it(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("j")
        clerk.reads("Deelnemersregistratie", "Jaar                       2025", "Totaal (18 deelnemers)   € 668.500,00")
        clerk.reads("Polis, V.                 € 32.000,00 01-05-2025    31-12-2025", "Naverrekening: loonsom")
        clerk.reads("te betalen € 1.712,50", "nieuw voorschot € 16.712,50")


async def test_F46_the_progress_overview_tells_what_was_done_and_what_was_taken_back(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("slash", "polis", "enter", "d", "01062026", "enter", "50", "f2")
        await clerk.press("h", "enter", "f2", "u", "3")
        clerk.reads("3 Trajectendossier", "Overzicht voortgang", "Wanneer", "Wie", "08-06-2026 12:00 demo")
        shown = clerk.screen
        assert shown.index("(ongedaan gemaakt) Hersteld gemeld") < shown.index("Gewijzigd: Polis, V. per 01-06-2026")


async def test_F47_the_number_on_an_invoice_leads_to_its_payouts(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("q")
        clerk.reads("Uitkeringskenmerk", "Polisnummer", "Naam werknemer", "Eerste ziekte dag")
        clerk.reads("Totaal               € 21.719,86")
        await clerk.press("f", "up", "B20251015", "enter")
        clerk.reads(
            "Periode van",
            "Periode t/m",
            "Totaal                € 1.911,71",
            "Berg, R. van den",
            "Visser, D.",
            "10-03-2025",
        )
        assert "Polis, V." not in clerk.screen


async def test_F48_the_claim_specification_of_a_month_from_the_employers_dossier(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("slash", "dossier testb", "enter", "q")
        clerk.reads("Claimspecificatie", "Maand 2026-05", "Verzekerd loon", "Dagloon", "Ziekte %")
        clerk.reads("Polis, V. € 48.000,00 € 183,91 01-05-2026 31-05-2026 100,00 % 21 01-05-2026")
        await clerk.press("f", "end", "ctrl+u", "2026-03", "enter")
        clerk.reads("Maand 2026-03", "02-03-2026 31-03-2026 100,00 % 22 16-03-2026", "Kolom 2-8 van 14: ← →")
        await clerk.press("f2", "right")
        clerk.reads("100,00 % 22 16-03-2026 31-03-2026")


async def test_F52_language_apart_everything_of_ones_own_is_under_settings(demo):
    async with at_home(demo) as clerk:
        clerk.reads("i  Instellingen")
        await clerk.press("i")
        clerk.reads("Instellingen", "Wachtwoord", "Inloggeschiedenis", "Rollen")
        await clerk.press("down", "enter")
        clerk.reads("Inloggeschiedenis", "demo · Sam Voorbeeld", "token van de app")
        theme = clerk.app.theme
        await clerk.press("ctrl+t")
        assert clerk.app.theme != theme
