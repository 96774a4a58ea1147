"""What the terminal sends, cut into keys: Escape is a key of its own, whatever comes right behind it.

A terminal sends Escape as the character that also begins the sequence of a function key. Textual waits a tenth of a
second for the rest, and takes any letter, digit or Enter that comes within it for a part: Alt and a letter, another
character, or `^` and the letter in a field.

Nor does it ever stop reading: keys that come quicker than they are handled would pile up before everything else.
"""

from __future__ import annotations

import asyncio
import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable
from concurrent import futures
from functools import partial
from threading import Event, current_thread, main_thread
from time import monotonic, sleep
from typing import Any, cast

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message

from xstui.terminal.type_ahead import TypeAheadApp

ESCAPE = "\x1b"
PASTE_PATIENCE = 2.0
"""Seconds without a character after which a paste counts as whole: the end of it was lost on the way."""

NEXT_LOOK = 0.005
"""Seconds between two looks whether there is room for the next key."""

NEVER = Event()
"""What ends the reading of a driver that has no word for it."""

_WINDOWS_READER = "textual.drivers.win32"

_SEQUENCE = re.compile(
    r"\x1b(?:O[^\x1b]|\[(?:\[[^\x1b]|M[^\x1b]{3}|[0-?]*[ -/]*[@-LN-Z\\-~]|[0-?]+[ -/]*M))", re.DOTALL
)
"""A whole sequence: SS3, the Linux console's F1 to F5, the mouse of old, or any other CSI (ECMA-48, section 5.4)."""
_BEGUN = re.compile(r"\x1b(?:O|\[(?:\[|M[^\x1b]{0,2}|[0-?]*[ -/]*))?\Z", re.DOTALL)
"""What may become a sequence with the characters that are still to come."""


class KeyReader(XTermParser):
    """Textual's parser, which is handed whole sequences only; one that it does not know is not a key.

    Escape and a character that came together are given as that character with Alt, which most terminals send so;
    what it means is for the app to say.
    """

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        super().__init__(debug)
        self._begun = ""
        self._begun_at = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Return what the characters stand for, with those that were kept before; no characters: the end."""
        if not data:
            yield from super().feed(data)
            return
        kept = len(self._begun)
        text, place = self._begun + data, 0
        self._begun = ""
        while place < len(text):
            if self._is_begun(text, place):
                self._begun, self._begun_at = text[place:], monotonic()
                return
            read, stop = self._next(text, place, together=place >= kept)
            yield from read
            place = stop

    def tick(self) -> Iterable[Message]:
        """Return what was kept, as single keys, once nothing more has come for it."""
        is_paste = self._begun.startswith(BRACKETED_PASTE_START)
        patience = PASTE_PATIENCE if is_paste else constants.ESCAPE_DELAY
        if self._begun and monotonic() - self._begun_at >= patience:
            kept, self._begun = self._begun, ""
            if is_paste:
                yield _paste(kept[len(BRACKETED_PASTE_START) :])
            else:
                yield events.Key("escape", ESCAPE)
                if kept != ESCAPE:
                    yield from super().feed(kept[1:])

    def _is_begun(self, text: str, place: int) -> bool:
        if text.startswith(BRACKETED_PASTE_START, place):
            return text.find(BRACKETED_PASTE_END, place) < 0
        return _BEGUN.match(text, place) is not None

    def _next(self, text: str, place: int, *, together: bool) -> tuple[Iterable[Message], int]:
        """Return what stands at a place, and where the next thing begins."""
        if text[place] != ESCAPE:
            stop = text.find(ESCAPE, place)
            stop = len(text) if stop < 0 else stop
            return super().feed(text[place:stop]), stop
        if text.startswith(BRACKETED_PASTE_START, place):
            stop = text.find(BRACKETED_PASTE_END, place)
            return [_paste(text[place + len(BRACKETED_PASTE_START) : stop])], stop + len(BRACKETED_PASTE_END)
        found = _SEQUENCE.match(text, place)
        if found is not None and (found[0][1] == "[" or found[0] in ANSI_SEQUENCES_KEYS):
            return self._sequence(found[0]), found.end()
        if together and text[place + 1].isprintable():
            return self._with_alt(text[place + 1]), place + 2
        return [events.Key("escape", ESCAPE)], place + 1

    def _sequence(self, sequence: str) -> Iterable[Message]:
        """Return what a sequence stands for: nothing, where Textual would wait for more of it."""
        read = list(super().feed(sequence))
        if self._awaiting.timeout is not None:
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
        return [message for message in read if not _is_control_character(message)]

    def _with_alt(self, character: str) -> Iterable[Message]:
        for key in super().feed(character):
            yield events.Key(f"alt+{key.key}", character) if isinstance(key, events.Key) else key


def _is_control_character(message: Message) -> bool:
    """Tell whether Textual took the number of a key that it does not know for a character's."""
    return isinstance(message, events.Key) and len(message.key) == 1 and not message.key.isprintable()


def _paste(text: str) -> events.Paste:
    return events.Paste(text.replace("\x00", ""))


def read_keys_with_care(driver: type[Driver]) -> type[Driver]:
    """Have a driver cut keys as above, read no more than may wait, and show bytes that are not UTF-8 as �."""
    for name in (driver.__module__, _WINDOWS_READER):
        module = vars(sys.modules[name]) if name in sys.modules else {}
        if "XTermParser" in module:
            module["XTermParser"] = KeyReader
        if "getincrementaldecoder" in module and sys.platform != "win32":
            module["getincrementaldecoder"] = lambda _name: partial(getincrementaldecoder("utf-8"), "replace")
    return cast("type[Driver]", type(driver.__name__, (driver,), {"send_message": _send_in_turn}))


def _send_in_turn(driver: Any, message: Message) -> None:  # noqa: ANN401 - each system has a driver of its own
    """Hand a message to the app; from the reading thread a key, once the app has room for it."""
    app: TypeAheadApp[Any] = driver._app  # noqa: SLF001 - Textual has no other way to it
    waits = isinstance(message, events.Key) and current_thread() is not main_thread()
    ends: Event = getattr(driver, "exit_event", NEVER)
    while waits and app.gate.is_full and not ends.is_set():
        sleep(NEXT_LOOK)
    sent = asyncio.run_coroutine_threadsafe(app._post_message(message), loop=driver._loop)  # noqa: SLF001 - as above
    while waits and not sent.done() and not ends.is_set():
        futures.wait([sent], NEXT_LOOK)
