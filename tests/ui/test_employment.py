"""F25 and F26 by keyboard: an employment changes per date or is corrected; its history is a key away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.company import context_of
from tests.ui.clerk import WIDE, at_home
from xstui.screens.people.dossier_text import employment_facts
from xstui.services.employment import terms
from xstui.services.people import people
from xstui.widgets.facts import Fact, together

POLIS = 1


def lines(clerk):
    return [line.terms for line in terms.history(clerk.app.context, POLIS).lines]


async def test_F25_the_employment_changes_per_date(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "poli", "enter", "k")
        clerk.sees("Wijzigen dienstverband: Polis, V.", "Het dienstverband gaat veranderen", "Ingangsdatum *")
        await clerk.press("01092026", "enter", "enter", "enter", "enter")
        await clerk.press(*["backspace"] * 5, "24", "f2")
        clerk.reads("Dienstverband gewijzigd: Polis, V. per 01-09-2026 · u = ongedaan maken", "Werkuren 36,00 uur")
        first, changed = lines(clerk)
        assert (changed.valid_from, changed.hours, changed.wage) == (date(2026, 9, 1), 24, 4000)
        assert (first.valid_from, first.hours) == (date(2025, 5, 1), 36)
        await clerk.press("u")
        assert lines(clerk) == [first]


def test_an_employment_that_is_to_come_says_when_it_begins(context):
    before = context_of(context.store, today=date(2025, 4, 8))
    facts = employment_facts(people.dossier_of(before, POLIS).employment)
    assert Fact("Begint", "1 mei 2025 " + together("(over 23 dagen)")) in facts
    assert [fact for fact in facts if "in dienst" in fact.value] == []


async def test_F25_a_correction_stays_in_its_place(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "poli", "enter", "k", "up", "2")
        clerk.sees("Dienstverbandgegevens corrigeren", "Gegevens vanaf *", "01-05-2025")
        await clerk.press("enter", "enter", "03032026", "f2")
        clerk.sees("Op 02-03-2026 was er verzuim")
        await clerk.press(*["backspace"] * 10, "01052024", "f2")
        clerk.reads("Dienstverband gecorrigeerd: Polis, V. per 01-05-2024", "Sinds 1 mei 2024")
        assert [each.valid_from for each in lines(clerk)] == [date(2024, 5, 1)]


async def test_F25_which_terms_are_mended_can_be_chosen(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "poli", "enter", "k", "01042026", "f2")
        clerk.sees("Er is niets gewijzigd")
        await clerk.press("enter", "enter", "enter", "enter", *["backspace"] * 5, "30", "f2")
        await clerk.press("k", "up", "2", "enter")
        await clerk.press(*["backspace"] * 10, "01-05-2025")
        clerk.sees("36,00")
        await clerk.press("f2")
        clerk.sees("Er is niets gewijzigd")
        assert [each.hours for each in lines(clerk)] == [Decimal(36), Decimal(30)]


async def test_F26_the_history_shows_what_held_when(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("slash", "poli", "enter", "y")
        clerk.sees("Historie weergave: Polis, V.", "Sinds 01-05-2025", "Inkomen", "Onbepaalde tijd", "36,00")
        await clerk.press("k", "01092026", "enter", "kantoor", "f2")
        clerk.sees("Dienstverband gewijzigd", "Kantoor")
        assert clerk.screen.rindex("01-09-2026 Kantoor") < clerk.screen.rindex("01-05-2025 Inkomen")


async def test_the_history_offers_to_correct_the_data_under_the_cursor(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "poli", "enter", "k")
        await clerk.press("escape", "y")
        assert clerk.screen.splitlines()[-1].split("F1")[0].split() == [
            "k",
            "Wijzigen",
            "dienstverband",
            "c",
            "Corrigeren",
        ]
        await clerk.press("c")
        clerk.sees("● 2 Dienstverbandgegevens corrigeren", "01-05-2025")


async def test_F25_the_terms_to_be_corrected_are_named_by_a_day_as_any_field_takes_it(company_path):
    async with at_home(company_path) as clerk:
        for day, hours in ((date(2026, 6, 1), 30), (date(2026, 6, 15), 24)):
            new = replace(lines(clerk)[0], valid_from=day, hours=Decimal(hours))
            terms.change(clerk.app.context, POLIS, new, job_group="Algemeen")
        await clerk.press("slash", "poli", "enter", "k", "up", "2", "enter")
        for typed, day, hours in (
            ("1506", "15-06-2026", "24,00"),
            ("1/5", "01-05-2025", "36,00"),
            ("1 jun", "01-06-2026", "30,00"),
        ):
            await clerk.press("ctrl+u", typed)
            clerk.reads(f"Gegevens vanaf * {typed} {day}", f"Ingangsdatum * {day}", f"Aantal uren * {hours}")
        await clerk.press("ctrl+u", "1606", "enter")
        clerk.says("! Op deze dag beginnen geen dienstverbandgegevens.", "of kies met F4.")
        await clerk.press("1506", "enter", "enter", "kantoor", "f2")
        clerk.sees("Dienstverband gecorrigeerd: Polis, V. per 15-06-2026")


async def test_F26_the_history_offers_the_terms_under_its_cursor_for_correction(company_path):
    async with at_home(company_path) as clerk:
        new = replace(lines(clerk)[0], valid_from=date(2026, 9, 1), hours=Decimal(24))
        terms.change(clerk.app.context, POLIS, new, job_group="Algemeen")
        await clerk.press("slash", "poli", "enter", "y", "c")
        clerk.reads("Gegevens vanaf * 01-09-2026", "Ingangsdatum * 01-09-2026", "Aantal uren * 24,00")
