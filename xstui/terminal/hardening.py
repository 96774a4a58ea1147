"""Keeping what the process has in memory out of files and out of other programs' sight."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import MutableMapping

PR_SET_DUMPABLE = 4
"""Linux' number, from `prctl(2)`."""

LOOKS = frozenset(
    f"TEXTUAL_{name}"
    for name in ("ANIMATIONS", "COLOR_SYSTEM", "DIM_FACTOR", "DISABLE_KITTY_KEY", "FILTERS", "FPS", "SMOOTH_SCROLL")
)
"""What decides how the screen looks; every other variable of Textual's has it log, draw, send or press something."""
DEBUGGING = frozenset(
    f"PYTHON{name}"
    for name in ("ASYNCIODEBUG", "BREAKPOINT", "DEBUG", "DEVMODE", "DUMPREFS", "DUMPREFSFILE", "INSPECT", "TRACEMALLOC")
)
"""What has Python print values, or stop at them."""


def drop_debugging(environ: MutableMapping[str, str]) -> None:
    """Remove what would have a library write passwords and names to a file, a port or the terminal.

    Textual reads its variables when it is imported, and `PYTHONINSPECT` is read once more at the end.
    """
    for name in list(environ):
        if (name.startswith("TEXTUAL") and name not in LOOKS) or name in DEBUGGING:
            del environ[name]


def keep_memory_private() -> None:
    """Leave no core file when the process dies, as it would hold names and the data key.

    Linux hands a core to a program such as systemd-coredump whatever the limit says, but not of a process that is
    marked as not to be dumped; other processes of the same user can't read its memory either. Windows has
    no such switch: what its error reporting keeps is the machine's own setting.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
