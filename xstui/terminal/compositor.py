"""Painting only what a key touched."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip

Renders = Iterable[tuple[Region, Region, list[Strip]]]


class NearCompositor(Compositor):
    """Asks only the widgets in the part of the screen that is painted again for their lines.

    Textual's own asks all whose container reaches into that part: in a long form, every field at every letter.
    """

    def _get_renders(self, crop: Region | None = None) -> Renders:
        if crop is None:
            return super()._get_renders()
        everywhere = self.visible_widgets
        near = {widget: place for widget, place in everywhere.items() if crop.overlaps(place[0])}
        self._visible_widgets = near
        try:
            return list(super()._get_renders(crop))
        finally:
            # What a widget shows may have the screen laid out again: then there is another list, to be made.
            if self._visible_widgets is near:
                self._visible_widgets = everywhere
