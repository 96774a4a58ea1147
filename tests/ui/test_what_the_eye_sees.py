"""What the eye looks for: where the focus is, what is urgent, and that nothing is cut off where there is room."""

from __future__ import annotations

import pytest
from rich.color import ColorType
from textual.color import Color
from textual.widgets import Input

from tests.company import NOW
from tests.ui.clerk import NARROW, WIDE, at_home
from tests.ui.test_widgets_themes import contrast
from xstui.store.opening import open_store
from xstui.store.tables import OrgUnit, Person
from xstui.store.unit import EntryMeta
from xstui.widgets.rows import ALERT, RowList
from xstui.widgets.themes import CONTRAST, DARK, LIGHT, TERMINAL


def marked(clerk, theme):
    """Return the labels that are marked as those of the field in focus: in bold, without colours in reverse."""
    found = []
    for strip in clerk.app.screen._compositor.render_strips():
        edge = next(iter(strip), None)
        if edge and edge.text.startswith("▌"):
            style = next(part.style for part in strip if part.text.strip(" ▌"))
            assert style.reverse if theme is TERMINAL else style.bold
            found.append(strip.text.strip("▌ ").split("  ")[0])
    return found


@pytest.mark.parametrize("theme", [DARK, TERMINAL], ids=lambda theme: theme.name)
async def test_the_mark_of_the_field_in_focus_goes_along_with_it(company_path, theme):
    async with at_home(company_path) as clerk:
        clerk.app.theme = theme.name
        await clerk.press("n")
        assert marked(clerk, theme) == ["Achternaam *"]
        await clerk.press("tab")
        assert marked(clerk, theme) == ["Voorletters"]
        await clerk.press("tab", "tab")
        assert marked(clerk, theme) == ["Geboortedatum *"]


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
async def test_the_cursor_in_a_search_stands_out(company_path, theme):
    async with at_home(company_path) as clerk:
        clerk.app.theme = theme.name
        await clerk.press("slash")
        cursor = clerk.app.screen.query_one(Input).get_component_rich_style("input--cursor")
        assert not cursor.reverse
        assert not clerk.app.screen.query_one(Input).cursor_blink
        ground = clerk.app.screen.query_one(Input).background_colors[1]
        assert contrast(Color.from_rich_color(cursor.bgcolor).hex, ground.hex) >= 3


async def test_what_is_late_has_a_colour_of_the_theme_that_no_color_can_grey(company_path):
    """The terminal's own red becomes a dark grey with NO_COLOR: no longer to be seen."""
    async with at_home(company_path) as clerk:
        style = clerk.app.screen.query_one(RowList).get_component_rich_style(ALERT, partial=True)
        assert style.color.type is ColorType.TRUECOLOR
        assert contrast(Color.from_rich_color(style.color).hex, DARK.background) >= 4.5


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_F10_F11_F17_F19_F20_home_is_whole_in_both_sizes_and_languages(company_path, language):
    ends = {"nl": ("Naar taken", "naar trajecten", "Instellingen"), "en": ("To the tasks", "to the cases", "Settings")}
    for size in (NARROW, WIDE):
        async with at_home(company_path, size, language) as clerk:
            clerk.sees(*ends[language], "www.mijnverzuimmelding.nl", "Welkom")
            assert ("Kantoor 002" in clerk.screen) is (size == WIDE), "the tree is a key away where there is no room"


async def test_a_wide_screen_gives_its_room_to_what_was_cut_off(company_path):
    async with at_home(company_path) as clerk:
        assert "Ziekmelding aan arbodienst" not in clerk.screen
    async with at_home(company_path, WIDE) as clerk:
        clerk.sees("Ziekmelding aan arbodienst")


HELPED = {
    "the first sick day": (("z", "jans", "enter"), ("Eerste ziektedag", "telt mee", "v vandaag", "Ctrl+R")),
    "the classification": (
        ("z", "jans", "enter", "enter", "enter"),
        ("een ongeval tijdens", "no-riskpolis", "orgaandonatie"),
    ),
    "the percentage": (("d", "polis", "enter", "enter"), ("10/40", "niet productief gewerkt")),
    "the department": (("n", "x", "enter", "enter", "enter", "enter"), ("Afdeling *", "F4 opent de lijst")),
}


@pytest.mark.parametrize("name", HELPED)
async def test_the_key_f1_helps_with_the_field_in_focus(company_path, name):
    keys, texts = HELPED[name]
    async with at_home(company_path) as clerk:
        await clerk.press(*keys, "f1")
        clerk.sees("Hulp: ", *texts)
        await clerk.press("escape")
        assert "Hulp: " not in clerk.screen


