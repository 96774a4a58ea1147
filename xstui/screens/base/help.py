"""Help: what can be done on a screen, and with which key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from xstui.i18n import N_, _
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import APP_COMMANDS, BACK
from xstui.screens.base.host import host_of
from xstui.widgets.cells import harmless
from xstui.widgets.facts import Fact, Facts
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.open_types import AnyScreen
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.section import SectionTitle

if TYPE_CHECKING:
    from xstui.screens.base.page import Page
    from xstui.widgets.form_field import AnyField


TWINS = {"ctrl+j"}
"""Keys that are another one on some terminals, and no news to anybody: Enter on a keypad."""


FIELD_LABELS = 24
"""Cells of the labels of fields."""


class Started(NamedTuple):
    """A command that can be started now.

    Attributes:
        keys: As they are shown.
        also: The other words by which it is found.
        is_place: Whether one can go there from every screen.
    """

    keys: str
    words: str
    action: str
    also: str = ""
    is_place: bool = False


def commands_of(screen: AnyScreen) -> list[Started]:
    """Return everything a screen can do now, the most important first.

    Textual's own bindings have no id here: their words are English, and they belong to the widgets.
    """
    known = {**(screen.commands() if isinstance(screen, Commanded) else {}), **APP_COMMANDS}
    order = {name: place for place, name in enumerate(known)}
    found: dict[str, Started] = {}
    for _node, binding, enabled, _tooltip in screen.active_bindings.values():
        name, command = binding.id or "", known.get(binding.id or "")
        if enabled and name and binding.description and binding.key not in TWINS:
            key = screen.app.get_key_display(binding)
            before = found[name].keys if name in found else ""
            keys = before if key in before.split(", ") else ", ".join(filter(None, [before, key]))
            words = command.words if command else _(binding.description)
            also = command.other_words if command else ""
            found[name] = Started(keys, words, binding.action, also, command is not None and command.route is not None)
    return [started for _place, started in sorted((order.get(n, len(order)), s) for n, s in found.items())]


def in_menus_alone(screen: AnyScreen) -> list[Started]:
    """Return what a screen can do now that has no key: *Acties* has it."""
    known = screen.commands().values() if isinstance(screen, Commanded) else ()
    keyless = [one for one in known if one.label and not host_of(screen).own_keys_of(one)]
    return [
        Started("", one.words, one.action, one.other_words, is_place=one.route is not None)
        for one in keyless
        if screen.check_action(one.action, ())
    ]


class HelpScreen(Commanded, ModalScreen[None]):
    """The keys of the screen it was asked on."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        BACK.but(keys="escape,f1,f3,enter,ctrl+j", label=N_("Close"), does="dismiss"),
    )

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._title, self._purpose = page.heading(), page.PURPOSE
        self._field = _field_of(page.focused)
        started = commands_of(page)
        own = [Started(keys, words, "") for keys, words in page.typing_keys()]
        self._commands = own + [one for one in started if not one.is_place]
        self._places = [one for one in started if one.is_place]
        self._about = page.about()
        self._fields = page.fields_in_words()

    def compose(self) -> ComposeResult:
        """Lay out the keys, the ways to type a date, and what the page says of what it shows."""
        with VerticalScroll(id="help"):
            yield Paragraph(Content(f" {_('Help')}: {self._title}"), classes="title")
            if self._purpose:
                yield Paragraph(Content(_(self._purpose) + "\n"), id="purpose")
            yield from self._about_field()
            yield SectionTitle(_("Keys"))
            yield Paragraph(Content("\n").join(map(_started, self._commands)))
            if self._fields:
                yield SectionTitle(_("Fields"))
                yield Facts(label_width=FIELD_LABELS)
            if self._places:
                places = " · ".join(f"{one.keys} {one.words}" for one in self._places)
                everywhere = _("Everywhere")
                yield Paragraph(Content(f"\n{everywhere}: {places}"))
            yield from (Paragraph(Content(f"\n{text}")) for text in self._about)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what belongs in each field."""
        for facts in self.query(Facts):
            facts.show([Fact(label, words) for label, words in self._fields])

    def _about_field(self) -> ComposeResult:
        """Tell of the field that was in focus; without one, how dates and percentages are typed."""
        from xstui.screens.base.field_help import DATES, PERCENTAGES, help_on

        if self._field is not None:
            yield Paragraph(Content(f" {self._field.label}"), classes="title")
            if self._field.remark:
                yield Paragraph(Content(f"{harmless(self._field.remark)}\n"), classes="remark")
        for text in help_on(self._field) if self._field is not None else [f"{_(DATES)} {_(PERCENTAGES)}"]:
            yield Paragraph(Content(text + "\n"))


def _started(started: Started) -> Content:
    return Content.assemble(" ", (f"{started.keys:<18}", "bold $primary"), f" {started.words}")


def _field_of(widget: Widget | None) -> AnyField | None:
    """Return the field of a form that a widget is part of."""
    from xstui.widgets.form_field import (  # not before it is asked for: the sign-in loads this module
        FormField,
    )

    nodes = widget.ancestors_with_self if widget is not None else ()
    return next((node for node in nodes if isinstance(node, FormField)), None)
