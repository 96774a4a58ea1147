"""The app: its session, which screens there are, and what works everywhere."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.actions import ActionParseResult
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.widgets import Input

from xstui.app.screens import screen_of
from xstui.app.session import SessionApp
from xstui.domain.visible import harmless
from xstui.i18n import Language, _, set_language
from xstui.i18n.key_names import key_name, keys_in_words, shown_key, use_own_keys
from xstui.screens.base import routes
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import APP_COMMANDS, by_present_names, refuse_typed_keys, refuse_unknown_names
from xstui.screens.base.palette import CommandProvider, Palette
from xstui.screens.sign_in.sign_in import SignInScreen
from xstui.terminal import signals
from xstui.terminal.keyboard import read_keys_with_care
from xstui.terminal.keymap import KeyMap
from xstui.terminal.pressed import PressedKeys, is_character
from xstui.terminal.sent import SentLines
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.open_types import AnyScreen
from xstui.widgets.rows import RowList
from xstui.widgets.status_line import StatusLine
from xstui.widgets.themes import THEMES, WORDS, first_theme, register_themes
from xstui.widgets.too_small import fit, is_too_small
from xstui.widgets.typed_in import TypedIn

if TYPE_CHECKING:
    from rich.console import RenderableType

    from xstui.bootstrap import Program

KEYS_AS_THEY_ARE = KeyMap()
LEAVING = ("ctrl+q", "ctrl+l")
"""Keys that work whatever the size of the terminal."""
GC_THRESHOLDS = (20_000, 20, 20)
"""Objects made before memory is cleaned up, and how often the older ones are: a page of a list makes thousands."""
SWITCH_INTERVAL = 0.0005
"""Seconds after which a thread lets another go on. Python's own 5 ms are as long as a picture takes."""
LOCK_PATIENCE = 2.0
"""Seconds that the key which locks waits for work that keeps the keys: a disk may hang."""
ON_HOME = 2
"""Screens of which the last is home: the sign-in lies below it."""
LOOK_EVERY = 15.0
"""Seconds between two looks whether anybody is still there."""


