"""Type-ahead: a burst of keys gives the same result as slow typing.

Textual posts a key to the widget that has the focus when the key is *read*. In a burst (a scanner, a
macro, a slow line, a quick clerk) the next keys are read before the first one has moved the focus or
opened a screen, so they land in the wrong field. The gate lets one key through at a time: the next
passes when the key before it has had all its effects.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Generic, ParamSpec, TypeVar

from textual import events
from textual._queue import Queue
from textual.app import App
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

HOLDING = "holds-keys"
"""Name of the group of workers that keys wait for: `@work(thread=True, group=HOLDING)`.

A worker that waits for a modal screen (`push_screen_wait`) must not be in it: it waits for keys itself.
"""

P = ParamSpec("P")
T = TypeVar("T")
ReturnT = TypeVar("ReturnT")

_QUIET_TURNS = 6
"""Turns of the event loop without work, before a key counts as handled: a worker that waits for a modal's
result is woken three turns after the result is set, and starts one turn after it is asked for."""

_SPINS = 200
"""Turns that are waited for without sleeping: nearly every key is done by then, in a millisecond or two."""

_NAP = 0.002
"""Seconds between two looks, once a key turns out to take long."""

_PATIENCE = 1000
"""Naps (2 s) after which a key passes although a handler is still running: it may wait for just this key."""

_PAINTED = 0.005
"""Seconds that a lone key has to itself: it is painted before anybody looks whether it is done."""

MOST_WAITING = 256
"""Keys that wait before no more are read: the terminal keeps the rest, and what is not a key never waits."""

_READER_LAG = 0.01
"""Seconds in which the reading thread gets at what the terminal had sent before `drop`."""


class KeyGate(Generic[ReturnT]):
    """Lets keys and pastes into an app one at a time, in order."""

    def __init__(self, app: TypeAheadApp[ReturnT]) -> None:
        self._app = app
        self._waiting: deque[events.Event] = deque()
        self._holds: set[object] = set()
        self._passing: events.Event | None = None
        self._passed_at = 0.0
        self._pump: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._dropped_until = self._shown_at = self._typed_at = 0.0
        self._is_telling = False

    def admits(self, event: events.Event) -> bool:
        """Tell whether a key may pass now; else it is kept, and comes back when its turn is there.

        A single key in an app at rest passes at once.
        """
        if event is self._passing:
            self._passing = None
            self._typed_at = event.time
            self._passed_at = Message().time
            return True
        if event.time < self._dropped_until:
            self._tell_of_dropped()
            return False
        if self._is_pumping or self._is_held or not self._is_focus_at_rest:
            self._waiting.append(event)
            self._hurry.set()
            self._start_pump()
            return False
        self._start_pump()
        self._typed_at = event.time
        return True

    def moment(self) -> float:
        """Return the moment of what is shown now: no key typed before it was meant for that."""
        self._shown_at = Message().time + _READER_LAG
        return self._shown_at

    def is_ahead_of(self, moment: float) -> bool:
        """Tell whether the key that acts now was typed before a moment."""
        return self._typed_at < moment

    def drop_this(self) -> None:
        """Forget the key that acts now and those typed ahead behind it; the app tells."""
        self._tell_of_dropped()
        self.drop()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep all keys while the block runs: around a save, a sign-in, the opening of a screen.

        Enter the block on the UI's side (a handler, an async worker), before the thread is started: a
        thread that holds the keys itself may do so too late. Blocks may be nested.
        """
        token = object()
        self._holds.add(token)
        try:
            yield
        finally:
            self._holds.discard(token)

    async def in_thread(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `function` returns, from a thread, and keep all keys meanwhile."""
        with self.hold():
            return await asyncio.to_thread(function, *args, **kwargs)

    def drop(self) -> None:
        """Forget the keys that were typed ahead: they were meant for another screen than the one that opens.

        Keys that the terminal had sent but nobody had read yet are dropped as well. The app tells that there were any.
        """
        if self._waiting or self._passing:
            self._tell_of_dropped()
        self._waiting.clear()
        self._passing = None
        self._dropped_until = Message().time + _READER_LAG

    def waits_behind_work(self, event: events.Event, seconds: float) -> bool:
        """Tell whether a key is kept by work that has let no key pass for so long."""
        return self._is_held and event in self._waiting and Message().time - self._passed_at >= seconds

    @property
    def is_full(self) -> bool:
        """Whether so many keys wait that no more need be read; any thread may ask."""
        return len(self._waiting) >= MOST_WAITING

    def is_keeping(self, event: events.Event) -> bool:
        """Tell whether a key waits for its turn."""
        return event in self._waiting

    def drop_through(self, event: events.Event) -> None:
        """Forget a key that waits, and the keys before it: what it is for is done at once."""
        while self._waiting.popleft() is not event:
            pass

    def _tell_of_dropped(self) -> None:
        """Have the app tell it once, behind what is said about the reason."""
        if not self._is_telling:
            self._is_telling = True
            self._app.call_later(self._told_of_dropped)

    def _told_of_dropped(self) -> None:
        self._is_telling = False
        self._app.tell_of_dropped_keys()

    async def settled(self) -> None:
        """Wait until all keys are handled, nothing holds them and none would be taken as typed ahead. For tests."""
        await self._settle()
        self._hurry.set()
        if self._pump:
            await asyncio.wait({self._pump})
        await asyncio.sleep(max(0.0, max(self._dropped_until, self._shown_at) - Message().time + _NAP))

    def _start_pump(self) -> None:
        if not self._is_pumping:
            self._hurry.clear()
            self._pump = asyncio.create_task(self._run(), name="key gate")

    async def _run(self) -> None:
        """Wait for the key that passed, then let the next one through, until none is left."""
        if not self._waiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), _PAINTED)
        await self._settle()
        while self._waiting and self._app.is_running:
            self._passing = self._waiting.popleft()
            self._app.post_message(self._passing)
            await self._settle()

    async def _settle(self) -> None:
        """Wait until no effect of a key is under way: messages, screen changes, held work."""
        quiet = waits = 0
        while quiet < _QUIET_TURNS and waits < _SPINS + _PATIENCE and self._app.is_running:
            if self._is_held:
                quiet = waits = 0
                await asyncio.sleep(_NAP)
            elif self._is_at_rest:
                quiet += 1
                await asyncio.sleep(0)
            else:
                quiet = 0
                waits += 1
                await asyncio.sleep(0 if waits < _SPINS else _NAP)

    @property
    def _is_pumping(self) -> bool:
        return self._pump is not None and not self._pump.done()

    @property
    def _is_held(self) -> bool:
        return bool(self._holds) or any(
            worker.group == HOLDING and not worker.is_finished for worker in self._app.workers
        )

    @property
    def _is_focus_at_rest(self) -> bool:
        """Whether the way of a key is free: the focus and all that lies around it have no work.

        All of the screen is looked at once the key has passed: a lone key need not wait for that.
        """
        stack = self._app.screen_stack
        if not stack or self._is_palette_searching(stack[-1]):
            return False
        return all(map(_is_pump_at_rest, (stack[-1].focused or stack[-1]).ancestors_with_self[:-1]))

    @property
    def _is_at_rest(self) -> bool:
        return _is_pump_at_rest(self._app) and self._is_screen_at_rest

    @property
    def _is_screen_at_rest(self) -> bool:
        """Whether the screen on top is mounted and none of its widgets has work.

        Screens below it don't count: one of their handlers may be waiting for the top one to be dismissed.
        """
        stack = self._app.screen_stack
        if not stack or (stack[-1].focused and not _is_pump_at_rest(stack[-1].focused)):
            return False
        return _is_tree_at_rest(stack[-1]) and not self._is_palette_searching(stack[-1])

    def _is_palette_searching(self, screen: Screen[object]) -> bool:
        """Whether the command palette is still looking for what was typed: Enter must find the result."""
        return isinstance(screen, CommandPalette) and any(
            worker.node is screen and not worker.is_finished for worker in self._app.workers
        )


class TypeAheadApp(App[ReturnT]):
    """An app whose keys pass through a gate."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = KeyGate(self)

    def tell_of_dropped_keys(self) -> None:
        """Say that keys were dropped; an app with a place for it overrides this."""

    async def on_event(self, event: events.Event) -> None:
        """Keep keys and pastes from outside until it is their turn."""
        from_outside = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not from_outside or self.gate.admits(event):
            await super().on_event(event)


def _is_tree_at_rest(root: DOMNode) -> bool:
    """Tell whether a node and all below it are mounted and have no work.

    This is asked some twenty times at each key, of every widget: Textual's view on the children takes twice as long.
    """
    nodes = [root]
    for node in nodes:  # which grows meanwhile
        if not _is_pump_at_rest(node):
            return False
        nodes += node._nodes._nodes  # noqa: SLF001 - the list itself
    return True


def _is_pump_at_rest(pump: MessagePump) -> bool:
    """Tell whether a pump waits for its next message, with none queued and none being handled.

    Textual tells how many messages are queued, not whether one is being handled; a pump that waits for
    its queue is the only sure sign of that.
    """
    if pump._closing or pump._closed:  # noqa: SLF001 - Textual has no public word for a pump that ends
        return True
    queue: Queue[Message | None] = pump._message_queue  # noqa: SLF001 - as above
    return not queue.values and bool(queue.ready_event._waiters)  # noqa: SLF001 - asyncio's own
