"""A field for several of many: names separated by semicolons, or ticked in the list of F4; nothing means all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType

from xstui.domain.listing import SEPARATOR, separated
from xstui.domain.problems import refuse
from xstui.domain.search import fold
from xstui.i18n import _, ngettext_
from xstui.widgets.pick_list import PickList
from xstui.widgets.text_field import InputField

T = TypeVar("T")
MOST_SHOWN = 11


class ManyField(InputField[tuple[T, ...]]):
    """Takes names, or their beginnings, separated by semicolons; F4 opens a list that ticks and unticks."""

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
        return separated(self.raw, lambda name: bool(self._fitting(name)))

    def read(self) -> tuple[T, ...]:
        """Return the options that are named, each once.

        Raises:
            Refused: The field's own code for a name that fits none; `choice-ambiguous` for one that fits several.
        """
        return tuple(dict.fromkeys(self._option(name) for name in self.names()))

    def _option(self, name: str) -> T:
        found = self._fitting(name)
        if len(found) > 1:
            raise refuse("choice-ambiguous", self.id or "", count=len(found))
        if not found:
            raise refuse(self._unknown, self.id or "", value=name, name=name)
        return found[0]

    def _fitting(self, name: str) -> list[T]:
        """Return the options that a name fits best: by its whole name or code, else by its beginning."""
        wanted = fold(name)
        whole = [value for value, label in self._options if wanted in {fold(label), *map(fold, label.split("  "))}]
        return whole or [value for value, label in self._options if wanted and fold(label).startswith(wanted)]

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
