"""Fields in which text is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import ClassVar, TypeVar

from textual import on
from textual.widgets import Input

from xstui.domain.problems import Problem
from xstui.widgets.cells import harmless
from xstui.widgets.form_field import FormField
from xstui.widgets.safe_input import SafeInput

T = TypeVar("T")


class InputField(FormField[T]):
    """A field with an input.

    Attributes:
        ROOM: Cells for what belongs in it: its width follows its content.
    """

    ROOM: ClassVar[int] = 32

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        required: bool = False,
        raw: str = "",
        checks: Callable[[T], Sequence[Problem]] | None = None,
    ) -> None:
        super().__init__(id=id, label=label, required=required)
        self._first = harmless(raw)
        self._checks = checks

    @cached_property
    def _input(self) -> Input:
        """The input; made when the form is composed, as Textual's needs a running app."""
        made = self.make_input(self._first)
        made.styles.width = self.room + 1
        return made

    @property
    def room(self) -> int:
        """Cells that the field has for its text."""
        return self.ROOM

    def make_input(self, raw: str) -> Input:
        """Return the input."""
        return SafeInput(raw)

    def editor(self) -> Input:
        """Return the input."""
        return self._input

    @property
    def raw(self) -> str:
        """What was typed, as it was typed."""
        return self._input.value

    @raw.setter
    def raw(self, text: str) -> None:
        self._input.value = harmless(text)
        self._input.cursor_position = len(self._input.value)

    def put_back(self, raw: str) -> None:
        """Put back what was typed before."""
        self.raw = raw

    def check(self, value: T) -> Sequence[Problem]:
        """Return what the checks of the form say."""
        return self._checks(value) if self._checks else ()

    def on_mount(self) -> None:
        """Follow the typing itself and not the message about it, so that letter and echo come in one picture."""
        self.watch(self._input, "value", self.changed, init=False)

    @on(Input.Changed)
    def _keep_change(self, event: Input.Changed) -> None:
        event.stop()

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.enter()

    @on(Input.Blurred)
    def _keep_blur(self, event: Input.Blurred) -> None:
        event.stop()

    @on(SafeInput.Restricted)
    def _on_restricted(self, event: SafeInput.Restricted) -> None:
        event.stop()
        self.show_problem(Problem("text-control-characters", self.id or ""))

    @on(SafeInput.NotCopied)
    def _on_not_copied(self, event: SafeInput.NotCopied) -> None:
        event.stop()
        self.show_problem(Problem("password-not-copied", self.id or ""))

    def enter(self) -> None:
        """Take Enter: the form goes on to the next field, unless the field refuses its text or asks about its value.

        Keys typed behind a text that is refused were meant for the fields after it.
        """
        if not self.is_blank() and not self.validate_now():
            self.point_out()
            self.post_message(self.Interrupted(self))
        elif not self.asks():
            self.post_message(self.Submitted(self))


class TextField(InputField[str]):
    """One line of text; blanks around it don't count."""

    def __init__(  # noqa: PLR0913 - a field is declared in one place
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        required: bool = False,
        raw: str = "",
        max_length: int = 200,
        checks: Callable[[str], Sequence[Problem]] | None = None,
        password: bool = False,
        room: int = 32,
    ) -> None:
        self._room = room
        self._password = password
        self._max_length = max_length
        super().__init__(id=id, label=label, required=required, raw=raw, checks=checks)

    def make_input(self, raw: str) -> Input:
        """Return the input, which hides a password."""
        return SafeInput(raw, password=self._password)

    @property
    def room(self) -> int:
        """Cells that the field has for its text."""
        return self._room

    def read(self) -> str:
        """Return the text; a password as it was typed."""
        return self.raw if self._password else self.raw.strip()

    def check(self, value: str) -> Sequence[Problem]:
        """Return whether it is too long, and what the form says; invisible characters never get in."""
        too_long = len(value) > self._max_length
        own = [Problem("too-long", self.id or "", {"limit": self._max_length})] if too_long else []
        return [*own, *super().check(value)]
