"""A field for one of many: typed in part or in full, or picked from the list that F4 opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar, cast

from textual import on
from textual.binding import Binding, BindingType

from xstui.domain.problems import refuse
from xstui.domain.search import fold
from xstui.i18n import _
from xstui.widgets.pick_list import PickList
from xstui.widgets.text_field import InputField

T = TypeVar("T")
MOST_SHOWN = 9
"""Lines of the list: each has a digit that picks it."""


class LookupField(InputField[T]):
    """Takes what fits one option: its whole name or code, else the only one that begins with or holds the text.

    Where new ones are allowed, a text that fits none is one, and so is any text behind a `+`.

    Args:
        options: Values with what they are called; a code may stand behind two blanks.
        allows_new: A text that fits none becomes an option itself (*+ Toevoegen*); for fields whose values are texts.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,down,ctrl+space,ctrl+@", "list", "", show=False, id="lookup.list"),
    ]

    def __init__(  # noqa: PLR0913 - a field is declared in one place
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        options: Sequence[tuple[T, str]] = (),
        required: bool = False,
        raw: str = "",
        unknown: str = "choice-unknown",
        allows_new: bool = False,
    ) -> None:
        super().__init__(id=id, label=label, required=required, raw=raw)
        self._options = list(options)
        self._unknown = unknown
        self._allows_new = allows_new
        self._offered: list[tuple[T, str]] = []

    def set_options(self, options: Sequence[tuple[T, str]]) -> None:
        """Put other options in place; the text stays."""
        self._options = list(options)
        self.changed()

    def matches(self) -> list[tuple[T, str]]:
        """Return the options that fit the text best: whole names and codes, else beginnings, else all that hold it."""
        wanted = fold(self.raw)
        if self.raw.strip() and not wanted:
            return []
        whole = [o for o in self._options if wanted in {fold(o[1]), *map(fold, o[1].split("  "))}]
        begins = [o for o in self._options if fold(o[1]).startswith(wanted)]
        return whole or begins or [o for o in self._options if wanted in fold(o[1])]

    def is_new(self) -> bool:
        """Tell whether the text names an option that is not there yet."""
        return self._allows_new and bool(self._new_name()) and (self.raw.strip().startswith("+") or not self.matches())

    def _new_name(self) -> str:
        return self.raw.strip().removeprefix("+").strip()

    def read(self) -> T:
        """Return the option that is meant.

        Raises:
            Refused: `choice-ambiguous`, or the field's own code for what fits none.
        """
        found = self.matches()
        if self.is_new():
            return cast("T", self._new_name())
        if len(found) == 1:
            return found[0][0]
        if found:
            raise refuse("choice-ambiguous", self.id or "", count=len(found))
        raise refuse(self._unknown, self.id or "", value=self.raw.strip(), name=self.raw.strip())

    def echo(self, value: T) -> str:
        """Return what is meant, in full, where that is more than what stands there."""
        if self.is_new():
            return _("+ Add: {name}", name=self._new_name())
        label = next((label for option, label in self._options if option == value), "")
        return "" if label == self.raw.strip() else label

    def enter(self) -> None:
        """Take Enter: go on, or have one of several picked first."""
        if any(problem.code == "choice-ambiguous" for problem in self.problems):
            self.post_message(self.Interrupted(self))
            self.action_list()
        else:
            super().enter()

    def action_list(self) -> None:
        """Open the list of what fits the text; of everything, where that is nothing or is clear already."""
        found = self.matches() if self.raw.strip() else []
        self._offered = (found if len(found) > 1 else self._options)[:MOST_SHOWN]
        if self._offered:
            picker = PickList([label for _value, label in self._offered])
            self.mount(picker)
            picker.focus()

    @on(PickList.Picked)
    def _on_picked(self, event: PickList.Picked) -> None:
        event.stop()
        self.raw = self._offered[event.index][1].split("  ")[0]
        self.focus()

    @on(PickList.Closed)
    async def _on_closed(self, event: PickList.Closed) -> None:
        event.stop()
        if event.picker.has_focus:
            self.focus()
        await event.picker.remove()
