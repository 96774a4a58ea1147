"""What is left out of a picture is what the terminal shows already: after each update it shows the same as if all were sent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from xstui.terminal.sent import ChangedPieces, SentLines

WIDTH, HEIGHT = 6, 3
STYLES = (Style(), Style(bold=True), Style(color="red", bgcolor="blue"))


def strip(text, style=0):
    return Strip([Segment(text, STYLES[style])])


def picture(*lines):
    return LayoutUpdate([[strip(line)] for line in lines], Region(0, 0, len(lines[0]), len(lines)))


def part(y, x, piece, width=WIDTH):
    """Return an update of part of a line, as a widget that lies there has it."""
    chops = [{} for _line in range(HEIGHT)]
    ends = [[] for _line in range(HEIGHT)]
    chops[y][x] = piece
    ends[y].append(min(width, x + piece.cell_length))
    return ChopsUpdate(chops, [(y, x, x + piece.cell_length)], ends)


def rows(pieces):
    return [(x, y, one.text) for x, y, one in pieces.pieces]


def test_a_picture_that_is_shown_is_not_sent_again():
    sent = SentLines()
    assert rows(sent.only_changes(picture("aaa", "bbb"))) == [(0, 0, "aaa"), (0, 1, "bbb")]
    assert rows(sent.only_changes(picture("aaa", "bbb"))) == []
    assert rows(sent.only_changes(picture("aaa", "bcb"))) == [(0, 1, "bcb")]


def test_another_size_or_another_writer_has_all_of_it_sent():
    sent = SentLines()
    sent.only_changes(picture("aaa", "bbb"))
    assert len(rows(sent.only_changes(picture("aaaa", "bbbb")))) == 2
    sent.forget()
    assert len(rows(sent.only_changes(picture("aaaa", "bbbb")))) == 2
    sent.only_changes("something that is no picture")
    assert len(rows(sent.only_changes(picture("aaaa", "bbbb")))) == 2


def test_a_part_that_is_shown_is_not_sent_and_one_that_differs_is_known_from_then_on():
    sent = SentLines()
    sent.only_changes(picture("aaaaaa", "bbbbbb", "cccccc"))
    assert rows(sent.only_changes(part(1, 2, strip("bb")))) == []
    assert rows(sent.only_changes(part(1, 2, strip("xy")))) == [(2, 1, "xy")]
    assert rows(sent.only_changes(picture("aaaaaa", "bbxybb", "cccccc"))) == []


def test_another_style_is_another_picture():
    sent = SentLines()
    sent.only_changes(picture("aaaaaa", "bbbbbb", "cccccc"))
    assert rows(sent.only_changes(part(1, 2, strip("bb", 1)))) == [(2, 1, "bb")]


def test_what_is_sent_moves_to_its_place_first():
    console = Console(force_terminal=True, color_system=None, legacy_windows=False)
    assert ChangedPieces([(2, 1, strip("xy"))]).render_segments(console).startswith("\x1b[2;3Hxy")


class Screen:
    """A terminal: what was written in each cell, with its style."""

    def __init__(self):
        self.cells = [[(" ", STYLES[0])] * WIDTH for _line in range(HEIGHT)]

    def write(self, x, y, written):
        for segment in written:
            for character in segment.text:
                if x < WIDTH:
                    self.cells[y][x] = (character, segment.style)
                x += 1


TEXTS = st.text("ab ", min_size=WIDTH, max_size=WIDTH)
WHOLE = st.lists(st.tuples(TEXTS, st.integers(0, 2)), min_size=HEIGHT, max_size=HEIGHT)
PARTS = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.text("ab ", min_size=1), st.integers(0, 2))


@given(st.lists(st.one_of(WHOLE, PARTS), min_size=1, max_size=12))
def test_the_terminal_shows_the_same_as_if_everything_were_sent(updates):
    sent, shown, whole = SentLines(), Screen(), Screen()
    for update in updates:
        if isinstance(update, list):
            lines = [strip(text, style) for text, style in update]
            asked = LayoutUpdate([[line] for line in lines], Region(0, 0, WIDTH, HEIGHT))
            for y, line in enumerate(lines):
                whole.write(0, y, line)
        else:
            y, x, text, style = update
            piece = strip(text[: WIDTH - x], style)
            asked = part(y, x, piece)
            whole.write(x, y, piece)
        for x, y, piece in sent.only_changes(asked).pieces:
            shown.write(x, y, piece)
        assert shown.cells == whole.cells
