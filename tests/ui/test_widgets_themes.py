"""Contrast, counted from the themes' own numbers as WCAG 2.1 counts it."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Button

import xstui
from xstui.widgets.badge import STYLES, Tone
from xstui.widgets.themes import (
    CONTRAST,
    CONTRAST_TOKENS,
    DARK,
    DARK_TOKENS,
    LIGHT,
    LIGHT_TOKENS,
    TERMINAL,
    THEMES,
    register_themes,
)

TEXTS = [
    "text",
    "foreground",
    "text-muted",
    "text-disabled",
    "text-primary",
    "text-accent",
    "text-secondary",
    "text-warning",
    "text-error",
    "text-success",
]
PAIRS = [
    ("block-cursor-foreground", "block-cursor-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
]
VARIABLES = {
    "ground": "background",
    "card": "surface",
    "field": "panel",
    "raised": "boost",
    "line": "border-blurred",
    "text": "foreground",
    "label": "text-muted",
    "accent": "border",
    "ok": "text-success",
    "warn": "text-warning",
    "late": "text-error",
    "sick": "text-secondary",
    "fill": "accent",
    "cursor": "block-cursor-background",
    "on_cursor": "block-cursor-foreground",
}
"""The variable of the style sheets that each token is."""
BADGE = re.compile(r"bold \$(\S+) on \$(\S+)")
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


def colors_of(theme: Theme) -> dict[str, str]:
    """Return the variables of the style sheets, as the app takes them: a theme's own go before what Textual mixes."""
    return {**theme.to_color_system().generate(), **theme.variables}


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_contrast_there_is():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("theme", NUMBERED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel", "boost"])
def test_text_has_a_contrast_of_4_5(theme, ground):
    colors = colors_of(theme)
    low = {name: contrast(colors[name], colors[ground]) for name in TEXTS}
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", NUMBERED, ids=lambda theme: theme.name)
def test_text_under_a_cursor_has_a_contrast_of_4_5(theme):
    colors = colors_of(theme)
    assert [pair for pair in PAIRS if contrast(colors[pair[0]], colors[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", NUMBERED, ids=lambda theme: theme.name)
def test_the_focus_has_a_contrast_of_3(theme):
    colors = colors_of(theme)
    assert [name for name in FOCUS if contrast(colors[name], colors["background"]) < 3] == []


TOKENS = {"dark": DARK_TOKENS, "light": LIGHT_TOKENS, "contrast": CONTRAST_TOKENS}
GROUNDS = ("ground", "card", "field", "raised")
WORDS = ("text", "label", "accent", "ok", "warn", "late", "sick")


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=TOKENS)
def test_each_token_for_words_has_a_contrast_of_4_5_on_each_ground(tokens):
    of = asdict(tokens)
    ratios = {(word, ground): contrast(of[word], of[ground]) for word in WORDS for ground in GROUNDS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=TOKENS)
def test_the_cursor_the_line_of_the_focus_and_bars_stand_out_from_the_ground(tokens):
    of = asdict(tokens)
    assert contrast(of["on_cursor"], of["cursor"]) >= 4.5
    low = {name: contrast(of[name], of["ground"]) for name in ("cursor", "accent", "fill", "sick")}
    assert {name: ratio for name, ratio in low.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", NUMBERED, ids=lambda theme: theme.name)
def test_the_words_of_each_badge_have_a_contrast_of_4_5_on_its_ground(theme):
    colors = colors_of(theme)
    pairs = {tone: BADGE.fullmatch(style).groups() for tone, style in STYLES.items()}
    assert pairs.keys() == set(Tone)
    ratios = {tone: contrast(colors[words], colors[ground]) for tone, (words, ground) in pairs.items()}
    assert {tone: ratio for tone, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize(("theme", "tokens"), zip(NUMBERED, TOKENS.values(), strict=True), ids=TOKENS)
def test_a_theme_shows_the_numbers_of_its_tokens_and_mixes_none(theme, tokens):
    colors = colors_of(theme)
    shown = {token: colors[variable].lower() for token, variable in VARIABLES.items()}
    assert shown == {token: asdict(tokens)[token] for token in VARIABLES}


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
            ground = colors_of(theme)["block-cursor-background"]
            assert Color.from_rich_color(style.bgcolor).hex.lower() == ground.lower()
