"""A list of any length that paints only the rows in sight."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from xstui.i18n import N_
from xstui.widgets.badge import Badge, Tone
from xstui.widgets.cells import fit, harmless
from xstui.widgets.same_row import same_row
from xstui.widgets.themes import WITHOUT_GROUNDS

Row = tuple[str | Text | Badge, ...]
LEAST = 6
"""Cells that a column keeps."""
PLAIN, BOLD = Style.null(), Style(bold=True)
ALERT, NOTICE, DONE, ILL, UNREAD = "rows--alert", "rows--notice", "rows--done", "rows--ill", "rows--unread"
"""Styles for the text of a cell, by the theme's own colours: `Text("!!", ALERT)`."""


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column: its heading, its width in cells, and the side that its text keeps to.

    Attributes:
        width: The least number of cells.
        grows: Cells that it takes at most of those that are left over; more would part what belongs together.
    """

    label: str
    width: int
    align: Literal["left", "right"] = "left"
    grows: int = 0


@lru_cache
def shared_out(columns: tuple[RowColumn, ...], room: int) -> tuple[int, ...]:
    """Return the cells that each column gets of a room: what is left over goes to those that grow, the first first."""
    widths = [column.width for column in columns]
    spare = max(0, room - sum(widths) - len(widths))
    _narrow(columns, widths, room + 1)
    for index, column in enumerate(columns):
        more = min(spare, column.grows)
        widths[index] += more
        spare -= more
    return tuple(widths)


def _narrow(columns: tuple[RowColumn, ...], widths: list[int], room: int) -> None:
    """Take from the last texts what does not fit, so that they end in a sign and not at the edge."""
    over = sum(widths) + len(widths) - room
    for index in reversed(range(len(columns))):
        if over > 0 and columns[index].align == "left" and widths[index] > LEAST:
            less = min(over, widths[index] - LEAST)
            widths[index] -= less
            over -= less


class RowSource(Protocol):
    """Where rows come from: a list in memory, or pages of a query."""

    @property
    def count(self) -> int:
        """The number of rows."""
        ...

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return the rows from `start` up to, not including, `stop`; quickly: it is asked while painting."""
        ...


