"""F21 to F32: the employer's data, and everything about who works there (manual sections 3 and 4)."""

from __future__ import annotations

import pytest

from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.widgets.rows import RowList


def rows(clerk):
    return clerk.app.screen.query_one(RowList).source.count


@pytest.mark.parametrize("keys", [("slash", "dossier testb", "enter"), ("s",)])
async def test_F21_the_master_data_are_reached_by_the_dossier_and_by_the_tree(demo, keys):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press(*keys)
        clerk.reads("Stamgegevens", "TESTBEDRIJF_Demo", "1234 AB", "Voorbeeldstad", "010-0000000", "Sam Voorbeeld")
        clerk.reads("Ziektewet ERD", "36,86", "KvK-nummer                onbekend")


async def test_F23_a_new_employee_is_added_and_found_at_once(demo):
    async with at_home(demo) as clerk:
        await clerk.press("n")
        clerk.reads("Achternaam *", "Geboortedatum *", "Afdeling *", "Startdatum *", "Functie *", "Aantal uren *")
        await clerk.press("f2")
        assert clerk.screen.count("Vul dit veld in") >= 3, "all that is missing is said at once"
        await clerk.press("de wit", "enter", "k", "enter", "2", "enter", "010590", "enter", "002", "enter", "enter")
        await clerk.press("controller", "enter", "enter", "28", "f2")
        clerk.reads("Werknemer toegevoegd: Wit, K. de")
        await clerk.press("slash", "de wit", "enter")
        clerk.reads("Dossier: Wit, K. de", "TESTBEDRIJF_Demo › Kantoor", "Mevr. K. de Wit", "1 mei 1990 · 36 jaar")
        clerk.reads("Sinds 8 juni 2026", "(0 jaar in dienst)", "Werkuren 28,00 uur / 0,76 FTE")


async def test_F27_the_dossier_says_who_it_is_about_and_what_is_unknown(demo):
    async with at_home(demo, NARROW) as clerk:
        await clerk.press("slash", "polis", "enter")
        clerk.reads("Dossier: Polis, V.", "TESTBEDRIJF_Demo › Inkomen › Polis, V.", "Mevr. V. Polis")
        clerk.reads("1 mei 1982 · 44 jaar", "Dossier ID  563166", "Wettelijke pensioendatum (AOW)")
        clerk.reads("01-11-2050 (Niet vastgesteld)", "Telefoonnummer onbekend", "E-mailadres onbekend")
        clerk.reads("Adres onbekend", "Kenmerken Geen ingesteld")
        await clerk.press("slash", "oud", "ctrl+f", "enter")
        clerk.reads("Dossier: Oud, G.", "08-03-2027", "Laatste dag 31-03-2025")
        assert "Niet vastgesteld" not in clerk.screen, "born in March 1960: the law has fixed it"


async def test_F28_the_tabs_the_recent_cases_and_the_employment_card(demo):
    async with at_home(demo, NARROW) as clerk:
        await clerk.press("slash", "polis", "enter")
        clerk.reads(
            "1 Overzicht", "2 Taken", "3 Trajectendossier", "4 Berichten", "5 Verzekeringen", "Recente trajecten"
        )
        clerk.reads("Nr. TrjID. Protocol     Startdatum  Einddatum   Duur")
        clerk.reads("1   840359 Verzuim      02 mrt 2026 -           14 Weken 1 Dag")
        clerk.reads("Functie  42200", "1 mei 2025", "(1 jaar in dienst)", "Afdeling  Inkomen")
        clerk.reads("Werkuren 36,00 uur / 0,98 FTE", "Dienstverband type  Onbepaalde tijd")
        await clerk.press("4")
        clerk.reads("Traject 840359: Dank.", "Arbodienst")
        await clerk.press("5")
        clerk.reads("DEMO-0001", "Eigen risico                   10 werkdagen", "Ziektewet", "WGA")
        await clerk.press("slash", "jansen", "enter")
        clerk.reads("839410 Verzuim      03 nov 2025 07 nov 2025 5 Dagen")


async def test_F28_years_in_service_end_with_the_employment(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("slash", "oud", "ctrl+f", "enter")
        clerk.reads("Sinds 1 januari 1995 (30 jaar in dienst)", "Laatste dag 31-03-2025")


async def test_F30_the_list_of_everybody_has_no_limit_and_no_need_of_a_query(demo):
    async with at_home(demo) as clerk:
        await clerk.press("w")
        clerk.reads("Bakker, K.", "25-06-1980", "Kantoor", "563175")
        assert rows(clerk) == 15
        await clerk.press("ctrl+f")
        assert rows(clerk) == 18
        await clerk.press("el am")
        assert rows(clerk) == 1
        await clerk.press("enter")
        clerk.reads("Dossier: El Amrani, N.")


async def test_F31_the_staff_list_by_day_part_and_level(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("b")
        clerk.reads("f Te tonen niveaus 2", "Peildatum 08-06-2026", "Mevr.", "42200", "Werkplaats", "Totaal  15")
        await clerk.press("f")
        clerk.reads("Kies organisatieonderdeel", "Te tonen niveaus           2", "Detailleer keuze", "Kies eenheden")
        await clerk.press("end", "ctrl+u", "31-03-2025", "enter")
        clerk.reads("Totaal                   16", "Oud, G.")
        assert "Polis, V." not in clerk.screen, "she was not there yet; two who left since were"
        await clerk.press("escape", "b", "f", "up", "werkp")
        clerk.reads("Smit, B.", "Visser, D.", "Totaal                   2")
        assert "Polis, V." not in clerk.screen


async def test_F31_units_are_ticked_all_at_once_or_one_by_one(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("b", "f", "tab", "tab", "tab", "f4")
        clerk.reads("(Select all)", "Inkomen", "Kantoor", "Werkplaats")
        await clerk.press("6")
        clerk.reads("Kies eenheden              Werkplaats", "Totaal                   2")
        await clerk.press("f4", "1")
        clerk.reads("Totaal                   15")


async def test_F32_everybody_absent_is_in_one_list_by_kind(demo):
    async with at_home(demo) as clerk:
        await clerk.press("r")
        clerk.reads("Regulier (verzuim) 18-05-2026 [ziek 100 %] 3 Weken 1 Dag", "ZW 19-05-2025")
        clerk.reads("El Amrani, N. Regulier (verzuim) 10-02-2026 deels 60 % 17 Weken")
        await clerk.press("end", "h")
        clerk.reads("(deel)Herstel melden", "Berg, R. van den · traject 838120")
