"""F10 to F20: the home page as the manual's section 2 draws it, panel by panel."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.i18n.announcements import ANNOUNCEMENTS
from xstui.screens.home import HomeScreen
from xstui.widgets.rows import RowList


def focused_rows(clerk):
    return clerk.app.screen.query_one(RowList)


async def test_F10_announcements_and_tips_are_read_at_home(demo):
    async with at_home(demo, WIDE) as clerk:
        clerk.reads("Mededelingen", "Geen medische gegevens", "Noteer nooit de oorzaak", "Sneller melden")
    async with at_home(demo, NARROW) as clerk:
        clerk.reads("Mededelingen", "Geen medische gegevens", "Sneller")


async def test_the_announcements_of_the_demo_are_in_the_language_of_the_screen(demo):
    found = tomllib.loads((Path(__file__).parents[3] / "data/demo/company.toml").read_text())["announcements"]
    assert {one["title"]: one["body"] for one in found} == ANNOUNCEMENTS
    async with at_home(demo, WIDE, "en") as clerk:
        clerk.reads("Announcements", "No medical data", "Never note the cause", "Report faster")


async def test_F11_the_tasks_are_counted_and_the_most_urgent_lead_to_their_dossier(demo):
    async with at_home(demo) as clerk:
        clerk.reads("Te laat 21", "Nu uitvoeren 1", "Berg, R. van", "+13", "448 d")
        await clerk.press("t")
        rows = [line for line in clerk.screen.splitlines() if "!!" in line]
        late = [int(found[1]) for row in rows if (found := re.search(r"(\d+) dag", row))]
        assert late == sorted(late, reverse=True), "the most urgent come first"
        assert len(late) >= 13
        await clerk.press("end")
        await clerk.press()  # what the last task asks takes rows from the list, which scrolls once more
        clerk.reads("!  Polis, V.", "Evaluatie plan van aanpak")
        await clerk.press("escape", "end", "enter")
        clerk.reads("Dossier: Polis, V.", "Nu uitvoeren")


BUTTONS = {
    "z": "Ziekmelden",
    "h": "(deel)Herstel melden",
    "g": "Zwanger melden",
    "n": "Werknemer toevoegen",
    "l": "Uit dienst melden",
    "j": "Deelnemersregistratie",
    "v": "Verzuimcijfers",
    "b": "Werknemersbestand",
    "q": "Uitkeringsspecificaties",
    "s": "Organisatiestructuur",
}


async def test_F12_F13_F14_each_button_of_home_is_one_key(demo):
    async with at_home(demo) as clerk:
        clerk.reads("(deel)Herstel melden", "Organisatie", "Rapportages")
        for key, title in BUTTONS.items():
            clerk.reads(f" {key}  {title}")
            await clerk.press(key)
            assert clerk.screen.startswith(f" {title} "), "straight to the right screen"
            await clerk.press("escape")
            assert isinstance(clerk.app.screen, HomeScreen)


async def test_F15_people_are_found_as_one_types_by_surname_or_date_of_birth(demo):
    async with at_home(demo) as clerk:
        clerk.reads("Werknemer + werkgeversdossier zoeken")
        await clerk.press("slash", "oli")
        clerk.reads("Polis, V.", "01-05-1982")
        assert "Jansen" not in clerk.screen
        for query, name in (("01051982", "Polis, V."), ("ozdemir", "Özdemir, L."), ("hosrt", "Horst, P. ter")):
            await clerk.press("escape", "slash", query)
            clerk.reads(name)
            assert focused_rows(clerk).source.count == 1


async def test_F15_ex_employees_come_by_tick(demo):
    async with at_home(demo) as clerk:
        await clerk.press("slash", "lindeboom")
        clerk.reads("□ Ook op uit dienst getreden werknemers zoeken")
        assert "Lindeboom, H." not in clerk.screen
        await clerk.press("ctrl+f")
        clerk.reads("■ Ook op uit dienst getreden werknemers zoeken", "Lindeboom, H.", "uit dienst")


async def test_F15_organisations_are_found_as_one_types_and_the_word_dossier_shows_them_alone(demo):
    async with at_home(demo) as clerk:
        await clerk.press("slash", "werkpl")
        clerk.reads("Werkplaats", "TESTBEDRIJF_Demo")
        await clerk.press("enter")
        clerk.reads("Organisatiestructuur", "Stamgegevens", "▸   Werkplaats")
        await clerk.press("escape", "slash", "dossier")
        clerk.reads("TESTBEDRIJF_Demo", "Hoofdvestiging", "Inkomen", "Kantoor")
        assert focused_rows(clerk).source.count == 5
        await clerk.press("enter")
        clerk.reads("▸ TESTBEDRIJF_Demo", "Stamgegevens", "Voorbeeldlaan")


async def test_F15_people_come_before_organisations_of_the_same_name(demo):
    async with at_home(demo) as clerk:
        await clerk.press("slash", "de")
        shown = clerk.screen
        assert shown.index("Vries, M. de") < shown.index("TESTBEDRIJF_Demo")
        await clerk.press("ctrl+u", "vries", "enter")
        clerk.reads("Dossier: Vries, M. de")


async def test_F16_a_trajecten_id_leads_to_its_case_without_a_name(demo):
    async with at_home(demo) as clerk:
        clerk.reads("TrajectenID")
        await clerk.press("slash", "840359", "enter")
        assert clerk.pressed == 8
        clerk.reads("Dossier: Polis, V.", "▸  1  840359", "02 mrt 2026")
        await clerk.press("escape", "slash", "838514", "enter")
        clerk.reads("Dossier: Laan, W. van der", "▸  1  838514", "Laatste dag 31-05-2025")


async def test_F17_unread_messages_wait_at_home_and_all_of_them_behind_one_key(demo):
    async with at_home(demo) as clerk:
        clerk.reads("1 ongelezen", "Alle berichten", "Arbodienst: Traject 840359")
        await clerk.press("m")
        clerk.reads("Nieuwe handleiding", "Team verzuim", "27-04-2026", "klaarzetten?")
        await clerk.press("enter", "escape")
        clerk.reads("0 ongelezen")


async def test_F18_dossiers_visited_last_are_two_keys_away(demo):
    async with at_home(demo) as clerk:
        for name in ("jansen", "smit"):
            await clerk.press("slash", name, "enter", "escape", "escape")
        shown = clerk.screen[clerk.screen.index("Recent bezocht") :]
        assert shown.index("Smit, B.") < shown.index("Jansen, A."), "the last one first"
        await clerk.press("slash", "down", "enter")
        clerk.reads("Dossier: Smit, B.")


async def test_F19_the_tree_holds_what_one_is_authorised_for_and_opens_the_master_data(demo):
    async with at_home(demo, WIDE) as clerk:
        clerk.reads("Organisatiestructuur", "TESTBEDRIJF_Demo", "Inkomen", "001", "Kantoor", "002", "Werkplaats")
        await clerk.press("s")
        clerk.reads("Stamgegevens", "DEMO-0001", "Verzuim - Conventioneel", "Q Gezondheids- en welzijnszorg")
        await clerk.press("slash", "kanto", "enter")
        clerk.reads("▸   Kantoor", "002", "Stamgegevens")


async def test_F20_the_side_bar_counts_the_cases_of_each_insurance_and_leads_to_them(demo):
    async with at_home(demo) as clerk:
        clerk.reads("Regulier (verzuim)     6", "ZW                     1", "WGA                    0")
        clerk.reads("naar trajecten", "www.mijnverzuimmelding.nl")
        await clerk.press("r")
        clerk.reads("Laan, W. van der      ZW", "55 Weken 1 Dag", "Polis, V.", "14 Weken 1 Dag")
        assert focused_rows(clerk).source.count == 7
        await clerk.press("home", "enter")
        clerk.reads("Dossier: Smit, B.")
