"""The four themes: dark, light, high contrast, and the terminal's own sixteen colours.

All colours stand here, by what they are for. Held to 4.5:1 for text and 3:1 for the focus (WCAG 2.1, 1.4.3 and
1.4.11); a test counts from these numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.theme import Theme

from xstui.i18n import N_
from xstui.widgets.open_types import AnyApp


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of a theme, by what they mean: one meaning each.

    Attributes:
        ground: The screen and its boxes.
        card: One step up: the search line, the line of parameters.
        field: Header, footer, a field at rest.
        raised: Pop-ups, soft badges, the field with the focus.
        line: Rules, and boxes without the focus; decoration alone.
        text: Values and titles.
        label: Labels, headings of columns, what is unknown, hints.
        accent: What can be pressed, the line of the focus, what is due now.
        ok: What is done.
        warn: What asks attention before saving, what is unread, the demo.
        late: What is late, and what was refused.
        sick: Words about sickness.
        fill: Surfaces of bars and of the timeline.
        cursor: The row, tab or option under the cursor.
        on_cursor: The text on it.
    """

    ground: str
    card: str
    field: str
    raised: str
    line: str
    text: str
    label: str
    accent: str
    ok: str
    warn: str
    late: str
    sick: str
    fill: str
    cursor: str
    on_cursor: str


DARK_TOKENS: Final = Tokens(
    ground="#0f141b",
    card="#151c26",
    field="#202b38",
    raised="#2b3848",
    line="#4b5c70",
    text="#e6ebf1",
    label="#a3b3c3",
    accent="#79c0ff",
    ok="#7fdca0",
    warn="#ffc266",
    late="#ff9d94",
    sick="#c9b0ff",
    fill="#9a7ce8",
    cursor="#2b6cb0",
    on_cursor="#ffffff",
)
LIGHT_TOKENS: Final = Tokens(
    ground="#fbfbf8",
    card="#f3f5f7",
    field="#e6ebf0",
    raised="#dae1e8",
    line="#b4bec8",
    text="#15191e",
    label="#475461",
    accent="#0a4f8f",
    ok="#12582a",
    warn="#704400",
    late="#9c131b",
    sick="#5a2ca0",
    fill="#7a52c7",
    cursor="#0a4f8f",
    on_cursor="#ffffff",
)
CONTRAST_TOKENS: Final = Tokens(
    ground="#000000",
    card="#000000",
    field="#000000",
    raised="#000000",
    line="#ffffff",
    text="#ffffff",
    label="#ffffff",
    accent="#ffff00",
    ok="#a0ffa0",
    warn="#ffd080",
    late="#ffb0b0",
    sick="#e0d0ff",
    fill="#e0d0ff",
    cursor="#ffff00",
    on_cursor="#000000",
)


def _variables(tokens: Tokens) -> Mapping[str, str]:
    """Return Textual's variables for what its colour system would else work out by itself."""
    return {
        "text": tokens.text,
        "boost": tokens.raised,
        "text-muted": tokens.label,
        "text-disabled": tokens.label,
        "text-primary": tokens.accent,
        "text-accent": tokens.accent,
        "text-secondary": tokens.sick,
        "text-warning": tokens.warn,
        "text-error": tokens.late,
        "text-success": tokens.ok,
        "border": tokens.accent,
        "border-blurred": tokens.line,
        "block-cursor-foreground": tokens.on_cursor,
        "block-cursor-background": tokens.cursor,
        "block-cursor-text-style": "bold",
        "input-cursor-background": tokens.text,
        "input-cursor-foreground": tokens.ground,
        "input-selection-background": tokens.cursor,
        "input-selection-foreground": tokens.on_cursor,
    }


def _theme(name: str, tokens: Tokens, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=tokens.accent,
        secondary=tokens.sick,
        accent=tokens.fill,
        warning=tokens.warn,
        error=tokens.late,
        success=tokens.ok,
        foreground=tokens.text,
        background=tokens.ground,
        surface=tokens.card,
        panel=tokens.field,
        variables=dict(_variables(tokens)),
    )


DARK = _theme("xstui-dark", DARK_TOKENS, dark=True)
LIGHT = _theme("xstui-light", LIGHT_TOKENS, dark=False)
CONTRAST = _theme("xstui-contrast", CONTRAST_TOKENS, dark=True)

OWN = "ansi_default"
"""The terminal's own pair of colours."""
CURSOR_VARIABLES = (
    *("block-cursor-foreground", "block-cursor-background", "block-cursor-text-style"),
    *("input-cursor-background", "input-cursor-foreground"),
    *("input-selection-background", "input-selection-foreground"),
)

TERMINAL = Theme(
    name="xstui-terminal",
    ansi=True,
    dark=True,
    primary=OWN,
    secondary=OWN,
    accent=OWN,
    warning=OWN,
    error=OWN,
    success=OWN,
    foreground=OWN,
    background=OWN,
    surface=OWN,
    panel=OWN,
    variables={
        "ansi-background": OWN,
        "ansi-foreground": OWN,
        **{name: OWN for name in _variables(DARK_TOKENS) if name not in {*CURSOR_VARIABLES, "text"}},
        "input-cursor-text-style": "reverse",
    },
)
"""Only the default pair, so that any palette of the terminal stays readable; the rest is told by reverse
video, bold and signs."""

THEMES = (DARK, LIGHT, CONTRAST, TERMINAL)
WORDS = {
    DARK.name: N_("dark"),
    LIGHT.name: N_("light"),
    CONTRAST.name: N_("high contrast"),
    TERMINAL.name: N_("the terminal's own"),
}
"""What each theme is called, marked for translation."""
WITHOUT_GROUNDS = (CONTRAST.name, TERMINAL.name)
"""Themes with one ground for all, so that badges stand in brackets."""
FEW_COLOURS = ("linux", "vt", "dumb")
"""How the names begin of terminals that have sixteen colours at most."""


def register_themes(app: AnyApp) -> None:
    """Make the four themes known to an app."""
    for theme in THEMES:
        app.register_theme(theme)


def cursor_style(theme: str) -> str:
    """Return how text under a cursor is written in a theme: on a ground of its own, or reversed without colours."""
    if theme == TERMINAL.name:
        return "bold reverse"
    return "bold $block-cursor-foreground on $block-cursor-background"


def first_theme(term: str, *, no_color: bool) -> str:
    """Return the theme to begin with: the terminal's own where colours are not wanted, or few are there.

    Args:
        term: The kind of terminal, as `TERM` names it.
        no_color: Whether `NO_COLOR` asks for none (no-color.org).
    """
    few = term.startswith(FEW_COLOURS) or term.endswith(("-mono", "-m", "-16color"))
    return TERMINAL.name if no_color or few else DARK.name
