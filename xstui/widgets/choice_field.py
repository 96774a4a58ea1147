"""A field for one of two to seven choices: a digit or a first letter picks at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from xstui.domain.problems import Problem
from xstui.widgets.cells import fit
from xstui.widgets.form_field import FormField
from xstui.widgets.pick_list import PickList, harmless_label, option_for_key

T = TypeVar("T")


class _Choices(Widget, can_focus=True):
    """The choices in one line, or below each other where one line is too short."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "", show=False, id="choice.previous"),
        Binding("right,space", "step(1)", "", show=False, id="choice.next"),
        Binding("f4,down,ctrl+space,ctrl+@", "list", "", show=False, id="field.choices"),
        Binding("enter,ctrl+j", "enter", "", show=False, id="choice.enter"),
    ]

    DEFAULT_CSS = "_Choices { width: 1fr; height: auto; }"

    chosen: reactive[int | None] = reactive(None)

    class Chosen(Message):
        """Another choice was made."""

    class Entered(Message):
        """Enter was pressed."""

    class ListAsked(Message):
        """The list was asked for."""

    class Unfit(Message):
        """A letter, digit or sign was typed that picks nothing."""

        def __init__(self, event: events.Key, *, counted: bool) -> None:
            super().__init__()
            self.event = event
            self.counted = counted
            """Whether digits were typed before it: what was meant as one number has picked something already."""

    def __init__(self, labels: Sequence[str], chosen: int | None) -> None:
        super().__init__(classes="field--editor")
        self.labels = [harmless_label(label) for label in labels]
        self.set_reactive(_Choices.chosen, chosen)
        self._digits = False

    def on_focus(self) -> None:
        """Begin without digits."""
        self._digits = False

    def pick(self, index: int) -> None:
        """Make a choice."""
        self.chosen = index
        self.post_message(self.Chosen())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return one row, or a row for each choice that doesn't fit in one."""
        return 1 if self._fits(width) else len(self.labels)

    def render_line(self, y: int) -> Strip:
        """Paint the line of choices, or one choice of the column."""
        width = self.size.width
        shown = range(len(self.labels)) if self._fits(width) else range(y, min(y + 1, len(self.labels)))
        segments = [Segment(fit(self._text(index), self._room(index)), self._style(index)) for index in shown]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def on_key(self, event: events.Key) -> None:
        """Pick by a digit or a letter; what picks nothing was meant for another field."""
        typed = event.character or ""
        index = option_for_key(self.labels, typed, self.chosen)
        if event.is_printable and typed != " " and index is not None:
            event.stop()
            self._digits = typed.isdigit()
            self.pick(index)
        elif typed.isalnum() or typed in {"+", "-"}:
            event.stop()
            self.post_message(self.Unfit(event, counted=self._digits and not typed.isalpha()))

    def action_step(self, by: int) -> None:
        """Choose the next one, around the ends."""
        start = self.chosen if self.chosen is not None else -1 if by > 0 else 0
        self.pick((start + by) % len(self.labels))

    def action_list(self) -> None:
        """Ask for the list."""
        self.post_message(self.ListAsked())

    def action_enter(self) -> None:
        """Go on."""
        self.post_message(self.Entered())

    def _text(self, index: int) -> str:
        return f"{'●' if index == self.chosen else '○'} {index + 1} {self.labels[index]}"

    def _room(self, index: int) -> int:
        return min(self.size.width, cell_len(self._text(index)) + 2)

    def _fits(self, width: int) -> bool:
        return sum(cell_len(label) + 6 for label in self.labels) <= width

    def _style(self, index: int) -> Style:
        here = index == self.chosen
        return self.rich_style + Style(bold=here, reverse=here and self.has_focus)


class ChoiceField(FormField[T]):
    """One of two to seven choices, shown in full.

    A digit or first letter picks at once; left, right and Space step; F4 or Down opens a list.
    """

    DEFAULT_CSS = "ChoiceField .field--row { height: auto; }"

    @dataclass
    class Overtyped(Message):
        """Something was typed that is no choice: it was meant for the field behind this one."""

        field: ChoiceField[Any]
        key: events.Key

        @property
        def control(self) -> ChoiceField[Any]:
            """The field."""
            return self.field

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        options: Sequence[tuple[T, str]],
        value: T | None = None,
        required: bool = False,
    ) -> None:
        super().__init__(id=id, label=label, required=required)
        self._values = [option for option, _label in options]
        chosen = self._values.index(value) if value is not None else None
        self._choices = _Choices([text for _option, text in options], chosen)

    def editor(self) -> Widget:
        """Return the line of choices."""
        return self._choices

    @property
    def raw(self) -> str:
        """The label of the choice, or nothing."""
        return "" if self._choices.chosen is None else self._choices.labels[self._choices.chosen]

    def put_back(self, raw: str) -> None:
        """Choose what has this label; a label that is not there changes nothing."""
        if raw in self._choices.labels:
            self._choices.pick(self._choices.labels.index(raw))

    def read(self) -> T:
        """Return the choice."""
        return self._values[self._choices.chosen or 0]

    @on(_Choices.Chosen)
    def _on_chosen(self, event: _Choices.Chosen) -> None:
        event.stop()
        self.changed()

    @on(_Choices.Entered)
    def _on_entered(self, event: _Choices.Entered) -> None:
        event.stop()
        self.post_message(self.Submitted(self))

    @on(_Choices.Unfit)
    def _on_unfit(self, event: _Choices.Unfit) -> None:
        """Have the next field take what was typed, unless that began with a digit that was taken for a choice."""
        event.stop()
        if event.counted:
            self.refuse_typing()
        else:
            self.post_message(self.Overtyped(self, event.event))

    def refuse_typing(self) -> None:
        """Say how to choose, and drop what was typed ahead."""
        self.show_problem(Problem("choice-unfit", self.id or "", {"count": len(self._values)}))
        self.post_message(self.Interrupted(self))

    @on(_Choices.ListAsked)
    def _on_list_asked(self, event: _Choices.ListAsked) -> None:
        event.stop()
        picker = PickList(self._choices.labels, self._choices.chosen or 0)
        self.mount(picker)
        picker.focus()

    @on(PickList.Picked)
    def _on_picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._choices.pick(event.index)
        self.focus()

    @on(PickList.Closed)
    async def _on_closed(self, event: PickList.Closed) -> None:
        event.stop()
        if event.picker.has_focus:
            self.focus()
        await event.picker.remove()
