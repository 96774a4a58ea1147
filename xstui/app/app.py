"""The app: its session, which screens there are, and what works everywhere."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar
from weakref import WeakSet

from textual import events
from textual.actions import ActionParseResult
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.driver import Driver
from textual.widgets import Input

from xstui.app.cover import CoverableApp
from xstui.app.screens import screen_of
from xstui.domain.problems import Refused
from xstui.domain.visible import harmless
from xstui.i18n import Language, _, problem_text, set_language
from xstui.i18n.key_names import key_name, keys_in_words, shown_key, use_own_keys
from xstui.screens.base import routes
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import APP_COMMANDS, by_present_names
from xstui.screens.base.palette import CommandProvider
from xstui.screens.sign_in.sign_in import SignInScreen
from xstui.terminal import signals
from xstui.terminal.keyboard import read_keys_with_care
from xstui.terminal.keymap import KeyMap
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.open_types import AnyScreen
from xstui.widgets.rows import RowList
from xstui.widgets.status_line import StatusLine
from xstui.widgets.themes import DARK, THEMES, register_themes
from xstui.widgets.too_small import fit, is_too_small
from xstui.widgets.typed_in import TypedIn

if TYPE_CHECKING:
    from xstui.bootstrap import Program
    from xstui.services.access.sign_in import PendingLogin
    from xstui.services.context.context import Actor, Context

P = ParamSpec("P")
T = TypeVar("T")

KEYS_AS_THEY_ARE = KeyMap()
LEAVING = ("ctrl+q", "ctrl+l")
"""Keys that work whatever the size of the terminal."""
ALT = "alt+"
MARKS = frozenset({"slash", "question_mark", "full_stop", "comma"})
"""Keys of commands that are typed characters, and have names."""
SESSION_ENDED = frozenset({"session-over", "login-ended", "rights-changed", "must-change-password"})
"""What a use case is refused for before it begins; the program locks then."""
SELDOM = (20_000, 20, 20)
"""Objects made before memory is cleaned up, and how often the older ones are: a page of a list makes thousands."""
BRIEFLY = 0.0005
"""Seconds after which a thread lets another go on. Python's own 5 ms are as long as a picture takes."""
LOCK_PATIENCE = 2.0
"""Seconds that the key which locks waits for work that keeps the keys: a disk may hang."""
LOOK_EVERY = 15.0
"""Seconds between two looks whether anybody is still there."""


