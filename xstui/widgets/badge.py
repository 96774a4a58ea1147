"""Badges: a state in a word or two, that is seen before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from xstui.widgets.cells import harmless
from xstui.widgets.themes import WITHOUT_GROUNDS


class Tone(StrEnum):
    """What a badge is about, which gives it its colour; the word says it too."""

    SICK = "sick"
    LATE = "late"
    NOW = "now"
    WARN = "warn"
    SOFT = "soft"


STYLES = {
    Tone.SICK: "bold $background on $secondary",
    Tone.LATE: "bold $background on $error",
    Tone.NOW: "bold $background on $primary",
    Tone.WARN: "bold $warning on $boost",
    Tone.SOFT: "bold $foreground on $boost",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A state: its words, and what it is about."""

    words: str
    tone: Tone = Tone.SOFT

    @property
    def plain(self) -> str:
        """The badge where there is no colour: `[ziek 50 %]`."""
        return f"[{harmless(self.words)}]"

    @property
    def width(self) -> int:
        """Cells that it takes, with its brackets or its ground."""
        return cell_len(harmless(self.words)) + 2

    def content(self, theme: str) -> Content:
        """Return the badge as a theme has it."""
        if theme in WITHOUT_GROUNDS:
            return Content.styled(self.plain, "bold")
        return Content.styled(f" {harmless(self.words)} ", STYLES[self.tone])


class BadgeLine(Widget):
    """One row: words in bold, and badges behind them."""

    DEFAULT_CSS = """
    BadgeLine { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.words = ""
        self.badges: Sequence[Badge] = ()

    def show(self, words: str, badges: Sequence[Badge]) -> None:
        """Show other words and badges."""
        self.words, self.badges = words, badges
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the line in the colours of the theme."""
        theme = self.app.theme
        lead = (Content.styled(harmless(self.words), "bold"), Content("   ")) if self.words else ()
        shown = [part for badge in self.badges for part in (badge.content(theme), Content(" "))]
        return Content.assemble(*lead, *shown)
