"""Help: what can be done on a screen, and with which key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from xstui.i18n import N_, _
from xstui.widgets.cells import harmless
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.open_types import AnyScreen

if TYPE_CHECKING:
    from xstui.screens.base.page import Page
    from xstui.widgets.form_field import AnyField


TWINS = {"ctrl+j"}
"""Keys that are another one on some terminals, and no news to anybody: Enter on a keypad."""


def commands_of(screen: AnyScreen) -> list[tuple[str, str, str]]:
    """Return key, words and action of everything a screen can do now, each action once.

    Textual's own bindings have no id here: their words are English, and they belong to the widgets.
    """
    seen: dict[str, tuple[str, str, str]] = {}
    for _node, binding, enabled, _tooltip in screen.active_bindings.values():
        if enabled and binding.id and binding.description and binding.key not in TWINS:
            key = screen.app.get_key_display(binding)
            shown = seen.get(binding.action)
            words = _(binding.description)
            both = f"{shown[0]}, {key}" if shown and key not in shown[0] else shown[0] if shown else key
            seen[binding.action] = (both, words, binding.action)
    return list(seen.values())


class HelpScreen(ModalScreen[None]):
    """The keys of the screen it was asked on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,f3,enter,ctrl+j", "dismiss", N_("Close"), id="help.close", key_display="Esc")
    ]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._title = page.heading()
        self._field = _field_of(page.focused)
        self._commands = commands_of(page)
        self._about = page.about()

    def compose(self) -> ComposeResult:
        """Lay out the keys, the ways to type a date, and what the page says of what it shows."""
        lines = [f" {key:<18} {words}" for key, words, _action in self._commands]
        with VerticalScroll(id="help"):
            yield Static(Content(f" {_('Help')}: {self._title}"), classes="title")
            yield from self._about_field()
            yield Static(Content("\n".join(lines)))
            yield from (Static(Content(f"\n{text}")) for text in self._about)
        yield KeyFooter()

    def _about_field(self) -> ComposeResult:
        """Tell of the field that was in focus; without one, how dates and percentages are typed."""
        from xstui.screens.base.field_help import DATES, PERCENTAGES, help_on

        if self._field is not None:
            yield Static(Content(f" {self._field.label}"), classes="title")
            if self._field.remark:
                yield Static(Content(f"{harmless(self._field.remark)}\n"), classes="remark")
        for text in help_on(self._field) if self._field is not None else [f"{_(DATES)} {_(PERCENTAGES)}"]:
            yield Static(Content(text + "\n"))


def _field_of(widget: Widget | None) -> AnyField | None:
    """Return the field of a form that a widget is part of."""
    from xstui.widgets.form_field import (  # not before it is asked for: the sign-in loads this module
        FormField,
    )

    nodes = widget.ancestors_with_self if widget is not None else ()
    return next((node for node in nodes if isinstance(node, FormField)), None)