class XstuiApp(CoverableApp):
    """xstui in a terminal.

    The sign-in screen is painted before the store's libraries are imported: they load behind the typing.
    """

    TITLE = "xstui"
    CSS_PATH = ["../styles/base.tcss", "../styles/sign_in.tcss"]  # noqa: RUF012 - as Textual declares it
    COMMANDS: ClassVar[set[Any]] = {CommandProvider}
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding() for command in APP_COMMANDS.values()),
        Binding("ctrl+c", "break", "", id="quit.alias", show=False),
    ]

    def __init__(self, program: Program, language: Language = "nl", keymap: KeyMap = KEYS_AS_THEY_ARE) -> None:
        set_language(language)
        super().__init__()
        self.program = program
        self.own_keys = KeyMap(by_present_names(keymap.keys), keymap.single_letters)
        use_own_keys(self.own_keys.keys, single_letters=keymap.single_letters)
        self.animation_level = "none"  # a jump is one picture over a slow line, a glide is thirty
        self._with_alt: WeakSet[events.Key] = WeakSet()
        self._signed_in: Context | None = None
        self._is_demo = False
        self._last_key = self._last_tick = 0.0
        self._told_before_leaving = False
        self.lock_after = 0.0
        register_themes(self)
        self._begin_with(DARK.name)

    def _begin_with(self, theme: str) -> None:
        """Take a dark theme before the styles are read: a change of it would have them read once more."""
        self.set_reactive(CoverableApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def context(self) -> Context:
        """The context of who has signed in."""
        if self._signed_in is None:
            message = "nobody has signed in"
            raise LookupError(message)
        return self._signed_in

    @property
    def is_demo(self) -> bool:
        """Whether the store holds invented people only."""
        return self._is_demo

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, with a reader that takes Escape for a key of its own."""
        return read_keys_with_care(super().get_driver_class())

    def get_default_screen(self) -> AnyScreen:
        """Begin with the sign-in: nothing lies under it."""
        return SignInScreen()

    def on_mount(self) -> None:
        """Take up signals and the user's own keys, and watch whether anybody is still there."""
        signals.install(self)
        self.set_keymap(dict(self.own_keys.keys))
        self.set_interval(LOOK_EVERY, self.lock_if_idle)
        self.screen_change_signal.subscribe(self, lambda screen: fit(screen, self.size))

    def has_started(self) -> None:
        """Let memory be cleaned up again, but for what was imported: no key has to wait for looking at that.

        What is looked up behind the typing lets the screen go first.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
            gc.set_threshold(*SELDOM)
        sys.setswitchinterval(BRIEFLY)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small for the screens."""
        fit(self.screen, event.size)

    async def on_event(self, event: events.Event) -> None:
        """Take note that somebody is there; where letters alone do nothing, let Alt and a letter do it."""
        if isinstance(event, events.Key | events.Paste | events.MouseEvent):
            if self.lock_if_idle():
                return
            self._last_key, self._last_tick = event.time, self.program.system_clock.ticks()
            self._told_before_leaving = self._told_before_leaving and self._quits(event)
        for key in self._as_pressed(event):
            if self._is_stray(key):
                self._tell_of_alt(key)
            elif not self._is_blind(key):
                await super().on_event(key)
                self._lock_in_time(key)

    def _quits(self, event: events.Event) -> bool:
        return self._is_for(event, "quit", "ctrl+q")

    def _is_for(self, event: events.Event, command: str, key: str) -> bool:
        return isinstance(event, events.Key) and event.key in self.own_keys.keys.get(command, key).split(",")

    def _lock_in_time(self, event: events.Event) -> None:
        """Lock although work goes on for which keys wait, once the key for it has waited long enough."""
        if self._is_for(event, "lock", "ctrl+l") and self.gate.is_keeping(event):
            if self.gate.waits_behind_work(event, LOCK_PATIENCE):
                self.gate.drop_through(event)
                self.action_lock()
            else:
                self.set_timer(LOCK_PATIENCE / 4, partial(self._lock_in_time, event))

    def _as_pressed(self, event: events.Event) -> list[events.Event]:
        """Return the keys that an event stands for: Escape and a quick letter are the letter with Alt to terminals.

        No command has Alt, unless the user gave it one or letters alone do nothing.
        """
        if not isinstance(event, events.Key) or not event.key.startswith(ALT) or not event.is_printable:
            return [event]
        if event.key in self.own_keys.keys.values():
            return [events.Key(event.key, None)]  # with a character it would be typed in a field
        if not self.own_keys.single_letters:
            return [event]
        return [events.Key("escape", None), events.Key(event.key.removeprefix(ALT), event.character)]

    def _has_alt(self, event: events.Key) -> bool:
        """Tell whether a letter, a digit or a mark came with Alt; a key of the user's own is no such."""
        last = event.key.removeprefix(ALT)
        is_typed = event.is_printable or len(last) == 1 or last in MARKS
        return last != event.key and is_typed and event.key not in self.own_keys.keys.values()

    def _is_blind(self, event: events.Event) -> bool:
        """Tell whether a key would reach a screen that the terminal is too small to show: nobody sees what it does."""
        return isinstance(event, events.Key | events.Paste) and is_too_small(self.size) and not _leaves(event)

    def _is_stray(self, event: events.Event) -> bool:
        """Tell whether a letter came without Alt where it needs that, or with Alt where text is typed."""
        if not isinstance(event, events.Key) or self.own_keys.single_letters:
            return False
        if isinstance(self.focused, Input | TypedIn):
            return self._has_alt(event)
        if self._has_alt(event):
            event.key = event.key.removeprefix(ALT)
            event.character = event.character or (event.key if len(event.key) == 1 else None)
            self._with_alt.add(event)
        return event.is_printable and event not in self._with_alt

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
        taken = set(self.own_keys.keys.values())
        if not taken:
            return []
        reachable = {binding.id for _node, binding, _enabled, _tip in screen.active_bindings.values()}
        declared = screen.commands().values() if isinstance(screen, Commanded) else ()
        unreachable = [command for command in declared if command.keys and command.name not in reachable]
        return sorted(c.words for c in unreachable if c.words and set(self.own_keys_of(c).split(",")) <= taken)

    def start_session(self, actor: Actor, pending: PendingLogin | None = None) -> None:
        """Give somebody who has signed in her home screen.

        Args:
            pending: Who has to choose a password of her own first.
        """
        self.run_worker(self._start_session(actor, pending), group=HOLDING)

    async def _start_session(self, actor: Actor, pending: PendingLogin | None) -> None:
        from xstui.screens.sign_in.password import PasswordScreen
        from xstui.services.context.settings import is_demo

        self._signed_in = self.program.context(actor)
        self._is_demo = await self.gate.in_thread(is_demo, self.program.store)
        await self.follow_office()
        await self.push_screen(screen_of(routes.Home()) if pending is None else PasswordScreen(pending))
        if pending is None:
            self.run_worker(self._tell_of_refused())

    async def _tell_of_refused(self) -> None:
        """Say how many sign-ins with this login were refused since the last one, and whether the clock can be right."""
        from xstui.i18n.sign_ins import refused_text
        from xstui.services.access.sign_in_history import clock_behind, last_before_this

        behind = await asyncio.to_thread(clock_behind, self.context)
        last, refused = await asyncio.to_thread(last_before_this, self.context)
        texts = [refused_text(refused, last.at if last else None)] if refused else []
        texts += [problem_text(behind)] if behind else []
        for line in self.screen.query(StatusLine) if texts else ():
            line.add(" ".join(texts))

    def start_over(self) -> None:
        """Show home alone: what stands on the other screens was read with other rights."""
        self.run_worker(self._start_over(), group=HOLDING)

    async def _start_over(self) -> None:
        self.forget_cover()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.go(routes.Home())

    async def follow_office(self) -> None:
        """Lock by what is set for the office: asked at sign-in, at unlocking, and where it was set anew here."""
        from xstui.services.context.settings import lock_minutes

        self.lock_after = 60.0 * await self.gate.in_thread(lock_minutes, self.program.store)

    def lock_if_idle(self) -> bool:
        """Lock the program once nobody has touched it for some minutes; tell whether it was time.

        The machine's clock is asked as well: the other one stands still while a laptop sleeps.
        """
        idle = max(events.Idle().time - self._last_key, self.program.system_clock.ticks() - self._last_tick)
        if not self.lock_after or idle < self.lock_after or self.is_locked:
            return False
        self.action_lock()
        return True

    @property
    def is_locked(self) -> bool:
        """Whether the lock lies over all screens."""
        return self.is_covered

    def action_lock(self) -> None:
        """Lock the program: what was typed is kept, the store is closed and its key dropped."""
        self.run_worker(self._lock(), group=HOLDING)

    async def _lock(self, reason: str = "") -> None:
        """Cover the screens at once; what hangs, or has to end first, is waited for below the cover."""
        from xstui.screens.sign_in.lock import LockScreen

        if self._signed_in is None or self.is_locked:
            return
        lock = LockScreen(reason, with_token=self.session_is_over)
        await self.cover(lock)
        kept = await self._keep_drafts()
        await self.gate.in_thread(self.program.lock)
        self._signed_in = self.program.locked_context(self.context)
        lock.take_password(kept=kept)

    async def _keep_drafts(self) -> bool:
        """Keep what is typed on forms; tell whether all of it could be kept."""
        from xstui.screens.base.form_page import FormPage

        forms = [screen for screen in self.screen_stack if isinstance(screen, FormPage)]
        return all([await form.keep_draft() for form in forms if form.has_typed_work])

    @property
    def session_is_over(self) -> bool:
        """Whether the user has been at work for so long that the second factor is asked again."""
        session = self.context.session
        return session is not None and session.is_over(self.program.clock)

    def reopen(self, password: str, token: str = "") -> bool:
        """Open the store again for the user who locked it, with the rights of now; tell whether these are the same.

        Raises:
            Refused: `sign-in-failed`; `token-wrong` or `token-used` where the session is over; or, where the login was
                reset, `no-second-factor`.
        """
        from xstui.services.access import sign_in

        before = self.context
        pending = self.program.enter(before.actor.username, password)
        try:
            if self.session_is_over:
                actor, session = sign_in.check_token(self.program.sign_in_context, pending, token).actor, None
            else:
                actor, session = sign_in.readmit(self.program.sign_in_context, pending), before.session
        except BaseException:
            self.program.lock()
            raise
        self._signed_in = self.program.context(actor, session)
        return actor == before.actor

    def reopen_with(self, key: bytes | None) -> None:
        """Open the store again after its data key was changed."""
        self.program.reopen(key)
        self._signed_in = self.program.context(self.context.actor, self.context.session)

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
        """Open the screen of a route on top."""
        await self.push_screen(screen_of(route))

    def replace(self, route: routes.Route) -> None:
        """Open the screen of a route in the place of the one on top.

        The worker is the app's: a screen's own would end with the screen that it removes.
        """
        self.run_worker(self._put_in_place(route), group=HOLDING)

    async def _put_in_place(self, route: routes.Route) -> None:
        await self.switch_screen(screen_of(route))

    async def call(self, use_case: Callable[Concatenate[Context, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a use case returns, run in a thread, in the context of the session; keys wait meanwhile.

        The program locks where the session has ended, or its rights have changed: unlocking reads them again.

        Raises:
            Refused: By the use case.
        """
        try:
            return await self.gate.in_thread(use_case, self.context, *args, **kwargs)
        except Refused as refused:
            if refused.problems[0].code in SESSION_ENDED:
                self.run_worker(self._lock(problem_text(refused.problems[0])), group=HOLDING)
            raise

    def action_command_palette(self) -> None:
        """Open the palette, with its hint in the user's language."""
        if not self.is_covered and not CommandPalette.is_open(self):  # type: ignore[arg-type]  # Textual declares it for App[object]
            self.push_screen(CommandPalette(placeholder=_("Search for a command"), id="--command-palette"))

    def action_next_theme(self) -> None:
        """Go on to the next of the four themes: dark, light, high contrast, the terminal's own colours."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

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
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Close the store, once what is being saved is saved; a back-up at exit opens it again."""
        self.program.leave()


def _leaves(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.key in LEAVING
