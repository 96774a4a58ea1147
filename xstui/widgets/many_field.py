"""A field for several of many: names parted by commas, or ticked in the list that F4 opens; nothing means all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType

from xstui.domain.problems import refuse
from xstui.domain.search import fold
from xstui.i18n import _, ngettext_
from xstui.widgets.pick_list import PickList
from xstui.widgets.text_field import InputField

T = TypeVar("T")
SEPARATOR = ","
MOST_SHOWN = 11


class ManyField(InputField[tuple[T, ...]]):
    """Takes names, or their beginnings, parted by commas; F4 opens a list in which each choice ticks or unticks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,down,ctrl+space,ctrl+@", "list", "", show=False, id="many.list"),
    ]

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        options: Sequence[tuple[T, str]],
        unknown: str = "choice-unknown",
    ) -> None:
        super().__init__(id=id, label=label)
        self._options = list(options)
        self._unknown = unknown

    def set_options(self, options: Sequence[tuple[T, str]]) -> None:
        """Put other options in place; the text stays."""
        self._options = list(options)

    def names(self) -> list[str]:
        """Return the names that were typed."""
        return [part.strip() for part in self.raw.split(SEPARATOR) if part.strip()]

    def read(self) -> tuple[T, ...]:
        """Return the options that are named, each once.

        Raises:
            Refused: The field's own code for a name that fits none, or several.
        """
        return tuple(dict.fromkeys(self._option(name) for name in self.names()))

    def _option(self, name: str) -> T:
        wanted = fold(name)
        whole = [value for value, label in self._options if wanted in {fold(label), *map(fold, label.split("  "))}]
        begins = whole or [value for value, label in self._options if fold(label).startswith(wanted)]
        if len(begins) != 1:
            raise refuse(self._unknown, self.id or "", value=name, name=name)
        return begins[0]

    def echo(self, value: tuple[T, ...]) -> str:
        """Return how many are chosen."""
        return ngettext_("{n} chosen", "{n} chosen", len(value))

    def action_list(self) -> None:
        """Open the list, with a tick at what is chosen."""
        chosen = self.value or ()
        labels = [_("(Select all)"), *(("✓ " if v in chosen else "  ") + label for v, label in self._options)]
        picker = PickList(labels[: MOST_SHOWN + 1])
        self.mount(picker)
        picker.focus()

    @on(PickList.Picked)
    def _on_picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._toggle(event.index)
        self.focus()

    def _toggle(self, index: int) -> None:
        if index == 0:
            self.raw = ""
            return
        name = self._options[index - 1][1].split("  ")[0]
        names = self.names()
        kept = [one for one in names if fold(one) != fold(name)]
        self.raw = f"{SEPARATOR} ".join(kept if len(kept) < len(names) else [*names, name])

    @on(PickList.Closed)
    async def _on_closed(self, event: PickList.Closed) -> None:
        event.stop()
        if event.picker.has_focus:
            self.focus()
        await event.picker.remove()
