"""A part of the screen that is painted anew is what the whole would show there."""

from __future__ import annotations

import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from tests.ui.clerk import at_home
from xstui.terminal.compositor import NearCompositor

PARTS = (Region(0, 3, 80, 1), Region(20, 5, 30, 2), Region(0, 0, 1, 24), Region(60, 10, 20, 14), Region(0, 23, 80, 1))


class AsTextualDoes(NearCompositor):
    """Textual's own way, on the screen's own map."""

    _get_renders = Compositor._get_renders


def painted(compositor, kind, part):
    """Return the pieces of lines that a kind of compositor paints in a part of the screen."""
    compositor.__class__ = kind
    lines = compositor._render_chops(part, set(part.line_range).__contains__)
    compositor.__class__ = NearCompositor
    return [
        (y, cut, list(strip))
        for y in part.line_range
        for cut, strip in lines[y].items()
        if strip is not None and cut < part.right and cut + strip.cell_length > part.x
    ]


@pytest.mark.parametrize("keys", [("n", "Jansen"), ("z", "jans"), ("w",), ("z", "ctrl+p", "over")])
async def test_a_part_is_painted_as_in_the_whole(company_path, keys):
    async with at_home(company_path) as clerk:
        await clerk.press(*keys)
        compositor = clerk.app.screen_stack[-2 if "ctrl+p" in keys else -1]._compositor
        for part in PARTS:
            near = painted(compositor, NearCompositor, part)
            assert near, part
            assert near == painted(compositor, AsTextualDoes, part)


async def test_widgets_elsewhere_are_not_asked(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n")
        compositor = clerk.app.screen._compositor
        whole, near = list(compositor._get_renders()), list(compositor._get_renders(Region(0, 5, 80, 1)))
        assert 0 < len(near) < len(whole) / 3
        assert len(list(compositor._get_renders())) == len(whole), "nothing is forgotten"
