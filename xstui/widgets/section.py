"""A part of a screen below its title: a title that runs into a rule, and on a wide screen a box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from xstui.widgets.cells import harmless
from xstui.widgets.paragraph import Paragraph

Hint = str | tuple[str, str]
"""Words at the end of a title, or a key and what it does."""


def hint_content(hints: Sequence[Hint]) -> Content:
    """Return `1 ongelezen · m Alle berichten`, with the keys in the colour of what can be pressed."""
    parts: list[Content] = []
    for hint in hints:
        if parts:
            parts.append(Content.styled(" · ", "$text-muted"))
        if isinstance(hint, tuple):
            key, words = hint
            parts += [
                Content.styled(harmless(key), "bold $primary"),
                Content.styled(f" {harmless(words)}" if words else "", "$text-muted"),
            ]
        else:
            parts.append(Content.styled(harmless(hint), "$text-muted"))
    return Content.assemble(*parts)


def titled(title: str, width: int, *hints: Hint) -> Content:
    """Return `Taken ────────── t Naar taken` in so many cells; where that is too much, the last hints give way.

    A key loses its words before it goes itself: what it does stands in help.
    """
    shown, left = Content.styled(harmless(title), "bold"), list(hints)
    while left and shown.cell_length + hint_content(left).cell_length + 3 > width:
        last = left.pop()
        if isinstance(last, tuple) and last[1]:
            left.append((last[0], ""))
    hint = hint_content(left)
    room = width - shown.cell_length - hint.cell_length - (2 if left else 1)
    rule = Content.styled("─" * max(0, room), "$border-blurred")
    return Content.assemble(shown, " ", rule, *((" ", hint) if left else ()))


class SectionTitle(Widget):
    """`Taken ─────────────── t Naar taken`: the title in bold, a rule, and what belongs to it at its end."""

    DEFAULT_CSS = "SectionTitle { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, title: str = "", *hints: Hint, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.title, self.hints = title, hints

    def show(self, title: str, *hints: Hint) -> None:
        """Show another title."""
        if (title, hints) != (self.title, self.hints):
            self.title, self.hints = title, hints
            self.refresh()

    def render(self) -> Content:
        """Return the line, as wide as the widget."""
        return titled(self.title, self.size.width, *self.hints)


@dataclass(frozen=True, slots=True)
class Titled:
    """A title between the lines of a panel, with what stands at its end."""

    title: str
    hints: tuple[Hint, ...] = ()


class Panel(Paragraph):
    """Lines with titles between them, which run into rules as wide as the panel."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes, markup=False)
        self._parts: Sequence[Titled | Content] = ()
        self._more: Callable[[int], Content] | None = None

    def show(self, parts: Sequence[Titled | Content], more: Callable[[int], Content] | None = None) -> None:
        """Show other lines.

        Args:
            more: What stands in place of so many lines that find no room.
        """
        self._parts, self._more = parts, more
        self._write()

    def on_resize(self) -> None:
        """Let the rules run as far as there is room."""
        self._write()

    def _write(self) -> None:
        width = self.content_size.width
        lines = [titled(p.title, width, *p.hints) if isinstance(p, Titled) else p for p in self._in_sight()]
        self.update(Content("\n").join(lines))

    def _in_sight(self) -> Sequence[Titled | Content]:
        room, parts = self.content_size.height, self._parts
        if self._more is None or not 0 < room < len(parts):
            return parts
        return [*parts[: room - 1], self._more(len(parts) - room + 1)]


class Section(Vertical):
    """A part of a screen: at 80 cells a title above it, from 110 a box whose line is strong while it has the focus.

    Attributes:
        title: What it is called.
        hints: What stands at the end of the title, or in the lower edge of the box.
    """

    DEFAULT_CSS = """
    Section { height: auto; width: 1fr; }
    Section > SectionTitle { padding: 0; }
    """

    def __init__(self, *children: Widget, title: str = "", id: str | None = None, classes: str = "") -> None:  # noqa: A002 - Textual's name
        self._line = SectionTitle(title)
        super().__init__(self._line, *children, id=id, classes=classes)
        self.show(title)

    def has_room(self, title: str, *hints: Hint) -> bool:
        """Tell whether a title has room for all that belongs to it."""
        return cell_len(harmless(title)) + hint_content(hints).cell_length + 3 <= self.size.width

    def show(self, title: str, *hints: Hint) -> None:
        """Show another title, with what belongs to it."""
        self._line.show(title, *hints)
        self.border_title = Content(harmless(title))
        self.border_subtitle = hint_content(hints)
