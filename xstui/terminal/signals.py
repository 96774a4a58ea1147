"""Ending as a program should when the machine says so: SIGTERM, SIGHUP, or a terminal that is gone.

What was typed is kept as a draft, as by Escape; a save under way ends first; the terminal gets its own settings back.
SIGTSTP and SIGCONT, by which a shell stops and continues a program, are Textual's; Ctrl+Z itself is undo.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import stat
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

from xstui.widgets.open_types import AnyApp

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
"""Signals that ask a program to end; Windows has no SIGHUP, and SIGBREAK where others have none."""
LOST = 1
"""The number of SIGHUP on every system that has it: what a lost terminal counts as."""
LOOK_EVERY = 2.0
"""Seconds between two looks whether the terminal is still there: not every one that goes sends SIGHUP."""
PATIENCE = 3.0
"""Seconds for keeping what was typed."""
GRACE = 10.0
"""Seconds after which the process ends in any case: nobody can be told any more, and the store takes no harm."""


def install(app: AnyApp, on_continue: Callable[[], object]) -> None:
    """Let signals end the app; to be called once it runs, on mount.

    Args:
        app: The app.
        on_continue: Called once a shell continues the program, which may have stood still for days.
    """
    loop = asyncio.get_running_loop()
    for number in ENDING:
        try:
            loop.add_signal_handler(number, _begin_to_leave, app, number)
        except (NotImplementedError, RuntimeError, ValueError):
            # Windows' loop has no handlers, and no thread but the first may have any.
            with contextlib.suppress(ValueError):
                signal.signal(number, lambda got, _frame: loop.call_soon_threadsafe(_begin_to_leave, app, got))
    if has_terminal():
        _continue_with_a_terminal_only(partial(loop.call_soon_threadsafe, on_continue))
        app.set_interval(LOOK_EVERY, partial(_leave_if_lost, app))


def _continue_with_a_terminal_only(first: Callable[[], object]) -> None:
    """Keep Textual from starting again on a terminal that is gone: a hang-up sends SIGCONT after SIGHUP."""
    number = getattr(signal, "SIGCONT", None)
    begin_anew = signal.getsignal(number) if number is not None else None
    if number is not None and callable(begin_anew) and threading.current_thread() is threading.main_thread():

        def go_on(got: int, frame: FrameType | None) -> None:
            if has_terminal():
                first()
                begin_anew(got, frame)

        signal.signal(number, go_on)


def has_terminal() -> bool:
    """Tell whether the keys come from a terminal that is still there."""
    try:
        return os.isatty(sys.__stdin__.fileno()) if sys.__stdin__ else False
    except (OSError, ValueError):
        return False


def _leave_if_lost(app: AnyApp) -> None:
    if not has_terminal():
        _begin_to_leave(app, LOST)


def _begin_to_leave(app: AnyApp, number: int) -> None:
    """Start to leave; a second signal changes nothing."""
    if not has_terminal():
        _write_to_nobody()
    if not any(thread.name == _LAST_RESORT for thread in threading.enumerate()):
        last_resort = threading.Timer(GRACE, os._exit, [exit_code(number)])
        last_resort.name, last_resort.daemon = _LAST_RESORT, True
        last_resort.start()
        app.run_worker(leave(app, number))


def _write_to_nobody() -> None:
    """Let what is still written go nowhere: an error would end Textual's writing thread, and then all else waits."""
    with Path(os.devnull).open("w") as nowhere:
        for number in (1, 2):
            with contextlib.suppress(OSError):
                if stat.S_ISCHR(os.fstat(number).st_mode):
                    os.dup2(nowhere.fileno(), number)


_LAST_RESORT = "xstui-last-resort"


def exit_code(number: int) -> int:
    """Return the exit code of a program that a signal ended, as shells count."""
    return 128 + number


async def leave(app: AnyApp, number: int) -> None:
    """Keep what was typed on any form, and end."""
    for screen in app.screen_stack:
        keep = getattr(screen, "keep_draft", None)
        if keep is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(keep(), PATIENCE)
    app.exit(return_code=exit_code(number))
