"""Status line, footer, charts and the QR code."""

from decimal import Decimal

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Label

from tests.ui.scanner import needs, picture, scanned
from tests.ui.test_widgets_themes import with_or_without_colour
from xstui.widgets.bar_chart import Bar, BarChart, bar_lines
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.qr_code import QrCode
from xstui.widgets.status_line import StatusLine
from xstui.widgets.themes import register_themes

URI = "otpauth://totp/xstui:m.devries?secret=" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" + "&issuer=xstui"


class Shown(App[None]):
    def __init__(self, *widgets) -> None:
        super().__init__()
        register_themes(self)
        self.shown = widgets

    def compose(self) -> ComposeResult:
        yield from self.shown


def lines(app) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


@pytest.mark.parametrize("name", ["[bold]O'Brien", "[@click=app.quit]x[/]", "a\nb\x1b[2J"])
async def test_a_receipt_is_one_line_of_plain_text(name):
    status = StatusLine()
    async with Shown(status).run_test(size=(80, 24)) as pilot:
        status.receipt(f"Ziek gemeld: {name} per 07-06-2026")
        await pilot.pause()
        assert lines(pilot.app)[0].startswith(" ✓ Ziek gemeld: " + name[:2].strip())
        assert "07-06-2026" in lines(pilot.app)[0]
        assert "\x1b" not in lines(pilot.app)[0]
        assert lines(pilot.app)[1] == ""


async def test_a_warning_has_a_sign_and_can_be_cleared():
    status = StatusLine()
    async with Shown(status).run_test(size=(80, 24)) as pilot:
        status.warn("Niet opgeslagen")
        await pilot.pause()
        assert lines(pilot.app)[0] == " ! Niet opgeslagen"
        status.clear()
        await pilot.pause()
        assert lines(pilot.app)[0] == ""


class Keys(App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        ("f2,ctrl+s", "save", "Opslaan"),
        ("f3", "back", "Terug"),
        *[(f"f{n}", f"go({n})", f"Functie {n}") for n in range(5, 10)],
    ]

    def compose(self) -> ComposeResult:
        yield Label("x")
        yield KeyFooter()

    def get_key_display(self, binding: Binding) -> str:
        return binding.key.upper()


async def test_the_footer_shows_each_action_once():
    async with Keys().run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        words = [words for _key, words in pilot.app.screen.query_one(KeyFooter).hints()]
        assert words == ["Opslaan", *(f"Functie {n}" for n in range(5, 10)), "Terug"]
        assert all(text in lines(pilot.app)[-1] for text in words)


async def test_a_hint_that_does_not_fit_is_left_out_whole():
    async with Keys().run_test(size=(24, 24)) as pilot:
        await pilot.pause()
        assert lines(pilot.app)[-1].split() == ["F2", "Opslaan", "F3", "Terug"]


async def test_help_and_back_stand_at_the_right_however_many_others_there_are():
    async with Keys().run_test(size=(60, 24)) as pilot:
        pilot.app.bind("f1", "help", description="Hulp")
        pilot.app.screen.refresh_bindings()
        await pilot.pause()
        assert lines(pilot.app)[-1] == " F2 Opslaan  F5 Functie 5  F6 Functie 6   F1 Hulp  F3 Terug"
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert lines(pilot.app)[-1].split("F9 Functie 9")[1].strip() == "F1 Hulp  F3 Terug"


async def test_the_footer_follows_the_bindings():
    async with Keys().run_test(size=(80, 24)) as pilot:
        pilot.app.bind("f12", "cancel", description="[b]Annuleren")
        for key in ("f3", "f5", "f6"):
            pilot.app._bindings.key_to_bindings.pop(key)
        pilot.app.screen.refresh_bindings()
        await pilot.pause()
        assert "Terug" not in lines(pilot.app)[-1]
        assert "F12 [b]Annuleren" in lines(pilot.app)[-1]


def bar(label: str, value: str) -> Bar:
    return Bar(label, Decimal(value), f"{value} %")


def test_bars_fill_their_room_in_proportion():
    longest, half, least, none = bar_lines([bar("a", "8"), bar("bb", "4"), bar("c", "0.01"), bar("d", "0")], 20)
    assert longest.count("█") == 2 * half.count("█") == 10
    assert "▏" in least
    assert none.split() == ["d", "0", "%"]


def test_bars_of_nothing_are_no_division_by_nothing():
    assert bar_lines([], 20) == []
    assert bar_lines([bar("a", "0")], 5) == ["a   0 %"]


async def test_a_chart_is_as_wide_as_its_widget_and_shows_names_as_typed():
    chart = BarChart()
    async with Shown(chart).run_test(size=(80, 24)) as pilot:
        chart.set_bars([bar("[red]Polis", "4")])
        await pilot.pause()
        assert lines(pilot.app)[0].startswith("[red]Polis ███")
        assert len(lines(pilot.app)[0]) == 80


@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("theme", ["xstui-dark", "xstui-light", "xstui-terminal"])
async def test_a_scanner_reads_the_qr_code_from_the_screen(theme, no_color, monkeypatch, tmp_path):
    needs("zbarimg")
    with_or_without_colour(monkeypatch, no_color)
    async with Shown(QrCode(URI)).run_test(size=(80, 24)) as pilot:
        pilot.app.theme = theme
        await pilot.pause()
        picture(pilot.app, tmp_path / "screen.png")
    assert scanned(tmp_path / "screen.png") == URI


async def test_the_qr_code_fits_beside_a_form():
    code = QrCode(URI)
    async with Shown(code).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert (code.size.width, code.size.height) == (37, 19)


class OneParagraph(App):
    CSS = "Paragraph { height: auto; }"

    def compose(self):
        yield Paragraph("short")


async def test_a_paragraph_that_changes_again_behind_a_layout_gets_its_room():
    async with OneParagraph().run_test(size=(10, 10)) as pilot:
        paragraph = pilot.app.query_one(Paragraph)
        paragraph.update("other")
        pilot.app.screen._refresh_layout()
        paragraph.update("long words that need several lines")
        await pilot.pause()
        assert paragraph.size.height == 4
