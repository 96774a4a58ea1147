"""The other screens by keyboard: home, search, dossier, tasks, lists, reports, help."""

from __future__ import annotations

import openpyxl
import pytest

from tests.company import HOSTILE, NOW
from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.domain.absence import Classification
from xstui.i18n import set_language
from xstui.screens.base.help import commands_of
from xstui.screens.home import HomeScreen
from xstui.services.absence import tasks
from xstui.services.context import organisation
from xstui.services.people import people
from xstui.store.opening import open_store
from xstui.store.tables import AbsenceCase, OrgUnit, Person
from xstui.store.unit import EntryMeta
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.rows import RowList

SCREENS = {
    "home": (),
    "sick": ("z",),
    "recovery": ("h",),
    "search": ("slash",),
    "employees": ("w",),
    "recent": ("slash",),
    "tasks": ("t",),
    "running": ("r",),
    "messages": ("m",),
    "organisation": ("s",),
    "figures": ("v",),
    "working": ("v", "enter"),
    "staff": ("b",),
    "export": ("v", "x"),
    "dossier": ("slash", "polis", "enter"),
    "help": ("f1",),
}
ENGLISH = (" Save ", " Back ", " Search", " Cancel", " Refresh", " Tasks", " Sick ", " Recovery", " Help ", " Quit")


@pytest.mark.parametrize(("language", "size"), [("nl", NARROW), ("nl", WIDE), ("en", NARROW)])
async def test_every_screen_shows_its_keys_in_its_language(company_path, size, language):
    async with at_home(company_path, size, language) as clerk:
        for name, keys in SCREENS.items():
            await clerk.press(*keys)
            footer = clerk.app.screen.query_one(KeyFooter)
            hints = footer.hints()
            assert hints[-1] in {("F1", "Meer"), ("F1", "More")} or all(hint[1] in clerk.screen for hint in hints), name
            assert len(clerk.screen.splitlines()) == size[1]
            if language == "nl":
                found = [word for word in ENGLISH if word in clerk.screen + " "]
                assert not found, f"{name}: {found}\n{clerk.screen}"
            while not isinstance(clerk.app.screen, HomeScreen):
                await clerk.press("escape")
    set_language("nl")


async def test_F10_to_F20_home_shows_every_panel_with_live_data(company_path):
    async with at_home(company_path, WIDE) as clerk:
        clerk.reads("─ Te laat ─", "│ 2 │ │ 1 │ │ 1 │ │ 16,60 % ", "oudste 91 dagen", "van 1 werknemer")
        clerk.reads(
            "Polis, V. Ziekmelding aan arbodienst +2 91 d",
            "z Ziekmelden",
            "h (deel)Herstel melden",
            "laatst: Polis, V.",
        )
        clerk.reads("Polis, V. 100 % 15", "sinds ma 2 mrt 2026")
        clerk.sees("Rapportages", "Verzuimcijfers", "Werknemersbestand", "Organisatiestructuur", "Inkomen 001")
        clerk.sees("Regulier (verzuim)     1", "WGA                    0", "Mededelingen", "Welkom")
        clerk.sees("1 ongelezen", "Traject 100001", "Recent bezocht")


