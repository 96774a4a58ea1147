"""Whether this process has saved or replaced anything: who breaks off a command is told the truth about it."""

from __future__ import annotations

import threading

_something = threading.Event()


def note() -> None:
    """Note that something is about to be saved or put in its place."""
    _something.set()


def is_noted() -> bool:
    """Tell whether anything may have been saved since `forget`."""
    return _something.is_set()


def forget() -> None:
    """Begin again: a command starts."""
    _something.clear()
