"""What a key that was pressed stands for, by the keys of the user's own."""

from __future__ import annotations

from weakref import WeakSet

from textual import events

from xstui.terminal.keymap import KeyMap

ALT = "alt+"
MARKS = frozenset({"slash", "question_mark", "full_stop", "comma"})
"""Keys of commands that are typed characters, and have names."""


def is_character(key: str) -> bool:
    """Tell whether a key by itself is typed where text is asked."""
    return len(key) == 1 or key in MARKS


class PressedKeys:
    """Reads the keys of a terminal as the user has them."""

    def __init__(self, own: KeyMap) -> None:
        self._own = own
        self._with_alt: WeakSet[events.Key] = WeakSet()

    def is_for(self, event: events.Event, command: str, keys: str) -> bool:
        """Tell whether an event is a key of a command, whose keys are `keys` where the user gave it no other."""
        return isinstance(event, events.Key) and event.key in self._own.keys.get(command, keys).split(",")

    def as_pressed(self, event: events.Event) -> list[events.Event]:
        """Return the keys that an event stands for: Escape and a quick letter are the letter with Alt to terminals.

        No command has Alt, unless the user gave it one or letters alone do nothing.
        """
        if not isinstance(event, events.Key) or not event.key.startswith(ALT) or not event.is_printable:
            return [event]
        if event.key in self._own.keys.values():
            return [events.Key(event.key, None)]  # with a character it would be typed in a field
        if not self._own.single_letters:
            return [event]
        return [events.Key("escape", None), events.Key(event.key.removeprefix(ALT), event.character)]

    def is_stray(self, event: events.Key, *, in_text: bool) -> bool:
        """Tell whether a letter came without Alt where it needs that, or with Alt where text is typed."""
        if self._own.single_letters:
            return False
        if in_text:
            return self._has_alt(event)
        if self._has_alt(event):
            event.key = event.key.removeprefix(ALT)
            event.character = event.character or (event.key if len(event.key) == 1 else None)
            self._with_alt.add(event)
        return event.is_printable and event not in self._with_alt

    def _has_alt(self, event: events.Key) -> bool:
        """Tell whether a letter, a digit or a mark came with Alt; a key of the user's own does not count."""
        last = event.key.removeprefix(ALT)
        is_typed = event.is_printable or is_character(last)
        return last != event.key and is_typed and event.key not in self._own.keys.values()
