"""The input that all typing goes through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from xstui.widgets.cells import UNTYPABLE, one_line

_MOST_EARLIER = 100
"""Changes of an input that can be taken back."""
_MAX_PASTE = 10_000
"""Characters that an input takes at most, so that a wrong paste doesn't stop the program."""


class SafeInput(Input):
    """An input of one row that refuses control characters, and says so; several lines at once become one.

    Ctrl+J is Enter: the keypad's key and keys typed before the program runs may arrive as such.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "submit", "", show=False, id="field.enter"),
        Binding("ctrl+z", "take_back", "", show=False, id="field.undo"),
    ]

    @dataclass
    class Restricted(Message):
        """A key or a paste was refused, since it holds characters that can't be seen."""

        input: SafeInput

        @property
        def control(self) -> SafeInput:
            """The input."""
            return self.input

    @dataclass
    class NotCopied(Message):
        """A password was not copied, nor cut."""

        input: SafeInput

        @property
        def control(self) -> SafeInput:
            """The input."""
            return self.input

    def __init__(
        self,
        value: str = "",
        *,
        password: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
        disabled: bool = False,
    ) -> None:
        super().__init__(
            value,
            id=id,
            disabled=disabled,
            compact=True,
            password=password,
            restrict=f"[^{UNTYPABLE}]*",
            max_length=_MAX_PASTE,
            validate_on=(),
            classes="field--editor",
        )
        self.cursor_blink = False  # where the focus is has to be seen at any moment

    def on_mount(self) -> None:
        """Remember what stood here before each change."""
        self._earlier: list[str] = []
        self.watch(self, "value", self._remember, init=False)

    def _remember(self, before: str, now: str) -> None:
        if before != now:
            self._earlier = [*self._earlier, before][-_MOST_EARLIER:]

    def action_take_back(self) -> None:
        """Take back typing: a registration is not taken back from within a field."""
        if not self._earlier:
            self.app.bell()
            return
        earlier = self._earlier[:-1]
        self.value = self._earlier[-1]
        self._earlier = earlier
        self.cursor_position = len(self.value)

    @property
    def content_width(self) -> int:
        """Cells of the text, and no fewer than there is room for: a change of it has the screen laid out again."""
        return max(super().content_width, self.content_size.width)

    def action_copy(self) -> None:
        """Copy what is selected; never a password, which any program could read from the clipboard."""
        if self.selection.is_empty:
            raise SkipAction
        self._unless_hidden(super().action_copy)

    def action_cut(self) -> None:
        """Cut what is selected; never a password."""
        self._unless_hidden(super().action_cut)

    def _unless_hidden(self, act: Callable[[], None]) -> None:
        if self.password:
            self.app.bell()
            self.post_message(self.NotCopied(self))
        else:
            act()

    def _on_paste(self, event: events.Paste) -> None:
        """Take all that is pasted: Textual's own would take the first line and drop the others without a word."""
        event.stop()
        event.prevent_default()
        text = one_line(event.text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def restricted(self) -> None:
        """Tell the field."""
        self.app.bell()
        self.post_message(self.Restricted(self))