class XstuiApp(SessionApp):
    """xstui in a terminal.

    The sign-in screen is painted before the store's libraries are imported: they load behind the typing.
    """

    TITLE = "xstui"
    CSS_PATH = ["../styles/base.tcss", "../styles/sign_in.tcss"]  # noqa: RUF012 - as Textual declares it
    COMMANDS: ClassVar[set[Any]] = {CommandProvider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding() for command in APP_COMMANDS.values()),
        Binding("ctrl+c", "break", "", id="quit.alias", show=False),
    ]

    def __init__(self, program: Program, language: Language = "nl", keymap: KeyMap = KEYS_AS_THEY_ARE) -> None:
        set_language(language)
        super().__init__(program)
        refuse_unknown_names(keymap)
        self.own_keys = KeyMap(by_present_names(keymap.keys), keymap.single_letters)
        refuse_typed_keys(self.own_keys.keys)
        use_own_keys(self.own_keys.keys, single_letters=keymap.single_letters)
        self.animation_level = "none"  # a jump is one picture over a slow line, a glide is thirty
        self._pressed = PressedKeys(self.own_keys)
        self._told_before_leaving = False
        self._sent = SentLines()
        register_themes(self)
        self._begin_with(first_theme(os.environ.get("TERM", ""), no_color=self.no_color))

    def _begin_with(self, theme: str) -> None:
        """Take the first theme before the styles are read: a change of it would have them read once more."""
        self.set_reactive(SessionApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)
        # Textual would turn the terminal's own colours into greys, which come out as black on black.
        self._filters = [NoColor() if isinstance(one, Monochrome) else one for one in self._filters]

    def _display(self, screen: AnyScreen, renderable: RenderableType | None) -> None:
        """Send of a picture what the terminal does not show yet."""
        if self._running and not self._batch_count and not self.is_headless:
            renderable = cast("RenderableType | None", self._sent.only_changes(renderable))
        super()._display(screen, renderable)

    def paint_all(self) -> None:
        """Send the whole picture again: something else may have written on the terminal."""
        self._sent.forget()
        self.screen.refresh(layout=True)

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, with a reader that takes Escape for a key of its own."""
        return read_keys_with_care(super().get_driver_class())

    def get_default_screen(self) -> AnyScreen:
        """Begin with the sign-in: nothing lies under it."""
        return SignInScreen()

    def on_mount(self) -> None:
        """Take up signals and the user's own keys, and watch whether anybody is still there."""
        signals.install(self, self._go_on)
        self.set_keymap(dict(self.own_keys.keys))
        self.set_interval(LOOK_EVERY, self.lock_if_idle)
        self.screen_change_signal.subscribe(self, lambda screen: fit(screen, self.size))

    def _go_on(self) -> None:
        """Go on after the program was stopped: the terminal was another's meanwhile."""
        self._sent.forget()
        self.lock_if_idle()

    def has_started(self) -> None:
        """Let memory be cleaned up again, but for what was imported: no key has to wait for looking at that.

        What is looked up behind the typing lets the screen go first.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
            gc.set_threshold(*GC_THRESHOLDS)
        sys.setswitchinterval(SWITCH_INTERVAL)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small; one that changes its size may show anything."""
        self._sent.forget()
        fit(self.screen, event.size)

    async def on_event(self, event: events.Event) -> None:
        """Take note that somebody is there; where letters alone do nothing, let Alt and a letter do it."""
        if isinstance(event, events.Key | events.Paste | events.MouseEvent):
            if self.lock_if_idle():
                return
            self.note_presence(event)
            self._told_before_leaving = self._told_before_leaving and self._quits(event)
        for key in self._pressed.as_pressed(event):
            if isinstance(key, events.Key) and self._pressed.is_stray(key, in_text=self._is_typing):
                self._tell_of_alt(key)
            elif not self._is_blind(key):
                await super().on_event(key)
                self._lock_in_time(key)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:  # noqa: FBT001, FBT002 - as Textual has it
        """Let a character be typed in a field, whichever command the user's own keys gave it to."""
        if priority and self._is_typing and is_character(key):
            return False
        return await super()._check_bindings(key, priority)

    def _quits(self, event: events.Event) -> bool:
        return self._pressed.is_for(event, "quit", "ctrl+q")

    def _lock_in_time(self, event: events.Event) -> None:
        """Lock although work goes on for which keys wait, once the key for it has waited long enough."""
        if self._pressed.is_for(event, "lock", "ctrl+l") and self.gate.is_keeping(event):
            if self.gate.waits_behind_work(event, LOCK_PATIENCE):
                self.gate.drop_through(event)
                self.action_lock()
            else:
                self.set_timer(LOCK_PATIENCE / 4, partial(self._lock_in_time, event))

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focused, Input | TypedIn)

    def _is_blind(self, event: events.Event) -> bool:
        """Tell whether a key would reach a screen that the terminal is too small to show: nobody sees what it does."""
        return isinstance(event, events.Key | events.Paste) and is_too_small(self.size) and not _leaves(event)

    def _tell_of_alt(self, event: events.Event) -> None:
        """Say with which key a command goes whose letter came without Alt."""
        if not isinstance(event, events.Key):
            return
        found = self.screen.active_bindings.get(event.key)
        if found is not None:
            key = self.get_key_display(found.binding)
            for line in self.screen.query(StatusLine):
                if event.key.isdigit():
                    line.warn(_("Figures alone do nothing: {key}.", key=key))
                else:
                    line.warn(_("Letters alone do nothing: {key}.", key=key))

    def tell_of_dropped_keys(self) -> None:
        """Say that keys were dropped, behind what the screen says about the reason."""
        for line in self.screen.query(StatusLine):
            line.add(_("What was typed ahead was not used."))

    def get_key_display(self, binding: Binding) -> str:
        """Return how a key is written; a letter with Alt where letters alone do nothing."""
        return shown_key(binding.key_display or key_name(binding.key))

    def own_keys_of(self, command: Command) -> str:
        """Return the keys of a command as the user has them, separated by commas; empty where it has none."""
        return self.own_keys.keys.get(command.name, command.keys)

    def commands_without_key(self, screen: AnyScreen) -> list[str]:
        """Return the commands of a screen whose key one of the user's own has taken."""
        own = self.own_keys.keys
        if not own:
            return []
        reachable = {binding.id for _node, binding, _enabled, _tip in screen.active_bindings.values()}
        declared = screen.commands().values() if isinstance(screen, Commanded) else ()
        unreachable = [command for command in declared if command.keys and command.name not in reachable]
        return sorted(
            c.words
            for c in unreachable
            if c.words and set(self.own_keys_of(c).split(",")) <= {key for name, key in own.items() if name != c.name}
        )

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key is for; tell whether that was done, and on the screen where the role may not do it.

        What was typed ahead for a row that is gone is not done.
        """
        from xstui.screens.base.page import Page

        page = default_namespace.screen if isinstance(default_namespace, RowList) else default_namespace
        if isinstance(page, Page) and isinstance(action, str) and page.drops(action):
            return True
        done = await super().run_action(action, default_namespace, namespaces)
        if not done and isinstance(default_namespace, Page) and isinstance(action, str):
            default_namespace.tell_of_refused_key(action)
        return done

    async def go(self, route: routes.Route) -> None:
        """Open the screen of a route on top; home lies under all others, which are closed.

        The worker is the app's: a screen's own would end with the screen that is closed.
        """
        if isinstance(route, routes.Home):
            self.run_worker(self._go_home(), group=HOLDING)
        else:
            await self.push_screen(screen_of(route))

    async def _go_home(self) -> None:
        """Close all that lies on home; what is typed on forms is kept, and where it can't be, nothing is closed."""
        from xstui.screens.base.page import Page

        if not await self._keep_drafts():
            for page in [screen for screen in self.screen_stack if isinstance(screen, Page)][-1:]:
                page.warn_of_typed_work(kept=False)
            return
        while len(self.screen_stack) > ON_HOME:
            await self.pop_screen()

    def replace(self, route: routes.Route) -> None:
        """Open the screen of a route in the place of the one on top.

        The worker is the app's: a screen's own would end with the screen that it removes.
        """
        self.run_worker(self._put_in_place(route), group=HOLDING)

    async def _put_in_place(self, route: routes.Route) -> None:
        await self.switch_screen(screen_of(route))

    def action_command_palette(self) -> None:
        """Open the palette, with its hint in the user's language."""
        if not self.is_covered and not CommandPalette.is_open(self):  # type: ignore[arg-type]  # Textual declares it for App[object]
            self.push_screen(Palette())

    def action_next_theme(self) -> None:
        """Go on to the next of the four themes; where no colour is wanted, the terminal's own stays."""
        if self.no_color:
            self.bell()
            return
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        for line in self.screen.query(StatusLine):
            line.note(_("Colours: {name}.", name=_(WORDS[self.theme])))

    async def action_leave(self) -> None:
        """Leave the program; with typed work on a form, say first whether it is kept: the same key again leaves.

        A lock has said whether it kept what is typed below it.
        """
        from xstui.screens.base.page import Page

        if self.is_locked:
            self.exit(0)
            return
        unsaved = [s for s in self.screen_stack if isinstance(s, Page) and s.has_typed_work]
        kept = await self._keep_drafts() if unsaved else True
        if self._told_before_leaving or not unsaved or (kept and is_too_small(self.size)):
            self.exit(0)
        else:
            self._told_before_leaving = True
            unsaved[-1].warn_of_typed_work(kept=kept)

    async def action_break(self) -> None:
        """Take Ctrl+C, which copies elsewhere, for no wish to leave: say which key does that."""
        from xstui.screens.base.page import Page

        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        if self.is_locked or not pages or any(page.has_typed_work for page in pages):
            await self.action_leave()
        else:
            pages[-1].warn(_("{key_quit} ends the program.", **keys_in_words()))

    def _fatal_error(self) -> None:
        """Say where the program failed, without the values it held: they may be names or passwords."""
        from rich.segment import Segments
        from rich.traceback import Traceback

        self.bell()
        where = Traceback(show_locals=False, width=None)
        drawn = self.console.render(where, self.console.options)
        shown = (s if s.control or s.text == "\n" else s._replace(text=harmless(s.text)) for s in drawn)
        self._exit_renderables.append(Segments(shown))
        self._note_failure(sys.exc_info()[1])
        self._close_messages_no_wait()

    def _note_failure(self, error: BaseException | None) -> None:
        """Put an error that nobody expected in the journal; where that can't be written, it was shown at least."""
        from xstui.services.upkeep.failures import note_failure

        if error is not None and self._signed_in is not None and not self.is_locked:
            with suppress(Exception):
                note_failure(self.context, error)

    def on_unmount(self) -> None:
        """Close the store, once what is being saved is saved; a back-up at exit opens it again."""
        self.program.leave()


def _leaves(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.key in LEAVING
