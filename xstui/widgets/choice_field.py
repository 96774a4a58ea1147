"""A field for one of two to seven choices: a digit or a first letter picks at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

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
from xstui.widgets.cells import fit, one_line
from xstui.widgets.form_field import FormField
from xstui.widgets.pick_list import PickList, harmless_label, have_figures, numbered, option_for_text
from xstui.widgets.typed_in import TypedIn

T = TypeVar("T")


class _Choices(TypedIn, Widget, can_focus=True):
    """The choices in one line, or below each other where one line is too short."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "", show=False, id="choice.previous"),
        Binding("right,space", "step(1)", "", show=False, id="choice.next"),
        Binding("f4,down,ctrl+space,ctrl+@", "list", "", show=False, id="field.choices"),
        Binding("enter,ctrl+j", "enter", "", show=False, id="choice.enter"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--cursor"}

    DEFAULT_CSS = """
    _Choices { width: 1fr; height: auto; color: $foreground; }
    _Choices > .choices--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    _Choices:ansi > .choices--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    chosen: reactive[int | None] = reactive(None)

    class Chosen(Message):
        """Another choice was made."""

    class Entered(Message):
        """Enter was pressed."""

    class ListAsked(Message):
        """The list was asked for."""

    class Unfit(Message):
        """What was typed is no choice: it was meant for another field."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Cleared(Message):
        """What was typed was taken away."""

    def __init__(self, labels: Sequence[str], chosen: int | None) -> None:
        super().__init__(classes="field--editor")
        self.labels = [harmless_label(label) for label in labels]
        self._shown = numbered(self.labels)
        self.set_reactive(_Choices.chosen, chosen)
        self._typed = ""
        self._before = chosen

    def on_focus(self) -> None:
        """Begin with nothing typed."""
        self._typed = ""

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
        """Pick by a digit or by letters; take the pick back once what is typed turns out to be something else."""
        character = event.character or ""
        if not event.is_printable or (character == " " and not self._typed):
            self._forget(taken_away=event.key == "backspace")
            return
        event.stop()
        if not self._typed:
            self._before = self.chosen
        self._typed += character
        index = option_for_text(self.labels, self._typed, self._before)
        if index is not None:
            self.pick(index)
        else:
            self._take_back()

    def on_paste(self, event: events.Paste) -> None:
        """Pick what is pasted, or say that it is no choice."""
        event.stop()
        self._typed, self._before = one_line(event.text).strip(), self.chosen
        index = option_for_text(self.labels, self._typed, self.chosen) if self._typed else self.chosen
        if index is None:
            self._take_back()
        elif self._typed:
            self._typed = ""
            self.pick(index)

    def _forget(self, *, taken_away: bool) -> None:
        """Let the next digit or letter begin another choice."""
        self._typed = ""
        if taken_away:
            self.post_message(self.Cleared())

    def _take_back(self) -> None:
        """Choose what was chosen before the typing began, and say that it is no choice."""
        if self.chosen != self._before:
            self.chosen = self._before
            self.post_message(self.Chosen())
        self.post_message(self.Unfit(self._typed))

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
        return f"{'●' if index == self.chosen else '○'} {self._shown[index]}"

    def _room(self, index: int) -> int:
        return min(self.size.width, cell_len(self._text(index)) + 2)

    def _fits(self, width: int) -> bool:
        return sum(cell_len(label) + 4 for label in self._shown) <= width

    def _style(self, index: int) -> Style:
        here = index == self.chosen
        if here and self.has_focus:
            return self.get_component_rich_style("choices--cursor")
        return self.rich_style + Style(bold=here)


class ChoiceField(FormField[T]):
    """One of two to seven choices, shown in full.

    A digit or the first letters pick at once; of choices that begin with figures of their own, those. Left, right
    and Space step; F4 or Down opens a list. More than one digit, or a digit and something else, is a day or an amount
    for another field: it picks nothing, and is refused until a choice is made or the field is left, so that no save
    follows on it.
    """

    DEFAULT_CSS = "ChoiceField FieldRow { height: auto; }"

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
        self._mistyped = ""
        self._is_held = False

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

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong; what was typed and is no choice comes before all else."""
        return (self._unfit(),) if self._mistyped else super().problems

    def hold(self) -> None:
        """Keep saying that what was typed is no choice, also once the focus is on another field that is wrong."""
        self._is_held = bool(self._mistyped)

    def left(self) -> None:
        """Forget what was typed by mistake: the choice that stands was seen, unless a save was refused for it."""
        if self._is_held:
            return
        self._mistyped = ""
        self.show_problem(None)

    @on(_Choices.Chosen)
    def _on_chosen(self, event: _Choices.Chosen) -> None:
        event.stop()
        self._mistyped, self._is_held = "", False
        self.changed()

    @on(_Choices.Entered)
    def _on_entered(self, event: _Choices.Entered) -> None:
        event.stop()
        if self._mistyped:
            self._refuse_typing()
        else:
            self.post_message(self.Submitted(self))

    @on(_Choices.Unfit)
    def _on_unfit(self, event: _Choices.Unfit) -> None:
        event.stop()
        self._mistyped = event.typed
        self._refuse_typing()

    def _refuse_typing(self) -> None:
        """Say how to choose, and drop what was typed ahead."""
        self.show_problem(self._unfit())
        self.post_message(self.Interrupted(self))

    def _unfit(self) -> Problem:
        if have_figures(self._choices.labels):
            return Problem("choice-unlike", self.id or "", {"typed": self._mistyped, "known": self._choices.labels})
        return Problem("choice-unfit", self.id or "", {"typed": self._mistyped, "count": len(self._values)})

    @on(_Choices.Cleared)
    def _on_cleared(self, event: _Choices.Cleared) -> None:
        event.stop()
        self._mistyped, self._is_held = "", False
        self.show_problem(None)

    @on(_Choices.ListAsked)
    def _on_list_asked(self, event: _Choices.ListAsked) -> None:
        event.stop()
        picker = PickList(
            self._choices.labels, self._choices.chosen or 0, by_figures=have_figures(self._choices.labels)
        )
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
