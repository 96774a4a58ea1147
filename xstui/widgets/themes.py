"""The four themes: dark, light, high contrast, and the terminal's own sixteen colours.

Held to 4.5:1 for text and 3:1 for the focus (WCAG 2.1, 1.4.3 and 1.4.11); a test counts from these numbers.
"""

from __future__ import annotations

from textual.theme import Theme

from xstui.widgets.open_types import AnyApp

DARK = Theme(
    name="xstui-dark",
    dark=True,
    primary="#7cc4ff",
    secondary="#9fb6cc",
    accent="#ffd479",
    warning="#ffc24d",
    error="#ff9c94",
    success="#8fdc9c",
    foreground="#f0f2f5",
    background="#10141a",
    surface="#18202a",
    panel="#222d3a",
    boost="#2a3746",
    variables={
        "text": "#f0f2f5",
        "text-muted": "#b4c0cc",
        "text-disabled": "#8d99a6",
        "text-primary": "#7cc4ff",
        "text-accent": "#ffd479",
        "text-warning": "#ffc24d",
        "text-error": "#ff9c94",
        "text-success": "#8fdc9c",
        "border": "#7cc4ff",
        "border-blurred": "#6c7c8c",
        "block-cursor-foreground": "#10141a",
        "block-cursor-background": "#7cc4ff",
        "block-cursor-text-style": "bold",
        "input-cursor-background": "#f0f2f5",
        "input-cursor-foreground": "#10141a",
        "input-selection-background": "#2f5f8a",
        "input-selection-foreground": "#ffffff",
    },
)

LIGHT = Theme(
    name="xstui-light",
    dark=False,
    primary="#0b4f8a",
    secondary="#3d5166",
    accent="#7a3e00",
    warning="#7a4a00",
    error="#a1161c",
    success="#155f2a",
    foreground="#14181d",
    background="#fbfbf9",
    surface="#f1f2f3",
    panel="#e3e7eb",
    boost="#d8dde3",
    variables={
        "text": "#14181d",
        "text-muted": "#46525f",
        "text-disabled": "#5c6874",
        "text-primary": "#0b4f8a",
        "text-accent": "#7a3e00",
        "text-warning": "#7a4a00",
        "text-error": "#a1161c",
        "text-success": "#155f2a",
        "border": "#0b4f8a",
        "border-blurred": "#6b7785",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#0b4f8a",
        "block-cursor-text-style": "bold",
        "input-cursor-background": "#14181d",
        "input-cursor-foreground": "#fbfbf9",
        "input-selection-background": "#0b4f8a",
        "input-selection-foreground": "#ffffff",
    },
)

CONTRAST = Theme(
    name="xstui-contrast",
    dark=True,
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ffb0b0",
    success="#a0ffa0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    variables={
        "text": "#ffffff",
        "text-muted": "#ffffff",
        "text-disabled": "#c8c8c8",
        "text-primary": "#ffff00",
        "text-accent": "#ffff00",
        "text-warning": "#ffff00",
        "text-error": "#ffb0b0",
        "text-success": "#a0ffa0",
        "border": "#ffff00",
        "border-blurred": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff00",
        "block-cursor-text-style": "bold",
        "input-cursor-background": "#ffff00",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#ffffff",
        "input-selection-foreground": "#000000",
    },
)

TERMINAL = Theme(
    name="xstui-terminal",
    ansi=True,
    dark=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "text-primary": "ansi_default",
        "text-accent": "ansi_default",
        "text-warning": "ansi_default",
        "text-error": "ansi_default",
        "text-success": "ansi_default",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "input-cursor-text-style": "reverse",
    },
)
"""Only the default pair, so that any palette of the terminal stays readable; the rest is told by reverse
video, bold and signs."""

THEMES = (DARK, LIGHT, CONTRAST, TERMINAL)


def register_themes(app: AnyApp) -> None:
    """Make the four themes known to an app."""
    for theme in THEMES:
        app.register_theme(theme)
