"""Contrast, counted from the themes' own numbers as WCAG 2.1 counts it."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Button

import xstui
from xstui.widgets.themes import CONTRAST, DARK, LIGHT, TERMINAL, THEMES, register_themes

TEXTS = [
    "text",
    "foreground",
    "text-muted",
    "text-disabled",
    "text-primary",
    "text-accent",
    "text-warning",
    "text-error",
    "text-success",
]
PAIRS = [
    ("block-cursor-foreground", "block-cursor-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
]
FOCUS = ["border", "input-cursor-background", "block-cursor-background", "foreground"]
NUMBERED = [DARK, LIGHT, CONTRAST]


def with_or_without_colour(monkeypatch: pytest.MonkeyPatch, no_color: bool) -> None:
    """Set NO_COLOR or take it away: Textual goes by whether it is there, so an empty one greys as well."""
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)


def luminance(color: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_contrast_there_is():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("theme", NUMBERED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_text_has_a_contrast_of_4_5(theme, ground):
    colors = theme.to_color_system().generate()
    low = {name: contrast(colors[name], colors[ground]) for name in TEXTS}
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", NUMBERED, ids=lambda theme: theme.name)
def test_text_under_a_cursor_has_a_contrast_of_4_5(theme):
    colors = theme.to_color_system().generate()
    assert [pair for pair in PAIRS if contrast(colors[pair[0]], colors[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", NUMBERED, ids=lambda theme: theme.name)
def test_the_focus_has_a_contrast_of_3(theme):
    colors = theme.to_color_system().generate()
    assert [name for name in FOCUS if contrast(colors[name], colors["background"]) < 3] == []


def test_the_terminals_theme_uses_the_terminals_own_pair_alone():
    named = {TERMINAL.primary, TERMINAL.error, TERMINAL.background, TERMINAL.foreground}
    assert named == {"ansi_default"}
    assert set(TERMINAL.variables.values()) == {"ansi_default", "reverse"}


class Styled(App[None]):
    CSS_PATH = Path(xstui.__file__).parent / "styles" / "base.tcss"

    def __init__(self) -> None:
        super().__init__()
        register_themes(self)

    def compose(self) -> ComposeResult:
        yield Button("Opslaan")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_a_button_in_focus_stands_on_the_cursors_ground_or_is_reversed(theme):
    async with Styled().run_test(size=(80, 24)) as pilot:
        pilot.app.theme = theme.name
        await pilot.pause()
        strip = pilot.app.screen._compositor.render_strips()[0]
        (style,) = {part.style for part in strip if "Opslaan" in part.text}
        if theme is TERMINAL:
            assert style.reverse
        else:
            ground = theme.to_color_system().generate()["block-cursor-background"]
            assert Color.from_rich_color(style.bgcolor).hex.lower() == ground.lower()