async def test_keys_are_called_as_they_stand_on_the_keyboard(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("f1")
        clerk.sees("Esc, F3", "F1, ?")
        await clerk.press("pagedown")
        clerk.sees("u, Ctrl+Z")
        assert "^z" not in clerk.screen


async def test_the_palette_asks_in_the_language_of_the_user(company_path):
    for language, text in (("nl", "Zoek een opdracht"), ("en", "Search for a command")):
        async with at_home(company_path, NARROW, language) as clerk:
            await clerk.press("ctrl+p")
            clerk.sees(text)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_F21_the_master_data_keep_to_their_column(company_path, size):
    async with at_home(company_path, size) as clerk:
        await clerk.press("s")
        lines = [line for line in clerk.screen.splitlines() if "Plaats" in line or "Voltijdweek" in line]
        assert len({line.index(value) for line, value in zip(lines, ("Zwolle", "36,86"), strict=True)}) == 1


@pytest.mark.parametrize("key", ["z", "h", "l", "g"])
async def test_a_form_that_asks_for_a_person_fits_and_says_so(company_path, key):
    async with at_home(company_path) as clerk:
        await clerk.press(key)
        form = clerk.app.screen.query_one("#form")
        assert form.max_scroll_y == 0
        assert clerk.screen.splitlines()[1].strip() == "Werknemer"


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (30, 6)])
@pytest.mark.parametrize(("language", "words"), [("nl", "Maak het venster groter"), ("en", "Make the window larger")])
async def test_below_80x24_a_notice_and_what_was_typed_is_still_there(company_path, size, language, words):
    async with at_home(company_path, NARROW, language) as clerk:
        await clerk.press("slash", "jans")
        await clerk.pilot.resize_terminal(*size)
        await clerk.press()
        clerk.sees(words, f"{size[0]}", f"{size[1]}.")
        assert "Jansen" not in clerk.screen
        await clerk.pilot.resize_terminal(*NARROW)
        await clerk.press("enter")
        clerk.sees("Dossier: Jansen, A.")
        assert words not in clerk.screen


async def test_a_screen_opened_in_a_small_terminal_has_the_notice_too(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.pilot.resize_terminal(60, 20)
        await clerk.app.screen.run_action("report_sick")
        await clerk.press()
        clerk.sees("Maak het venster groter")
        assert "Eerste ziektedag" not in clerk.screen
        await clerk.pilot.resize_terminal(*NARROW)
        await clerk.press()
        clerk.sees("Eerste ziektedag")
        await clerk.press("escape")
        clerk.sees("Startpagina")
        assert "venster" not in clerk.screen


async def test_keys_to_a_screen_that_nobody_sees_do_nothing(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("z", "jans", "enter")
        await clerk.pilot.resize_terminal(60, 20)
        await clerk.press("f2", "escape", "z")
        await clerk.pilot.resize_terminal(*NARROW)
        await clerk.press()
        clerk.sees("Eerste ziektedag", "Jansen, A.")
        await clerk.press("f2")
        clerk.sees("Ziek gemeld: Jansen, A.")
        await clerk.pilot.resize_terminal(60, 20)
        await clerk.press("ctrl+l")
        await clerk.pilot.resize_terminal(*NARROW)
        await clerk.press()
        clerk.sees("Vergrendeld")


async def test_F10_F27_long_names_push_nothing_off_the_screen(company_path):
    """A department of 45 characters and a surname of as many: seen whole where there is room, and cut with a sign."""
    department = "Afdeling Bijzondere Projecten & Onderzoek Zuid"
    store = open_store(company_path, NOW)
    with store.unit(EntryMeta("test", "test", NOW, undoable=False)) as unit:
        unit.session.get_one(OrgUnit, 2).name = department
        unit.session.get_one(Person, 1).surname = "Gonçalves-van 't Hof-de la Fontaine y Martínez"
    store.close()
    async with at_home(company_path) as clerk:
        clerk.sees("Instellingen", "Mededelingen", "Welkom", "www.mijnverzuimmelding.nl")
        await clerk.press("slash", "polis", "enter")
        clerk.sees("Mevr. V. Gonçalves-van 't Hof-de la Fontaine y Martínez", "Recente trajecten", "14 Weken 1 Dag")
        assert department in " ".join(line[40:].strip() for line in clerk.screen.splitlines())
        await clerk.press("h", "f2")
        clerk.sees("Martínez", "u = ongedaan maken")
