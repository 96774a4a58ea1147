"""What the terminal shows already is not sent again: over a slow line a picture costs what has changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

Piece = tuple[int, int, Strip]
"""Column, row, and what is written there."""


class ChangedPieces(CompositorUpdate):
    """The parts of a picture that the terminal does not show yet."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """Return what is written to the terminal."""
        return "".join(f"{Control.move_to(x, y).segment.text}{strip.render(console)}" for x, y, strip in self.pieces)


class SentLines:
    """The lines that the terminal shows, as far as they are known.

    A change of the layout paints the whole screen, and a widget all of itself, also where it looks the same afterwards:
    a screen that opens and loads what it shows is painted several times.
    """

    def __init__(self) -> None:
        self._size = Size(0, 0)
        self._known: list[Strip | None] = []

    def forget(self) -> None:
        """Take it that the terminal shows something else: the next picture is sent whole."""
        self._size, self._known = Size(0, 0), []

    def only_changes(self, update: object) -> object:
        """Return what is to be sent of an update of the screen; what is no picture passes as it is."""
        if isinstance(update, LayoutUpdate):
            if update.region.size != self._size:
                self._size, self._known = update.region.size, [None] * update.region.height
            return ChangedPieces([piece for piece in _lines(update) if self._is_news(piece)])
        if isinstance(update, ChopsUpdate):
            return ChangedPieces([piece for piece in _parts(update) if self._is_news(piece)])
        if update is not None:
            self.forget()
        return update

    def _is_news(self, piece: Piece) -> bool:
        """Tell whether the terminal does not show a piece yet, and take note that it does from now on."""
        x, y, strip = piece
        width = self._size.width
        known = self._known[y] if y < len(self._known) else None
        if known is not None and known.crop(x, x + strip.cell_length).simplify() == strip:
            return False
        if y < len(self._known):
            if strip.cell_length >= width:
                self._known[y] = strip
            elif known is not None:
                after = known.crop(x + strip.cell_length, width)
                self._known[y] = Strip.join([known.crop(0, x), strip, after]).simplify()
        return True


def _lines(update: LayoutUpdate) -> Iterator[Piece]:
    """Yield the lines of a whole picture, each in as few pieces as its styles allow."""
    for y, strips in enumerate(update.strips, update.region.y):
        yield update.region.x, y, Strip.join(list(strips)).discard_meta().simplify()


def _parts(update: ChopsUpdate) -> Iterator[Piece]:
    """Yield the parts of a picture that were painted again."""
    for y, begin, end in update.spans:
        for stop, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x <= end and stop > begin:
                yield x, y, strip.crop(0, min(stop, end) - x).discard_meta().simplify()
