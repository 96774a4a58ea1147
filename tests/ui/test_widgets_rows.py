"""The list: any number of rows, painted by the window; text that is data stays text."""

import pytest
from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import App, ComposeResult

from xstui.widgets.cells import fit, harmless
from xstui.widgets.rows import ListedRows, RowColumn, RowList
from xstui.widgets.themes import first_theme, register_themes

COLUMNS = [RowColumn("Naam", 20), RowColumn("Datum", 10), RowColumn("%", 7, "right")]


class Counted:
    """Rows made when asked for, which counts what was asked."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked = 0

    def rows(self, start, stop):
        self.asked += stop - start
        return [(f"Jansen {index}", "08-06-2026", "100,00") for index in range(start, stop)]


class Listing(App[None]):
    def __init__(self, source, **options) -> None:
        super().__init__()
        self.rows = RowList(COLUMNS, source, marks=True, **options)
        self.said: list[tuple[str, int]] = []

    def compose(self) -> ComposeResult:
        yield self.rows

    @on(RowList.Chosen)
    @on(RowList.Highlighted)
    def _note(self, event) -> None:
        assert event.control is self.rows
        self.said.append((type(event).__name__, event.index))


def listing(source, **options):
    return Listing(source, **options).run_test(size=(80, 24))


def lines(app) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def test_a_hundred_thousand_rows_open_by_painting_one_screen_of_them():
    source = Counted(100_000)
    async with listing(source) as pilot:
        await pilot.pause()
        assert source.asked < 200
        assert lines(pilot.app)[0].split() == ["Naam", "Datum", "%"]
        assert lines(pilot.app)[1].startswith("▸ Jansen 0 ")
        assert len([line for line in lines(pilot.app) if "Jansen" in line]) == 23


@pytest.mark.parametrize("key", ["pagedown", "end"])
async def test_a_page_asks_for_the_rows_in_sight_at_any_length(key):
    source = Counted(1_000_000)
    async with listing(source) as pilot:
        await pilot.pause()
        before = source.asked
        await pilot.press(key)
        assert source.asked - before < 100


async def test_the_keys_move_the_cursor_and_keep_it_in_sight():
    async with listing(Counted(100)) as pilot:
        seen = []
        for key in ("down", "pagedown", "up", "end", "down", "pageup", "f8", "home", "up"):
            await pilot.press(key)
            seen.append(pilot.app.rows.cursor)
            assert any(line.startswith("▸") for line in lines(pilot.app)[1:])
        assert seen == [1, 24, 23, 99, 99, 76, 99, 0, 0]
        assert ("Highlighted", 24) in pilot.app.said
        assert lines(pilot.app)[0].startswith("  Naam")


async def test_enter_chooses_the_row_under_the_cursor():
    async with listing(Counted(5)) as pilot:
        await pilot.press("down", "enter")
        assert pilot.app.said[-1] == ("Chosen", 1)


async def test_space_marks_rows_and_goes_on():
    async with listing(Counted(5)) as pilot:
        await pilot.press("space", "down", "space")
        assert pilot.app.rows.chosen_indexes == (0, 2)
        assert [line[:2] for line in lines(pilot.app)[1:5]] == [" ■", "  ", " ■", "▸ "]
        await pilot.press("home", "space")
        assert pilot.app.rows.chosen_indexes == (2,)


async def test_without_marks_an_action_is_for_the_row_under_the_cursor():
    async with listing(Counted(5)) as pilot:
        await pilot.press("down")
        assert pilot.app.rows.chosen_indexes == (1,)


async def test_a_new_source_starts_at_its_first_row_without_marks():
    async with listing(Counted(100)) as pilot:
        await pilot.press("space", "end")
        pilot.app.rows.set_source(Counted(3))
        await pilot.pause()
        assert pilot.app.rows.chosen_indexes == (0,)
        assert pilot.app.said[-1] == ("Highlighted", 0)
        assert [line[:10] for line in lines(pilot.app)[1:5]] == ["▸ Jansen 0", "  Jansen 1", "  Jansen 2", ""]


async def test_an_empty_list_says_so_and_takes_all_keys():
    async with listing(ListedRows([]), empty="Geen werknemers") as pilot:
        await pilot.press("down", "end", "space", "enter", "pageup")
        assert lines(pilot.app)[1].strip() == "Geen werknemers"
        assert pilot.app.said == []
        assert pilot.app.rows.chosen_indexes == ()


@pytest.mark.parametrize(
    "name", ["[bold]O'Brien-De", "[@click=app.quit]x", "李小龍", "José", "😀 de Wit", "a\x1b[31mb"]
)
async def test_names_are_shown_as_typed_in_columns_that_stay_straight(name):
    async with listing(ListedRows([(name, Text("08-06-2026", "bold"), "1")])) as pilot:
        await pilot.pause()
        line = lines(pilot.app)[1]
        assert harmless(name) in line
        assert "\x1b" not in line
        assert cell_len(line[: line.index("08-06-2026")]) == 2 + 20 + 1


async def test_the_row_in_focus_is_reversed_and_signed_without_colour(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with listing(Counted(3)) as pilot:
        register_themes(pilot.app)
        pilot.app.theme = first_theme("xterm-256color", no_color=True)
        await pilot.press("down")
        strip = pilot.app.screen._compositor.render_strips()[2]
        assert "▸ Jansen 1" in "".join(part.text for part in strip if part.style and part.style.reverse)


async def test_a_tiny_terminal_is_no_crash():
    async with Listing(Counted(50)).run_test(size=(1, 1)) as pilot:
        await pilot.press("down", "end")
        assert pilot.app.rows.cursor == 49


@pytest.mark.parametrize(
    ("text", "width", "align", "shown"),
    [
        ("Jansen", 8, "left", "Jansen  "),
        ("Jansen", 8, "right", "  Jansen"),
        ("Jansen", 6, "left", "Jansen"),
        ("Jansen", 5, "left", "Jans…"),
        ("李小龍", 5, "left", "李小…"),
        ("李小龍", 4, "left", "李 …"),
        ("Jansen", 1, "left", "…"),
        ("Jansen", 0, "left", ""),
        ("a\x1bb\x7f\u202e", 5, "left", "a␛b��"),
    ],
)
def test_text_is_fitted_by_cells(text, width, align, shown):
    assert fit(text, width, align) == shown
    assert cell_len(fit(text, width, align)) == width
