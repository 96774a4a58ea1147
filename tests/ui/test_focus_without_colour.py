"""Where the focus is can be seen by more than its colour: not everybody tells colours apart, and paper has none."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.geometry import Region

from tests.ui.clerk import at_home
from tests.ui.test_widgets_themes import with_or_without_colour
from xstui.widgets.form_field import FormField
from xstui.widgets.rows import RowList
from xstui.widgets.themes import CONTRAST, DARK, LIGHT, TERMINAL

LOOKS = {
    "light": (LIGHT, False),
    "contrast": (CONTRAST, False),
    "no colour": (DARK, True),
    "terminal": (TERMINAL, True),
}


def marks(clerk, region):
    """Return what a part of the screen has that is no colour."""
    found = set()
    for strip in clerk.app.screen._compositor.render_strips()[region.y : region.bottom]:
        for part in strip.crop(region.x, region.right):
            style = part.style or Style.null()
            found |= {name for name in ("reverse", "bold", "underline") if getattr(style, name)}
            found |= {"▸", "▌"} & set(part.text)
    return found


def has_colours(clerk):
    """Tell whether anything on the screen is another colour than a grey."""
    strips = clerk.app.screen._compositor.render_strips()
    styles = [part.style for strip in strips for part in strip if part.style]
    colours = [colour for style in styles for colour in (style.color, style.bgcolor) if colour]
    return any(len(set(colour.triplet or ())) > 1 for colour in colours)


def is_told_apart(clerk, focus, others):
    """Fail unless the focus has a mark that each of the others lacks."""
    assert others, "there is nothing to tell it from"
    mine = marks(clerk, focus)
    for other in others:
        assert mine - marks(clerk, other), f"line {focus.y} looks like line {other.y} in:\n{clerk.screen}"


def row_is_told_apart(clerk):
    listed = clerk.app.screen.query_one(RowList)
    shown = listed.region
    rows = [Region(shown.x, y, shown.width, 1) for y in range(shown.y + 1, shown.y + 1 + listed.source.count)]
    focus = rows.pop(listed.cursor)
    is_told_apart(clerk, focus, rows)


def field_is_told_apart(clerk):
    fields = {field: field.region for field in clerk.app.screen.query(FormField) if field.region.bottom <= 23}
    (focus,) = [field for field in fields if field.has_focus_within]
    is_told_apart(clerk, fields.pop(focus), list(fields.values()))


@pytest.mark.parametrize("look", LOOKS)
async def test_the_row_or_field_in_focus_is_told_apart_without_colour(company_path, look, monkeypatch):
    theme, no_color = LOOKS[look]
    with_or_without_colour(monkeypatch, no_color)
    async with at_home(company_path) as clerk:
        clerk.app.theme = theme.name
        assert has_colours(clerk) != no_color
        await clerk.press("t", "down")
        row_is_told_apart(clerk)
        await clerk.press("escape", "n", "f2")
        clerk.sees("Vul dit veld in.")
        for _field in range(4):
            field_is_told_apart(clerk)
            await clerk.press("tab")


async def test_without_colours_all_is_written_in_the_terminals_own(company_path, monkeypatch):
    with_or_without_colour(monkeypatch, True)
    async with at_home(company_path) as clerk:
        for keys in ((), ("slash", "polis", "enter"), ("n",)):
            await clerk.press(*keys)
            styles = [part.style for strip in clerk.app.screen._compositor.render_strips() for part in strip]
            colours = {colour for style in styles if style for colour in (style.color, style.bgcolor) if colour}
            assert all(colour.is_default for colour in colours), clerk.screen