@dataclass(frozen=True, slots=True)
class ListedRows:
    """Rows in memory."""

    listed: Sequence[Row]

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.listed)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return a part of the rows."""
        return self.listed[start:stop]


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of rows below a row of headings.

    Two cells before each row hold `▸` on the row under the cursor and `■` on marked rows. The cursor moves
    by the arrows, Page Up and Down (also F7 and F8), Home and End; Enter chooses; Space marks and goes on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "", show=False, id="rows.up"),
        Binding("down", "move(1)", "", show=False, id="rows.down"),
        Binding("pageup,f7", "page(-1)", "", show=False, id="rows.page-up"),
        Binding("pagedown,f8", "page(1)", "", show=False, id="rows.page-down"),
        Binding("home", "first", "", show=False, id="rows.first"),
        Binding("end", "last", "", show=False, id="rows.last"),
        Binding("enter,ctrl+j", "choose", "", show=False, id="rows.choose"),
        Binding("space", "mark", N_("Mark"), show=False, id="rows.mark"),
        Binding("ctrl+a", "mark_all", N_("Mark all"), show=False, id="rows.mark-all"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("rows--header", "rows--empty", "rows--cursor", ALERT, NOTICE, DONE, ILL, UNREAD),
        *(f"rows--badge-{tone}" for tone in Tone),
    }

    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    RowList > .rows--header { color: $text-muted; }
    RowList > .rows--empty { color: $text-muted; }
    RowList > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    RowList > .rows--alert { text-style: bold; color: $text-error; }
    RowList > .rows--notice { text-style: bold; color: $text-primary; }
    RowList > .rows--done { color: $text-success; }
    RowList > .rows--ill { text-style: bold; color: $text-secondary; }
    RowList > .rows--unread { color: $text-warning; }
    RowList > .rows--badge-sick { text-style: bold; color: $background; background: $secondary; }
    RowList > .rows--badge-late { text-style: bold; color: $background; background: $error; }
    RowList > .rows--badge-now { text-style: bold; color: $background; background: $primary; }
    RowList > .rows--badge-warn { text-style: bold; color: $warning; background: $boost; }
    RowList > .rows--badge-soft { text-style: bold; color: $foreground; background: $boost; }
    RowList:ansi > .rows--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Leave Enter to a screen that names what it does, for its footer to tell; mark where marks mean something."""
        if action in {"mark", "mark_all"}:
            return self.marks
        return action != "choose" or not any(
            isinstance(binding, Binding) and binding.key.startswith("enter") and binding.show
            for binding in self.screen.BINDINGS
        )

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a row."""

        rows: RowList
        index: int

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    @dataclass
    class Highlighted(Message):
        """The cursor came on another row, or on the first of a new list."""

        rows: RowList
        index: int

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    @dataclass
    class Marked(Message):
        """The marks changed."""

        rows: RowList

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    def __init__(
        self,
        columns: Sequence[RowColumn],
        source: RowSource,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        empty: str = "",
        marks: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.columns = columns
        self.source = source
        self.keys: Sequence[Hashable] = ()
        """What each row is about, by which the cursor finds it again; nothing where that is not known."""
        self.empty = empty
        self.marked: frozenset[int] = frozenset()
        self._ground = PLAIN

    @property
    def chosen_indexes(self) -> tuple[int, ...]:
        """The rows that an action is for: the marked ones, else the one under the cursor."""
        here = (self.cursor,) if self.source.count else ()
        return tuple(sorted(self.marked)) or here

    @property
    def first_in_sight(self) -> int:
        """The first row that is on the screen."""
        return int(self.scroll_offset.y)

    @property
    def last_in_sight(self) -> int:
        """The last row that is on the screen."""
        return min(self.first_in_sight + self._page, self.source.count) - 1

    def set_source(self, source: RowSource, cursor: int = 0, keys: Sequence[Hashable] = ()) -> None:
        """Show other rows, without marks."""
        self.source, self.keys = source, keys
        self.marked = frozenset()
        self._fit_scroll()
        self.set_reactive(RowList.cursor, self.validate_cursor(cursor))
        self._show_cursor()
        self.refresh()
        if source.count:
            self.post_message(self.Highlighted(self, self.cursor))

    def show_again(self, source: RowSource, keys: Sequence[Hashable]) -> bool:
        """Show the rows as they are by now, without marks; the cursor stays on what it was on.

        Return whether it could: else it is on the nearest neighbour.
        """
        place, is_same = same_row(self.cursor, self.keys, keys)
        self.set_source(source, place, keys)
        return is_same

    def go_on_with(self, source: RowSource, keys: Sequence[Hashable]) -> None:
        """Show a source that begins with the same rows; cursor and marks stay."""
        self.source, self.keys = source, keys
        self._fit_scroll()
        self.refresh()

    def on_mount(self) -> None:
        """Make room for all rows."""
        self._fit_scroll()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.source.count - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Repaint the two rows and tell."""
        if before != cursor:
            self._show_cursor()
            self._repaint(before)
            self._repaint(cursor)
            self.post_message(self.Highlighted(self, cursor))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Look up once what all rows are painted on."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint the headings, a row, or nothing."""
        width = self.size.width
        if y == 0:
            style = self._ground + self.get_component_rich_style("rows--header")
            return self._strip("  ", [column.label for column in self.columns], style)
        index = self.scroll_offset.y + y - 1
        found = self.source.rows(index, index + 1) if index < self.source.count else ()
        if found:
            return self._strip(self._gutter(index), found[0], self._row_style(index), coloured=not self._is_here(index))
        text = self.empty if y == 1 and not self.source.count else ""
        style = self._ground + self.get_component_rich_style("rows--empty")
        return Strip([Segment(fit(f"  {text}" if text else "", width), style)], width)

    def action_move(self, by: int) -> None:
        """Go up or down."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """Go a page up or down."""
        self.cursor += by * self._page

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = self.source.count - 1

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.source.count:
            self.post_message(self.Chosen(self, self.cursor))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go to the next."""
        if self.source.count:
            self.marked ^= {self.cursor}
            self._repaint(self.cursor)
            self.post_message(self.Marked(self))
            self.cursor += 1

    def action_mark_all(self) -> None:
        """Mark every row, or none where every row is."""
        everything = frozenset(range(self.source.count))
        self.marked = frozenset() if self.marked == everything else everything
        self.refresh()
        self.post_message(self.Marked(self))

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual's signature
        """Keep the cursor in sight."""
        self._fit_scroll()
        self._show_cursor()

    def on_focus(self) -> None:
        """Show the cursor's ground."""
        self._repaint(self.cursor)

    def on_blur(self) -> None:
        """Show the cursor by its sign alone."""
        self._repaint(self.cursor)

    @property
    def widths(self) -> Sequence[int]:
        """The cells that each column has: what is left over goes to those that grow, the first ones first."""
        return shared_out(tuple(self.columns), self.size.width - 2)

    @property
    def _page(self) -> int:
        """Rows in sight, below the headings."""
        return max(1, self.size.height - 1)

    def _fit_scroll(self) -> None:
        """Make room for all rows and the headings, which stay in place."""
        self.virtual_size = Size(self.size.width, self.source.count + 1)

    def _show_cursor(self) -> None:
        """Scroll no further than needed to have the cursor in sight."""
        top = self.scroll_offset.y
        if not top <= self.cursor < top + self._page:
            top = self.cursor if self.cursor < top else self.cursor - self._page + 1
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _repaint(self, index: int) -> None:
        self.refresh(Region(0, index - self.scroll_offset.y + 1, self.size.width, 1))

    def _gutter(self, index: int) -> str:
        return ("▸" if index == self.cursor else " ") + ("■" if index in self.marked else " ")

    def _row_style(self, index: int) -> Style:
        if self._is_here(index):
            return self.get_component_rich_style("rows--cursor")
        return self._ground + (BOLD if index in self.marked else PLAIN)

    def _is_here(self, index: int) -> bool:
        return index == self.cursor and self.has_focus

    def _own_style(self, own: str | Style) -> Style:
        """Return the style of a cell's text; of a component class only what is not the ground."""
        if isinstance(own, Style):
            return own
        if own in self.COMPONENT_CLASSES:
            return self.get_component_rich_style(own, partial=True)
        return Style.parse(own)

    def _strip(self, gutter: str, row: Sequence[str | Text | Badge], style: Style, *, coloured: bool = True) -> Strip:
        """Return a row in cells: each column in its width, with one cell between them.

        Cells of one style become one piece: a page then takes the terminal a third of the bytes. Under the cursor
        signs and badges keep their shape and lose their colour.
        """
        segments: list[Segment] = []
        text = gutter
        for column, width, content in zip(self.columns, self.widths, row, strict=False):
            if isinstance(content, Badge):
                shown, own = self._badge(content, width, coloured=coloured)
            elif isinstance(content, Text) and content.style:
                shown, own = content.plain, self._own_style(content.style) if coloured else BOLD
            else:
                text += fit(str(content), width, column.align) + " "
                continue
            if isinstance(content, Badge) and (length := cell_len(shown)) < width:
                segments += [Segment(text, style), Segment(shown, style + own), Segment(" " * (width - length), style)]
            else:
                segments += [Segment(text, style), Segment(fit(shown, width, column.align), style + own)]
            text = " "
        segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _badge(self, badge: Badge, width: int, *, coloured: bool) -> tuple[str, Style]:
        """Return a badge as the theme has it, and its style."""
        if not badge.words:
            return "", PLAIN
        if not coloured or self.app.theme in WITHOUT_GROUNDS:
            return badge.plain, BOLD
        shown = fit(f" {harmless(badge.words)} ", min(width, badge.width))
        return shown, self.get_component_rich_style(f"rows--badge-{badge.tone}", partial=True)