async def test_F11_enter_on_a_task_opens_the_dossier_at_its_tasks(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("enter")
        clerk.sees("Dossier: Polis, V.", "Ziekmelding aan arbodienst", "Te laat")
        await clerk.press("f")
        clerk.sees("Toekomstig", "arbodienst")
        await clerk.press("f", "a", "f2")
        clerk.sees("uitgevoerd")
        await clerk.press("escape")
        clerk.sees("Te laat 1")


async def test_F15_find_an_employee_in_six_keys(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jans", "enter")
        assert clerk.pressed == 6
        clerk.sees("Dossier: Jansen, A.", "Mevr. A. Jansen", "Geen trajecten")


@pytest.mark.parametrize("query", ["1-5-1982", "100001", "563166", "Pólis"])
async def test_F15_F16_by_birth_date_number_and_without_accents(company_path, query):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", query, "enter")
        clerk.sees("Dossier: Polis, V.")


async def test_F15_several_and_nobody(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "vries", "enter")
        clerk.sees("meer mensen")
        await clerk.press("down", "enter")
        clerk.sees("Dossier: Vries, L. de")
        await clerk.press("slash", "qqqq", "enter")
        clerk.sees("Niemand")


async def test_F15_the_word_dossier_shows_organisations(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "dossier test", "enter")
        clerk.sees("Stamgegevens", "TESTBEDRIJF_Voorbeeld", "Zwolle")


async def test_F30_all_employees_and_ex_employees_by_key(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w")
        clerk.sees("Jansen, A.", f"{HOSTILE}"[:18], "□")
        await clerk.press("ctrl+f")
        clerk.sees("■")
        await clerk.press("down", "down", "enter")
        clerk.sees("Dossier:")


async def test_a_person_in_the_list_is_reported_sick(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jans")
        await clerk.app.workers.wait_for_complete()
        await clerk.press("down", "z")
        clerk.sees("Ziekmelden", "Jansen, A.")
        await clerk.press("g", "f2")
        clerk.sees("Ziek gemeld: Jansen, A.")


async def test_F18_recently_visited(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jans", "enter", "escape", "escape", "slash")
        clerk.sees("Jansen, A.")
        await clerk.press("enter")
        clerk.sees("Dossier: Jansen, A.")


async def test_F27_F28_the_dossier_and_its_tabs(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter")
        clerk.reads("TESTBEDRIJF_Voorbeeld › Inkomen › Polis, V.", "Mevr. V. Polis", "1 mei 1982 · 44 jaar")
        clerk.reads("Dossier ID 563166", "01-11-2050 (Niet vastgesteld)", "Telefoonnummer onbekend")
        clerk.reads("Sinds 1 mei 2025", "(1 jaar in dienst)", "Werkuren 36,00 uur / 0,98 FTE", "Onbepaalde tijd")
        clerk.reads("ziek 100 %", "week 15 van 104", "2 te laat", "▲ vandaag, week 15", "e Bewerken", "k Wijzigen")
        clerk.sees("100001", "02 mrt 2026", "14 Weken 1 Dag", "100,00 %")
        await clerk.press("3")
        clerk.sees("Overzicht voortgang", "Ziek gemeld: Polis, V.")
        await clerk.press("4")
        clerk.sees("Graag overleg.")
        await clerk.press("5")
        clerk.sees("Er is geen actieve polis")
        await clerk.press("1", "f5")
        clerk.sees("Recente trajecten")


async def test_F43_tasks_are_listed_done_and_undone(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("t")
        clerk.sees("!!", "Plan van aanpak", "91 dagen")
        await clerk.press("a", "f2")
        assert len(tasks.open_tasks(clerk.app.context)) == 2
        await clerk.press("u")
        assert len(tasks.open_tasks(clerk.app.context)) == 3
        await clerk.press("enter")
        clerk.sees("Dossier: Polis, V.")


async def test_F32_who_is_absent(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("r")
        clerk.sees("Polis, V.", "02-03-2026", "14 Weken 1 Dag")
        await clerk.press("h")
        clerk.sees("(deel)Herstel melden", "Polis, V.")
        await clerk.press("escape", "enter")
        clerk.sees("Dossier: Polis, V.")


async def test_F17_messages_are_read(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("m")
        clerk.sees("Arbodienst", "Graag overleg.", "●")
        await clerk.press("enter", "escape")
        clerk.sees("0 ongelezen")


async def test_F19_F21_the_tree_and_the_master_data(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("s", "down")
        clerk.sees("Stamgegevens", "Inkomen", "36,86", "onbekend")
        assert len(organisation.tree(clerk.app.context).units) == 3


async def test_F49_figures_to_excel_in_four_keys(company_path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with at_home(company_path) as clerk:
        await clerk.press("v", "x", "enter")
        assert clerk.pressed <= 4
        clerk.sees("Geschreven")
    book = openpyxl.load_workbook(tmp_path / "verzuimcijfers-20260608.xlsx")
    cells = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert {"Inkomen", 7} <= cells


async def test_F49_parameters_work_as_they_are_changed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("v")
        clerk.sees("TESTBEDRIJF_Voorbeeld", "4,14 %", "2026-05")
        await clerk.press("f", "up", "kantoor")
        await clerk.app.workers.wait_for_complete()
        await clerk.press()
        assert "Inkomen" not in clerk.screen
        for _ in "kantoor":
            await clerk.press("ctrl+u")
        await clerk.press("bestaat niet")
        await clerk.app.workers.wait_for_complete()
        await clerk.press()
        clerk.sees("organisatieonderdeel")


async def test_F49_columns_move_and_working_opens(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("v", "right", "right", "right")
        clerk.sees("43-365 d")
        await clerk.press("left", "enter")
        clerk.sees(
            "Opbouw van de verzuimcijfers", "TESTBEDRIJF_Voorbeeld · Verzuim % (2/11)", "Polis, V.", "100001", "← →"
        )
        await clerk.press("right")
        clerk.sees("1-7 dgn", "0,00 verzuimd van", "Niemand")
        await clerk.press("left", "left")
        clerk.sees("Gemiddeld aantal werknemers (1/11)", "dagen in dienst gedeeld door", "= 7,0", "Vries, K. de")
        await clerk.press("left")
        clerk.sees("Gemiddeld aantal verzuimuren (11/11)", "uren verzuimd gedeeld door gemiddeld 7,00 werknemers")
        await clerk.press("left")
        clerk.sees("Nulverzuim", "6 van 7 werknemers zonder ziektedag = 85,71 %", "Vries, K. de")
        assert "Polis" not in clerk.screen


async def test_F49_the_working_of_counts_frequency_and_duration_names_the_cases(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("v", "enter", "right", "right", "right", "right", "right")
        clerk.sees("Meldingen (7/11)", "Ziekmeldingen in de periode: 1", "Polis, V.", "100001", "02-03-2026")
        await clerk.press("right")
        clerk.sees("Meldingsfrequentie (8/11)", "Ziekmeldingen: 1 x 365 dagen in het jaar /", "Polis, V.")
        await clerk.press("right")
        clerk.sees(
            "Gemiddelde verzuimduur (dagen) (9/11)",
            "0 dagen gedeeld door het aantal geëindigde trajecten, 0 = –",
            "geen traject",
        )
        await clerk.press("f1")
        await clerk.press("end")
        clerk.reads("Gemiddelde verzuimduur (dagen): kalenderdagen van de eerste tot")


async def test_F49_the_working_begins_with_a_figure_that_is_in_sight(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("v", *["right"] * 8, "enter")
        clerk.sees("> 1 jaar (6/11)")


async def test_F31_the_staff_list_on_a_day(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("b")
        clerk.sees("Berg, J. van den", "08-06-2026")
        assert clerk.app.screen.query_one(RowList).source.count == 8


async def test_an_export_to_a_folder_is_refused_at_its_field(company_path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with at_home(company_path) as clerk:
        await clerk.press("v", "x", "tab", "ctrl+u")
        clerk.app.screen.query_one("#out").raw = str(tmp_path)
        await clerk.press("f2")
        clerk.sees("Dit is een map")
        clerk.app.screen.query_one("#out").raw = str(tmp_path / "nergens" / "x.xlsx")
        await clerk.press("f2")
        clerk.sees("nergens")
        assert list(tmp_path.glob("*.xlsx")) == []


async def test_help_names_the_keys_of_the_screen(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("f1")
        clerk.sees("Hulp: Startpagina", "v vandaag")
        await clerk.press("escape")
        words = {started.words for started in commands_of(clerk.app.screen)}
        assert {"Ziekmelden", "(deel)Herstel melden", "Laatste ongedaan maken", "Thema"} <= words


async def test_help_names_space_where_marks_mean_something(company_path):
    async with at_home(company_path) as clerk:
        for keys, marks in ((("t",), True), (("m",), False), (("slash", "polis", "enter"), False), (("2",), True)):
            await clerk.press(*keys)
            shown = {(started.keys, started.words) for started in commands_of(clerk.app.screen)}
            assert (("Spatie", "Markeren") in shown) == marks, keys
            if keys in {("t",), ("m",)}:
                await clerk.press("f3")


async def test_enter_on_a_case_of_the_overview_opens_the_case_file(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter")
        clerk.sees("Recente trajecten")
        await clerk.press("enter")
        clerk.sees("Overzicht voortgang")


async def test_the_palette_runs_a_command_by_its_dutch_or_english_name(company_path):
    for typed in ("Cijfers", "figures"):
        async with at_home(company_path) as clerk:
            await clerk.press("ctrl+p", typed)
            await clerk.app.workers.wait_for_complete()
            await clerk.press("enter")
            await clerk.press("enter") if "Verzuimcijfers" not in clerk.screen else None
            clerk.sees("Verzuimcijfers")


async def test_the_palette_speaks_dutch_and_writes_keys_as_the_guide_does(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+p")
        clerk.sees("Zoek een opdracht", "Ziekmelden  (z)", "Werknemer toevoegen  (n, F6)")
        await clerk.press("ongedaan")
        await clerk.app.workers.wait_for_complete()
        await clerk.press()
        clerk.sees("Laatste ongedaan maken  (u, Ctrl+Z)")
        await clerk.press("qqq")
        await clerk.app.workers.wait_for_complete()
        await clerk.press()
        clerk.sees("Geen opdracht past hierbij.")


async def test_the_theme_changes_by_key(company_path):
    async with at_home(company_path) as clerk:
        names = [clerk.app.theme]
        for _ in range(4):
            await clerk.press("ctrl+t")
            names.append(clerk.app.theme)
        assert names[0] == names[4]
        assert len(set(names)) == 4


async def test_below_80x24_nothing_crashes(company_path):
    for size in ((40, 10), (1, 1)):
        async with at_home(company_path, size) as clerk:
            await clerk.press("z", "escape", "v")
            assert clerk.app.is_running


async def test_opening_a_dossier_is_noted_once(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "2", "1", "f5")
        recent = people.dossier_of(clerk.app.context, 1)
        assert recent.dossier_no == 563166
        from xstui.services import home

        assert [found.person_id for found in home.home(clerk.app.context).recent] == [1]


async def test_the_word_to_choose_goes_once_an_arrow_or_another_text_was_typed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jansne")
        await clerk.press("enter")
        clerk.reads_wrapped("Wie erop lijkt: kies met de pijlen")
        await clerk.press("2")
        clerk.reads_wrapped("kies eerst met de pijlen")
        await clerk.press("down")
        assert "met de pijlen" not in clerk.screen
        await clerk.press("escape", "slash", "jansne", "enter")
        clerk.reads_wrapped("Wie erop lijkt: kies met de pijlen")
        await clerk.press("slash", "qqqq")
        assert "met de pijlen" not in clerk.screen


LONG = "Bijzondere Projecten en Onderzoek van het Noorden, Oosten en Zuiden"


async def test_the_case_of_a_dossier_is_in_sight_however_long_the_cards_and_the_note_are(company_path):
    """At 80x24 the line of the case gives way to the list, also below a receipt of two rows."""
    store = open_store(company_path, NOW)
    with store.unit(EntryMeta("test", "test", NOW, undoable=False)) as unit:
        unit.session.get_one(OrgUnit, 2).name = LONG
        unit.session.get_one(Person, 1).email = "een.bijzonder.lang.adres.om.te.lezen@voorbeeld.example"
        unit.session.get_one(AbsenceCase, 1).classification = Classification.RECOURSE
    store.close()
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter")
        clerk.reads(
            "▸ 1 100001 Verzuim 02 mrt 2026 - 14 Weken 1 Dag 100,00 %", "Wettelijke pensioendatum (AOW) 01-11-2050"
        )
        clerk.says("Ziek t.g.v. ongeval met regresmogelijkheid · Loon bij ingang ziekte € 4.000,00 (Bruto maandloon)")
        await clerk.press("d", "01052026", "enter", "75", "f2", "u")
        clerk.says("✓ Ongedaan gemaakt: Gewijzigd: Polis, V. per 01-05-2026, 75,00 % ziek · Ctrl+Y = opnieuw doen")
        clerk.reads("▸ 1 100001 Verzuim 02 mrt 2026 - 14 Weken 1 Dag 100,00 %")
